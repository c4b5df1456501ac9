import { AmountSchema, CodeSchema, CurrencySchema, IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { SentenceSchema } from './valuation.js';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);

const MoveSchema = z.strictObject({
  code: CodeSchema,
  no: z.int(),
  /** Digest of the settlement. */
  settlement: DigestSchema,
  silo: z.string().max(200),
  year: z.int(),
  /** Given; below 0: got. Minor units. */
  amount: AmountSchema,
});

/** What one of the two municipalities gave and got, by the books of whoever tells it; over both it is nothing. */
export const YearEndSideSchema = z.strictObject({
  authority: z.string().max(200),
  name: z.string().max(300),
  amount: AmountSchema,
  moves: z.array(MoveSchema).max(10_000),
  digest: DigestSchema,
});
const ShownSideSchema = YearEndSideSchema.extend({ digest: DigestSchema.nullable() });

/**
 * GET /api/benefits/contracts/:contractId/year-end?year=: what settlements between us and another municipality moved in a budget year. Each side has a digest that the other municipality works out from
 * its own books: both sign when theirs are the same.
 */
export const YearEndSheetSchema = z.strictObject({
  format: z.literal('ringvirkning-year-end/1'),
  contractId: IdSchema,
  ref: z.string(),
  title: SentenceSchema,
  year: z.int(),
  currency: CurrencySchema,
  /** Our side first. */
  sides: z.array(ShownSideSchema).length(2),
  /** The purses that the sides name, as people read them. */
  purses: z.array(z.strictObject({ silo: z.string().max(200), name: SentenceSchema })).max(1_000),
  /** Agreements between the two that are not shown to the reader. Where there are any, the sums lack what they moved, and the sides have no digest: the sheet is not for signing. */
  hidden: z.int().min(0),
  /** Settlements of the year that are not final, and so in no books yet. */
  open: z.array(z.strictObject({ code: CodeSchema, no: z.int(), digest: DigestSchema })).max(1_000),
});
export type YearEndSheet = z.infer<typeof YearEndSheetSchema>;

/** Of the other municipality's sheet, what is compared, and the year it is meant to be of. */
export const OtherYearEndSheetSchema = z.strictObject({
  ...YearEndSheetSchema.pick({ contractId: true, year: true, currency: true }).shape,
  sides: z.array(YearEndSideSchema).length(2),
  of: z.int(),
});
export type OtherYearEndSheet = z.infer<typeof OtherYearEndSheetSchema>;

/** One sheet for each municipality that we have an agreement with under the contract. */
export const YearEndSchema = z.object({ items: z.array(YearEndSheetSchema) });
export type YearEnd = z.infer<typeof YearEndSchema>;

/** POST /api/benefits/contracts/:contractId/year-end/comparison: the sheet of the other municipality, beside our books. Nothing is kept. */
export const YearEndComparisonSchema = z.object({
  agrees: z.boolean(),
  differences: z.array(MoveSchema.omit({ amount: true }).extend({ ours: AmountSchema, theirs: AmountSchema })),
});
export type YearEndComparison = z.infer<typeof YearEndComparisonSchema>;
