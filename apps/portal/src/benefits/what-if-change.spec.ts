import { describe, expect, it } from '@jest/globals';
import { areSaved, MOST_SAVED, requestOf, TODAY, withSaved } from './what-if-change.js';

describe('what is tried', () => {
  it.each([
    ['nothing', {}, { moved: {}, outcomes: 100 }],
    ['half a move', { from: 'sl-110' }, { moved: {}, outcomes: 100 }],
    [
      'a move and a day',
      { from: 'a', to: 'b', lawAsOf: '2023-09-30' },
      { moved: { a: 'b' }, lawAsOf: '2023-09-30', outcomes: 100 },
    ],
    [
      'a share',
      { shared: 'a', municipality: 60 },
      { moved: {}, split: { anchor: 'a', municipality: 60 }, outcomes: 100 },
    ],
    ['more outcomes', { outcomes: 120 }, { moved: {}, outcomes: 120 }],
  ])('may be %s', (_what, change, expected) => expect(requestOf({ ...TODAY, ...change })).toEqual(expected));
});

describe('what is kept', () => {
  const named = (name: string, outcomes = 100) => ({ name, change: { ...TODAY, outcomes } });
  it('has each name once, the last under it', () =>
    expect(withSaved([named('a', 50), named('b')], named('a', 60))).toEqual([named('b'), named('a', 60)]));
  it('is no more than can be compared', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => named(name));
    expect(many.reduce(withSaved, [] as ReturnType<typeof withSaved>)).toEqual(many.slice(-MOST_SAVED));
  });
  it.each([
    [[], true],
    [[named('a')], true],
    [null, false],
    [[{ name: 'a' }], false],
    [[{ name: 'a', change: { ...TODAY, outcomes: '100' } }], false],
  ])('%j is readable: %s', (kept, expected) => expect(areSaved(kept)).toBe(expected));
});
