import { CodeSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { SteeringAreaSchema, TreasurySchema } from './overview.js';
import { SentenceSchema } from './valuation.js';

const line = z.object({
  /** When the share applies: always, on some days of the year, in some weeks, in a bracket of the person's cost, within a window. */
  situation: SentenceSchema,
  treasury: TreasurySchema,
  steeringArea: SteeringAreaSchema.nullable(),
});
/** Decimal, e.g. `0.5`. */
const share = z.string();

/** What the law of a period says; the last period is open. */
export const ProvisionRuleSchema = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema.nullable(),
  source: z.string(),
  note: SentenceSchema.nullable(),
  shares: z.array(line.extend({ share })),
});
export type ProvisionRule = z.infer<typeof ProvisionRuleSchema>;

/** One item of GET /api/benefits/provisions: the catalogue of provisions of law that models may name. */
export const ProvisionItemSchema = z.object({
  code: CodeSchema,
  title: SentenceSchema,
  /** Where in the law. */
  reference: z.string(),
  about: SentenceSchema,
  /** SHA-256 of the provision's canonical JSON. */
  digest: z.string(),
  /** First day of the first rule, and of the latest. */
  from: LocalDateSchema,
  latestFrom: LocalDateSchema,
  rules: z.int().positive(),
});
export type ProvisionItem = z.infer<typeof ProvisionItemSchema>;
export const ProvisionListSchema = z.object({ items: z.array(ProvisionItemSchema) });
export type ProvisionList = z.infer<typeof ProvisionListSchema>;

/** Query of GET /api/benefits/provisions/:code: two days to compare; both or none. */
export const ProvisionQuerySchema = z
  .object({ from: LocalDateSchema.optional(), to: LocalDateSchema.optional() })
  .refine((days) => (days.from === undefined) === (days.to === undefined), {
    error: 'give both days or none',
    params: { da: 'angiv begge dage eller ingen' },
  });
export type ProvisionQuery = z.infer<typeof ProvisionQuerySchema>;

/** GET /api/benefits/provisions/:code — its history, and what the rules of two days say side by side (null without two days). */
export const ProvisionDetailSchema = ProvisionItemSchema.extend({
  history: z.array(ProvisionRuleSchema),
  comparison: z
    .object({
      from: LocalDateSchema,
      to: LocalDateSchema,
      changed: z.boolean(),
      lines: z.array(line.extend({ before: share.nullable(), after: share.nullable() })),
    })
    .nullable(),
});
export type ProvisionDetail = z.infer<typeof ProvisionDetailSchema>;
