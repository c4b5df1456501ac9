import { AmountSchema, CurrencySchema, defineRequest, IdSchema } from '@ringvirkning/message';
import { z } from 'zod';

/**
 * `GET /api/payments/runs/:id/appropriations` and `…/due/:id/appropriations`: what the appropriations of those who pay hold when it is authorised, one item per
 * payer and budget year. Amounts are in minor units of `currency`. Empty for outsiders, and where no council is asked here.
 */
export const BudgetSchema = z.object({
  currency: CurrencySchema,
  items: z.array(
    z.object({
      payer: z.string(),
      payerName: z.string(),
      budgetYear: z.int(),
      /** By the council, for this contract in this budget year. */
      appropriated: AmountSchema,
      /** Authorised of it before. */
      used: AmountSchema,
      /** What is to be authorised now; negative is a credit. */
      amount: AmountSchema,
      /** What is left then; negative is missing, and nothing can be authorised. */
      left: AmountSchema,
    }),
  ),
});
export type Budget = z.infer<typeof BudgetSchema>;

/**
 * Asks what payers have spent of a contract here, by budget year. `isSettled`: nobody is authorising a payment of it at this moment; `conflict`
 * (`payments.being-authorised`) when somebody is. Nothing of a contract that is not known here.
 */
export const GetSpendingV1 = defineRequest({
  subject: 'rpc.payments.get-spending.v1',
  request: z.object({ contractId: IdSchema, isSettled: z.boolean() }),
  reply: z.object({
    /** One per payer (party id) and budget year, in minor units of the contract's currency. */
    years: z.array(
      z.object({
        payer: z.string(),
        budgetYear: z.int(),
        /** Authorised. */
        spent: AmountSchema,
        /** In runs that are calculated or certified and not yet authorised, and in partners' claims that wait for us; negative is a credit. */
        due: AmountSchema,
        /** Payable by what is verified until today, and in no run; absent where it was not asked for. */
        verified: AmountSchema.optional(),
      }),
    ),
  }),
});
export type Spending = z.infer<typeof GetSpendingV1.reply>;

/** The same of all contracts, in some budget years: page by page, contract by contract. `after`: `next` of the page before; null in the first and after the last. */
export const GetAllSpendingV1 = defineRequest({
  subject: 'rpc.payments.get-all-spending.v1',
  request: z.object({ from: z.int(), to: z.int(), after: IdSchema.nullable() }),
  reply: z.object({
    years: z.array(z.object({ contractId: IdSchema, payer: z.string(), budgetYear: z.int(), spent: AmountSchema })),
    next: IdSchema.nullable(),
  }),
});
export type AllSpending = z.infer<typeof GetAllSpendingV1.reply>;
