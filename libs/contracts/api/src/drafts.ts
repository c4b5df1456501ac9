import { CurrencySchema, IdSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import { ContractVersionSchema } from './http.js';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const VersionSchema = z.coerce.number().int().min(1).max(1_000_000);

/** Query of `POST /api/contracts/:id/versions`. */
export const AddVersionQuerySchema = z.strictObject({
  from: VersionSchema.optional().describe(
    'The version that was begun with. When another stands meanwhile, nothing is saved (409 `contracts.edited-meanwhile`)',
  ),
});
export type AddVersionQuery = z.infer<typeof AddVersionQuerySchema>;

/** `:version` of an address. */
export const VersionNumberSchema = VersionSchema;

/** Answer of `GET /api/contracts/:id/versions/:version`: the text as it was written. */
export const VersionDocumentSchema = ContractVersionSchema.extend({
  id: IdSchema,
  isCurrent: z.boolean(),
  source: z.object({ format: z.enum(['yaml', 'json']), text: z.string() }),
});
export type VersionDocument = z.infer<typeof VersionDocumentSchema>;

/** Body of `POST /api/contracts/:id/discard`. */
export const DiscardRequestSchema = z.strictObject({
  version: z.int().positive().describe('The version that was read'),
  reason: plainText(z.string().trim().min(1).max(2000)),
});
export type DiscardRequest = z.infer<typeof DiscardRequestSchema>;

/** Answer of `POST /api/contracts/:id/discard`. */
export const DraftDiscardedSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  status: z
    .enum(['active', 'ended'])
    .describe('active: it was the draft of an amendment, and the contract stays in force'),
  version: z.int(),
  at: InstantSchema,
});
export type DraftDiscarded = z.infer<typeof DraftDiscardedSchema>;

/** Query of `GET /api/contracts/:id/differences`. */
export const DifferencesQuerySchema = z.strictObject({ from: VersionSchema, to: VersionSchema });
export type DifferencesQuery = z.infer<typeof DifferencesQuerySchema>;

const ClauseDifferenceSchema = SentenceSchema.extend({
  path: z.string().describe('Where in the newer document; in the older one for what is gone'),
  change: z.enum(['added', 'removed', 'changed', 'reordered']),
  before: SentenceSchema.optional(),
  after: SentenceSchema.optional(),
});
const MoneyDifferenceSchema = z.object({
  measure: z
    .enum(['payment', 'highest', 'ceiling', 'at-risk', 'paid-in', 'irr', 'multiple'])
    .describe(
      'payment: of a payer in a budget year when all that is planned is achieved; highest: that of all years; ceiling: what caps allow at most (null: nothing limits it)',
    ),
  party: z.string(),
  name: z.string(),
  year: z.int().optional(),
  capital: z.string().optional().describe('Which capital: grant, senior-loan …'),
  before: z.string().nullable().describe('Minor units, or a decimal for irr and multiple; null: none'),
  after: z.string().nullable(),
});

/** Answer of `GET /api/contracts/:id/differences`: two versions by clause and by computed money. */
export const DifferencesSchema = z.object({
  id: IdSchema,
  from: z.int(),
  to: z.int(),
  currency: z.object({ before: CurrencySchema, after: CurrencySchema }),
  clauses: z.array(ClauseDifferenceSchema),
  money: z.array(MoneyDifferenceSchema).describe('Also what did not change'),
});
export type Differences = z.infer<typeof DifferencesSchema>;
