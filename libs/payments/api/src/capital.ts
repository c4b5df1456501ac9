import {
  AmountSchema,
  CurrencySchema,
  defineEvent,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';

const PositiveSchema = AmountSchema.refine((text) => !text.startsWith('-') && /[1-9]/.test(text), {
  error: 'must be positive',
});
/** Of the voucher or the bank: no two records of a contract that stand have the same. */
const ReferenceSchema = plainText(z.string().trim().min(1).max(64));
const ReasonSchema = plainText(z.string().trim().min(1).max(2_000));
/** Party and kind of the capital, as the terms have it: `fund/senior-loan`. */
const CapitalNameSchema = plainText(z.string().min(1).max(120));

/**
 * Body of `POST /api/payments/contracts/:contractId/capital`, in minor units: capital that was drawn, outcome payments of an authorised run that were passed on
 * to the providers, a guarantee that was called, or principal that is lost.
 */
export const RecordCapitalSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('drawn'),
    capital: CapitalNameSchema,
    amount: PositiveSchema,
    on: LocalDateSchema,
    reference: ReferenceSchema,
  }),
  z.strictObject({
    type: z.literal('received'),
    runId: IdSchema,
    amount: PositiveSchema,
    on: LocalDateSchema,
    reference: ReferenceSchema,
  }),
  z.strictObject({
    type: z.enum(['called', 'lost']),
    capital: CapitalNameSchema,
    amount: PositiveSchema,
    on: LocalDateSchema,
    reference: ReferenceSchema,
    reason: ReasonSchema,
  }),
]);
export type RecordCapital = z.infer<typeof RecordCapitalSchema>;

/** Body of `POST /api/payments/contracts/:contractId/capital/withdrawal`: takes the latest record that stands back, named by its place. */
export const WithdrawCapitalSchema = z.strictObject({ place: z.int().positive(), reason: ReasonSchema });
export type WithdrawCapital = z.infer<typeof WithdrawCapitalSchema>;

export const CAPITAL_MOVEMENTS = ['paid-in', 'reinvested', 'kept', 'principal', 'return', 'guarantee', 'loss'] as const;

/** Money of one provider that moved by a record. `reinvested`: principal that had come back went in again, and `generation` is the one it had before. */
export const CapitalMovementSchema = z.object({
  on: LocalDateSchema,
  capital: z.string(),
  kind: z.enum(CAPITAL_MOVEMENTS),
  amount: AmountSchema,
  generation: z.int().min(1).optional(),
  from: z.string().optional().describe('guarantee: the capital that is called'),
});
export type CapitalMovement = z.infer<typeof CapitalMovementSchema>;

/** Something was recorded of a contract's capital, and booked; or taken back: then `withdraws` names what, and nothing moves. Key: contractId. */
export const CapitalRecordedV1 = defineEvent({
  subject: 'evt.payments.capital-recorded.v1',
  data: z.object({
    factId: IdSchema,
    contractId: IdSchema,
    place: z.int().positive(),
    currency: CurrencySchema,
    withdraws: IdSchema.nullable(),
    movements: z.array(CapitalMovementSchema),
  }),
});
export type CapitalRecorded = z.infer<typeof CapitalRecordedV1.data>;

/** One record as it was made; what took it back is a record too. */
export const CapitalFactSchema = z.object({
  factId: IdSchema,
  place: z.int().positive(),
  type: z.enum(['drawn', 'received', 'called', 'lost', 'withdrawn']),
  on: LocalDateSchema.nullable(),
  amount: AmountSchema.nullable(),
  capital: z.string().nullable(),
  runId: IdSchema.nullable(),
  runNo: z.int().nullable(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
  takes: z.int().nullable().describe('withdrawn: the place of what it took back'),
  stands: z.boolean(),
  movements: z.array(CapitalMovementSchema),
  recorded: z.object({ by: z.string(), name: z.string(), at: InstantSchema }),
});
export type CapitalFactView = z.infer<typeof CapitalFactSchema>;

const DatedSchema = z.object({ on: LocalDateSchema, amount: AmountSchema });

/** One capital of the terms as it stands, in minor units; rates are decimals per year. */
export const CapitalPositionSchema = z.object({
  capital: z.string(),
  party: z.string(),
  partyName: z.string(),
  kind: z.enum(['grant', 'senior-loan', 'subordinated-loan', 'equity', 'first-loss-guarantee']),
  isOwn: z.boolean().describe('Of the organisation of whoever asks'),
  committed: AmountSchema,
  drawn: AmountSchema.describe('New money; of a guarantee what was called'),
  planned: AmountSchema.describe('What the draw-down plan of the terms says until today'),
  reinvested: AmountSchema,
  undrawn: AmountSchema,
  nextDraw: DatedSchema.nullable(),
  principal: AmountSchema.describe('Repaid'),
  return: AmountSchema,
  guaranteed: AmountSchema,
  lost: AmountSchema,
  outstanding: AmountSchema,
  waiting: AmountSchema.describe('Came back and waits for the next instalment'),
  byGeneration: z.array(AmountSchema).describe('Outstanding, new money first'),
  returnDue: AmountSchema.nullable().describe('Earned and not paid; null where the return is what is left'),
  returnFloor: AmountSchema.nullable(),
  returnCap: AmountSchema.nullable(),
  irrCap: z.string().nullable().describe('Greatest internal rate of return'),
  yearlyReturn: z.string().nullable(),
  irrSoFar: z.string().nullable().describe('If what is outstanding came back today'),
  expected: z
    .object({
      principal: AmountSchema,
      return: AmountSchema,
      lost: AmountSchema,
      multiple: z.string().nullable(),
      irr: z.string().nullable(),
    })
    .nullable()
    .describe('When what the terms plan is achieved from now on; null where that is not known'),
  nextPayment: DatedSchema.nullable().describe('What is expected to come next'),
});
export type CapitalPosition = z.infer<typeof CapitalPositionSchema>;

/** Money in and out of the providers' purses in a quarter: of the caller's own organisation where it is one of them, otherwise of all. */
export const CapitalQuarterSchema = z.object({
  quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
  paidIn: AmountSchema,
  paidBack: AmountSchema,
  position: AmountSchema.describe('Paid back minus paid in since the start, at the end of the quarter'),
  isExpected: z.boolean().describe('Some of it has not happened yet'),
});
export type CapitalQuarter = z.infer<typeof CapitalQuarterSchema>;

/**
 * Answer of `GET /api/payments/contracts/:contractId/capital`. Outsiders are told what follows from published runs, and no records; `publishedUpto` is the
 * last run that is in it.
 */
export const ContractCapitalSchema = z.object({
  contractId: IdSchema,
  contractRef: z.string(),
  contractTitle: z.string(),
  currency: CurrencySchema,
  today: LocalDateSchema,
  positions: z.array(CapitalPositionSchema),
  quarters: z.array(CapitalQuarterSchema),
  toPassOn: AmountSchema.describe('Paid to those who repay the capital and not passed on; below zero after a credit'),
  publishedUpto: z.int().nullable(),
  isBehind: z.boolean(),
  runs: z.array(z.object({ runId: IdSchema, no: z.int(), amount: AmountSchema })),
  facts: z.array(CapitalFactSchema),
});
export type ContractCapital = z.infer<typeof ContractCapitalSchema>;

/** Answer of `GET /api/payments/capital`: every contract with capital that the caller sees, by reference. */
export const CapitalOverviewSchema = z.object({
  today: LocalDateSchema,
  items: z.array(
    ContractCapitalSchema.pick({
      contractId: true,
      contractRef: true,
      contractTitle: true,
      currency: true,
      positions: true,
      quarters: true,
      isBehind: true,
    }),
  ),
  next: IdSchema.nullable().describe('Ask again with `after`'),
});
export type CapitalOverview = z.infer<typeof CapitalOverviewSchema>;
