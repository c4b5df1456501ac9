import {
  AmountSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { ANSWER_REFUSALS } from '@ringvirkning/partnership-api';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const SignatureSchema = z.object({ by: z.string(), name: z.string(), at: InstantSchema });

/** `waiting`: for its contract, or for the answer to the claim before it. `refused`: it broke a rule. */
export const DUE_STATUSES = ['waiting', 'received', 'certified', 'authorised', 'objected', 'refused'] as const;
export const DueStatusSchema = z.enum(DUE_STATUSES);
export type DueStatus = z.infer<typeof DueStatusSchema>;

/** Body of `POST /api/payments/due/:id/objection`. It goes to whoever claims. */
export const ObjectToDueSchema = z.strictObject({ reason: plainText(z.string().min(1).max(2_000)) });
export type ObjectToDue = z.infer<typeof ObjectToDueSchema>;

/** An item of `GET /api/payments/due`, newest first: what a partner claims from us by a run of a contract that it leads. Amounts are in minor units. */
export const DueItemSchema = z.object({
  dueId: IdSchema,
  /** The member that claims, and its name where the contract says it. */
  from: z.string(),
  fromName: z.string(),
  contractId: IdSchema,
  contractRef: z.string(),
  /** Null while the contract is not in force here. */
  contractTitle: z.string().nullable(),
  /** Of the run that it is our part of. */
  number: z.int().positive(),
  cutOff: LocalDateSchema,
  currency: CurrencySchema,
  /** What the claim adds to the one before; negative is a credit. */
  amount: AmountSchema,
  /** What authorising books (or booked): also what earlier claims said that were objected to. Null while a claim before it is missing. */
  toBook: AmountSchema.nullable(),
  status: DueStatusSchema,
  waitsFor: z.enum(['contract', 'claim']).nullable(),
  /** Our answer had no effect where the contract is led, and why. */
  answerRefused: z.object({ reason: z.enum(ANSWER_REFUSALS), at: InstantSchema }).nullable(),
  receivedAt: InstantSchema,
});
export type DueItem = z.infer<typeof DueItemSchema>;
export const DuePageSchema = z.object({ items: z.array(DueItemSchema), next: z.string().nullable() });
export type DuePage = z.infer<typeof DuePageSchema>;

/** `GET /api/payments/due/:id` and the answers of its steps. */
export const DueSchema = DueItemSchema.extend({
  payments: z.array(
    z.object({
      payer: z.string(),
      payerName: z.string(),
      payee: z.string(),
      payeeName: z.string(),
      budgetYear: z.int(),
      /** By the terms at the cut-off, and by the claim before. */
      payable: AmountSchema,
      before: AmountSchema,
      /** What authorising books (or booked) of it. */
      toBook: AmountSchema.nullable(),
    }),
  ),
  /** What of the payable amounts falls to which outcome; without one where few people's are told together. */
  lines: z.array(
    z.object({
      payer: z.string(),
      payerName: z.string(),
      outcome: z.string().nullable(),
      outcomeName: SentenceSchema.nullable(),
      followUp: z.string().nullable(),
      followUpName: SentenceSchema.nullable(),
      budgetYear: z.int(),
      payable: AmountSchema,
    }),
  ),
  termsDigest: DigestSchema,
  factsDigest: DigestSchema,
  /** Over the claim as it was said; the answer names it. */
  claimDigest: DigestSchema,
  /** The rule that it broke. */
  fault: z.string().nullable(),
  certified: SignatureSchema.nullable(),
  authorised: SignatureSchema.nullable(),
  objected: SignatureSchema.extend({ reason: z.string() }).nullable(),
});
export type Due = z.infer<typeof DueSchema>;

/** Of a run at home: what was claimed of a partner, and how far that is. `answer-refused`: what the partner answered does not fit what we know, and had no effect. */
export const PARTNER_PART_STATUSES = [
  'claimed',
  'delivered',
  'undelivered',
  'authorised',
  'objected',
  'refused',
  'answer-refused',
] as const;
export const PartnerPartSchema = z.object({
  member: z.string(),
  memberName: z.string(),
  amount: AmountSchema,
  status: z.enum(PARTNER_PART_STATUSES),
  /** Of an objection in words, of what was refused or not delivered as a code. */
  reason: z.string().nullable(),
  /** When the partner answered, or the claim was delivered. */
  at: InstantSchema.nullable(),
});
export type PartnerPart = z.infer<typeof PartnerPartSchema>;
