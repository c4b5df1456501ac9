import { describe, expect, it } from '@jest/globals';
import { isForged } from './write-defence.js';

const own = 'https://ringvirkning.example';

describe('writes that ride on the session cookie', () => {
  it.each(['GET', 'HEAD'])('%s is never a write', (method) =>
    expect(isForged({ method, origin: 'https://evil.example', requestedWith: undefined }, own)).toBe(false),
  );
  it('pass from our own origin', () =>
    expect(isForged({ method: 'POST', origin: own, requestedWith: undefined }, own)).toBe(false));
  it('pass without origin when they carry our header', () =>
    expect(isForged({ method: 'POST', origin: undefined, requestedWith: 'ringvirkning' }, own)).toBe(false));
  it.each([
    ['another origin', 'https://evil.example', undefined],
    ['another origin, even with our header', 'https://evil.example', 'ringvirkning'],
    ['an opaque origin', 'null', 'ringvirkning'],
    ['another port', `${own}:8443`, 'ringvirkning'],
    ['neither origin nor header', undefined, undefined],
    ['a foreign header value', undefined, 'XMLHttpRequest'],
  ])('are refused with %s', (_, origin, requestedWith) =>
    expect(isForged({ method: 'DELETE', origin, requestedWith }, own)).toBe(true),
  );
});
