import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TreasurySchema } from './overview.js';
import { SentenceSchema } from './valuation.js';

/** POST /api/benefits/contracts/:contractId/what-if — nothing is booked. `moved`: legal anchor → the one that takes its place; `lawAsOf`: all rules as of one day. */
export const WhatIfRequestSchema = z.strictObject({
  moved: z.record(CodeSchema, CodeSchema).default({}),
  lawAsOf: LocalDateSchema.optional(),
});
export type WhatIfRequest = z.input<typeof WhatIfRequestSchema>;

const figures = {
  /** Gain by the law as the model has it. */
  asIs: AmountSchema,
  /** Gain under the other law. */
  whatIf: AmountSchema,
  /** whatIf − asIs; the differences of all silos add up to zero. */
  difference: AmountSchema,
};
export const WhatIfSchema = z.object({
  contractId: IdSchema,
  currency: CurrencySchema,
  /** Legal anchors of the model, to choose from. */
  anchors: z.array(z.object({ code: CodeSchema, title: SentenceSchema })),
  silos: z.array(
    z.object({
      silo: z.string(),
      name: SentenceSchema,
      treasury: TreasurySchema,
      department: z.string().nullable(),
      ...figures,
    }),
  ),
  totals: z.object(figures),
});
export type WhatIf = z.infer<typeof WhatIfSchema>;
