import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Paid } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { evaluate } from '@ringvirkning/terms';
import type { Evaluation, Fact } from '@ringvirkning/terms-language';
import type { Contract } from '../persistence/contract.store.js';
import { FactStore } from '../persistence/fact.store.js';
import type { StoredRun } from '../persistence/run.store.js';

/** The contract evaluated over the facts in force at a position. */
export interface Evaluated {
  readonly upto: bigint;
  readonly facts: readonly Fact[];
  readonly evaluation: Evaluation;
}

/** Evaluations of contracts that are looked at again and again. */
const CACHED = 50;

@Injectable()
export class Evaluations {
  private readonly cache = new Map<string, Evaluated>();

  constructor(
    private readonly facts: FactStore,
    private readonly ledger: Ledger,
  ) {}

  /** Computed from the stored facts, as of now or as they stood at a position. */
  async compute(tx: Tx, contract: Contract, cutOff: LocalDate, at?: bigint): Promise<Evaluated> {
    const upto = at ?? (await this.facts.position(tx, contract.contractId));
    const facts = await this.facts.read(tx, contract.contractId, upto, cutOff);
    return { upto, facts, evaluation: evaluate(contract.terms, facts, cutOff) };
  }

  /** The same for looking at: computed again only when terms, facts or day have changed. */
  async latest(tx: Tx, contract: Contract, cutOff: LocalDate): Promise<Evaluated> {
    const upto = await this.facts.position(tx, contract.contractId);
    const key = `${contract.contractId} ${contract.termsDigest} ${upto} ${cutOff}`;
    const known = this.cache.get(key) ?? (await this.compute(tx, contract, cutOff, upto));
    this.cache.delete(key);
    this.cache.set(key, known);
    if (this.cache.size > CACHED) this.cache.delete(this.cache.keys().next().value!);
    return known;
  }

  /** Facts that count in the run and were reversed after it was calculated. */
  reversedSince(tx: Tx, { run, factsUpto }: StoredRun): Promise<number> {
    return this.facts.reversedSince(tx, run.contractId, factsUpto, run.cutOff);
  }

  /** What authorised runs have claimed, by the ledger. */
  async paid(tx: Tx, contractId: string): Promise<Paid[]> {
    const balances = await this.ledger.balances(tx, {
      filter: { contractId, account: 'claim' },
      groupBy: ['party', 'counterparty', 'budgetYear'],
    });
    return balances.map(({ party, counterparty, budgetYear, amount }) => ({
      payer: counterparty!,
      payee: party!,
      budgetYear: budgetYear!,
      amount,
    }));
  }
}
