import {
  AmountSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  mayHoldCpr,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';

const PositiveSchema = AmountSchema.refine((text) => !text.startsWith('-') && /[1-9]/.test(text), {
  error: 'must be positive',
});
const YearSchema = z.int().min(2000).max(2100);
const words = (most: number) => plainText(z.string().trim().min(1).max(most));

/** Sixteen digits of the authorised chart of accounts, parted or not. */
export const AccountTextSchema = z
  .string()
  .max(40)
  .regex(/^[\d .-]+$/)
  .register(mayHoldCpr, { because: 'an account of the chart' });

/** Where a decision is found: who decided, when, and the case it is filed under. */
export const BudgetDecisionSchema = z.strictObject({
  body: words(120),
  on: LocalDateSchema,
  caseNumber: words(64),
});
export type BudgetDecision = z.infer<typeof BudgetDecisionSchema>;

export const FinancingSchema = z.strictObject({
  text: words(200),
  amount: PositiveSchema,
  account: AccountTextSchema.optional(),
});
export type BudgetFinancing = z.infer<typeof FinancingSchema>;

export const STEERING_AREA_NAMES = ['service', 'transfers', 'construction'] as const;
export const APPROPRIATION_KIND_NAMES = ['original', 'supplementary', 'correction', 'carried-over'] as const;

/** Body of `POST /api/contracts/:id/appropriations`; the amount is in minor units of the contract's currency. */
export const AppropriationRequestSchema = z.strictObject({
  payer: z.string().min(1).max(64),
  budgetYear: YearSchema,
  amount: PositiveSchema,
  kind: z
    .enum(['original', 'supplementary'])
    .optional()
    .describe('In the budget of the year, or beside it: then with its decision and its financing'),
  account: AccountTextSchema.optional(),
  area: z.enum(STEERING_AREA_NAMES).optional(),
  decision: BudgetDecisionSchema.optional(),
  financing: z.array(FinancingSchema).max(20).optional(),
});
export type AppropriationRequest = z.infer<typeof AppropriationRequestSchema>;

/** Body of `POST /api/contracts/:id/corrections`: takes so much of an appropriation back. */
export const CorrectionRequestSchema = z.strictObject({
  payer: z.string().min(1).max(64),
  budgetYear: YearSchema,
  amount: PositiveSchema,
  reason: words(500),
  mayFallBelowCommitment: z.boolean().optional().describe('The municipality knows that the commitment is not covered'),
});
export type CorrectionRequest = z.infer<typeof CorrectionRequestSchema>;

/** Body of `POST /api/contracts/:id/carry-overs`: from one budget year into the next. */
export const CarryOverRequestSchema = z.strictObject({
  payer: z.string().min(1).max(64),
  fromYear: YearSchema,
  amount: PositiveSchema,
  decision: BudgetDecisionSchema,
  mayFallBelowCommitment: z.boolean().optional().describe('The municipality knows that the commitment is not covered'),
});
export type CarryOverRequest = z.infer<typeof CarryOverRequestSchema>;

/** Body of `POST /api/contracts/:id/risk-decisions`: the council lets the contract come into force without full cover. */
export const RiskDecisionRequestSchema = z.strictObject({
  payer: z.string().min(1).max(64),
  budgetYear: YearSchema,
  uncovered: PositiveSchema,
  decision: BudgetDecisionSchema,
});
export type RiskDecisionRequest = z.infer<typeof RiskDecisionRequestSchema>;

export const RiskDecisionSchema = RiskDecisionRequestSchema.extend({
  id: IdSchema,
  currency: CurrencySchema,
  by: z.string(),
  at: InstantSchema,
});
export type RiskDecision = z.infer<typeof RiskDecisionSchema>;

/** One entry; below zero where money was taken back, or left the year for the next. */
export const AppropriationSchema = z.object({
  id: IdSchema,
  payer: z.string(),
  budgetYear: z.int(),
  amount: AmountSchema,
  currency: CurrencySchema,
  by: z.string(),
  at: InstantSchema,
  kind: z.enum(APPROPRIATION_KIND_NAMES),
  account: z.string().optional(),
  area: z.string().optional(),
  reason: z.string().optional(),
  decision: BudgetDecisionSchema.optional(),
  financing: z.array(FinancingSchema).optional(),
  counterpart: IdSchema.optional().describe('The other half of a carry-over'),
});
export type Appropriation = z.infer<typeof AppropriationSchema>;

/** Answer of `POST /api/contracts/:id/carry-overs`: what left the one year, and what came into the next. */
export const CarryOverSchema = z.object({ out: AppropriationSchema, into: AppropriationSchema });
export type CarryOver = z.infer<typeof CarryOverSchema>;

const JournalLineSchema = z.object({
  budgetYear: z.int(),
  text: z.object({ da: z.string(), en: z.string() }),
  account: z.string().nullable(),
  amount: AmountSchema,
});

/** A draft of what the council may carry over, with its balanced journal. */
export const CarryOverDraftSchema = z.object({
  payer: z.string(),
  fromYear: z.int(),
  toYear: z.int(),
  amount: AmountSchema,
  journal: z.array(JournalLineSchema),
});
export type CarryOverDraft = z.infer<typeof CarryOverDraftSchema>;

/** A payer's budget year in a contract. Amounts are in minor units; null where what is paid is not told to whoever asks. */
export const BudgetYearSchema = z.object({
  payer: z.string(),
  payerName: z.string(),
  department: z.string().nullable(),
  budgetYear: z.int(),
  appropriated: AmountSchema,
  worstCase: AmountSchema.describe('By the plan of the terms, when everything is achieved'),
  expected: AmountSchema.describe('By the plan, when as many succeed as the municipality expects'),
  account: z.string().nullable().describe('The one that the entries of the year name'),
  area: z.string().nullable(),
  riskCarried: AmountSchema.describe('What the council has decided to leave uncovered'),
  verified: AmountSchema.nullable().describe('Payable by what is verified until today, and in no run'),
  due: AmountSchema.nullable().describe(
    'In payment runs that are not yet authorised, and claims of partners that wait; negative is a credit',
  ),
  forecast: AmountSchema.nullable().describe('What is known, and the rest of what is expected'),
  spent: AmountSchema.nullable().describe('Authorised of the appropriation'),
  left: AmountSchema.nullable().describe('Of the appropriation'),
  uncovered: AmountSchema.describe('The most that may still come beyond the appropriation'),
  lapses: AmountSchema.nullable().describe(
    'Neither spent, due nor verified when the year ends; null before it begins, too',
  ),
  hasEnded: z.boolean(),
});
export type ContractBudgetYear = z.infer<typeof BudgetYearSchema>;

/** `GET /api/contracts/:id/budget`. */
export const ContractBudgetSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  currency: CurrencySchema,
  today: LocalDateSchema,
  years: z.array(BudgetYearSchema),
  areas: z
    .array(
      z.object({
        budgetYear: z.int(),
        area: z.string().nullable(),
        appropriated: AmountSchema,
        spent: AmountSchema.nullable(),
        forecast: AmountSchema.nullable(),
      }),
    )
    .describe('Per steering area (service, transfers, construction), which are never added together'),
  entries: z.array(AppropriationSchema),
  riskDecisions: z.array(RiskDecisionSchema),
  carryOvers: z.array(CarryOverDraftSchema).describe('Of years that have ended or are ending: what lapses'),
});
export type ContractBudget = z.infer<typeof ContractBudgetSchema>;

/** Query of `GET /api/contracts/budgets`: so many years from one on. */
export const BudgetsQuerySchema = z.object({
  from: z.coerce.number().int().min(2000).max(2100),
  years: z.coerce.number().int().min(1).max(10).default(1),
});
export type BudgetsQuery = z.infer<typeof BudgetsQuerySchema>;

/** A department in a budget year, all its contracts in force together. Amounts are in minor units; null where what is paid is not told to whoever asks. */
export const DepartmentYearSchema = z.object({
  budgetYear: z.int(),
  organisation: z.string(),
  payerName: z.string(),
  department: z.string().nullable(),
  currency: CurrencySchema,
  contracts: z.int(),
  appropriated: AmountSchema,
  worstCase: AmountSchema.describe('By the plans of the terms, when everything is achieved'),
  uncovered: AmountSchema.describe('Contract by contract: the most that may still come beyond its appropriation'),
  spent: AmountSchema.nullable(),
  left: AmountSchema.nullable(),
  lapses: AmountSchema.nullable().describe('Not spent; null before the year begins, too'),
});
export type DepartmentYear = z.infer<typeof DepartmentYearSchema>;

/** `GET /api/contracts/budgets`. */
export const MunicipalBudgetSchema = z.object({
  from: z.int(),
  to: z.int(),
  today: LocalDateSchema,
  isComplete: z.boolean().describe('Otherwise some contracts are still being computed: ask again'),
  items: z.array(DepartmentYearSchema),
});
export type MunicipalBudget = z.infer<typeof MunicipalBudgetSchema>;
