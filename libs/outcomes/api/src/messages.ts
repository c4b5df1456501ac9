import { CodeSchema, defineEvent, IdSchema, InstantSchema, LocalDateSchema, ValueSchema } from '@ringvirkning/message';
import { z } from 'zod';

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
