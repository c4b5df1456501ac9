import { appropriating, budgetYears, type Appropriated, type BudgetYear } from '@ringvirkning/payments-domain';
import type { DueInBook } from '../dues/due-book.js';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';

/** Of those whose appropriations are recorded here: a partner's council is asked where it pays. */
export const runBudget = (
  { run }: StoredRun,
  { terms, partners }: Contract,
  appropriated: readonly Appropriated[],
): BudgetYear[] => budgetYears(run.settlements, appropriated, appropriating(terms, partners));

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
