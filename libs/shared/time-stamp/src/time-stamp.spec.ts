import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAuthority, type Authority } from '@ringvirkning/testing';
import { tokenIn, timeStampRequest, TimeStampFault, verifyTimeStamp } from './time-stamp.js';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');
const TEXT = 'Herning har fået 1.000 kr.';
const token = Buffer.from(fixture('token.txt'), 'base64');
const trusted = fixture('authority.pem');

describe('a token that openssl ts has made', () => {
  it('says that the text existed, and who says so', async () =>
    expect(await verifyTimeStamp(token, TEXT, trusted)).toEqual({
      at: expect.stringMatching(/^2026-11-29T/),
      by: 'Test TSA',
      isTrusted: true,
    }));
  it('says by whom without being trusted, where nobody is', async () =>
    expect(await verifyTimeStamp(token, TEXT, null)).toMatchObject({ by: 'Test TSA', isTrusted: false }));
  it.each([
    ['another text', () => verifyTimeStamp(token, `${TEXT} `, trusted)],
    ['another authority', () => verifyTimeStamp(token, TEXT, fixture('another-authority.pem'))],
    ['no token', () => verifyTimeStamp(Buffer.from('hello'), TEXT, trusted)],
    ['no certificate', () => verifyTimeStamp(token, TEXT, 'hello')],
  ])('is refused for %s', (_, verify) => expect(verify()).rejects.toBeInstanceOf(TimeStampFault));
  it('is refused with any of its bytes changed', async () => {
    const unseen: number[] = [];
    for (let at = 0; at < token.length; at += 1) {
      const other = Buffer.from(token);
      other[at]! ^= 0x01;
      const said = await verifyTimeStamp(other, TEXT, trusted).catch((error: unknown) => error);
      if (!(said instanceof TimeStampFault)) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });
});

// Where there is no openssl, there is the token above.
const authority = makeAuthority();
// eslint-disable-next-line no-restricted-properties -- no authority can be made on a machine without openssl
const withOpenssl = authority ? describe : describe.skip;
withOpenssl('an authority made with openssl ts (skipped where there is no openssl)', () => {
  let tsa: Authority;
  beforeAll(() => void (tsa = authority!));
  afterAll(() => authority!.remove());

  it('answers our request, and openssl verifies its token as we do', async () => {
    const { request, nonce } = timeStampRequest(TEXT);
    const made = tokenIn(tsa.answer(request), nonce);
    expect(await verifyTimeStamp(made, TEXT, tsa.certificate)).toMatchObject({ by: 'Test TSA', isTrusted: true });
    expect(tsa.verifies(made, TEXT)).toBe(true);
    expect(tsa.verifies(made, `${TEXT} `)).toBe(false);
    await expect(verifyTimeStamp(made, TEXT, trusted)).rejects.toBeInstanceOf(TimeStampFault);
  });
  it('answers one request, and not another', () => {
    const { request } = timeStampRequest(TEXT);
    expect(() => tokenIn(tsa.answer(request), '40'.repeat(8))).toThrow('the reply is to another request');
  });
  it('may decline', () =>
    expect(() => tokenIn(tsa.answer(Buffer.from('hello')), '')).toThrow('the authority declined: status 2'));
});
