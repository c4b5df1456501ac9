import { z } from 'zod';
import { multiply, parseRational, type Rational, rational } from '../rational.js';

/**
 * Decimal numbers of the document. People write `8.5` or `'8.5'`; the parsed terms hold the normalised text (`'8.5'`, `'20000'`),
 * never a float, so that terms travel as JSON and every figure stays exact.
 */
const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d+))?$/;
const FRACTION = /^(\d{1,9})\/([1-9]\d{0,8})$/;

/** `'020.50'` → `'20.5'`; undefined when the text is not a decimal number. */
export function normaliseDecimal(text: string): string | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const whole = match[2]!.replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const magnitude = fraction ? `${whole}.${fraction}` : whole;
  return match[1] && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

const COUNT = /^(\d{1,9}) of ([1-9]\d{0,8})$/;

const decimalsIn = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

function read(
  value: string | number,
  ctx: z.RefinementCtx,
  decimals: number,
  fractions: boolean,
  counts: boolean,
): string {
  const text = String(value).trim();
  if (fractions && FRACTION.test(text)) return text;
  const counted = counts ? COUNT.exec(text) : null;
  if (counted) return `${counted[1]}/${counted[2]}`;
  const normal = normaliseDecimal(text);
  if (normal === undefined) return refuse(ctx, { reason: 'not-a-number', text });
  if (decimalsIn(text) > decimals) return refuse(ctx, { reason: 'too-many-decimals', text });
  return normal;
}

function refuse(ctx: z.RefinementCtx, params: { reason: string; text?: string }): never {
  ctx.addIssue({ code: 'custom', params });
  return z.NEVER;
}

const input = z.union([z.string(), z.number()]);
const number = (decimals: number, fractions = false, counts = false) =>
  input.transform((value, ctx) => read(value, ctx, decimals, fractions, counts));
const nonNegative = (text: string): boolean => !text.startsWith('-');

/** A factor, a rate or an index: up to nine decimals, and never thousands. */
export const ratio = number(9).meta({ description: 'Decimal number, e.g. 0.4' });
/** Any decimal number, up to nine decimals. Of three it is not clear whether they are thousands: whoever reads a draft asks. */
export const decimal = number(9).meta({ description: 'Decimal number, e.g. 8.5', format: 'decimal' });
/** A bound of a value; of one in per cent also a fraction or a count of the whole, which is kept as a fraction ({@link boundOf}). */
export const bound = number(9, true, true).meta({
  description: 'Decimal number, e.g. 8.5; of a value in per cent also a fraction (50/162) or a count (50 of 162)',
  format: 'decimal',
});

/** The bound as a number: `'50/162'`, a part of the whole, is exactly 100 × 50 ÷ 162 (per cent). */
export const boundOf = (text: string): Rational => {
  const exact = parseRational(text);
  return isPartOfWhole(text) ? multiply(rational(100n), exact) : exact;
};

export const isPartOfWhole = (text: string): boolean => text.includes('/');

/** A quantity that is not negative. */
export const quantity = number(9)
  .refine(nonNegative, { params: { reason: 'negative' } })
  .meta({ description: 'Number, 0 or more', format: 'decimal' });
/** A price in whole kroner that may have up to nine decimals when it is multiplied by a quantity. */
export const unitAmount = number(9)
  .refine(nonNegative, { params: { reason: 'negative' } })
  .meta({ description: 'Amount for one unit, up to nine decimals, e.g. 450 or 0.125', format: 'unit-amount' });
/** An amount in whole kroner (pounds, euro …), not negative. How many decimals it may have is the currency's matter, so whoever reads a document judges it there. */
export const amount = number(Infinity)
  .refine(nonNegative, { params: { reason: 'negative' } })
  .meta({
    description:
      'Amount in kroner/pounds/euro …, at most as many decimals as the currency has (DKK 2, JPY 0, KWD 3), e.g. 20000 or 1499.50',
    format: 'amount',
  });
/** A share of a whole: a decimal between 0 and 1 or a fraction such as `1/3`. */
export const share = number(9, true)
  .refine((text) => nonNegative(text) && shareAtMostOne(text), { params: { reason: 'not-a-share' } })
  .meta({ description: 'Share between 0 and 1, e.g. 0.5 or 1/3' });

function shareAtMostOne(text: string): boolean {
  const fraction = FRACTION.exec(text);
  if (fraction) return Number(fraction[1]) <= Number(fraction[2]);
  return /^(0(\.\d+)?|1)$/.test(text);
}
