import { z } from 'zod';

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

const decimalsIn = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

function read(value: string | number, ctx: z.RefinementCtx, decimals: number, fractions: boolean): string {
  const text = String(value).trim();
  if (fractions && FRACTION.test(text)) return text;
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
const number = (decimals: number, fractions = false) =>
  input.transform((value, ctx) => read(value, ctx, decimals, fractions));
const nonNegative = (text: string): boolean => !text.startsWith('-');

/** A factor, a rate or an index: up to nine decimals, and never thousands. */
export const ratio = number(9).meta({ description: 'Decimal number, e.g. 0.4' });
/** Any decimal number, up to nine decimals. Of three it is not clear whether they are thousands: whoever reads a draft asks. */
export const decimal = number(9).meta({ description: 'Decimal number, e.g. 8.5', format: 'decimal' });
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
