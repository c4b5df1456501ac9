import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact, scrub } from './redact.js';

const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((ds) => ds.join(''));
const cpr = fc.tuple(digits(6), fc.constantFrom('-', '', ' '), digits(4)).map((parts) => parts.join(''));

describe('scrub', () => {
  it('removes every personal number, wherever it stands', () =>
    fc.assert(
      fc.property(
        cpr,
        fc.constantFrom(' ', '"', ':', '/', 'cpr=', 'P', '-'),
        fc.constantFrom(' ', '"', ',', 'x', '.'),
        (number, before, after) => {
          expect(scrub(`${before}${number}${after}`)).toBe(`${before}[cpr]${after}`);
        },
      ),
    ));
  it.each([
    '/people/0101%2090%204321',
    '/people/01%252E01%252E90-4321',
    '/people/0101%E2%80%8B904321?x=%',
    '/a+01+01+90+4321',
  ])('removes a personal number that an address has encoded: %s', (address) =>
    expect(scrub(address)).not.toMatch(/4321/),
  );
  it('leaves other addresses as they are', () => expect(scrub('/a%20b/%C3%B8?x=1%2B1')).toBe('/a%20b/%C3%B8?x=1%2B1'));
  it('keeps UUIDs', () => fc.assert(fc.property(fc.uuid(), (id) => expect(scrub(`id ${id}.`)).toBe(`id ${id}.`))));
  it('keeps longer numbers', () => expect(scrub('1763912345678')).toBe('1763912345678'));
  it('removes credentials from URLs', () =>
    expect(scrub('postgres://app:pa55@db:5432/x and nats://user@host')).toBe(
      'postgres://[redacted]@db:5432/x and nats://[redacted]@host',
    ));
});

describe('redact', () => {
  it.each([
    'authorization',
    'Cookie',
    'set-cookie',
    'CPR',
    'name',
    'givenName',
    'NATS_NKEY_SEED',
    'access_token',
    'body',
  ])('hides the member %s at any depth', (key) =>
    expect(JSON.stringify(redact({ a: [{ [key]: 'Anna Hansen' }] }))).not.toContain('Anna'),
  );
  it('scrubs nested texts, keys and numbers', () =>
    expect(redact({ note: ['ring 010190-1234'], '0101901234': 1, n: 1_101_901_234 })).toEqual({
      note: ['ring [cpr]'],
      '[cpr]': 1,
      n: '[cpr]',
    }));
  it('keeps what explains an error, not the data it carries', () => {
    const error = Object.assign(new Error('duplicate 010190-1234', { cause: new Error('inner 0101901234') }), {
      code: '23505',
      parameters: ['Anna'],
      detail: 'Anna',
    });
    const logged = redact({ err: error }) as { err: Record<string, unknown> };
    expect(logged.err).toMatchObject({
      type: 'Error',
      message: 'duplicate [cpr]',
      code: '23505',
      cause: { message: 'inner [cpr]' },
    });
    expect(JSON.stringify(logged)).not.toMatch(/Anna|010190/);
  });
  it('survives cycles and bigints', () => {
    const loop: Record<string, unknown> = { amount: 12n };
    loop['self'] = loop;
    expect(JSON.stringify(redact(loop))).toContain('[deep]');
  });
});
