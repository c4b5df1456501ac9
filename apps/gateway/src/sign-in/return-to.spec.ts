import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeReturnTo } from './return-to.js';

const home = new URL('https://ringvirkning.example');

describe('the address to return to after sign-in', () => {
  it.each(['/', '/kontrakter/1?fane=krav#top', '/a%20b'])('keeps %s', (path) =>
    expect(safeReturnTo(path, home)).toBe(path),
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/auth/logout',
    '/./auth/login',
    '',
    undefined,
    42,
    ['/x'],
  ])('replaces %j by the front page', (wish) => expect(safeReturnTo(wish, home)).toBe('/'));

  it('never leads to another origin, whatever is wished', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `/${s}`),
          fc.webUrl(),
        ),
        (wish) => {
          const path = safeReturnTo(wish, home);
          expect(path.startsWith('/')).toBe(true);
          expect(new URL(path, home).origin).toBe(home.origin);
        },
      ),
    ));
});
