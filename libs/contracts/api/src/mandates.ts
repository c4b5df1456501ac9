import { IdSchema, InstantSchema, LocalDateSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import { OfficeSchema } from './chains.js';

const Line = plainText(z.string().trim().min(1).max(500));

/** Who signs while an office is away: everybody of a role, or one person by their id at the identity provider. */
export const DeputySchema = z.union([
  z.strictObject({ role: z.enum(['department-head', 'municipal-director', 'council-member']) }),
  z.strictObject({
    subject: plainText(z.string().trim().min(1).max(200)),
    name: plainText(z.string().trim().min(1).max(200)),
  }),
]);
export type Deputy = z.infer<typeof DeputySchema>;

/** Body of `POST /api/contracts/mandates`: given by who holds the office. Both days are included; it ends by itself. */
export const MandateRequestSchema = z.strictObject({
  office: OfficeSchema,
  to: DeputySchema,
  from: LocalDateSchema,
  until: LocalDateSchema,
  reason: Line.describe('Why, e.g. an absence, and by which decision'),
});
export type MandateRequest = z.infer<typeof MandateRequestSchema>;

/** Body of `POST /api/contracts/mandates/:id/end`. */
export const MandateEndRequestSchema = z.strictObject({ reason: Line });
export type MandateEndRequest = z.infer<typeof MandateEndRequestSchema>;

export const MandateSchema = z.object({
  id: IdSchema,
  office: z.string(),
  to: z.union([z.object({ role: z.string() }), z.object({ subject: z.string(), name: z.string() })]),
  from: LocalDateSchema,
  until: LocalDateSchema,
  reason: z.string(),
  by: z.string(),
  byName: z.string(),
  at: InstantSchema,
  ended: z
    .object({ by: z.string(), byName: z.string(), at: InstantSchema, reason: z.string() })
    .nullable()
    .describe('Taken back before its time'),
});
export type Mandate = z.infer<typeof MandateSchema>;

/** Answer of `GET /api/contracts/mandates`: the latest 200, newest first. */
export const MandatesSchema = z.object({ items: z.array(MandateSchema) });
export type Mandates = z.infer<typeof MandatesSchema>;
