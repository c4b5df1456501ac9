import { describe, expect, it } from '@jest/globals';
import type { Uncertainty } from '@ringvirkning/benefits-api';
import { ALL_PURSES, endsFor, perOutcome } from './uncertainty-figures.js';

const input = (code: string, low: string, high: string, silos: Uncertainty['inputs'][number]['silos']) =>
  ({ code, low, high, silos }) as Uncertainty['inputs'][number];

describe('what the net gain hangs on', () => {
  const inputs = [
    input('nights', '-90', '60', [
      { silo: 'state', low: '-10', high: '10' },
      { silo: 'municipality:0751', low: '-80', high: '50' },
    ]),
    // An extra cost: the more of it, the less is gained.
    input('support', '50', '-50', [{ silo: 'state', low: '50', high: '-50' }]),
    input('nothing', '0', '0', []),
  ];
  it.each([
    [
      'all purses together',
      ALL_PURSES,
      [
        ['nights', '-90', '60'],
        ['support', '50', '-50'],
      ],
    ],
    [
      'the state, in its own order',
      'state',
      [
        ['support', '50', '-50'],
        ['nights', '-10', '10'],
      ],
    ],
    ['a purse that it hardly touches', 'municipality:0751', [['nights', '-80', '50']]],
  ])('is told for %s, the widest first', (_whom, purse, expected) =>
    expect(endsFor({ inputs }, purse).map(({ input: { code }, low, high }) => [code, low, high])).toEqual(expected),
  );
});

describe('the amount of one outcome', () => {
  it.each([
    ['100', 3, '33'],
    ['-101', 2, '-51'],
    ['7', 0, '7'],
  ])('of %s øre for %d is %s', (amount, count, each) => expect(perOutcome(amount, count)).toBe(each));
});
