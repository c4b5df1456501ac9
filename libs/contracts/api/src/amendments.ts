import { IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { AMENDMENT_KINDS, END_REASONS, UNDER_WAY } from '@ringvirkning/terms-language';
import { z } from 'zod';
import { VersionNumberSchema } from './drafts.js';
import { ContractDetailsSchema, ContractStatusSchema, MissingAppropriationSchema } from './http.js';

/** Query of `POST /api/contracts/:id/amendments`. */
export const AmendmentQuerySchema = z.strictObject({
  from: VersionNumberSchema.describe(
    'The version that was begun with: of the amendment in the making, or else the one in force. When another stands meanwhile, nothing is saved (409 `contracts.edited-meanwhile`)',
  ),
});
export type AmendmentQuery = z.infer<typeof AmendmentQuerySchema>;

/** What an amendment says of itself; all null for the contract's first version. */
const said = {
  kind: z.enum(AMENDMENT_KINDS).nullable(),
  from: LocalDateSchema.nullable().describe('The first day on which it holds: what is achieved on or after it'),
  reason: z.string().nullable(),
  end: z.object({ because: z.enum(END_REASONS), underWay: z.enum(UNDER_WAY) }).nullable(),
  lastDay: LocalDateSchema.describe('The last day of the contract by these terms'),
};
const named = { version: z.int().positive(), termsDigest: z.string() };

/** Answer of `GET /api/contracts/:id/amendments`. */
export const AmendmentsSchema = z.object({
  id: IdSchema,
  status: ContractStatusSchema,
  version: z.int().positive().describe('The newest version that was put in force; it may hold from a later day'),
  isOver: z
    .boolean()
    .describe(
      'The last day of the version in force has been: nothing more is achieved; what was is settled by the last payment run',
    ),
  versions: z
    .array(
      z.object({
        ...named,
        ...said,
        isToday: z.boolean().describe('What is achieved today is judged and paid by it'),
        putInForceAt: InstantSchema,
        signedBy: z.array(
          z.object({ role: z.string(), party: z.string(), byName: z.string().nullable(), at: InstantSchema }),
        ),
      }),
    )
    .describe('Oldest first; those that the caller was party to'),
  open: z
    .object({
      ...named,
      ...said,
      createdAt: InstantSchema,
      isFrozen: z.boolean().describe('Somebody has signed it: other terms are another version'),
      source: ContractDetailsSchema.shape.source,
      terms: ContractDetailsSchema.shape.terms,
      parties: ContractDetailsSchema.shape.parties,
      signOffs: ContractDetailsSchema.shape.signOffs,
      joint: ContractDetailsSchema.shape.joint.describe(
        'Who signs it from an instance of their own, and how far they have come; null where nobody does',
      ),
      missingAppropriations: z.array(MissingAppropriationSchema),
    })
    .nullable()
    .describe('The amendment in the making'),
});
export type Amendments = z.infer<typeof AmendmentsSchema>;
