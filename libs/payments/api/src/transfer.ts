import {
  AmountSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';

const SignatureSchema = z.object({ by: z.string(), name: z.string(), at: InstantSchema });
const PartySchema = plainText(z.string().min(1).max(100));
/** Of the voucher or the bank. */
const ReferenceSchema = plainText(z.string().min(1).max(64));
const ReasonSchema = plainText(z.string().min(1).max(2_000));

/** What became of the money of an authorised run. */
export const TRANSFER_STATES = ['to-pay', 'paid', 'failed'] as const;
export const TransferStateSchema = z.enum(TRANSFER_STATES);
export type TransferState = z.infer<typeof TransferStateSchema>;

/** Body of `POST /api/payments/runs/:id/payments`: what the bank did with the money between a payer and a payee, and on which day. */
export const RecordTransferSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('paid'),
    payer: PartySchema,
    payee: PartySchema,
    on: LocalDateSchema,
    reference: ReferenceSchema,
  }),
  z.strictObject({
    state: z.literal('failed'),
    payer: PartySchema,
    payee: PartySchema,
    on: LocalDateSchema,
    reference: ReferenceSchema.optional(),
    reason: ReasonSchema,
  }),
]);
export type RecordTransfer = z.infer<typeof RecordTransferSchema>;

/** Body of `POST /api/payments/runs/:id/payments/withdrawal`: takes back the record that stands, named by its place. */
export const WithdrawTransferSchema = z.strictObject({
  payer: PartySchema,
  payee: PartySchema,
  place: z.int().positive(),
  reason: ReasonSchema,
});
export type WithdrawTransfer = z.infer<typeof WithdrawTransferSchema>;

/** One record: who said what, when, by hand or by a file. Withdrawals take back the record before them. */
export const TransferRecordSchema = z.object({
  state: z.enum(['paid', 'failed', 'withdrawn']),
  on: LocalDateSchema.nullable(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.enum(['hand', 'import']),
  recorded: SignatureSchema,
});
export type TransferRecord = z.infer<typeof TransferRecordSchema>;

/** The money that an authorised run moves between a payer and a payee, all budget years together. Negative is a credit. */
export const TransferSchema = z.object({
  runId: IdSchema,
  no: z.int().positive(),
  payer: z.string(),
  payerName: z.string(),
  payee: z.string(),
  payeeName: z.string(),
  amount: AmountSchema,
  state: TransferStateSchema,
  /** Of the record that stands; null where there is none, and for outsiders. */
  place: z.int().positive().nullable(),
  /** When the state came, by the bank; null while it is to be paid. */
  on: LocalDateSchema.nullable(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
  /** All that was recorded, oldest first; empty for outsiders. */
  records: z.array(TransferRecordSchema),
});
export type Transfer = z.infer<typeof TransferSchema>;

/**
 * `GET /api/payments/runs/:id/payments` and `…/contracts/:contractId/payments` (newest run first): what became of the money. For outsiders only what was
 * published, without references and reasons. Payers with an instance of their own are not followed here.
 */
export const TransfersSchema = z.object({
  contractId: IdSchema,
  currency: CurrencySchema,
  items: z.array(TransferSchema),
  /** Sums of the items, by state. */
  totals: z.object({ toPay: AmountSchema, paid: AmountSchema, failed: AmountSchema }),
});
export type Transfers = z.infer<typeof TransfersSchema>;

/** Answer of `POST /api/payments/contracts/:contractId/payments`: rows recorded, and rows that said what was known. All rows are taken, or none. */
export const ImportedTransfersSchema = z.object({ recorded: z.int(), known: z.int() });
export type ImportedTransfers = z.infer<typeof ImportedTransfersSchema>;
