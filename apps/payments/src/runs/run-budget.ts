import { appropriating, budgetYears, type Appropriated, type BudgetYear } from '@ringvirkning/payments-domain';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';

/** Of those whose appropriations are recorded here: a partner's council is asked where it pays. */
export const runBudget = (
  { run }: StoredRun,
  { terms, partners }: Contract,
  appropriated: readonly Appropriated[],
): BudgetYear[] => budgetYears(run.settlements, appropriated, appropriating(terms, partners));
