import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { BasisSchema, SteeringAreaSchema } from './overview.js';

/** One line of the benefits ledger. Debit is positive, credit negative; a dimension that does not apply is null. */
export const BenefitLedgerLineSchema = z.object({
  account: z.string(),
  amount: AmountSchema,
  currency: CurrencySchema,
  silo: z.string().nullable(),
  budgetYear: z.int().nullable(),
  outcome: z.string().nullable(),
  consequence: z.string().nullable(),
  cashable: z.boolean().nullable(),
  basis: BasisSchema.nullable(),
  steeringArea: SteeringAreaSchema.nullable(),
});

/** GET /api/benefits/ledger/entries?contractId=&limit=&after= */
export const BenefitLedgerEntrySchema = z.object({
  id: z.string(),
  kind: z.string(),
  effectiveOn: LocalDateSchema,
  bookedAt: InstantSchema,
  source: z.string(),
  lines: z.array(BenefitLedgerLineSchema),
});
export const BenefitLedgerPageSchema = z.object({
  items: z.array(BenefitLedgerEntrySchema),
  next: z.string().nullable(),
});
export type BenefitLedgerPage = z.infer<typeof BenefitLedgerPageSchema>;

/** GET /api/benefits/ledger/balances?contractId= — balances by account and all dimensions. */
export const BenefitLedgerBalancesSchema = z.object({
  contractId: IdSchema.nullable(),
  items: z.array(BenefitLedgerLineSchema),
});
export type BenefitLedgerBalances = z.infer<typeof BenefitLedgerBalancesSchema>;
