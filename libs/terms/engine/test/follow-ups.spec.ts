import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import {
  additionalPeriod,
  dateOfDay,
  dayOf,
  followUpDate,
  followUpMonths,
  followUpName,
  intervalOf,
  payeesOf,
  toDecimal,
} from '@ringvirkning/terms-language';
import { contract } from './build.js';

const schedule = [
  { code: 'm3', months: 3 },
  { code: 'w13', weeks: 13 },
  { code: 'w26', weeks: 26 },
  { code: 'm12', months: 12 },
  { code: 'y2', months: 24, interval: 5, name: { da: 'to år', en: 'two years' } },
  { code: 'm1', months: 1 },
  { code: 'w1', weeks: 1 },
];
const terms = contract({
  followUps: schedule,
  outcomes: [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } }],
});
const at = (code: string) => terms.followUps.find((followUp) => followUp.code === code)!;

describe('a follow-up', () => {
  it.each([
    ['m3', '3 måneder', '3 months'],
    ['m1', '1 måned', '1 month'],
    ['w13', '13 uger', '13 weeks'],
    ['w1', '1 uge', '1 week'],
    ['y2', 'to år', 'two years'],
  ])('%s is called %p and %p', (code, da, en) => expect(followUpName(at(code))).toEqual({ da, en }));
  it.each([
    ['m3', '2025-01-31', '2025-04-30'],
    ['w13', '2025-01-31', '2025-05-02'],
    ['w1', '2024-02-26', '2024-03-04'],
  ])('%s after %s is %s', (code, start, date) => expect(followUpDate(at(code), localDate(start))).toBe(date));
  it('of weeks lies among those of months by its average length', () =>
    expect(['w1', 'm1', 'w13', 'm3', 'w26', 'm12', 'y2'].map((code) => followUpMonths(at(code)))).toEqual(
      [...terms.followUps].map(followUpMonths).sort((a, b) => a - b),
    ));
  it.each<[string, readonly string[] | undefined, string]>([
    ['m3', ['m3', 'm12'], '3'],
    ['m12', ['m3', 'm12'], '9'],
    ['m12', ['m12', 'm3'], '9'],
    ['m12', ['m12'], '12'],
    ['w13', ['w13', 'w26'], '3'],
    ['w26', ['w13', 'w26'], '3'],
    ['w1', ['w1'], '0.230769'],
    ['y2', ['m12', 'y2'], '5'],
    ['m12', undefined, '6'],
    ['m1', undefined, '0.769231'],
  ])('%s in the schedule %j covers %s months', (code, codes, months) =>
    expect(toDecimal(intervalOf(terms, codes, code))).toBe(months),
  );
  it.each<[string, string | undefined, string, string]>([
    ['2025-01-31', undefined, 'm1', '2025-02-28'],
    ['2025-01-31', 'm1', 'm3', '2025-03-31'],
    ['2025-01-01', undefined, 'w13', '2025-04-02'],
    ['2025-01-01', 'w13', 'w26', '2025-04-02'],
    ['2025-01-01', 'w1', 'm1', '2025-01-25'],
    ['2025-01-01', 'm1', 'w13', '2025-03-02'],
  ])('from %s, after %s, the full period to %s has run on %s', (day, before, code, end) =>
    expect(
      dateOfDay(additionalPeriod(dayOf(localDate(day)), before === undefined ? undefined : at(before), at(code))),
    ).toBe(end),
  );
});

describe('payees', () => {
  const [general, town, state] = [
    { party: 'a', share: '1' },
    { party: 'b', share: '1', from: 'town' },
    { party: 'c', share: '1', from: 'state' },
  ];
  it('of a payer are those named for it, else those of everyone', () => {
    expect(payeesOf([general, town, state], 'town', 'any')).toEqual([town]);
    expect(payeesOf([general, town], 'state', 'any')).toEqual([general]);
    expect(payeesOf([town], 'state', 'any')).toEqual([]);
  });
});
