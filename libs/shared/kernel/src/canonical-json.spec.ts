import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, digestOf } from './canonical-json.js';
import { uuidv7 } from './ids.js';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () =>
    expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(digestOf({ b: { d: null, c: [1, 2] }, a: 1 })));
  it('is JSON that reads back as the same value', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)),
    ));
  it('is what JSON.stringify makes of sorted members, whatever letters are in it', () =>
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const sorted = (_: string, each: unknown): unknown =>
          each !== null && typeof each === 'object' && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
            : each;
        // Members named like numbers come first in every object of JavaScript, whatever one does.
        fc.pre(!/"\d+":/.test(JSON.stringify(value)));
        expect(canonicalJson(value)).toBe(JSON.stringify(value, sorted));
      }),
    ));
  it.each([
    ['"', '"\\""'],
    ['\\', '"\\\\"'],
    ['\n\u0007\u007f', '"\\n\\u0007\u007f"'],
    ['\u2028é€😀', '"\u2028é€😀"'],
    ['\ud800', '"\\ud800"'],
    ['x'.repeat(65), `"${'x'.repeat(65)}"`],
  ])('writes %j as RFC 8785 does', (text, written) => expect(canonicalJson(text)).toBe(written));
  it('sorts by code units, as the example of RFC 8785', () =>
    expect(canonicalJson({ '\ufb33': 1, '\ud83d\ude00': 2, ö: 3, '1': 4, '\r': 5, '€': 6, '\u0080': 7 })).toBe(
      '{"\\r":5,"1":4,"\u0080":7,"ö":3,"€":6,"😀":2,"\ufb33":1}',
    ));
  it('writes bigints as digit strings and drops undefined members', () =>
    expect(canonicalJson({ b: 12n, a: undefined })).toBe('{"b":"12"}'));
});

describe('uuidv7', () => {
  it('carries version, variant and time order', () => {
    const random = new Uint8Array(10).fill(0xff);
    expect(uuidv7(1, random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidv7(1, random) < uuidv7(2, new Uint8Array(10))).toBe(true);
  });
});
