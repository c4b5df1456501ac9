import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ContractBudget } from '@ringvirkning/contracts-api';
import { budgetYearsOf, type WorstCase } from '@ringvirkning/contracts-domain';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { expectedSuccessOf } from '../signing-page/summarise.js';
import { KeptCosts } from '../simulate-terms/planned-costs.js';
import { presentBudget } from './present-budget.js';
import { Spending } from './spending.js';

/** A contract year by year: set aside, committed, spent, left, and what lapses. */
@Injectable()
export class ViewBudgetHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly spending: Spending,
    private readonly costs: KeptCosts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `contracts.unknown-contract`; `rpc.unavailable` when it cannot be known what has been paid. */
  async execute(contractId: string, person: Person): Promise<ContractBudget> {
    const { contract, document } = await this.db.read((tx) => this.contracts.get(tx, contractId));
    // What is paid by few people would tell of them: outsiders get it as payments publish it.
    const isOutside = audienceOf(person, document.terms.parties) === 'outside';
    const spent = isOutside || contract.status === 'draft' ? [] : await this.spending.of(contractId);
    const today = dateInDenmark(this.clock.now());
    const { digest, terms } = document;
    const costsAt =
      (success: number): WorstCase =>
      (payer, year) =>
        this.costs.years(digest, terms, success).get(payer)?.get(year) ?? 0n;
    const costs = { worst: costsAt(100), expected: costsAt(expectedSuccessOf(contract)) };
    const years = budgetYearsOf(contract, costs, spent, today);
    return presentBudget(contract, document.terms, years, { today, isOutside });
  }
}
