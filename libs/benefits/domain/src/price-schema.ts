import { z } from 'zod';
import { amount, code, count, date, message, text, title } from './fields.js';

const year = z.int().min(1990).max(2200);

/** A unit price by date. With `index` it is converted from its own price level to the model's. */
export const price = z
  .strictObject({
    title,
    unit: text,
    /** Days, and weeks, that one unit stands for: needed where the law counts a person's days or weeks. */
    days: count.optional(),
    weeks: count.optional(),
    /** Whether the figure rests on a public source or on an assumption; an assumption needs its reason. */
    basis: z.enum(['public', 'assumption']),
    confidence: z.enum(['high', 'medium', 'low']).optional(),
    /** The price level of the values, where it is not the model's; needs the index that converts it. */
    priceLevelYear: year.optional(),
    index: code.optional(),
    source: text.optional(),
    reason: text.optional(),
    values: z
      .array(z.strictObject({ from: date, amount }))
      .min(1)
      .refine(
        (values) => values.every((v, i) => i === 0 || v.from > values[i - 1]!.from),
        message('priserne skal stå i datorækkefølge', 'the prices must be in order of date'),
      ),
  })
  .refine(
    (p) => (p.basis === 'public' ? p.source !== undefined : p.reason !== undefined),
    message(
      'en offentlig pris kræver kilde, en antagelse kræver begrundelse',
      'a public price needs its source, an assumption its reason',
    ),
  )
  .refine(
    (p) => (p.priceLevelYear === undefined) === (p.index === undefined),
    message(
      'et eget prisniveau kræver det indeks, der omregner det, og omvendt',
      'a price level of its own needs the index that converts it, and the other way round',
    ),
  );

/** A yearly index of prices, for conversion between price levels. */
export const priceIndex = z.strictObject({
  title,
  source: text,
  values: z
    .array(
      z.strictObject({
        year,
        index: count.refine((v) => !/^0(\.0+)?$/.test(v), message('skal være over 0', 'must be above 0')),
      }),
    )
    .min(2)
    .refine(
      (values) => values.every((v, i) => i === 0 || v.year > values[i - 1]!.year),
      message('årene skal være stigende', 'the years must ascend'),
    ),
});

export type Price = z.infer<typeof price>;
export type PriceIndex = z.infer<typeof priceIndex>;
