import { sum } from '@ringvirkning/kernel';

/** The least of those that are known; null when none is. */
export function least(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((a, b) => (a < b ? a : b));
}

/** The sum; null when one of them is unknown. */
export const sumOrNull = (amounts: readonly (bigint | null)[]): bigint | null => (amounts.includes(null) ? null : sum(amounts as readonly bigint[]));

/** Decimal or fraction (`0.75`, `2/3`) of an amount, rounded up. */
export function shareUp(amount: bigint, share: string): bigint {
  const [numerator, denominator] = share.includes('/') ? (share.split('/').map(BigInt) as [bigint, bigint]) : decimal(share);
  return (amount * numerator + denominator - 1n) / denominator;
}

/** An amount of the terms (at most two decimals) in minor units. */
export function minorUnits(amount: string): bigint {
  const [numerator, denominator] = decimal(amount);
  return (numerator * 100n) / denominator;
}

function decimal(text: string): [bigint, bigint] {
  const [whole, fraction = ''] = text.split('.') as [string, string?];
  return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
}
