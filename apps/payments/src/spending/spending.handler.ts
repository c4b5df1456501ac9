import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, sum, type Clock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { AllSpending, Spending } from '@ringvirkning/payments-api';
import { ACCOUNTS, isOpen, settle } from '@ringvirkning/payments-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { DueBook } from '../dues/due-book.js';
import { beingAuthorised } from '../errors.js';
import { Evaluations } from '../evaluating/evaluations.js';
import { ContractStore } from '../persistence/contract.store.js';
import { RunStore } from '../persistence/run.store.js';
import { SpendingStore } from '../persistence/spending.store.js';

interface Amounts {
  readonly payer: string;
  readonly budgetYear: number;
  readonly spent: bigint;
  readonly due: bigint;
  readonly verified?: bigint;
}

/** Rows in one answer: some 600 kB, where a message holds 1 MB. No contract has so many payers and years. */
const ROWS = 5_000;

/** The contract that more may follow of waits for the next page. */
export function pageOf(years: AllSpending['years'], most = ROWS): AllSpending {
  if (years.length <= most) return { years, next: null };
  const whole = years.filter(({ contractId }) => contractId !== years.at(-1)!.contractId);
  return { years: whole, next: whole.at(-1)!.contractId };
}

/** What payers have spent of a contract here: led here or by a partner, it stands in these books. */
@Injectable()
export class SpendingHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly runs: RunStore,
    private readonly ledger: Ledger,
    private readonly spending: SpendingStore,
    private readonly dues: DueBook,
    private readonly evaluations: Evaluations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.being-authorised` when it must be settled and somebody is authorising a payment now. */
  of(contractId: string, isSettled: boolean): Promise<Spending> {
    return this.db.read(async (tx) => {
      // Not waited for: an authorisation asks the contracts service itself, which waits for whoever asks here.
      if (isSettled && !(await this.contracts.tryLock(tx, contractId))) throw beingAuthorised();
      const due = await this.due(tx, contractId);
      const amounts = [
        ...(await this.spent(tx, contractId)),
        ...due,
        ...(await this.claimed(tx, contractId)),
        ...(isSettled ? [] : await this.verified(tx, contractId, due)),
      ];
      const years = Map.groupBy(amounts, ({ payer, budgetYear }) => `${budgetYear} ${payer}`);
      return {
        years: [...years.keys()].sort().map((key) => {
          const same = years.get(key)!;
          const { payer, budgetYear } = same[0]!;
          return {
            ...{ payer, budgetYear },
            spent: sum(same.map(({ spent }) => spent)).toString(),
            due: sum(same.map(({ due }) => due)).toString(),
            ...(isSettled ? {} : { verified: sum(same.map(({ verified = 0n }) => verified)).toString() }),
          };
        }),
      };
    });
  }

  /** Of all contracts, in these budget years, after a contract; whole contracts at a time. */
  between(from: number, to: number, after: string | null): Promise<AllSpending> {
    return this.db.read(async (tx) => pageOf(await this.spending.between(tx, { from, to, after }, ROWS + 1)));
  }

  private async spent(tx: Tx, contractId: string): Promise<Amounts[]> {
    const balances = await this.ledger.balances(tx, {
      filter: { contractId, account: ACCOUNTS.cost },
      groupBy: ['party', 'budgetYear'],
    });
    return balances.map(({ party, budgetYear, amount }) => ({
      ...{ payer: party!, budgetYear: budgetYear!, spent: amount, due: 0n },
    }));
  }

  private async due(tx: Tx, contractId: string): Promise<Amounts[]> {
    const [last] = await this.runs.list(tx, contractId, undefined, 1);
    if (!last || !isOpen(last.run.status)) return [];
    return last.run.settlements.map(({ payer, budgetYear, amount }) => ({ payer, budgetYear, spent: 0n, due: amount }));
  }

  /** What partners have claimed of us by a contract that they lead, and nobody has answered. */
  private async claimed(tx: Tx, contractId: string): Promise<Amounts[]> {
    const amounts: Amounts[] = [];
    for (const due of await this.dues.dues.open(tx, contractId))
      for (const { payer, budgetYear, amount } of (await this.dues.look(tx, due)).amounts ?? [])
        amounts.push({ payer, budgetYear, spent: 0n, due: amount });
    return amounts;
  }

  /** What a run of today would pay beside one that is open. */
  private async verified(tx: Tx, contractId: string, open: readonly Amounts[]): Promise<Amounts[]> {
    const contract = await this.contracts.find(tx, contractId);
    if (!contract) return [];
    const { evaluation } = await this.evaluations.latest(tx, contract, dateInDenmark(this.clock.now()));
    const settlements = settle(evaluation.payments, await this.evaluations.paid(tx, contractId));
    const of = { spent: 0n, due: 0n };
    return [
      ...settlements.map(({ payer, budgetYear, amount }) => ({ payer, budgetYear, ...of, verified: amount })),
      ...open.map(({ payer, budgetYear, due }) => ({ payer, budgetYear, ...of, verified: -due })),
    ];
  }
}
