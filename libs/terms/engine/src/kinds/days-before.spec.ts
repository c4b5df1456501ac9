import { describe, expect, it } from '@jest/globals';
import { addDays, localDate } from '@ringvirkning/kernel';
import { add, max, min, rational, subtract, ZERO, type Fact } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { contract, fact } from '../../test/build.js';
import { evaluate } from '../index.js';
import { daysBefore, type Stay } from './days-before.js';

const day = (n: number) => rational(BigInt(n));
/** Stay by stay. */
const counted = (stays: readonly Stay[], from: number, to: number) =>
  stays
    .map((stay) => subtract(min(add(day(stay.day), stay.days), day(to + 1)), max(day(stay.day), day(from))))
    .reduce((sum, days) => add(sum, max(ZERO, days)), ZERO);

describe('days of stays before a day', () => {
  it('are those that going through all stays gives, also of parts of a day and of stays that overlap', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            day: fc.integer({ min: 0, max: 60 }),
            days: fc
              .tuple(fc.bigInt({ min: 0n, max: 90n }), fc.bigInt({ min: 1n, max: 4n }))
              .map(([n, d]) => rational(n, d)),
          }),
          { maxLength: 12 },
        ),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(40),
        (stays, from, length) => {
          const before = daysBefore(stays);
          expect(subtract(before(from + length + 1), before(from))).toEqual(counted(stays, from, from + length));
        },
      ),
    ));
});

describe('many facts of one person', () => {
  const terms = contract({
    period: { from: '2000-01-01', to: '2079-12-31' },
    followUps: [
      { code: 'm3', months: 3 },
      { code: 'm6', months: 6 },
    ],
    measures: [{ code: 'night' }, { code: 'score' }, { code: 'lost' }],
    outcomes: [
      { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
      { code: 'quiet', kind: 'look-back', measure: 'night', months: 6, atMost: 0, claims: 'repeatable' },
      {
        code: 'better',
        kind: 'improvement',
        measure: 'score',
        better: 'higher',
        from: 'previous',
        atLeast: 1,
        claims: 'repeatable',
      },
      {
        code: 'home',
        kind: 'reached',
        followUps: ['m3', 'm6'],
        claims: 'repeatable',
        sustained: { brokenBy: 'lost', permittedDays: 3 },
      },
    ],
  });
  /** User time, which other work on the machine does not change much. */
  const timeOf = (kinds: readonly [string, Partial<Fact>][], count: number): number => {
    const facts = Array.from({ length: count }, (_, i) => {
      const [outcome, more] = kinds[i % kinds.length]!;
      return fact(outcome, addDays(localDate('2001-01-01'), 2 * i), { quantity: '1', ...more });
    });
    // Of several in a row: the system counts the processor's time in steps that one of them may fall between.
    const began = process.cpuUsage();
    for (let runs = 0; runs < 5; runs += 1) evaluate(terms, facts, '2079-12-31');
    return process.cpuUsage(began).user;
  };
  it.each<[string, [string, Partial<Fact>][]]>([
    [
      'a look-back',
      [
        ['night', {}],
        ['quiet', {}],
      ],
    ],
    [
      'an improvement',
      [
        ['score', {}],
        ['better', {}],
      ],
    ],
    [
      'a state that lasts',
      [
        ['lost', { quantity: '5' }],
        ['home', { followUp: 'm3' }],
      ],
    ],
  ])('of %s are judged in a time that grows with their number, not with its square', (_, kinds) => {
    timeOf(kinds, 1_000);
    // Somewhat it does: it takes the caches. A square would be 16 each time.
    const ratios = [1, 2, 3].map(() => timeOf(kinds, 10_000) / timeOf(kinds, 2_500));
    expect(Math.min(...ratios)).toBeLessThan(10);
  });
});
