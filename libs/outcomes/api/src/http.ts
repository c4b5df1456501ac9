import { CodeSchema, IdSchema, InstantSchema, LocalDateSchema, QuantitySchema } from '@ringvirkning/message';
import { z } from 'zod';

export const EVIDENCE_SOURCES = ['register', 'document', 'questionnaire', 'self-report'] as const;
export const EvidenceSourceSchema = z.enum(EVIDENCE_SOURCES);
export type EvidenceSource = z.infer<typeof EvidenceSourceSchema>;

/** SHA-256 of the evidence, lower-case hex. The bytes stay where they are. */
export const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in lower-case hex' });
export const EvidenceReferenceSchema = z.strictObject({
  digest: DigestSchema,
  source: EvidenceSourceSchema,
  legalBasis: z.string().min(1).max(200).optional(),
});
export type EvidenceReference = z.infer<typeof EvidenceReferenceSchema>;

/** Body of `POST /contracts/:contractId/evidence`. */
export const EvidenceRequestSchema = z.strictObject({
  digest: DigestSchema,
  source: EvidenceSourceSchema,
  legalBasis: z.string().min(1).max(200),
  mediaType: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(100),
  size: z.int().nonnegative().max(10_000_000_000),
});
export type EvidenceRequest = z.infer<typeof EvidenceRequestSchema>;
export const EvidenceRecordSchema = EvidenceRequestSchema.extend({ contractId: IdSchema, at: InstantSchema });
export type EvidenceRecord = z.infer<typeof EvidenceRecordSchema>;

/** Answer of `POST /contracts/:contractId/evidence-files`. Claims and measurements refer to the file by its digest. */
export const EvidenceFileSchema = z.object({
  contractId: IdSchema,
  digest: DigestSchema,
  mediaType: z.string(),
  size: z.int(),
  at: InstantSchema,
  /** Worth a second look, not errors: `outcomes.cpr-in-file` when the text of a PDF holds a CPR number. */
  warnings: z.array(z.object({ code: z.string(), da: z.string(), en: z.string() })),
});
export type EvidenceFile = z.infer<typeof EvidenceFileSchema>;

/**
 * refused (by the automatic checks) · claimed → attested → verified → final → reversed;
 * returned by the case worker · rejected by the verifier · disputed while an objection is open · annulled by an upheld objection.
 */
export const CLAIM_STATUSES = [
  'refused',
  'claimed',
  'returned',
  'attested',
  'rejected',
  'verified',
  'disputed',
  'annulled',
  'final',
  'reversed',
] as const;
export const ClaimStatusSchema = z.enum(CLAIM_STATUSES);
export type ClaimStatus = z.infer<typeof ClaimStatusSchema>;

export const CLAIM_CHECKS = [
  'known-outcome',
  'eligible',
  'in-period',
  'not-in-future',
  'no-repeat',
  'prerequisite',
  'spell',
  'rule',
  'quantity',
  'evidence',
] as const;
/** Result of one automatic check. A failed `warning` check does not refuse the claim. */
export const CheckResultSchema = z.object({
  check: z.enum(CLAIM_CHECKS),
  passed: z.boolean(),
  severity: z.enum(['error', 'warning']),
  code: z.string().optional(),
  da: z.string().optional(),
  en: z.string().optional(),
});
export type CheckResult = z.infer<typeof CheckResultSchema>;

/** Body of `POST /contracts/:contractId/claims`. */
export const ClaimRequestSchema = z.strictObject({
  participantId: IdSchema,
  outcome: CodeSchema,
  followUp: CodeSchema.optional(),
  periodStart: LocalDateSchema.optional(),
  on: LocalDateSchema,
  quantity: QuantitySchema.optional(),
  evidence: z.array(EvidenceReferenceSchema).max(20).default([]),
  externalRef: z.string().min(1).max(100).optional(),
});
export type ClaimRequest = z.input<typeof ClaimRequestSchema>;

export const ClaimSchema = z.object({
  claimId: IdSchema,
  contractId: IdSchema,
  participantId: IdSchema,
  pseudonym: z.string(),
  outcome: z.string(),
  followUp: z.string().nullable(),
  on: LocalDateSchema,
  periodStart: LocalDateSchema.nullable(),
  quantity: z.string(),
  status: ClaimStatusSchema,
  /** Of what is claimed now: one more than it was corrected. */
  version: z.int().positive(),
  checks: z.array(CheckResultSchema),
  evidence: z.array(EvidenceReferenceSchema),
  externalRef: z.string().nullable(),
  claimedAt: InstantSchema,
  objectionEndsAt: InstantSchema.nullable(),
  finalisedAt: InstantSchema.nullable(),
});
export type Claim = z.infer<typeof ClaimSchema>;
export const ClaimPageSchema = z.object({ items: z.array(ClaimSchema), next: z.string().nullable() });
export type ClaimPage = z.infer<typeof ClaimPageSchema>;

export const CLAIM_FACT_TYPES = [
  'claimed',
  'refused',
  'corrected',
  'attested',
  'returned',
  'verified',
  'rejected',
  'objected',
  'objection-upheld',
  'objection-dismissed',
  'finalised',
  'reversed',
] as const;
/** What a claim said before it was corrected. */
export const ClaimVersionSchema = z.object({
  version: z.int(),
  on: LocalDateSchema,
  periodStart: LocalDateSchema.nullable(),
  quantity: z.string(),
  evidence: z.array(EvidenceReferenceSchema),
  externalRef: z.string().nullable(),
  by: z.string(),
  replacedAt: InstantSchema,
});
export type ClaimVersion = z.infer<typeof ClaimVersionSchema>;

/**
 * Body of `POST /claims/:id/correction`: the claim as it should be, and what is answered to whoever returned it. `version` is the one that was corrected;
 * when somebody else has corrected the claim since, the answer is 409, and nothing is changed.
 */
export const CorrectionRequestSchema = z.strictObject({
  version: z.int().positive(),
  on: LocalDateSchema,
  periodStart: LocalDateSchema.optional(),
  quantity: QuantitySchema.optional(),
  evidence: z.array(EvidenceReferenceSchema).max(20).default([]),
  externalRef: z.string().min(1).max(100).optional(),
  answer: z.string().min(1).max(2000).optional(),
});
export type CorrectionRequest = z.input<typeof CorrectionRequestSchema>;

/** `GET /claims/:id`: the claim with its append-only history. `byName`: who acted, by the name they had then; absent for the system. */
export const ClaimDetailsSchema = ClaimSchema.extend({
  /** `file`: what can be opened at `/contracts/:contractId/evidence-files/:digest`; absent where only the digest is here. */
  evidence: z.array(
    EvidenceReferenceSchema.extend({ file: z.object({ mediaType: z.string(), size: z.int() }).optional() }),
  ),
  /** The steps that the caller may take now, by role, contract and part in the claim so far. */
  mayTake: z.array(z.enum(['attest', 'verify', 'object', 'reverse'])),
  /** What it said before, oldest first. */
  versions: z.array(ClaimVersionSchema),
  history: z.array(
    z.object({
      type: z.enum(CLAIM_FACT_TYPES),
      at: InstantSchema,
      by: z.string(),
      byName: z.string().optional(),
      note: z.string().nullable(),
    }),
  ),
  objections: z.array(
    z.object({
      objectionId: IdSchema,
      organisation: z.string(),
      reason: z.string(),
      raisedAt: InstantSchema,
      decision: z.enum(['upheld', 'dismissed']).nullable(),
      decidedAt: InstantSchema.nullable(),
    }),
  ),
});
export type ClaimDetails = z.infer<typeof ClaimDetailsSchema>;

/** Answer of every step of one claim. */
export const ClaimSteppedSchema = z.object({
  claimId: IdSchema,
  status: ClaimStatusSchema,
  objectionEndsAt: InstantSchema.nullable(),
});
export type ClaimStepped = z.infer<typeof ClaimSteppedSchema>;

const NoteSchema = z.string().max(2000);
/** Body of `POST /claims/:id/attestation`; an empty body attests. */
export const AttestationRequestSchema = z.strictObject({
  decision: z.enum(['attested', 'returned']).default('attested'),
  note: NoteSchema.optional(),
});
export type AttestationRequest = z.input<typeof AttestationRequestSchema>;
/** Body of `POST /claims/:id/verification`. */
export const VerificationRequestSchema = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  note: NoteSchema.optional(),
});
export type VerificationRequest = z.infer<typeof VerificationRequestSchema>;
/** Body of `POST /claims/:id/objections`. */
export const ObjectionRequestSchema = z.strictObject({ reason: z.string().min(1).max(2000) });
export type ObjectionRequest = z.infer<typeof ObjectionRequestSchema>;
export const ObjectionRaisedSchema = ClaimSteppedSchema.extend({ objectionId: IdSchema });
export type ObjectionRaised = z.infer<typeof ObjectionRaisedSchema>;
/** Body of `POST /objections/:id/decision`. */
export const ObjectionDecisionRequestSchema = z.strictObject({
  decision: z.enum(['upheld', 'dismissed']),
  note: NoteSchema.optional(),
});
export type ObjectionDecisionRequest = z.infer<typeof ObjectionDecisionRequestSchema>;
/** Body of `POST /claims/:id/reversal`. */
export const ReversalRequestSchema = z.strictObject({ reason: z.string().min(1).max(2000) });
export type ReversalRequest = z.infer<typeof ReversalRequestSchema>;

/** Which claims a bulk step takes: those of one import, a list, or all that wait. */
export const BulkSelectionSchema = z.union([
  z.strictObject({ importId: IdSchema }),
  z.strictObject({ claimIds: z.array(IdSchema).min(1).max(10_000) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type BulkSelection = z.infer<typeof BulkSelectionSchema>;
/** Body of `POST /contracts/:contractId/attestations` and `/verifications`. A verification in bulk approves; reject single claims one by one. */
export const BulkStepRequestSchema = BulkSelectionSchema;
/** `skipped`: claims of the selection that the caller may not decide (own claim, own attestation) or that are at another step. */
export const BulkStepSchema = z.object({ done: z.int(), finalised: z.int(), skipped: z.int() });
export type BulkStep = z.infer<typeof BulkStepSchema>;

/** One row that was not taken in. `row` counts lines of the file from 1, the header being row 1. */
export const ImportErrorSchema = z.object({
  row: z.int(),
  column: z.string().optional(),
  code: z.string(),
  da: z.string(),
  en: z.string(),
});
export type ImportError = z.infer<typeof ImportErrorSchema>;
/** Answer of `POST /contracts/:contractId/imports`. `rows = accepted + refused + repeated + failed`; at most 1,000 errors are listed. */
export const ImportReportSchema = z.object({
  importId: IdSchema,
  rows: z.int(),
  accepted: z.int(),
  refused: z.int(),
  repeated: z.int(),
  failed: z.int(),
  enrolled: z.int(),
  /** Of those that failed: known with other content. */
  differing: z.int(),
  errors: z.array(ImportErrorSchema),
  errorsOmitted: z.int(),
  /** Nothing was stored: this is what an import would say. */
  preview: z.boolean(),
  /** SHA-256 of what was sent; `?digest=` imports exactly that. Null for rows that were taken as they came. */
  digest: z.string().nullable(),
  /** Files beside the rows that no row names, or that were not taken; at most 200. */
  files: z.array(z.object({ name: z.string(), code: z.string(), da: z.string(), en: z.string() })),
  /** The rows that were not taken, in the columns as they were sent and one with the reasons: a CSV text to mend and send again. Null when there are none. */
  returned: z.object({ text: z.string(), rows: z.int(), omitted: z.int() }).nullable(),
});
export type ImportReport = z.infer<typeof ImportReportSchema>;

export const CountSchema = z.int().nullable();
export const IntervalSchema = z.object({ low: z.number(), high: z.number() });
/**
 * Where people stand with a step. Numbers are null when suppressed. `reached`: with a final claim. `notReached`: somebody has said so, they left before it was due, or the
 * time for it is over. `awaiting`: due, and nobody knows yet; they count neither for nor against. `notDue`: not asked for yet, or no longer.
 * `n` = reached + notReached, `share` = reached ÷ n with its Wilson 95 % interval, `range`: what the share will be whatever comes of those who are awaited.
 */
export const StepShareSchema = z.object({
  reached: CountSchema,
  notReached: CountSchema,
  awaiting: CountSchema,
  notDue: CountSchema,
  n: CountSchema,
  share: z.number().nullable(),
  interval: IntervalSchema.nullable(),
  range: IntervalSchema.nullable(),
  suppressed: z.boolean(),
});
export type StepShare = z.infer<typeof StepShareSchema>;
/** One step of `GET /contracts/:contractId/progress`. `claimed` and `final` count claims, not people. */
export const ProgressRowSchema = StepShareSchema.extend({
  outcome: z.string(),
  title: z.object({ da: z.string(), en: z.string() }),
  followUp: z.string().nullable(),
  payment: z.boolean(),
  planned: CountSchema,
  claimed: CountSchema,
  final: CountSchema,
  /** The same by target group, when the terms name groups; people without one are in the group `''`. */
  groups: z.array(StepShareSchema.extend({ group: z.string() })),
});
export type ProgressRow = z.infer<typeof ProgressRowSchema>;
export const ProgressSchema = z.object({
  contractId: IdSchema,
  asOf: InstantSchema,
  participants: CountSchema,
  plannedParticipants: CountSchema,
  suppressedBelow: z.int().nullable(),
  rows: z.array(ProgressRowSchema),
});
export type Progress = z.infer<typeof ProgressSchema>;

export const TASK_KINDS = [
  'attest',
  'verify',
  'decide-objection',
  'follow-up-due',
  'follow-up-overdue',
  'measurement-due',
  'returned',
] as const;
/** One task of `GET /work-list`; `since` is how long it has waited (claims), `dueOn` when it is to be done (follow-ups, measurements for the dialogue: `outcome` is the measure, `followUp` how many months after the start). */
/** `key`: only for the organisation that enrolled the person. */
export const TaskSchema = z.object({
  kind: z.enum(TASK_KINDS),
  contractId: IdSchema,
  contractRef: z.string(),
  contractTitle: z.string(),
  claimId: IdSchema.optional(),
  objectionId: IdSchema.optional(),
  participantId: IdSchema,
  pseudonym: z.string(),
  key: z.string().nullable(),
  outcome: z.string(),
  followUp: z.string().nullable(),
  on: LocalDateSchema.optional(),
  dueOn: LocalDateSchema.optional(),
  since: InstantSchema.optional(),
  note: z.string().optional(),
});
export type Task = z.infer<typeof TaskSchema>;
/** Tasks of a kind are counted as far as this. */
export const TASKS_COUNTED = 1_000;
/** `counts` tells of each kind how many there are, up to 1,000, and `more` the kinds of which there are more than that; `items` are at most `limit` tasks, oldest first. */
export const WorkListSchema = z.object({
  counts: z.partialRecord(z.enum(TASK_KINDS), z.int()),
  more: z.array(z.enum(TASK_KINDS)),
  items: z.array(TaskSchema),
  /** For whoever writes contracts: in which of them fewer have come than planned, by more than chance. */
  behind: z.array(
    z.object({ contractId: IdSchema, ref: z.string(), title: z.string(), people: z.int(), plannedByNow: z.int() }),
  ),
});
export type WorkList = z.infer<typeof WorkListSchema>;
