import { splitExactly, sum } from '@ringvirkning/kernel';

/**
 * Splits lines by weights so that both sides add up: each line to its amount, each column to its part of the whole (`totals`, by default the largest
 * remainders). Every part is the exact one rounded down, or one unit more: a line's odd units go to the columns that still lack most.
 * Beyond four weights there are (contrived) amounts for which no such split exists; then a part may be one unit further off, the sums never.
 */
export function splitLines(
  amounts: readonly bigint[],
  weights: readonly bigint[],
  totals: readonly bigint[] = splitExactly(sum(amounts), weights),
): bigint[][] {
  const whole = sum(weights);
  const parts = amounts.map((amount) => weights.map((weight) => (amount * weight) / whole));
  const lacking = totals.map((total, column) => total - sum(parts.map((line) => line[column]!)));
  for (const [i, line] of parts.entries()) {
    const remainder = (column: number): bigint => (amounts[i]! * weights[column]!) % whole;
    const neediest = [...weights.keys()].sort(
      (a, b) => Number(lacking[b]! - lacking[a]!) || descending(remainder(a), remainder(b)) || a - b,
    );
    let odd = amounts[i]! - sum(line);
    while (odd > 0n) {
      for (const column of neediest.filter((each) => lacking[each]! > 0n)) {
        if (odd === 0n) break;
        line[column] = line[column]! + 1n;
        lacking[column] = lacking[column]! - 1n;
        odd--;
      }
    }
  }
  return parts;
}

const descending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);
