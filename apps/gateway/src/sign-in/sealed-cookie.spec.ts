import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SealedCookie, type CookieKind } from './sealed-cookie.js';
import { SealingKeys } from './sealing-keys.js';

const keysOf = (...keys: Uint8Array[]) => new SealingKeys(() => keys);
const key = keysOf(randomBytes(32));
const kind: CookieKind = { name: 'rv_test', path: '/', seconds: 60 };
/** What a browser would send back after these Set-Cookie headers. */
const sentBack = (setCookies: string[]): string => setCookies.map((line) => line.split(';')[0]!).join('; ');

describe('a sealed cookie', () => {
  const cookie = new SealedCookie<{ token: string }>(kind, key, true);

  it('comes back as it was', async () =>
    expect(await cookie.open(sentBack(await cookie.seal({ token: 'x' }, undefined)))).toEqual({ token: 'x' }));

  it('is not readable, HttpOnly, Lax, Secure and bound to the host', async () => {
    const [line] = await cookie.seal({ token: 'secret-token' }, undefined);
    expect(line).toMatch(/^__Host-rv_test=/);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/']) expect(line).toContain(attribute);
    expect(line).not.toContain('secret-token');
  });

  it('travels in several cookies, each below 4096 bytes, when it is long', async () => {
    const token = randomBytes(4_000).toString('base64url');
    const lines = await cookie.seal({ token }, undefined);
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(4_096);
    expect(await cookie.open(sentBack(lines))).toEqual({ token });
    const shorter = await cookie.seal({ token: 'x' }, sentBack(lines));
    expect(shorter.filter((line) => line.includes('Max-Age=0'))).toHaveLength(lines.length - 1);
  });

  it.each([
    ['another key', new SealedCookie(kind, keysOf(randomBytes(32)), true)],
    ['another kind of cookie', new SealedCookie({ ...kind, name: 'rv_other' }, key, true)],
  ])('is refused when sealed with %s', async (_, other) => {
    const foreign = sentBack(await other.seal({ token: 'x' }, undefined)).replace('rv_other', 'rv_test');
    expect(await cookie.open(foreign)).toBeUndefined();
  });

  it('is refused when damaged or too old', async () => {
    const sealed = sentBack(await cookie.seal({ token: 'x' }, undefined));
    expect(await cookie.open(`${sealed.slice(0, -6)}AAAAAA`)).toBeUndefined();
    const old = new SealedCookie<{ token: string }>({ ...kind, seconds: -10 }, key, true);
    expect(await cookie.open(sentBack(await old.seal({ token: 'x' }, undefined)))).toBeUndefined();
  });
});
