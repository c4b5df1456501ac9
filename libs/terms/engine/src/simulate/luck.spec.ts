import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDecimal } from '@ringvirkning/terms-language';
import { drawn, evenly, perMillion, type Luck } from './luck.js';
import { Random } from './random.js';

const people = (count: number) => Array.from({ length: count }, (_, no) => ({ name: `p${no + 1}`, no }));
const succeed = (luck: Luck, count: number): number => people(count).filter((person) => luck.succeeds(person)).length;

describe('a rate', () => {
  it.each([
    ['0', 0],
    ['40', 400_000],
    ['12.5', 125_000],
    ['0.0001', 1],
    ['100', 1_000_000],
    ['99.9999', 999_999],
  ])('%s per cent', (text, expected) => expect(perMillion(text)).toBe(expected));
});

describe('without chance', () => {
  it.each([
    [0, 10, 0],
    [100, 10, 10],
    [50, 10, 5],
    [54, 10, 5],
    [55, 10, 6],
    [10, 4, 0],
    [10, 5, 1],
    [40, 45, 18],
  ])('%i %% of %i people are %i', (percent, count, expected) =>
    expect(succeed(evenly(percent * 10_000), count)).toBe(expected),
  );
  it('of the first n people, whatever n, n × rate succeed, rounded: of a count late in a chain as of the first one', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 300 }),
        (rate, count) => succeed(evenly(rate), count) === Math.floor((count * rate + 500_000) / 1_000_000),
      ),
    ));
  it('starts lie evenly: each tenth of the time has about a tenth of any 100 people', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const person of people(100)) tenths[Math.floor(evenly(1).start(person) / 100_000)]!++;
    expect(Math.min(...tenths)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...tenths)).toBeLessThanOrEqual(11);
  });
  it('a value is expected × rate', () => expect(toDecimal(evenly(425_000).factor())).toBe('0.425'));
});

describe('by chance', () => {
  it('the same seed draws the same people: who succeeds at a rate succeeds at every higher one, and starts on the same day', () =>
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (seed, a, b) => {
          const [low, high] = [drawn(Math.min(a, b), 0, new Random(seed)), drawn(Math.max(a, b), 0, new Random(seed))];
          for (const person of people(20)) {
            expect(low.succeeds(person) && !high.succeeds(person)).toBe(false);
            expect(low.start(person)).toBe(high.start(person));
          }
        },
      ),
    ));
  it('a person asked again is the same', () => {
    const luck = drawn(500_000, 0, new Random(3));
    expect(people(50).map((person) => luck.succeeds(person))).toEqual(
      people(50).map((person) => luck.succeeds(person)),
    );
  });
  it('about as many succeed as the rate says: 2,000 of 5,000, give or take 4 standard deviations', () =>
    expect(Math.abs(succeed(drawn(400_000, 0, new Random(11)), 5_000) - 2_000)).toBeLessThan(4 * 35));
  it('values lie within the spread around expected × rate', () =>
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const value = Number(toDecimal(drawn(500_000, 250_000, new Random(seed)).factor(), 9));
        return value >= 0.375 && value <= 0.625;
      }),
    ));
});
