import {
  AmountSchema,
  CurrencySchema,
  defineEvent,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
} from '@ringvirkning/message';
import { z } from 'zod';

/**
 * One settlement between a payer and a payee of the contract (party ids of the contract).
 * The amount is in minor units; negative is a credit: the payee owes the payer.
 */
export const AuthorisedPaymentSchema = z.object({
  payer: z.string().min(1),
  payee: z.string().min(1),
  amount: AmountSchema,
  /** The budget year in which the outcomes were achieved, where it is not the run's. */
  budgetYear: z.int().optional(),
});
export type AuthorisedPayment = z.infer<typeof AuthorisedPaymentSchema>;

/** What outside parties may know to be paid so far, by all runs together; null where that would tell of few people. */
export const PublishedPaymentSchema = z.object({
  payer: z.string().min(1),
  /** Null where several share it: what each gets is not told. */
  payee: z.string().min(1).nullable(),
  budgetYear: z.int(),
  paid: AmountSchema.nullable(),
});
export type PublishedPayment = z.infer<typeof PublishedPaymentSchema>;

/**
 * One part of what is out to outside parties: final claims of one outcome and follow-up that are told together, as what came and went since the
 * run before that told parts. Everything that any service tells outsiders about claims is about whole parts, so that no two answers can be subtracted.
 */
export const PublishedPartSchema = z.object({
  part: z.string().min(1),
  outcome: z.string().min(1),
  followUp: z.string().min(1).nullable(),
  came: z.array(IdSchema),
  went: z.array(IdSchema),
});
export type PublishedPart = z.infer<typeof PublishedPartSchema>;

/** Two persons have certified and authorised a payment run, and it is posted. Key: contractId. `budgetYear` is the year of the cut-off. */
export const PaymentAuthorisedV1 = defineEvent({
  subject: 'evt.payments.payment-authorised.v1',
  data: z.object({
    runId: IdSchema,
    contractId: IdSchema,
    no: z.int().positive(),
    cutOff: LocalDateSchema,
    authorisedAt: InstantSchema,
    budgetYear: z.int(),
    currency: CurrencySchema,
    payments: z.array(AuthorisedPaymentSchema),
    published: z.array(PublishedPaymentSchema).optional(),
    parts: z.array(PublishedPartSchema).optional(),
  }),
});
export type PaymentAuthorised = z.infer<typeof PaymentAuthorisedV1.data>;

/** Two persons have certified and authorised what a partner claims by a contract that it leads, and it is posted: what that moved. Key: contractId. */
export const DueAuthorisedV1 = defineEvent({
  subject: 'evt.payments.due-authorised.v1',
  data: z.object({
    dueId: IdSchema,
    contractId: IdSchema,
    cutOff: LocalDateSchema,
    currency: CurrencySchema,
    payments: z.array(AuthorisedPaymentSchema.required()),
  }),
});
export type DueAuthorised = z.infer<typeof DueAuthorisedV1.data>;
