import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleaner } from './clean.js';

const secret = fc
  .string({ minLength: 12, unit: 'grapheme-ascii' })
  .filter((text) => /[a-z]/i.test(text) && text.trim() === text);

describe('what goes to others', () => {
  it('has none of the secrets, however they are written, in whatever depth', () =>
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const clean = cleaner([hidden]);
        for (const writing of [hidden, Buffer.from(hidden).toString('base64'), encodeURIComponent(hidden)]) {
          const told = JSON.stringify(clean({ a: [{ [before + writing]: `${before}${writing}${after}` }] }));
          expect(told.includes(JSON.stringify(writing).slice(1, -1))).toBe(false);
        }
      }),
    ));
  it('has no personal number and no credentials of an address, in text, number or name', () => {
    const told = JSON.stringify(
      cleaner([])({
        'person 010190-1234': 'postgres://rv:pass-word@db/x and 0101901234',
        n: 101901234,
        of: '01.01.90 1234',
      }),
    );
    for (const trace of ['1234', 'pass-word']) expect(told).not.toContain(trace);
  });
  it('leaves the rest as it is', () => {
    const rest = { at: '2026-07-01T00:00:00Z', count: 12, names: ['outbox', null, true] };
    expect(cleaner(['a-secret-of-somebody', ''])(rest)).toEqual(rest);
  });
});
