import type { Rounding } from './schema/terms.js';

/** An exact number: numerator and positive denominator. Quantities and prices are rational until the one declared rounding to minor units. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** n/d in lowest terms with a positive denominator. @throws RangeError on a zero denominator. */
export function rational(n: bigint, d: bigint = 1n): Rational {
  if (d === 0n) throw new RangeError('denominator is zero');
  if (d === 1n) return { n, d };
  const g = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / g, d: d / g };
}

/** Reads `'8.5'`, `'-2'` or `'1/3'`. @throws RangeError when the text is neither. */
export function parseRational(text: string): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a number: ${JSON.stringify(text)}`);
  const fraction = match[3] ?? '';
  const n = BigInt(match[2]! + fraction);
  const d = match[4] ? BigInt(match[4]) : fraction === '' ? 1n : 10n ** BigInt(fraction.length);
  return rational(match[1] ? -n : n, d);
}

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n - b.n, a.d) : rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** @throws RangeError when b is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** Rounds to an integer by the contract's declared rounding. */
export function roundTo(value: Rational, rounding: Rounding): bigint {
  if (value.d === 1n) return value.n;
  const magnitude = value.n < 0n ? -value.n : value.n;
  const rounded = rounding === 'down' ? magnitude / value.d : (2n * magnitude + value.d) / (2n * value.d);
  return value.n < 0n ? -rounded : rounded;
}

/** The product, rounded to an integer; as it need not be in lowest terms, faster than both steps alone. */
export const roundProduct = (a: Rational, b: Rational, rounding: Rounding): bigint =>
  roundTo({ n: a.n * b.n, d: a.d * b.d }, rounding);

/** Decimal text with at most `decimals` decimals (rounded half away from zero), without trailing zeros: for reading, never for computing. */
export function toDecimal(value: Rational, decimals = 6): string {
  const scaled = roundTo(rational(value.n * 10n ** BigInt(decimals), value.d), 'half-away-from-zero');
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}
