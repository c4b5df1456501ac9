import { AmountSchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { OverviewSchema } from './overview.js';
import { SentenceSchema } from './valuation.js';

/** Query of GET /api/benefits/across. */
export const AcrossQuerySchema = z.object({ contractId: IdSchema.optional() });
export type AcrossQuery = z.infer<typeof AcrossQuerySchema>;

/** `none`: nothing to tell yet. `sent`: not answered yet. `waiting`: for its contract. `refused`: it broke a rule. `lost`: it never came to the other side. */
export const STATEMENT_STATES = ['none', 'sent', 'waiting', 'booked', 'refused', 'lost'] as const;

/** A joint contract with one other municipality: the last statement between us, and the other's figures. */
export const AcrossItemSchema = z.object({
  contractId: IdSchema,
  ref: z.string(),
  title: SentenceSchema,
  /** Short name and name of the other municipality. */
  with: z.string(),
  withName: z.string(),
  /** Whether we lead the contract, and so tell the other; otherwise the other tells us. */
  isHome: z.boolean(),
  state: z.enum(STATEMENT_STATES),
  /** The rule that the statement broke, or why it never came. */
  fault: z.string().nullable(),
  /** The last one; null where there is none, and for who does not see exact figures: its digest would tell them by trial. */
  statement: z
    .object({
      number: z.int(),
      /** Gains up to and including this day are realised. */
      asOf: LocalDateSchema,
      at: InstantSchema,
      model: z.string(),
      digest: z.string(),
      /** All that it says of the purses of whom it is told to. */
      amount: AmountSchema,
    })
    .nullable(),
  /** What the other's books hold by its own answer; null where it has not answered, or who reads does not see it. */
  held: AmountSchema.nullable(),
  /** Figures of the other, per purse without departments. */
  others: OverviewSchema,
});
export type AcrossItem = z.infer<typeof AcrossItemSchema>;
export const AcrossSchema = z.object({ items: z.array(AcrossItemSchema) });
export type Across = z.infer<typeof AcrossSchema>;
