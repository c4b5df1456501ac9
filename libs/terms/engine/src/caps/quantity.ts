import {
  add,
  type Cap,
  compare,
  divide,
  min,
  multiply,
  ONE,
  parseRational,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Rows } from '../evaluate/rows.js';
import type { Plan } from '../plan.js';
import type { CapStep } from './cap.js';
import { plannedClaims } from './planned.js';
import { counts } from './scope.js';

type QuantityCap = Extract<Cap, { step: 'quantity' }>;
type MaxCap = QuantityCap & { readonly max: string };

/** What a quantity cap reads of an evaluation. */
export interface Counting {
  readonly plan: Plan;
  readonly rows: Rows;
  /** The rows in the order in which caps are used up. */
  readonly order: Uint32Array;
  readonly isPriced: (row: number) => boolean;
}

/** What a cap still allows: one purse per person, cohort …, or one for all. */
interface Purse {
  readonly counts: (row: number) => boolean;
  readonly available: (row: number) => Rational;
  readonly take: (row: number, quantity: Rational) => void;
}

/**
 * At most so many claims or units; what exceeds the caps loses its part of the row's amount, rounded by the contract's rule: of ten days, «five in all» and «four
 * for each person» leave four days, and one for the next person.
 */
export function quantityStep(
  counting: Counting,
  caps: readonly { readonly cap: QuantityCap; readonly place: number }[],
): CapStep {
  const { plan, rows } = counting;
  const purses = caps.map(({ cap, place }) => ({
    place,
    ...purseOf(counting, cap, isMax(cap) ? parseRational(cap.max) : quota(counting, cap)),
  }));
  return {
    pass(row, amount, cut) {
      const whole = rows.quantity(row);
      let [passed, left] = [whole, amount];
      for (const { place, counts, available } of purses) {
        if (!counts(row)) continue;
        const most = available(row);
        if (most.n !== 0n && compare(passed, most) <= 0) continue;
        passed = most;
        const allowed =
          most.n === 0n ? 0n : roundTo(multiply(rational(amount), divide(most, whole)), plan.terms.rounding);
        cut[place] = cut[place]! + left - allowed;
        left = allowed;
      }
      takeFrom(purses, row, passed);
      return left;
    },
  };
}

function takeFrom(purses: readonly Purse[], row: number, quantity: Rational): void {
  for (const purse of purses) if (purse.counts(row)) purse.take(row, quantity);
}

const isMax = (cap: QuantityCap): cap is MaxCap => cap.max !== undefined;

/** The value of a cohort outcome is a quantity only for a cap that names the outcome; a guaranteed floor has none. */
const hasQuantity = ({ outcomes }: QuantityCap, rows: Rows, row: number): boolean =>
  rows.floor(row) === undefined && (rows.fact(row) >= 0 || outcomes !== undefined);

function purseOf({ plan, rows }: Counting, cap: QuantityCap, max: Rational): Purse {
  const inScope = counts(plan, cap, rows);
  const left = new Map<number, Rational>();
  const available = (row: number): Rational => left.get(keyOf(cap, rows, row)) ?? max;
  return {
    counts: (row) => hasQuantity(cap, rows, row) && inScope(row),
    available,
    take: (row, quantity) => left.set(keyOf(cap, rows, row), subtract(available(row), quantity)),
  };
}

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

/**
 * A quota is a share of the planned claims, or of the paid ones: the most that leaves the counted rows at this share of all paid rows,
 * i.e. x ≤ share × (x + rest), so x ≤ rest × share ÷ (1 − share), in whole claims. Of the rest counts what the other quantity caps let through.
 */
function quota(counting: Counting, cap: QuantityCap): Rational {
  const { plan, rows, order, isPriced } = counting;
  const share = parseRational(cap.share!);
  if (cap.of === 'planned') return multiply(share, rational(plannedClaims(plan.terms, cap)));
  if (compare(share, ONE) >= 0) return rational(10n ** 30n);
  const inScope = counts(plan, cap, rows);
  const ofOutcomes = counts(plan, { outcomes: cap.outcomes }, rows);
  const passed = throughMaxCaps(counting);
  let rest = ZERO;
  for (const row of order)
    if (isPriced(row) && hasQuantity(cap, rows, row) && !inScope(row) && ofOutcomes(row)) rest = add(rest, passed(row));
  return rational(roundTo(multiply(rest, divide(share, subtract(ONE, share))), 'down'));
}

/** What the caps that state a number let through of rows that come in order. */
function throughMaxCaps(counting: Counting): (row: number) => Rational {
  const purses = counting.plan.terms.caps
    .filter((cap): cap is MaxCap => cap.step === 'quantity' && isMax(cap))
    .map((cap) => purseOf(counting, cap, parseRational(cap.max)));
  return (row) => {
    const passed = purses
      .filter((purse) => purse.counts(row))
      .reduce((least, purse) => min(least, purse.available(row)), counting.rows.quantity(row));
    takeFrom(purses, row, passed);
    return passed;
  };
}
