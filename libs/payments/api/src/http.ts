import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { PartnerPartSchema } from './due.js';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** An amount in minor units, or null where it would tell an outside party how few persons are behind it. */
const Figure = AmountSchema.nullable();

export const RUN_STATUSES = ['calculated', 'certified', 'authorised', 'cancelled'] as const;
export const RunStatusSchema = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatusSchema>;

/** Body of `POST /api/payments/contracts/:contractId/runs`: facts up to and including this day count. */
export const CalculateRunSchema = z.strictObject({ cutOff: LocalDateSchema });
export type CalculateRun = z.infer<typeof CalculateRunSchema>;

/** Body of `POST /api/payments/runs/:id/cancellation`. */
export const CancelRunSchema = z.strictObject({ reason: z.string().min(1).max(2000) });
export type CancelRun = z.infer<typeof CancelRunSchema>;

/** What one cap left unpaid: the step of the computation, which cap (its place in the terms, or the payer), how much, and why. */
export const ExcessSchema = z.object({ step: z.string(), cap: z.string(), amount: Figure, sentence: SentenceSchema });
export type Excess = z.infer<typeof ExcessSchema>;

/** What one payer owes one payee for the outcomes of one budget year: the whole claim, what earlier runs settled, and the difference. */
export const SettlementSchema = z.object({
  payer: z.string(),
  payee: z.string(),
  budgetYear: z.int(),
  /** Payable at the cut-off by the terms. */
  payable: Figure,
  /** Authorised by earlier runs. */
  paidBefore: Figure,
  /** payable − paidBefore; negative is a credit. */
  amount: Figure,
});
export type Settlement = z.infer<typeof SettlementSchema>;

/** How one line's figure came about, from the contract's start to the cut-off. gross = payable + all excess; the payers' amounts add up to payable. */
export const ExplanationLineSchema = z.object({
  /** Stable within the contract. */
  id: z.string(),
  outcome: z.string(),
  followUp: z.string().nullable(),
  cohort: z.string().nullable(),
  group: z.string().nullable(),
  budgetYear: z.int(),
  /** The rule of the terms that priced it. */
  rule: z.string(),
  /** Verified claims, the persons behind them, and what was counted; null where suppressed. */
  claims: z.int().nullable(),
  persons: z.int().nullable(),
  quantity: z.string().nullable(),
  /** Price of one claim where all claims of the line have the same. */
  price: AmountSchema.nullable(),
  gross: Figure,
  excess: z.array(ExcessSchema),
  payable: Figure,
  payers: z.array(z.object({ party: z.string(), amount: Figure })),
  /** Null where suppressed. */
  sentence: SentenceSchema.nullable(),
});
export type ExplanationLine = z.infer<typeof ExplanationLineSchema>;

export const UnpaidSchema = z.object({
  reason: z.string(),
  outcome: z.string(),
  count: z.int().nullable(),
  sentence: SentenceSchema.nullable(),
});
export type Unpaid = z.infer<typeof UnpaidSchema>;

/** Who did a step: the person's id at the identity provider, and the name the sign-in gave. */
const SignatureSchema = z.object({ by: z.string(), name: z.string(), at: InstantSchema });

/** Answer of the run routes. All amounts are in minor units of `currency`. */
export const RunSchema = z.object({
  runId: IdSchema,
  contractId: IdSchema,
  contractRef: z.string(),
  contractTitle: z.string(),
  no: z.int().positive(),
  status: RunStatusSchema,
  cutOff: LocalDateSchema,
  currency: CurrencySchema,
  /** Gross value of all verified outcomes at the cut-off, before caps. */
  gross: Figure,
  excess: z.array(ExcessSchema),
  /** Payable at the cut-off: gross − all excess. */
  payable: Figure,
  paidBefore: Figure,
  /** This run: payable − paidBefore. */
  amount: Figure,
  settlements: z.array(SettlementSchema),
  /** What was claimed of partners that pay from an instance of their own; empty for outsiders. */
  partners: z.array(PartnerPartSchema),
  lines: z.array(ExplanationLineSchema),
  /** Verified facts that earn nothing, and why. */
  unpaid: z.array(UnpaidSchema),
  /** Worth a look, no fault. */
  flags: z.array(SentenceSchema),
  /** True where small figures are hidden from the caller. */
  suppressed: z.boolean(),
  termsDigest: DigestSchema,
  /** Over the facts as they were evaluated; null for outsiders. */
  factsDigest: DigestSchema.nullable(),
  /** The evaluation's own digest: anyone who recomputes it gets the same. Null for outsiders: small figures could be tried out against it. */
  resultDigest: DigestSchema.nullable(),
  facts: z.int().nullable(),
  calculated: SignatureSchema,
  certified: SignatureSchema.nullable(),
  authorised: SignatureSchema.nullable(),
  cancelled: SignatureSchema.extend({ reason: z.string() }).nullable(),
});
export type Run = z.infer<typeof RunSchema>;

/** An item of `GET /api/payments/contracts/:contractId/runs`, newest first. */
export const RunItemSchema = RunSchema.pick({
  runId: true,
  contractId: true,
  no: true,
  status: true,
  cutOff: true,
  currency: true,
  gross: true,
  payable: true,
  paidBefore: true,
  amount: true,
  suppressed: true,
  resultDigest: true,
  calculated: true,
  certified: true,
  authorised: true,
  cancelled: true,
});
export type RunItem = z.infer<typeof RunItemSchema>;
export const RunPageSchema = z.object({ items: z.array(RunItemSchema), next: z.string().nullable() });
export type RunPage = z.infer<typeof RunPageSchema>;

/** Answer of `POST /api/payments/search`: runs by number, by contract and number (`AAR-UH-2024 3`), or by id; newest first. */
export const RunHitsSchema = z.object({
  runs: z.array(
    RunSchema.pick({ runId: true, contractId: true, no: true, status: true, cutOff: true }).extend({
      contractRef: z.string(),
    }),
  ),
});
export type RunHits = z.infer<typeof RunHitsSchema>;

/** A fact exactly as `evaluate` of the terms takes it. */
export const BundleFactSchema = z.object({
  id: z.string(),
  participant: z.string(),
  outcome: z.string(),
  followUp: z.string().optional(),
  on: LocalDateSchema,
  quantity: z.string().optional(),
  cohort: z.string().optional(),
  group: z.string().optional(),
  payer: z.string().optional(),
  paidShare: z.string().optional(),
});

/** `GET /api/payments/runs/:id/bundle`: everything needed to recompute the run elsewhere: `evaluate(terms, facts, cutOff)` gives `result` and its digest. */
export const RunBundleSchema = z.object({
  format: z.literal('ringvirkning-payment-run/1'),
  runId: IdSchema,
  contractId: IdSchema,
  no: z.int(),
  status: RunStatusSchema,
  cutOff: LocalDateSchema,
  currency: CurrencySchema,
  terms: z.record(z.string(), z.unknown()),
  termsDigest: DigestSchema,
  facts: z.array(BundleFactSchema),
  factsDigest: DigestSchema,
  /** Canonical JSON of the evaluation; amounts are digit strings. */
  result: z.record(z.string(), z.unknown()),
  resultDigest: DigestSchema,
  settlements: z.array(
    z.object({
      payer: z.string(),
      payee: z.string(),
      budgetYear: z.int(),
      payable: AmountSchema,
      paidBefore: AmountSchema,
      amount: AmountSchema,
    }),
  ),
});
export type RunBundle = z.infer<typeof RunBundleSchema>;

/** Figures per payer and budget year. */
export const PayerYearSchema = z.object({
  payer: z.string(),
  payerName: z.string(),
  budgetYear: z.int(),
  /** Payable today by the terms. */
  payable: Figure,
  /** Authorised so far. */
  paid: Figure,
  /** payable − paid. */
  open: Figure,
});
export type PayerYear = z.infer<typeof PayerYearSchema>;

/** `GET /api/payments/contracts/:contractId/summary`: the contract evaluated as of a day (today in Denmark). */
export const PaymentSummarySchema = z.object({
  contractId: IdSchema,
  contractRef: z.string(),
  contractTitle: z.string(),
  currency: CurrencySchema,
  asOf: LocalDateSchema,
  facts: z.int().nullable(),
  gross: Figure,
  excess: z.array(ExcessSchema),
  payable: Figure,
  paid: Figure,
  open: Figure,
  payers: z.array(PayerYearSchema),
  lines: z.array(ExplanationLineSchema),
  unpaid: z.array(UnpaidSchema),
  flags: z.array(SentenceSchema),
  suppressed: z.boolean(),
  resultDigest: DigestSchema.nullable(),
  /** The run that waits for certification or authorisation, if any. */
  openRun: z.object({ runId: IdSchema, no: z.int(), status: RunStatusSchema }).nullable(),
});
export type PaymentSummary = z.infer<typeof PaymentSummarySchema>;

/** One line of the payments ledger: debit positive, credit negative; a dimension that does not apply is null. */
export const PaymentLedgerLineSchema = z.object({
  account: z.string(),
  amount: AmountSchema,
  currency: CurrencySchema,
  party: z.string().nullable(),
  counterparty: z.string().nullable(),
  budgetYear: z.int().nullable(),
  outcome: z.string().nullable(),
  followUp: z.string().nullable(),
});

/** `GET /api/payments/ledger/entries?contractId=&limit=&after=`, oldest first. */
export const PaymentLedgerEntrySchema = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  contractId: IdSchema,
  effectiveOn: LocalDateSchema,
  bookedAt: InstantSchema,
  source: z.string(),
  reverses: z.string().nullable(),
  lines: z.array(PaymentLedgerLineSchema),
});
export const PaymentLedgerPageSchema = z.object({
  items: z.array(PaymentLedgerEntrySchema),
  next: z.string().nullable(),
});
export type PaymentLedgerPage = z.infer<typeof PaymentLedgerPageSchema>;

/** `GET /api/payments/ledger/balances?contractId=&groupBy=account,party,…`; dimensions outside `groupBy` are null. */
export const PaymentLedgerBalancesSchema = z.object({
  contractId: IdSchema.nullable(),
  items: z.array(PaymentLedgerLineSchema.extend({ account: z.string().nullable() })),
});
export type PaymentLedgerBalances = z.infer<typeof PaymentLedgerBalancesSchema>;
