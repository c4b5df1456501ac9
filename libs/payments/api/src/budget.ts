import { AmountSchema, CurrencySchema } from '@ringvirkning/message';
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
