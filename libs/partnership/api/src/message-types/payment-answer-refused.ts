import { IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { DUE_ANSWERS, paymentDueAnswered } from './payment-due.js';

/**
 * `answer-to-no-claim`: home has not sent such a claim to this partner, or no longer knows of it. `answer-differs`: home holds another answer to it, or what
 * the partner's books are said to hold is not what its claims come to.
 */
export const ANSWER_REFUSALS = ['answer-to-no-claim', 'answer-differs'] as const;
export type AnswerRefusal = (typeof ANSWER_REFUSALS)[number];

const refusedSchema = z.strictObject({
  contractId: IdSchema,
  runId: IdSchema,
  /** SHA-256 over the canonical JSON of the claim, as the answer named it. */
  claimDigest: z.string().regex(/^[0-9a-f]{64}$/),
  answer: z.enum(DUE_ANSWERS),
  reason: z.enum(ANSWER_REFUSALS),
});
export type PaymentAnswerRefused = z.infer<typeof refusedSchema>;

const { contractId, runId, claimDigest } = paymentDueAnswered.examples[0]!;

/** Home → partner: an answer has had no effect in its books, and why. It is never answered. */
export const paymentAnswerRefused: PartnerMessageType<PaymentAnswerRefused> = {
  name: 'payment-answer-refused/1',
  content: refusedSchema,
  examples: [{ contractId, runId, claimDigest, answer: 'authorised', reason: 'answer-differs' }],
};
