import { Inject, Injectable } from '@nestjs/common';
import { seesAll, type Person } from '@ringvirkning/auth';
import type { MunicipalBudget } from '@ringvirkning/contracts-api';
import {
  committedYears,
  keptOverview,
  overviewOf,
  type ContractYear,
  type DepartmentYear,
} from '@ringvirkning/contracts-domain';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { CommitmentStore, type CommittedYear } from '../persistence/commitment.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import { Spending, type SpentInContract } from './spending.js';

/** Contracts whose terms are computed for one who looks: each takes some milliseconds, once. */
const AT_A_TIME = 50;

/** All contracts that are or were in force year by year, department by department. */
@Injectable()
export class ViewBudgetsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly commitments: CommitmentStore,
    private readonly spending: Spending,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `rpc.unavailable` when it cannot be known what has been paid. */
  async execute(from: number, to: number, person: Person): Promise<MunicipalBudget> {
    const isComplete = await this.complete();
    const isOutside = audienceOf(person, []) === 'outside';
    const spent = isOutside ? [] : await this.spending.between(from, to);
    const today = dateInDenmark(this.clock.now());
    const rows = await this.db.snapshot((tx) => this.rows(tx, { from, to, today }, spent));
    return { from, to, today, isComplete, items: rows.map((row) => presentRow(row, isOutside)) };
  }

  /** Who sees all contracts reads the sums that are kept of them; who sees those of their departments adds up these. */
  private async rows(
    tx: Tx,
    { from, to, today }: Pick<MunicipalBudget, 'from' | 'to'> & { readonly today: LocalDate },
    spent: readonly SpentInContract[],
  ): Promise<DepartmentYear[]> {
    const amounts = new Map(spent.map((each) => [keyOf(each), each.spent]));
    const withSpent = (years: readonly CommittedYear[]): ContractYear[] =>
      years.map((year) => ({ ...year, spent: amounts.get(keyOf(year)) ?? 0n }));
    if (!seesAll(requestContext.get().actor))
      return overviewOf(withSpent(await this.commitments.between(tx, from, to)), today);
    const own = withSpent(await this.commitments.of(tx, spent));
    return keptOverview(await this.commitments.kept(tx, from, to), own, today);
  }

  /** Whether the commitments of all of them are there; computes some of those that are not, each by itself and while its contract is held. */
  private async complete(): Promise<boolean> {
    const missing = await this.db.read((tx) => this.commitments.missing(tx, AT_A_TIME + 1));
    for (const contractId of missing.slice(0, AT_A_TIME))
      await this.db.transaction(async (tx) => {
        const { contract, document } = await this.contracts.lock(tx, contractId);
        const years = committedYears(contract, document.terms, worstCaseOf(document.terms));
        await this.commitments.put(tx, contractId, contract.version, years);
      });
    return missing.length <= AT_A_TIME;
  }
}

const keyOf = (year: { readonly contractId: string; readonly payer: string; readonly budgetYear: number }): string =>
  `${year.contractId} ${year.payer} ${year.budgetYear}`;

function presentRow(row: DepartmentYear, isOutside: boolean): MunicipalBudget['items'][number] {
  const { appropriated, worstCase, uncovered, spent, left, lapses, ...of } = row;
  const paid = (amount: bigint | undefined): string | null =>
    isOutside || amount === undefined ? null : amount.toString();
  return {
    ...of,
    ...{ appropriated: appropriated.toString(), worstCase: worstCase.toString(), uncovered: uncovered.toString() },
    ...{ spent: paid(spent), left: paid(left), lapses: paid(lapses) },
  };
}
