import {
  add,
  type Cap,
  isIndividual,
  ONE,
  type Rational,
  statesQuantity,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Rows } from '../evaluate/rows.js';
import type { OutcomePlan, Plan } from '../plan.js';
import { counts } from './scope.js';

export type QuantityCap = Extract<Cap, { step: 'quantity' }>;

/** What a quantity cap reads of an evaluation. */
export interface Counting {
  readonly plan: Plan;
  readonly rows: Rows;
  /** The rows in the order in which caps are used up. */
  readonly order: Uint32Array;
  readonly isPriced: (row: number) => boolean;
}

/** What a cap still allows: one purse per person, cohort …, or one for all. */
export interface Purse {
  readonly counts: (row: number) => boolean;
  readonly available: (row: number) => Rational;
  readonly take: (row: number, quantity: Rational) => void;
}

/** A purse as it is handed on to the same cap of a later version: what is left of what the first of them allowed. */
export interface Handed {
  readonly left: Map<number, Rational>;
  readonly max: Rational;
}

export function purseOf({ plan, rows }: Counting, cap: QuantityCap, max: Rational, handed?: Handed): Purse {
  const inScope = counts(plan, cap, rows);
  const { left, max: first } = handed ?? { left: new Map<number, Rational>(), max };
  const more = subtract(max, first);
  const leftOf = (row: number): Rational => left.get(keyOf(cap, rows, row)) ?? first;
  return {
    counts: (row) => hasQuantity(cap, rows, row) && inScope(row),
    available: more.n === 0n ? (row) => atLeastZero(leftOf(row)) : (row) => atLeastZero(add(leftOf(row), more)),
    take: (row, quantity) => left.set(keyOf(cap, rows, row), subtract(leftOf(row), quantity)),
  };
}

const atLeastZero = (value: Rational): Rational => (value.n < 0n ? ZERO : value);

export function takeFrom(purses: readonly Purse[], row: number, quantity: Rational): void {
  for (let i = 0; i < purses.length; i++) if (purses[i]!.counts(row)) purses[i]!.take(row, quantity);
}

/** The value of a cohort outcome is a quantity only for a cap that names the outcome; a guaranteed floor has none. */
export const hasQuantity = ({ outcomes }: QuantityCap, rows: Rows, row: number): boolean =>
  rows.floor(row) === undefined && (rows.fact(row) >= 0 || outcomes !== undefined);

/** How much of a cap a row takes: its units where units are priced or stated, and one where the claim is (points on a scale that a price per claim does not ask for). */
export function quantitiesIn({ plan, rows }: Counting): (row: number) => Rational {
  const inUnits = plan.outcomes.map(isInUnits);
  return (row) => (inUnits[rows.outcome(row)] ? rows.quantity(row) : ONE);
}

/** Later prices are of the same kind as the first. */
const isInUnits = ({ outcome, prices: [first] }: OutcomePlan): boolean =>
  !isIndividual(outcome) || first?.price.rule === 'per-unit' || (statesQuantity(outcome) && first?.price.flat !== true);

function keyOf(cap: QuantityCap, rows: Rows, row: number): number {
  switch (cap.per) {
    case 'contract':
      return 0;
    case 'person':
      return rows.person(row);
    case 'cohort':
      return rows.cohort(row);
    case 'group':
      return rows.group(row);
    case 'budget-year':
      return rows.year(row);
  }
}
