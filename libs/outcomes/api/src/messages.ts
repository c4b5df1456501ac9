import {
  CodeSchema,
  defineEvent,
  defineRequest,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  ValueSchema,
} from '@ringvirkning/message';
import { z } from 'zod';
import { SampleConsequenceSchema, SampleResultSchema, SeedSchema } from './samples.js';

/** How many outcomes one event may carry. */
export const OUTCOMES_PER_EVENT = 500;

/** A verified outcome whose objection window has run. It is never edited; it may be reversed. */
export const FinalisedOutcomeSchema = z.object({
  claimId: IdSchema,
  participantId: IdSchema,
  outcome: CodeSchema,
  followUp: CodeSchema.optional(),
  /** The day the outcome was achieved. */
  on: LocalDateSchema,
  quantity: ValueSchema,
  cohort: z.string().optional(),
  group: z.string().optional(),
  /** The party that pays for this person, when the contract leaves it to the person. */
  payingMunicipality: z.string().optional(),
  /** The share of the price that is paid after a sample; absent: all of it. */
  paidShare: z
    .string()
    .regex(/^(0(\.\d{1,9})?|1)$/)
    .optional(),
  finalisedAt: InstantSchema,
});
export type FinalisedOutcome = z.infer<typeof FinalisedOutcomeSchema>;

/** Outcomes of one contract became final. Key: contractId. */
export const OutcomesFinalisedV1 = defineEvent({
  subject: 'evt.outcomes.outcomes-finalised.v1',
  data: z.object({ contractId: IdSchema, outcomes: z.array(FinalisedOutcomeSchema).min(1).max(OUTCOMES_PER_EVENT) }),
  items: 'outcomes',
});
export type OutcomesFinalised = z.infer<typeof OutcomesFinalisedV1.data>;

/** Why stays with the claim: what people write about a person does not travel. */
export const ReversedOutcomeSchema = z.object({ claimId: IdSchema, reversedAt: InstantSchema });
export type ReversedOutcome = z.infer<typeof ReversedOutcomeSchema>;

/** Final outcomes of one contract turned out wrong; the next payment run settles the difference. Key: contractId. */
export const OutcomesReversedV1 = defineEvent({
  subject: 'evt.outcomes.outcomes-reversed.v1',
  data: z.object({ contractId: IdSchema, outcomes: z.array(ReversedOutcomeSchema).min(1).max(OUTCOMES_PER_EVENT) }),
  items: 'outcomes',
});
export type OutcomesReversed = z.infer<typeof OutcomesReversedV1.data>;

/** From which days others pay for a person: all moves that stand, in the order of their days. Key: participantId. */
export const PersonMovedV1 = defineEvent({
  subject: 'evt.outcomes.person-moved.v1',
  data: z.object({
    contractId: IdSchema,
    participantId: IdSchema,
    moves: z.array(z.object({ from: LocalDateSchema, payer: z.string().min(1) })),
  }),
});
export type PersonMoved = z.infer<typeof PersonMovedV1.data>;

/**
 * Follow-ups of one person that ended without the outcome having been reached: all that stand. `lasts: false`: it was found not to be so; null: nobody found out (no answer, dropped out).
 * Who has reached one has reached it, whatever stands here. Why it ended stays with the person. Key: participantId.
 */
export const FollowUpsEndedV1 = defineEvent({
  subject: 'evt.outcomes.follow-ups-ended.v1',
  data: z.object({
    contractId: IdSchema,
    participantId: IdSchema,
    ended: z.array(z.object({ outcome: CodeSchema, followUp: CodeSchema, lasts: z.literal(false).nullable() })),
  }),
});
export type FollowUpsEnded = z.infer<typeof FollowUpsEndedV1.data>;

const SampleOfSchema = z.object({ contractId: IdSchema, sampleId: IdSchema });

/** What is to be sampled is fixed: its digest is out before there is a seed. Key: sampleId. */
export const SampleFrozenV1 = defineEvent({
  subject: 'evt.outcomes.sample-frozen.v1',
  data: SampleOfSchema.extend({ digest: SeedSchema, units: z.int(), size: z.int() }),
});

/** The seed of a sample, with the digest of what it was drawn on. Two of one sample show that somebody drew again. Key: sampleId. */
export const SampleDrawnV1 = defineEvent({
  subject: 'evt.outcomes.sample-drawn.v1',
  data: SampleOfSchema.extend({ digest: SeedSchema, seed: SeedSchema, selected: z.int() }),
});

/** The result of a sample, and what the terms made of it. Key: sampleId. */
export const SampleConcludedV1 = defineEvent({
  subject: 'evt.outcomes.sample-concluded.v1',
  data: SampleOfSchema.extend({ result: SampleResultSchema, consequence: SampleConsequenceSchema }),
});

/** Asks how far the claims of a contract have come; none where it is not known. */
export const GetOpenClaimsV1 = defineRequest({
  subject: 'rpc.outcomes.get-open-claims.v1',
  request: z.object({ contractId: IdSchema }),
  reply: z.object({
    /** Waiting for attestation, verification, a sample, a decision or the time of objections. */
    open: z.int(),
    /** Sent back to whoever claimed, and not corrected. */
    returned: z.int(),
    /** Final and not reversed. */
    final: z.int(),
  }),
});
export type OpenClaims = z.infer<typeof GetOpenClaimsV1.reply>;
