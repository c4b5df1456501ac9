/** Money as integer minor units (øre, pence, cents). No floating point anywhere; JSON carries amounts as digit strings. */

import type { Currency } from './currencies.js';

export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}

/** The wire form: `amount` is a digit string in minor units, optionally with a leading minus. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: Currency;
}

export const money = (amount: bigint, currency: Currency): Money => ({ amount, currency });

export const toMoneyJson = (m: Money): MoneyJson => ({ amount: m.amount.toString(), currency: m.currency });

/** Reads a digit string in minor units. @throws RangeError when it is not one. */
export function parseMinor(text: string): bigint {
  if (!/^-?\d{1,30}$/.test(text)) throw new RangeError(`not an amount in minor units: ${JSON.stringify(text)}`);
  return BigInt(text);
}

export const fromMoneyJson = (json: MoneyJson): Money => money(parseMinor(json.amount), json.currency);

/** Adds amounts of one currency. @throws RangeError when currencies differ. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
  return money(a.amount + b.amount, a.currency);
}

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

/** The least of amounts. */
export const least = (first: bigint, ...others: readonly bigint[]): bigint =>
  others.reduce((a, b) => (b < a ? b : a), first);

/**
 * Splits a total by weights so that the parts add up to the total exactly (largest remainder; ties go to the earlier part).
 * A negative total splits as the mirror image of the positive one.
 * @throws RangeError when there are no weights, a weight is negative, or all are zero.
 */
export function splitExactly(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights);
  if (weights.length === 0 || whole <= 0n || weights.some((w) => w < 0n)) {
    throw new RangeError('split needs non-negative weights with a positive sum');
  }
  if (total < 0n) return splitExactly(-total, weights).map((part) => -part);
  const parts = weights.map((w) => (total * w) / whole);
  const missing = Number(total - sum(parts));
  if (missing === 0) return parts;
  const remainders = weights.map((w, index) => ({ index, remainder: (total * w) % whole }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of remainders.slice(0, missing)) parts[index] = parts[index]! + 1n;
  return parts;
}

/** Multiplies by a rational number with a declared rounding: half away from zero (the commercial rule). @throws RangeError on a denominator that is not positive. */
export function multiplyRounded(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('denominator must be positive');
  if (numerator === denominator) return amount;
  const product = amount * numerator;
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return product < 0n ? -rounded : rounded;
}
