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
