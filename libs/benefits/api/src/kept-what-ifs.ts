import { IdSchema, InstantSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { WhatIfRequestSchema } from './what-if.js';

/** Kept per person and contract; who wants more removes one. */
export const MOST_KEPT_WHAT_IFS = 50;

const name = z.string().trim().min(1).max(40);

/** POST /api/benefits/contracts/:contractId/what-if/kept — a question under a name, not its figures: those are computed for whoever looks. What the same person kept under the name before gives way. */
export const KeepWhatIfSchema = z.strictObject({ name, change: WhatIfRequestSchema });
export type KeepWhatIf = z.output<typeof KeepWhatIfSchema>;

export const KeptWhatIfSchema = z.object({
  id: IdSchema,
  name,
  change: WhatIfRequestSchema,
  /** Who kept it; they alone remove it. */
  ownerName: z.string(),
  isOwn: z.boolean(),
  keptAt: InstantSchema,
});
export type KeptWhatIf = z.output<typeof KeptWhatIfSchema>;

/** GET /api/benefits/contracts/:contractId/what-if/kept — everybody's, by name. */
export const KeptWhatIfsSchema = z.object({ items: z.array(KeptWhatIfSchema) });
export type KeptWhatIfs = z.output<typeof KeptWhatIfsSchema>;
