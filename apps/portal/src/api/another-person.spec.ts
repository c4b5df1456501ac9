import { beforeEach, describe, expect, it } from '@jest/globals';
import { drawAnew, wasDrawnAnew } from './another-person.js';
import { isAnother } from './http.js';

let kept: Map<string, string>;
let reloads: number;
const browser = {
  sessionStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
  location: { reload: () => void (reloads += 1) },
};
beforeEach(() => {
  [kept, reloads] = [new Map(), 0];
});

describe('a page that was drawn for the person before', () => {
  it('is drawn anew, and says so once', () => {
    expect(wasDrawnAnew(browser)).toBe(false);
    drawAnew(browser);
    expect([reloads, wasDrawnAnew(browser), wasDrawnAnew(browser)]).toEqual([1, true, false]);
  });

  it.each([
    ['nobody was known', undefined, 'anna', false],
    ['it is the same person', 'anna', 'anna', false],
    ['they signed out: nobody acts then', 'anna', undefined, false],
    ['it is somebody else', 'anna', 'bo', true],
  ])('%s', (_what, before, now, another) => expect(isAnother(before, now)).toBe(another));
});
