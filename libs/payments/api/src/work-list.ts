import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';

/**
 * A task of `GET /api/payments/work-list`: controllers certify, department heads authorise, runs and what is due to partners (`-due`);
 * `not-paid`: a partner does not pay its part of a run; `answer-refused`: our answer to a partner's claim had no effect there.
 */
export const PaymentTaskSchema = z.object({
  kind: z.enum(['certify', 'authorise', 'certify-due', 'authorise-due', 'not-paid', 'answer-refused']),
  /** The claim that is due from us; null for runs. */
  dueId: IdSchema.nullable(),
  runId: IdSchema,
  contractId: IdSchema,
  ref: z.string(),
  title: z.string(),
  no: z.int(),
  cutOff: LocalDateSchema,
  amount: AmountSchema,
  currency: CurrencySchema,
  since: InstantSchema,
});
export type PaymentTask = z.infer<typeof PaymentTaskSchema>;

/** A contract whose last day is over, to be settled for good by whoever certifies, or a settlement that somebody else has certified. */
export const SettlementTaskSchema = z.object({
  kind: z.enum(['certify-settlement', 'authorise-settlement']),
  contractId: IdSchema,
  ref: z.string(),
  title: z.string(),
  lastDay: LocalDateSchema,
});
export type SettlementTask = z.infer<typeof SettlementTaskSchema>;

export const PaymentWorkListSchema = z.object({
  items: z.array(PaymentTaskSchema),
  settlements: z.array(SettlementTaskSchema),
});
export type PaymentWorkList = z.infer<typeof PaymentWorkListSchema>;
