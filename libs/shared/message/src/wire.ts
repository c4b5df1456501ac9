import { CURRENCIES, isLocalDate, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { textFault } from '@ringvirkning/reading';
import { z } from 'zod';

/** Schemas every api lib shares. They check; they do not transform, so that JSON Schema can be generated from them. */
export const LocalDateSchema = z
  .custom<LocalDate>((v) => typeof v === 'string' && isLocalDate(v), {
    error: 'not a date (YYYY-MM-DD)',
    params: { da: 'ikke en dato (ÅÅÅÅ-MM-DD)' },
  })
  .meta({ type: 'string', format: 'date' });
export const InstantSchema = z.iso.datetime().transform((v) => v as Instant) as unknown as z.ZodType<Instant>;
/** Fields in which digits are no personal number, or whose reader looks for one itself. Everywhere else the HTTP edge refuses text that holds one. */
export const mayHoldCpr = z.registry<{ readonly because: string }>();

/** A text that documents keep: nothing in it that cannot be stored, and no personal number. The issue brings both sentences. */
export const plainText = <T extends z.ZodString>(schema: T): T =>
  schema.superRefine((text, ctx) => {
    const fault = textFault(text);
    if (fault)
      ctx.addIssue({ code: 'custom', message: fault.en, params: { reason: 'plain-text', da: fault.da, en: fault.en } });
  });

/** Minor units as a digit string, e.g. "-1250". */
export const AmountSchema = z
  .string()
  .regex(/^-?\d{1,30}$/)
  .register(mayHoldCpr, { because: 'an amount' });
/** A non-negative decimal number as text, e.g. "12.5". */
export const QuantitySchema = z.string().regex(/^\d{1,15}(\.\d{1,9})?$/);
/** A decimal number as text that may lie below zero, as a measured value may. */
export const ValueSchema = z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/);
export const CurrencySchema = z.enum(CURRENCIES);
export const IdSchema = z.uuid();
/** A short code: lower-case letters, digits and hyphens. */
export const CodeSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
