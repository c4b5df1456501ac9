import { describe, expect, it } from '@jest/globals';
import { MOST_BESIDE, requestOf, TODAY, toggled } from './what-if-change.js';

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

describe('what stands beside the others', () => {
  it('comes and goes one by one', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
  it('is no more than can be compared: the first gives way', () => {
    const many = ['a', 'b', 'c', 'd', 'e'];
    expect(many.reduce(toggled, [] as readonly string[])).toEqual(many.slice(-MOST_BESIDE));
  });
});
