import { compare, divide, multiply, rational, roundTo } from '@ringvirkning/terms-language';
import type { CapStep } from './cap.js';
import { limitsOf } from './limits.js';
import { purseOf, quantitiesIn, takeFrom, type Counting, type QuantityCap } from './purse.js';

/**
 * At most so many claims or units; what exceeds the caps loses its part of the row's amount, rounded by the contract's rule: of ten days, «five in all» and «four
 * for each person» leave four days, and one for the next person.
 */
export function quantityStep(
  counting: Counting,
  caps: readonly { readonly cap: QuantityCap; readonly place: number }[],
): CapStep {
  const limits = limitsOf(
    counting,
    caps.map(({ cap }) => cap),
  );
  const purses = caps.flatMap(({ cap, place }) => {
    const limit = limits.get(cap);
    return limit ? [{ place, ...purseOf(counting, cap, limit) }] : [];
  });
  const quantity = quantitiesIn(counting);
  return {
    pass(row, amount, cut) {
      const whole = quantity(row);
      let [passed, left] = [whole, amount];
      for (const { place, counts, available } of purses) {
        if (!counts(row)) continue;
        const most = available(row);
        if (most.n !== 0n && compare(passed, most) <= 0) continue;
        passed = most;
        const allowed =
          most.n === 0n ? 0n : roundTo(multiply(rational(amount), divide(most, whole)), counting.plan.terms.rounding);
        cut[place] = cut[place]! + left - allowed;
        left = allowed;
      }
      takeFrom(purses, row, passed);
      return left;
    },
  };
}
