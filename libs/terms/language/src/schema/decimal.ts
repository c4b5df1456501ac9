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
  if (decimalsIn(text) > decimals)
    return refuse(ctx, { reason: decimals === 2 ? 'money-decimals' : 'too-many-decimals', text });
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

/** Any decimal number, up to nine decimals. */
export const decimal = number(9).meta({ description: 'Decimal number, e.g. 8.5' });
/** A quantity that is not negative. */
export const quantity = number(9)
  .refine(nonNegative, { params: { reason: 'negative' } })
  .meta({ description: 'Number, 0 or more' });
/** An amount in whole kroner (pounds, euro …) with at most two decimals, not negative. `20.000` is refused: it is 20, not 20,000. */
export const amount = number(2)
  .refine(nonNegative, { params: { reason: 'negative' } })
  .meta({ description: 'Amount in kroner/pounds/euro, at most two decimals, e.g. 20000 or 1499.50' });
/** A share of a whole: a decimal between 0 and 1 or a fraction such as `1/3`. */
export const share = number(9, true)
  .refine((text) => nonNegative(text) && shareAtMostOne(text), { params: { reason: 'not-a-share' } })
  .meta({ description: 'Share between 0 and 1, e.g. 0.5 or 1/3' });

function shareAtMostOne(text: string): boolean {
  const fraction = FRACTION.exec(text);
  if (fraction) return Number(fraction[1]) <= Number(fraction[2]);
  return /^(0(\.\d+)?|1)$/.test(text);
}
