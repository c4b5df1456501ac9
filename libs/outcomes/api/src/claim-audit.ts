import { IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { ClaimStatusSchema, ClaimVersionSchema, DigestSchema } from './http.js';

/** What an act was about: the person, evidence, the claim, a sample it was in, a payment that counts it, or a look at it. */
export const ACT_KINDS = ['person', 'evidence', 'claim', 'sample', 'payment', 'look'] as const;

export const AuditedActSchema = z.object({
  at: InstantSchema,
  kind: z.enum(ACT_KINDS),
  /** What was done, by its code: `enrolled`, `attested`, `drawn`, `authorised`; for a look, what was read. */
  type: z.string(),
  by: z.string(),
  byName: z.string().optional(),
  organisation: z.string().optional(),
  /** The day it is about, where that is another than when it was done. */
  on: LocalDateSchema.optional(),
  /** Evidence by digest, a sample or payment run by id, a payment run with its number; of what was done with the person, why or what, by code. */
  about: z.string().optional(),
  /** Of a field of the person's place that was corrected: what it said before, and says since. Absent: nothing. */
  was: z.string().optional(),
  now: z.string().optional(),
  note: z.string().optional(),
});
export type AuditedAct = z.infer<typeof AuditedActSchema>;

/**
 * `GET /claims/:id/audit`: who did what with one claim, from the person's referral to now, oldest first. No CPR number, no key of the supplier; the person is
 * a pseudonym. `seal`: the newest signed checkpoint of the log that all of this is sealed in; later acts are not in it yet.
 */
export const ClaimAuditSchema = z.object({
  format: z.literal('ringvirkning-claim-audit/1'),
  exportedAt: InstantSchema,
  exportedBy: z.string(),
  contract: z.object({ contractId: IdSchema, ref: z.string(), title: z.string() }),
  claim: z.object({
    claimId: IdSchema,
    participantId: IdSchema,
    pseudonym: z.string(),
    outcome: z.string(),
    followUp: z.string().nullable(),
    on: LocalDateSchema,
    quantity: z.string(),
    status: ClaimStatusSchema,
    paidShare: z.string().nullable(),
  }),
  versions: z.array(ClaimVersionSchema.omit({ externalRef: true })),
  acts: z.array(AuditedActSchema),
  seal: z.object({ size: z.int(), root: DigestSchema, at: InstantSchema, signature: z.string().nullable() }).nullable(),
});
export type ClaimAudit = z.infer<typeof ClaimAuditSchema>;
