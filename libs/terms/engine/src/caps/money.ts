import { minorUnits } from '@ringvirkning/kernel';
import type { Cap } from '@ringvirkning/terms-language';
import type { Intake } from '../evaluate/intake.js';
import { type CapStep, countsAs, type Used } from './cap.js';
import type { Counting } from './purse.js';
import { counts } from './scope.js';

type MoneyCap = Exclude<Cap, { step: 'quantity' }>;

/** What a cap still allows; amounts of the document have at most 15 digits before the point and three behind it, so they fit into 64 bits. */
interface Purse {
  readonly place: number;
  readonly left: BigInt64Array;
  /** What this cap allows more (or less) than the one of an earlier version that the purse began with. */
  readonly more: bigint;
  /** Which part of the purse a row draws on; negative when the cap does not count the row. */
  readonly keyOf: (row: number) => number;
  readonly isNew: boolean;
}

/** A purse as it is handed on. */
interface Handed {
  readonly left: BigInt64Array;
  readonly max: bigint;
}

export function moneyStep(
  counting: Counting,
  caps: readonly { readonly cap: MoneyCap; readonly place: number }[],
  intake: Intake,
  { earlier, used }: { readonly earlier: Used | undefined; readonly used: Used },
): CapStep {
  const purses = caps.map(({ cap, place }): Purse => {
    const inScope = counts(counting.plan, cap, counting.rows);
    const { parts, partOf } = partsOf(cap, counting, intake);
    const max = minorUnits(cap.max, counting.plan.terms.currency);
    const before = earlier?.get(countsAs(cap)) as Handed | undefined;
    const handed = before ?? { left: new BigInt64Array(parts).fill(max), max };
    used.set(countsAs(cap), handed);
    const keyOf = (row: number): number => (inScope(row) ? partOf(row) : -1);
    return { place, left: handed.left, more: max - handed.max, keyOf, isNew: earlier !== undefined && !before };
  });
  // What is counted alike shares a purse.
  const emptied = purses.filter(({ left }, i) => purses.findIndex((other) => other.left === left) === i);
  const fresh = emptied.filter(({ isNew }) => isNew);
  const { step } = caps[0]!.cap;
  return {
    step,
    begins: fresh.length > 0,
    begin(records, rows) {
      for (const row of rows) take(fresh, row, records.amount(step, row));
    },
    pass(row, amount, cut) {
      let passed = amount;
      for (let i = 0; i < purses.length; i++) {
        const { place, left, more, keyOf } = purses[i]!;
        const key = keyOf(row);
        if (key < 0) continue;
        const allowed = more === 0n ? left[key]! : left[key]! + more;
        if (allowed >= passed) continue;
        const most = allowed > 0n ? allowed : 0n;
        cut[place] = cut[place]! + passed - most;
        passed = most;
      }
      take(emptied, row, passed);
      return passed;
    },
  };
}

function take(purses: readonly Purse[], row: number, amount: bigint): void {
  for (let i = 0; i < purses.length; i++) {
    const { left, keyOf } = purses[i]!;
    const key = keyOf(row);
    if (key >= 0) left[key] = left[key]! - amount;
  }
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
