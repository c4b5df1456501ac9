import {
  add,
  type Cap,
  compare,
  divide,
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

type QuantityCap = Extract<Cap, { step: 'quantity' }>;

/**
 * At most so many claims or units; what exceeds the cap loses its part of the amount (rounded by the contract's rule). The value of a cohort outcome is a quantity only for
 * a cap that names the outcome; a guaranteed floor has none.
 */
export function quantityLimiter(
  plan: Plan,
  cap: QuantityCap,
  rows: Rows,
  isPriced: (row: number) => boolean,
  inScope: (row: number) => boolean,
): (row: number, amount: bigint) => bigint {
  const hasQuantity = (row: number): boolean =>
    rows.floor(row) === undefined && (rows.fact(row) >= 0 || cap.outcomes !== undefined);
  const max =
    cap.max !== undefined
      ? parseRational(cap.max)
      : quota(plan, cap, rows, (row) => isPriced(row) && hasQuantity(row), inScope);
  const left = new Map<number, Rational>();
  return (row, amount) => {
    if (!hasQuantity(row)) return amount;
    const key = keyOf(cap, rows, row);
    const quantity = rows.quantity(row);
    const available = left.get(key) ?? max;
    if (available.n === 0n) return 0n;
    const fits = compare(quantity, available) <= 0;
    left.set(key, fits ? subtract(available, quantity) : ZERO);
    return fits ? amount : roundTo(multiply(rational(amount), divide(available, quantity)), plan.terms.rounding);
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
 * i.e. x ≤ share × (x + rest), so x ≤ rest × share ÷ (1 − share), in whole claims.
 */
function quota(
  plan: Plan,
  cap: QuantityCap,
  rows: Rows,
  counted: (row: number) => boolean,
  inScope: (row: number) => boolean,
): Rational {
  const share = parseRational(cap.share!);
  if (cap.of === 'planned') return multiply(share, plannedClaims(plan, cap));
  if (compare(share, ONE) >= 0) return rational(10n ** 30n);
  const outcomes = cap.outcomes && new Set(cap.outcomes.map((code) => plan.codes.get(code)!));
  let rest = ZERO;
  for (let row = 0; row < rows.length; row++) {
    if (counted(row) && !inScope(row) && (!outcomes || outcomes.has(rows.outcome(row))))
      rest = add(rest, rows.quantity(row));
  }
  return rational(roundTo(multiply(rest, divide(share, subtract(ONE, share))), 'down'));
}

const plannedClaims = ({ terms }: Plan, cap: QuantityCap): Rational =>
  rational(
    terms.outcomes
      .filter((outcome) => !cap.outcomes || cap.outcomes.includes(outcome.code))
      .flatMap((outcome) => ('planned' in outcome ? outcome.planned : []))
      .reduce((sum, entry) => sum + BigInt(entry.count), 0n),
  );
