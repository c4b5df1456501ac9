import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TreasurySchema } from './overview.js';
import { SentenceSchema } from './valuation.js';

/** POST /api/benefits/contracts/:contractId/what-if — nothing is booked. `moved`: legal anchor → the one that takes its place; `lawAsOf`: all rules as of one day; `split`: one anchor shared plainly, so many per cent to the municipality, the rest to the state; `outcomes`: as if so many per cent of today's verified outcomes had been reached. */
export const WhatIfRequestSchema = z.strictObject({
  moved: z.record(CodeSchema, CodeSchema).default({}),
  lawAsOf: LocalDateSchema.optional(),
  split: z.strictObject({ anchor: CodeSchema, municipality: z.int().min(0).max(100) }).optional(),
  outcomes: z.int().min(0).max(300).default(100),
});
export type WhatIfRequest = z.input<typeof WhatIfRequestSchema>;

const figures = {
  /** Gain by the law as the model has it. */
  asIs: AmountSchema,
  /** Gain under the other law. */
  whatIf: AmountSchema,
  /** whatIf − asIs; with as many outcomes the differences of all silos add up to zero. */
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
