import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import type { BenefitLine } from './benefit-line.js';
import { followedOutcomes, followUpsOf, standingOf, type Answers } from './follow-ups.js';
import { MODEL_TEXT } from './model.fixture.js';
import { parseModel } from './parse-model.js';
import { valuate, valuing } from './valuate.js';

const STEPS =
  '[{ after: 6, share: 0.9 }, { after: 12, share: 0.8, confirmedBy: m12 }, { after: 24, share: 0.5, confirmedBy: m24 }]';
const withSteps = (steps: string) =>
  parseModel(
    MODEL_TEXT.replace(
      'profile: [{ year: 0, share: 0.5 }, { year: 1, share: 1 }, { year: 3, share: 0.333333 }]',
      `profile: [{ month: 0, through: 35, share: 1 }]\n      lasting: ${steps}`,
    ),
  );
const parsed = withSteps(STEPS);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { model } = parsed;
const on = localDate('2026-01-01');
const outcome = { outcome: 'housed', on, quantity: '1' };
const late = localDate('2040-01-01');
const lines = valuing(model)(outcome).flat();
const nights = lines.filter(({ consequence }) => consequence === 'fewer-shelter-nights');

/** Whole kroner: each purse's line is rounded by itself. */
const kroner = (...figures: number[]) => figures.map(Math.trunc);
/** Figures of the nights by year after the outcome, in kroner. */
const byYear = (answers: Answers, today = late) =>
  Object.fromEntries(
    [...Map.groupBy(nights, ({ fallsOn }) => fallsOn.slice(0, 4))].map(([year, of]) => {
      const all = of.map((line) => standingOf(line, answers, today));
      return [
        year,
        kroner(
          ...(['realised', 'forecast', 'lapsed'] as const).map((key) => Number(sum(all.map((s) => s[key]))) / 100),
        ),
      ];
    }),
  );
// 200 nights × 1,100.50 kr. × 85 % = 187,085 kr. a year; half of the first year's months by 0.9.
const YEAR = 187_085;

describe('what follow-ups confirm', () => {
  it('is forecast by the probability that it lasts, however late it is, until they are asked; the rest goes by the day', () =>
    expect(byYear({})).toEqual({
      2026: kroner(YEAR * 0.95, 0, 0),
      2027: kroner(0, YEAR * 0.8, YEAR * 0.2),
      2028: kroner(0, YEAR * 0.5, YEAR * 0.5),
    }));
  it('is realised in full once they confirm it, and what comes after becomes as much more likely', () =>
    expect(byYear({ m12: true })).toEqual({
      2026: kroner(YEAR * 0.95, 0, 0),
      2027: kroner(YEAR, 0, 0),
      2028: kroner(0, YEAR * 0.625, YEAR * 0.375),
    }));
  it('has come to an end with all that would follow, once they say that it does not last', () =>
    expect(byYear({ m12: false })).toEqual({
      2026: kroner(YEAR * 0.95, 0, 0),
      2027: kroner(0, 0, YEAR),
      2028: kroner(0, 0, YEAR),
    }));
  it('goes by the follow-up of its own months, whatever an earlier one has said', () =>
    expect(byYear({ m12: false, m24: true })).toMatchObject({ 2027: kroner(0, 0, YEAR), 2028: kroner(YEAR, 0, 0) }));
  it('is not counted on any more once its follow-up has ended without an answer; a later one may still be answered', () => {
    const lapsed = kroner(0, 0, YEAR);
    expect(byYear({ m12: null })).toMatchObject({ 2027: lapsed, 2028: kroner(0, YEAR * 0.5, YEAR * 0.5) });
    expect(byYear({ m12: null, m24: true })).toMatchObject({ 2027: lapsed, 2028: kroner(YEAR, 0, 0) });
    expect(byYear({ m12: true, m24: null })).toMatchObject({ 2027: kroner(YEAR, 0, 0), 2028: lapsed });
    expect(byYear({ m12: false, m24: null })).toMatchObject({ 2027: lapsed, 2028: lapsed });
  });
  it('is forecast in full when confirmed before its day', () =>
    expect(byYear({ m12: true }, addDays(addMonths(on, 12), -1))).toMatchObject({ 2027: kroner(0, YEAR, 0) }));

  const answer = fc.constantFrom(true, false, null);
  const answers = fc.array(fc.tuple(fc.constantFrom('m12', 'm24', 'other', 'toString'), answer), {
    maxLength: 6,
  });
  const day = fc.integer({ min: -400, max: 2_000 }).map((days) => addDays(on, days));
  const perPurse = (value: (line: BenefitLine) => bigint) =>
    Object.fromEntries(
      [...Map.groupBy(lines, ({ treasury, department }) => `${treasury}/${department}`)].map(([purse, of]) => [
        purse,
        sum(of.map(value)),
      ]),
    );
  it('with what is realised, forecast and ended is what the outcome is worth, per purse and to the øre, on any day and whatever was answered in whatever order', () =>
    fc.assert(
      fc.property(answers, day, (told, today) => {
        const last = Object.fromEntries(told);
        const standing = (line: BenefitLine) => standingOf(line, last, today);
        expect(
          perPurse((line) => {
            const { realised, forecast, lapsed } = standing(line);
            return realised + forecast + lapsed;
          }),
        ).toEqual(perPurse(({ amount }) => amount));
        for (const line of lines) {
          const { realised, forecast, lapsed } = standing(line);
          // Nothing is counted twice, and nothing turns into its opposite.
          expect(realised === 0n || forecast === 0n).toBe(true);
          for (const part of [realised, forecast, lapsed])
            expect(part === 0n || part > 0n === line.amount > 0n).toBe(true);
        }
      }),
    ));
  it('is estimated before any follow-up as its forecast is booked', () =>
    expect(sum(valuate(model, outcome).map(({ amount }) => amount))).toBe(
      sum(lines.map((line) => standingOf(line, {}, localDate('2020-01-01')).forecast)),
    ));
});

describe('a model that says what follow-ups confirm', () => {
  it('names them by outcome', () => {
    expect([...followUpsOf(model, 'housed')]).toEqual(['m12', 'm24']);
    expect(followUpsOf(model, 'constructor').size).toBe(0);
    expect(followedOutcomes(model)).toEqual(['housed']);
  });
  it.each([
    ['[{ after: 6, share: 0.9, confirmedBy: m6 }, { after: 12, share: 0.8 }]', 'the next must say which one'],
    ['[{ after: 6, share: 0, confirmedBy: m6 }]', 'ended for certain'],
    ['[{ after: 6, share: 0.9, confirmedBy: m6 }, { after: 12, share: 0.8, confirmedBy: m6 }]', 'confirms one step'],
  ])('is refused where they contradict themselves: %s', (steps, reason) => {
    const read = withSteps(steps);
    const [fault, ...others] = read.ok ? [] : read.errors;
    expect([fault?.en.includes(reason), typeof fault?.line, others]).toEqual([true, 'number', []]);
  });
});
