import { sum } from '@ringvirkning/kernel';
import type { Spread } from '@ringvirkning/terms';

/** Place of a percentile in a sorted list of so many. */
export const rankOf = (percent: number, count: number): number => Math.min(count - 1, Math.floor((count * percent) / 100));

/** How amounts are distributed; the same percentiles as the terms' own simulation. */
export function spreadOf(amounts: readonly bigint[]): Spread {
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (percent: number): bigint => sorted[rankOf(percent, sorted.length)]!;
  return { mean: sum(amounts) / BigInt(amounts.length), min: sorted[0]!, p5: at(5), p50: at(50), p95: at(95), max: sorted.at(-1)! };
}
