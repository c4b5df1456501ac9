import { add, min, type Rational, ZERO } from '@ringvirkning/terms-language';
import { hasQuantity, purseOf, quantitiesIn, takeFrom, type Counting, type QuantityCap } from './purse.js';
import { counts } from './scope.js';

/** How much each quantity cap allows. */
export type Limits = ReadonlyMap<QuantityCap, Rational>;

/** What passes the caps, row by row, of those rows that are priced. */
export function passing(counting: Counting, limits: Limits, visit: (row: number, passed: Rational) => void): void {
  const purses = [...limits].map(([cap, limit]) => purseOf(counting, cap, limit));
  const quantity = quantitiesIn(counting);
  // By position, here and in the caps: over a million rows iterators are most of what is allocated.
  for (let i = 0; i < counting.order.length; i++) {
    const row = counting.order[i]!;
    if (!counting.isPriced(row)) continue;
    let passed = quantity(row);
    for (let p = 0; p < purses.length; p++) if (purses[p]!.counts(row)) passed = min(passed, purses[p]!.available(row));
    takeFrom(purses, row, passed);
    visit(row, passed);
  }
}

/** Whether a quota counts a row, and whether the row is of the whole that it is a share of. */
export function scopeOf({ plan, rows }: Counting, quota: QuantityCap) {
  const [inScope, ofOutcomes] = [counts(plan, quota, rows), counts(plan, { outcomes: quota.outcomes }, rows)];
  const ofWhole = (row: number): boolean => hasQuantity(quota, rows, row) && ofOutcomes(row);
  return { ofWhole, counts: (row: number): boolean => ofWhole(row) && inScope(row) };
}

/** What passes the caps of the rows that a quota counts, and of the others of its outcomes. */
export function paidOf(
  counting: Counting,
  quota: QuantityCap,
  limits: Limits,
): { readonly counted: Rational; readonly rest: Rational } {
  const scope = scopeOf(counting, quota);
  let [counted, rest] = [ZERO, ZERO];
  passing(counting, limits, (row, passed) => {
    if (scope.counts(row)) counted = add(counted, passed);
    else if (scope.ofWhole(row)) rest = add(rest, passed);
  });
  return { counted, rest };
}
