import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import type { Currency } from '@ringvirkning/kernel';
import type { Budget } from '@ringvirkning/payments-api';
import type { BudgetYear } from '@ringvirkning/payments-domain';
import { Appropriations } from '../appropriations/appropriations.js';
import { DueBook } from '../dues/due-book.js';
import { dueBudget } from '../dues/due-budget.js';
import { RunBook } from '../runs/run-book.js';
import { runBudget } from '../runs/run-budget.js';

/** What appropriations hold, before somebody authorises: so that a refusal surprises nobody. */
@Injectable()
export class ViewBudgetHandler {
  constructor(
    private readonly runs: RunBook,
    private readonly dues: DueBook,
    private readonly appropriations: Appropriations,
  ) {}

  /** @throws DomainError `rpc.unavailable` when the contracts service cannot be asked. */
  async ofRun(runId: string, person: Person): Promise<Budget> {
    const { stored, contract } = await this.runs.look(runId);
    const { currency, terms } = contract;
    if (audienceOf(person, terms.parties) === 'outside') return { currency, items: [] };
    const appropriated = await this.appropriations.of(contract.contractId);
    return presentBudget(runBudget(stored, contract, appropriated), currency);
  }

  /** @throws DomainError `rpc.unavailable` when the contracts service cannot be asked. */
  async ofDue(dueId: string): Promise<Budget> {
    const due = await this.dues.db.read(async (tx) => this.dues.look(tx, await this.dues.find(tx, dueId)));
    const { contractId, currency } = due.due.claim;
    const appropriated = await this.appropriations.of(contractId);
    return presentBudget(dueBudget(due, appropriated), currency);
  }
}

const presentBudget = (years: readonly BudgetYear[], currency: Currency): Budget => ({
  currency,
  items: years.map(({ payer, payerName, budgetYear, appropriated, used, amount }) => ({
    ...{ payer, payerName, budgetYear },
    ...{ appropriated: appropriated.toString(), used: used.toString(), amount: amount.toString() },
    left: (appropriated - used - amount).toString(),
  })),
});
