import { minorUnits } from '@ringvirkning/kernel';
import type { Cap } from '@ringvirkning/terms-language';
import type { Intake } from '../evaluate/intake.js';
import type { CapStep } from './cap.js';
import type { Counting } from './purse.js';
import { counts } from './scope.js';

type MoneyCap = Exclude<Cap, { step: 'quantity' }>;

/** What a cap still allows; amounts of the document have at most 15 digits before the point and three behind it, so they fit into 64 bits. */
interface Purse {
  readonly place: number;
  readonly left: BigInt64Array;
  /** Which part of the purse a row draws on; negative when the cap does not count the row. */
  readonly keyOf: (row: number) => number;
}

export function moneyStep(
  counting: Counting,
  caps: readonly { readonly cap: MoneyCap; readonly place: number }[],
  intake: Intake,
): CapStep {
  const purses = caps.map(({ cap, place }): Purse => {
    const inScope = counts(counting.plan, cap, counting.rows);
    const { parts, partOf } = partsOf(cap, counting, intake);
    const left = new BigInt64Array(parts).fill(minorUnits(cap.max, counting.plan.terms.currency));
    return { place, left, keyOf: (row) => (inScope(row) ? partOf(row) : -1) };
  });
  return {
    pass(row, amount, cut) {
      let passed = amount;
      for (const { place, left, keyOf } of purses) {
        const key = keyOf(row);
        if (key < 0 || left[key]! >= passed) continue;
        cut[place] = cut[place]! + passed - left[key]!;
        passed = left[key]!;
      }
      for (const { left, keyOf } of purses) {
        const key = keyOf(row);
        if (key >= 0) left[key] = left[key]! - passed;
      }
      return passed;
    },
  };
}

/** One purse per person, per budget year, or one for all. What is not about a person has no person cap. */
function partsOf(
  cap: MoneyCap,
  { rows }: Counting,
  intake: Intake,
): { readonly parts: number; readonly partOf: (row: number) => number } {
  switch (cap.step) {
    case 'person':
      return { parts: intake.people, partOf: (row) => rows.person(row) };
    case 'budget-year': {
      const years = cap.years && new Set(cap.years);
      return { parts: LAST_YEAR + 1, partOf: (row) => (!years || years.has(rows.year(row)) ? rows.year(row) : -1) };
    }
    case 'outcome':
    case 'contract':
      return { parts: 1, partOf: () => 0 };
  }
}

const LAST_YEAR = 9999;
