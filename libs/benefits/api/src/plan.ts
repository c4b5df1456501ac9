import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, mayHoldCpr } from '@ringvirkning/message';
import { z } from 'zod';

const because = 'a table of amounts, read cell by cell';

const version = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,4}){0,3}$/)
  .describe('The SØM version the table is from; the table must name the same');

/** POST /api/benefits/contracts/:contractId/plan — a filled SØM result table, as CSV or pasted text, or as an XLSX workbook of one sheet. */
export const LoadPlanSchema = z.union([
  z.strictObject({ version, text: z.string().min(1).max(200_000).register(mayHoldCpr, { because }) }),
  z.strictObject({ version, workbook: z.base64().min(1).max(700_000).register(mayHoldCpr, { because }) }),
]);
export type LoadPlan = z.output<typeof LoadPlanSchema>;

const figures = z.object({ cost: AmountSchema, gain: AmountSchema, net: AmountSchema });
const shown = z.object({ cost: AmountSchema.nullable(), gain: AmountSchema.nullable(), net: AmountSchema.nullable() });

/** GET /api/benefits/contracts/:contractId/plan — the plan in force beside the books. Costs are negative, gains positive, as in SØM; null is withheld. */
export const PlanComparisonSchema = z.object({
  contractId: IdSchema,
  currency: CurrencySchema,
  /** The newest plan; null while there is none. */
  plan: z
    .object({
      number: z.int(),
      version: z.string(),
      priceLevelYear: z.int(),
      loadedAt: InstantSchema,
      loadedBy: z.string(),
    })
    .nullable(),
  /** The prices of the valuation model; the two are compared as they stand. */
  priceLevelYear: z.int().nullable(),
  costOf: z.enum(['invested', 'paid']),
  rows: z.array(
    z.object({
      treasury: z.enum(['municipality', 'region', 'state']),
      year: z.int(),
      plan: figures,
      ours: shown,
      /** ours − plan. */
      difference: shown,
    }),
  ),
  /** Whether something is left out because few people stand behind it. */
  suppressed: z.boolean(),
  /** Whether figures of others are left out that the reader's departments have no agreement on. */
  restricted: z.boolean(),
});
export type PlanComparison = z.infer<typeof PlanComparisonSchema>;
