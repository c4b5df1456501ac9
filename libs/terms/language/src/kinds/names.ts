import { alternativesOf, type Condition } from '../schema/common.js';
import type { Price } from '../prices/schema.js';
import type { Terms } from '../schema/terms.js';
import type { Named, PersonKind } from './kind.js';
import { KINDS, type IndividualOutcome, type Outcome } from './kinds.js';

/** A name that an outcome of some kind holds, and where. */
export interface NamedIn extends Named {
  readonly code: string;
  readonly path: readonly (string | number)[];
}

/** The outcomes and measures that an outcome names for its kind's sake. */
export const namesIn = (outcome: Outcome): NamedIn[] =>
  KINDS[outcome.kind].names.flatMap((named) =>
    codesAt(outcome, named.at.split('.')).map(({ code, path }) => ({ ...named, code, path })),
  );

function codesAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  path: readonly (string | number)[] = [],
): Pick<NamedIn, 'code' | 'path'>[] {
  if (step === undefined) return typeof value === 'string' ? [{ code: value, path }] : [];
  if (value === null || typeof value !== 'object') return [];
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((each: unknown, i) => codesAt(each, rest, [...path, i])) : [];
  return codesAt((value as Readonly<Record<string, unknown>>)[step], rest, [...path, step]);
}

/** Everything that an outcome's conditions ask for, alternatives too. */
export const conditionsOf = (outcome: Outcome): readonly Condition[] =>
  [...outcome.requires, ...(outcome.unless ?? [])].flatMap(alternativesOf);

type Priced = Pick<Outcome, 'price' | 'laterPrices'>;

/** The price of an outcome and those that take its place later; none for what is measured and not paid. */
export const pricesOf = ({ price, laterPrices = [] }: Priced): readonly Price[] =>
  price === undefined ? [] : [price, ...laterPrices.map((later) => later.price)];

/** Everything that the conditions of its prices ask for. */
export const priceConditionsOf = (outcome: Priced): readonly Condition[] =>
  pricesOf(outcome).flatMap((price) =>
    price.kind === 'tranches' ? price.tranches.flatMap(({ requires }) => requires.flatMap(alternativesOf)) : [],
  );

/** The names that must be known before an outcome can be: the codes of the outcomes and measures that it rests on. */
export const restsOn = (outcome: Outcome): string[] => [
  ...conditionsOf(outcome).map(({ fact }) => fact),
  ...namesIn(outcome).flatMap(({ code, beside }) => (beside ? [] : [code])),
];

/**
 * Whether a fact with this code says nothing without its number: an outcome whose claims state it, and every measure that the terms do not use as a mere event
 * (somebody was enrolled, left, spent a night in a shelter). An empty number of such a fact is not 1.
 */
export function carriesNumber(terms: Pick<Terms, 'outcomes' | 'measures'>, code: string): boolean {
  const outcome = terms.outcomes.find((each) => each.code === code);
  if (outcome) return statesQuantity(outcome);
  if (!terms.measures.some((measure) => measure.code === code)) return false;
  const uses = terms.outcomes.flatMap((each) => [
    ...conditionsOf(each).flatMap(({ fact, atLeast, atMost }) =>
      fact === code ? [atLeast !== undefined || atMost !== undefined] : [],
    ),
    ...namesIn(each).flatMap((named) => (named.code === code ? [named.as === 'number'] : [])),
  ]);
  return uses.length === 0 || uses.includes(true);
}

/** Whether each follow-up of the outcome needs the one before. */
export function isInSteps(outcome: IndividualOutcome): boolean {
  const kind: PersonKind = KINDS[outcome.kind];
  return kind.inSteps?.(outcome) ?? false;
}

/** Whether a claim of the outcome says how much was reached. */
export function statesQuantity({ kind }: Pick<Outcome, 'kind'>): boolean {
  const words = KINDS[kind];
  return words.of === 'person' && words.quantity === 'stated';
}
