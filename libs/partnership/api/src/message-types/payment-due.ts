import {
  AmountSchema,
  CodeSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const YearSchema = z.int().min(2000).max(2200);
const RunNumberSchema = z.int().min(1).max(1_000_000);

/** What one of the partner's parties owes one payee for the outcomes of one budget year: by the terms at the cut-off, and by the claim before this one. */
const DuePaymentSchema = z.strictObject({
  payer: CodeSchema,
  payee: CodeSchema,
  budgetYear: YearSchema,
  payable: AmountSchema,
  before: AmountSchema,
});

/**
 * What of the same falls to an outcome and follow-up. Neither is named where what is left of the year is told together, so that no line points at
 * few people who are not the partner's own. Lines of a payer and budget year add up to its payments.
 */
const DueLineSchema = z.strictObject({
  payer: CodeSchema,
  outcome: CodeSchema.nullable(),
  followUp: CodeSchema.nullable(),
  budgetYear: YearSchema,
  payable: AmountSchema,
});

const claimedSchema = z.strictObject({
  contractId: IdSchema,
  reference: z.string().min(1).max(80),
  /** The terms by which the run was computed. */
  termsDigest: DigestSchema,
  runId: IdSchema,
  /** The run's number in its contract, and that of the last run of which this partner was told; null for the first. */
  number: RunNumberSchema,
  after: RunNumberSchema.nullable(),
  /** Outcomes up to and including this day are counted. */
  cutOff: LocalDateSchema,
  /** Over the facts as they were evaluated: whoever has the run's bundle can compute the part again. */
  factsDigest: DigestSchema,
  currency: CurrencySchema,
  /** payable − before of all payments; negative is a credit. */
  amount: AmountSchema,
  payments: z.array(DuePaymentSchema).min(1).max(1_000),
  lines: z.array(DueLineSchema).max(2_000),
});
export type PaymentDueClaimed = z.infer<typeof claimedSchema>;

/** A home instance has authorised a payment run, and this is the partner's own part of it. */
export const paymentDueClaimed: PartnerMessageType<PaymentDueClaimed> = {
  name: 'payment-due-claimed/1',
  content: claimedSchema,
  examples: [
    {
      contractId: '0192f0c0-0000-7000-8000-000000000001',
      reference: 'VSB-2026',
      termsDigest: 'a'.repeat(64),
      runId: '0192f0c0-0000-7000-8000-000000000002',
      number: 3,
      after: 1,
      cutOff: '2026-06-30' as PaymentDueClaimed['cutOff'],
      factsDigest: 'b'.repeat(64),
      currency: 'DKK',
      amount: '-1250000',
      payments: [{ payer: 'herning', payee: 'company', budgetYear: 2026, payable: '6000000', before: '7250000' }],
      lines: [
        { payer: 'herning', outcome: 'job', followUp: 'w13', budgetYear: 2026, payable: '5000000' },
        { payer: 'herning', outcome: null, followUp: null, budgetYear: 2026, payable: '1000000' },
      ],
    },
  ],
};

/** `authorised` by two people and booked, `objected` by one, or `refused` because it breaks a rule, which the reason names. */
export const DUE_ANSWERS = ['authorised', 'objected', 'refused'] as const;

const answeredSchema = z.strictObject({
  contractId: IdSchema,
  runId: IdSchema,
  number: RunNumberSchema,
  /** SHA-256 over the canonical JSON of the claim that is answered. */
  claimDigest: DigestSchema,
  answer: z.enum(DUE_ANSWERS),
  /** In words for an objection; a code for a refusal. */
  reason: plainText(z.string().min(1).max(2_000)).nullable(),
  /** All that the partner's books hold by the claims of this contract that it has authorised, this one included. */
  booked: AmountSchema,
  at: InstantSchema,
});
export type PaymentDueAnswered = z.infer<typeof answeredSchema>;

/** What the partner says to a claim, once. */
export const paymentDueAnswered: PartnerMessageType<PaymentDueAnswered> = {
  name: 'payment-due-answered/1',
  content: answeredSchema,
  examples: [
    {
      contractId: '0192f0c0-0000-7000-8000-000000000001',
      runId: '0192f0c0-0000-7000-8000-000000000002',
      number: 3,
      claimDigest: 'c'.repeat(64),
      answer: 'authorised',
      reason: null,
      booked: '6000000',
      at: '2026-07-01T08:00:00.000Z' as PaymentDueAnswered['at'],
    },
    {
      contractId: '0192f0c0-0000-7000-8000-000000000001',
      runId: '0192f0c0-0000-7000-8000-000000000002',
      number: 3,
      claimDigest: 'c'.repeat(64),
      answer: 'objected',
      reason: 'Resultaterne for 2. kvartal er ikke gjort op med os.',
      booked: '0',
      at: '2026-07-01T08:00:00.000Z' as PaymentDueAnswered['at'],
    },
  ],
};
