import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, localDate } from '@ringvirkning/kernel';
import { isIndividual, namesIn, type Fact, type IndividualOutcome, type Terms } from '@ringvirkning/terms-language';
import { contract } from '../../test/build.js';
import { judge } from '../evaluate/judge.js';
import { readingsFor } from './readings.js';

const common = { claims: 'repeatable', price: { kind: 'per-claim', amount: 1 } };
const improvement = { ...common, kind: 'improvement', measure: 'm', better: 'higher' };
const lookBack = { ...common, kind: 'look-back', measure: 'm', months: 2 };
const terms: Terms = contract({
  followUps: [
    { code: 'm1', months: 1 },
    { code: 'm2', months: 2 },
    { code: 'm3', months: 3 },
  ],
  measures: [{ code: 'm' }, { code: 'second' }],
  outcomes: [
    { code: 'since-baseline', ...improvement },
    { code: 'since-previous', ...improvement, from: 'previous', atLeast: 2 },
    { code: 'confirmed', ...improvement, confirmedBy: 'second' },
    { code: 'at-follow-up', ...improvement, followUps: ['m1', 'm2', 'm3'] },
    { code: 'since-previous-follow-up', ...improvement, followUps: ['m1', 'm2', 'm3'], from: 'previous' },
    { code: 'per-cent', ...improvement, as: 'percent', atLeast: 40 },
    { code: 'standing', ...common, kind: 'score', measure: 'm', atMost: 2 },
    {
      code: 'standing-at-follow-up',
      ...common,
      kind: 'score',
      measure: 'm',
      atLeast: 5,
      followUps: ['m1', 'm2', 'm3'],
    },
    { code: 'days', ...lookBack, atMost: 20 },
    { code: 'last-days', ...common, kind: 'look-back', measure: 'm', days: 20, atMost: 2 },
    { code: 'none', ...lookBack },
    { code: 'half-days', ...lookBack, atMost: '2.5' },
    { code: 'times', ...lookBack, counts: 'times', atMost: 3 },
  ],
});
const measuresOf = (outcome: IndividualOutcome): string[] => namesIn(outcome).map(({ code }) => code);

const row = fc.record({
  measure: fc.constantFrom('m', 'm', 'second'),
  day: fc.nat(200),
  followUp: fc.constantFrom(undefined, undefined, 'm1', 'm2', 'm3'),
  quantity: fc.constantFrom('0', '1', '2', '5', '0.5', '2.25', '18', '70', '-1', 'x'),
});
const onDay = (day: number) => addDays(localDate('2025-01-01'), day);

describe('what decides a claim among all that was measured', () => {
  it.each(terms.outcomes.filter(isIndividual).map((outcome) => [outcome.code, outcome] as const))(
    'of %s gives the verdict of all of it',
    (code, outcome) =>
      fc.assert(
        fc.property(
          fc.array(row, { maxLength: 25 }),
          fc.nat(220),
          fc.constantFrom('m1', 'm2', 'm3'),
          (rows, day, at) => {
            const kept = new Map(measuresOf(outcome).map((measure) => [measure, readingsFor<Fact>(outcome)!]));
            const facts = rows.map(({ measure, day: on, followUp, quantity }, i): Fact => {
              const id = String(i).padStart(3, '0');
              const fact = { id, participant: 'p', outcome: measure, on: onDay(on), followUp, quantity };
              kept.get(measure)?.add(fact);
              return fact;
            });
            const claim = {
              id: 'x',
              participant: 'p',
              outcome: code,
              on: onDay(day),
              followUp: outcome.followUps && at,
            };
            const deciding = [...kept.values()].flatMap((readings) => readings.deciding(claim));
            expect(judge(terms, deciding, claim)).toBe(judge(terms, facts, claim));
          },
        ),
        { numRuns: 300 },
      ),
  );
});
