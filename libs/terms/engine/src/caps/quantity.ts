import { compare, divide, multiply, rational, roundTo } from '@ringvirkning/terms-language';
import { type CapStep, countsAs, type Used } from './cap.js';
import { limitsOf } from './limits.js';
import { purseOf, quantitiesIn, takeFrom, type Counting, type Handed, type QuantityCap } from './purse.js';

/**
 * At most so many claims or units; what exceeds the caps loses its part of the row's amount, rounded by the contract's rule: of ten days, «five in all» and «four
 * for each person» leave four days, and one for the next person.
 */
export function quantityStep(
  counting: Counting,
  caps: readonly { readonly cap: QuantityCap; readonly place: number }[],
  { earlier, used }: { readonly earlier: Used | undefined; readonly used: Used },
): CapStep {
  const limits = limitsOf(
    counting,
    caps.map(({ cap }) => cap),
  );
  const purses = caps.flatMap(({ cap, place }) => {
    const limit = limits.get(cap);
    if (!limit) return [];
    // A share of what is paid is of what is paid by its own version.
    if (isShareOfPaid(cap)) return [{ place, isNew: false, left: {}, ...purseOf(counting, cap, limit) }];
    const before = earlier?.get(countsAs(cap)) as Handed | undefined;
    const handed = before ?? { left: new Map(), max: limit };
    used.set(countsAs(cap), handed);
    const isNew = earlier !== undefined && !before;
    return [{ place, isNew, left: handed.left, ...purseOf(counting, cap, limit, handed) }];
  });
  // What is counted alike shares a purse.
  const emptied = purses.filter(({ left }, i) => purses.findIndex((other) => other.left === left) === i);
  const fresh = emptied.filter(({ isNew }) => isNew);
  const quantity = quantitiesIn(counting);
  return {
    step: 'quantity',
    begins: fresh.length > 0,
    begin(records, rows) {
      for (const row of rows)
        if (records.amount('price', row) > 0n) takeFrom(fresh, row, records.parts.get(row) ?? quantity(row));
    },
    pass(row, amount, cut, records) {
      const whole = quantity(row);
      let [passed, left] = [whole, amount];
      for (let i = 0; i < purses.length; i++) {
        const { place, counts, available } = purses[i]!;
        if (!counts(row)) continue;
        const most = available(row);
        if (most.n !== 0n && compare(passed, most) <= 0) continue;
        passed = most;
        const allowed =
          most.n === 0n ? 0n : roundTo(multiply(rational(amount), divide(most, whole)), counting.plan.terms.rounding);
        cut[place] = cut[place]! + left - allowed;
        left = allowed;
      }
      takeFrom(emptied, row, passed);
      if (passed !== whole) records?.parts.set(row, passed);
      return left;
    },
  };
}

const isShareOfPaid = ({ max, of }: QuantityCap): boolean => max === undefined && of !== 'planned';
