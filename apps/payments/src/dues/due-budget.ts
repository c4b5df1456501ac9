import { appropriating, budgetYears, type Appropriated, type BudgetYear } from '@ringvirkning/payments-domain';
import type { DueInBook } from './due-book.js';

/** Of our own part of a contract that a partner leads. Nothing as long as it is not known what authorising it books. */
export const dueBudget = (
  { due: { claim }, amounts, version }: DueInBook,
  appropriated: readonly Appropriated[],
): BudgetYear[] =>
  amounts && version
    ? budgetYears(
        [
          ...claim.payments.map((each) => ({ ...each, amount: 0n })),
          ...amounts.map((each) => ({ ...each, payable: 0n })),
        ],
        appropriated,
        appropriating(version.terms),
      )
    : [];
