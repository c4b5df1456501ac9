import { z } from 'zod';
import { MILLION, millionths } from './decimal.js';
import { fraction, message } from './fields.js';

/** The last year of any horizon. */
export const LAST_YEAR = 70;

/** Real rates by step: each from a year on until the next. */
export const discountRates = z
  .array(z.strictObject({ fromYear: z.int().min(0).max(LAST_YEAR), rate: fraction }))
  .min(1)
  .refine(
    (steps) => steps.every(({ fromYear }, i) => (i === 0 ? fromYear === 0 : fromYear > steps[i - 1]!.fromYear)),
    message('trinnene begynder i år 0 og er stigende', 'the steps begin in year 0 and ascend'),
  );
export type DiscountRates = z.infer<typeof discountRates>;

/** Finansministeriet (2021): 3.5 % real in years 0–35, 2.5 % in years 36–70. */
export const FINANSMINISTERIET: DiscountRates = [
  { fromYear: 0, rate: '0.035' },
  { fromYear: 36, rate: '0.025' },
];

/** The discount factor of a year as an exact fraction: the rate of each year up to it. @throws RangeError outside years 0–70. */
export function discountFactor(
  year: number,
  rates: DiscountRates = FINANSMINISTERIET,
): { readonly numerator: bigint; readonly denominator: bigint } {
  if (!(Number.isInteger(year) && year >= 0 && year <= LAST_YEAR))
    throw new RangeError(`no discount rate is set for year ${year}`);
  const years = BigInt(year);
  let denominator = 1n;
  rates.forEach(({ fromYear, rate }, i) => {
    const last = Math.min(year, (rates[i + 1]?.fromYear ?? LAST_YEAR + 1) - 1);
    const covered = last - Math.max(fromYear, 1) + 1;
    if (covered > 0) denominator *= (MILLION + millionths(rate)) ** BigInt(covered);
  });
  return { numerator: MILLION ** years, denominator };
}
