import { isLocalDate, minorUnitsIn, monthsBetween, sum, type Currency, type LocalDate } from '@ringvirkning/kernel';
import { z } from 'zod';
import { MILLION, millionths } from '../decimal.js';
import { count, fraction, message, text } from '../fields.js';
import type { SplitRule } from './rule-schema.js';

/**
 * What a split may have to know of a person on the day of the outcome:
 * `weeks` on benefits so far; `days` used so far in the running year; `yearlyCost`, what the person costs so far at the rate of a year (twelve times the month), in the major unit;
 * `monthsSince` the event that opens a window; `monthsUsed` of the window so far.
 */
export const NEEDS = ['weeks', 'days', 'yearlyCost', 'monthsSince', 'monthsUsed'] as const;
export type Need = (typeof NEEDS)[number];

const assumption = z.strictObject({
  /** Where the distribution comes from, or why it is assumed. */
  source: text,
  values: z
    .array(z.strictObject({ value: count, share: fraction }))
    .min(1)
    .max(20)
    .refine(
      (list) => sum(list.map((item) => millionths(item.share))) === MILLION,
      message('fordelingens andele skal give 1 tilsammen', 'the shares of the distribution must add up to 1'),
    ),
});

/** What a model assumes of people, each as a distribution; a fact of a person takes its place. */
export const assumptions = z.strictObject({
  weeks: assumption.optional(),
  days: assumption.optional(),
  yearlyCost: assumption.optional(),
  monthsSince: assumption.optional(),
  monthsUsed: assumption.optional(),
});
export type Assumptions = z.infer<typeof assumptions>;

/** A fact of a person: a number, or for `monthsSince` the day of the event; and where it is known from. */
export interface PersonFact {
  readonly value: string;
  readonly source: string;
}
export type PersonFacts = Readonly<Partial<Record<Need, PersonFact>>>;

/** One state a person may be in, in millionths (`yearlyCost` in minor units), and its weight. */
export interface Scenario {
  readonly known: Readonly<Partial<Record<Need, bigint>>>;
  readonly weight: bigint;
}

/** What a rule must know of a person. */
export function needsOf(rule: SplitRule): readonly Need[] {
  if (rule.window) return rule.window.atMost === undefined ? ['monthsSince'] : ['monthsSince', 'monthsUsed'];
  if (rule.weeks) return ['weeks'];
  if (rule.days) return ['days'];
  return rule.brackets ? ['yearlyCost'] : [];
}

/** An amount in the major unit as minor units; what is less than one is dropped. */
export const minorOf = (decimal: string, currency: Currency): bigint =>
  (millionths(decimal) * minorUnitsIn(currency)) / MILLION;

const valueOf = (need: Need, value: string, on: LocalDate, currency: Currency): bigint => {
  if (need === 'yearlyCost') return minorOf(value, currency);
  if (isLocalDate(value)) return BigInt(monthsBetween(value, on)) * MILLION;
  return millionths(value);
};

/**
 * The states a person may be in, as far as the rules ask: facts where there are any, else what the model assumes, taken as independent of each other.
 * @param on the day of the outcome.
 */
export function scenariosOf(
  rules: readonly SplitRule[],
  assumes: Assumptions | undefined,
  facts: PersonFacts | undefined,
  on: LocalDate,
  currency: Currency,
): Scenario[] {
  const needs = new Set(rules.flatMap(needsOf));
  let scenarios: Scenario[] = [{ known: {}, weight: 1n }];
  for (const need of needs) {
    const fact = facts?.[need];
    const values = fact ? [{ value: fact.value, share: '1' }] : (assumes?.[need]?.values ?? []);
    scenarios = scenarios.flatMap(({ known, weight }) =>
      values.map(({ value, share }) => ({
        known: { ...known, [need]: valueOf(need, value, on, currency) },
        weight: weight * millionths(share),
      })),
    );
  }
  return scenarios.filter(({ weight }) => weight > 0n);
}
