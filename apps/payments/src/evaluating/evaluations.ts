import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Paid } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Fact } from '@ringvirkning/terms-language';
import { defineTask, HeavyWork, takingTurns, type Task } from '@ringvirkning/workers';
import type { Contract } from '../persistence/contract.store.js';
import { FactStore } from '../persistence/fact.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import {
  evaluateFacts,
  evaluateToPublish,
  type Evaluated,
  type EvaluatedToPublish,
  type FactsToEvaluate,
} from './evaluate-facts.task.js';

/** The contract evaluated over the facts in force at a position. */
export interface EvaluatedAt extends Evaluated {
  readonly upto: bigint;
}

const EVALUATE_FACTS = defineTask<typeof evaluateFacts>(import.meta.url, './evaluate-facts.task.js', 'evaluateFacts');
const EVALUATE_TO_PUBLISH = defineTask<typeof evaluateToPublish>(
  import.meta.url,
  './evaluate-facts.task.js',
  'evaluateToPublish',
);
/** Workers of their own: a million facts take seconds, and more memory than a document that somebody sends may. They come from books, not from callers. */
const evaluationWork = new HeavyWork({
  ...{ workers: 2, staysMs: 30_000, withinMs: 120_000, memoryMb: 2_048, waiting: 50 },
});

/** Characters of facts, a thousand facts or so, beyond which others would notice that they wait. */
const MUCH = 150_000;
const isMuch = ([first = '', ...more]: readonly string[]): boolean => more.length > 0 || first.length > MUCH;
/** Many facts are evaluated beside the event loop. */
export const besideWhenMuch = async <I, E>(
  lists: readonly string[],
  input: I,
  task: Task<I, E>,
  here: (input: I) => E,
): Promise<E> => (isMuch(lists) ? evaluationWork.run(task, input) : here(input));
const evaluated = <E>(
  input: FactsToEvaluate,
  task: Task<FactsToEvaluate, E>,
  here: (input: FactsToEvaluate) => E,
): Promise<E> => besideWhenMuch(input.lists, input, task, here);

/** Evaluations of contracts that are looked at again and again. */
const CACHED = 50;

@Injectable()
export class Evaluations {
  private readonly cache = new Map<string, EvaluatedAt>();

  constructor(
    private readonly facts: FactStore,
    private readonly ledger: Ledger,
  ) {}

  /** Computed from the stored facts, as of now or as they stood at a position; many of them beside the event loop. */
  async compute(tx: Tx, contract: Contract, cutOff: LocalDate, at?: bigint): Promise<EvaluatedAt> {
    const upto = at ?? (await this.facts.position(tx, contract.contractId));
    const input = await this.toEvaluate(tx, contract, cutOff, upto);
    return { upto, ...(await evaluated(input, EVALUATE_FACTS, evaluateFacts)) };
  }

  /** The same with the facts themselves. */
  async toPublish(
    tx: Tx,
    contract: Contract,
    cutOff: LocalDate,
    upto: bigint,
  ): Promise<EvaluatedToPublish & { readonly facts: readonly Fact[] }> {
    const input = await this.toEvaluate(tx, contract, cutOff, upto);
    const [result, facts] = await Promise.all([
      evaluated(input, EVALUATE_TO_PUBLISH, evaluateToPublish),
      parsed(input.lists),
    ]);
    return { ...result, facts };
  }

  /** The facts that count at a cut-off and a position, with the terms that they are evaluated by. */
  async toEvaluate(tx: Tx, { contractId, terms }: Contract, cutOff: LocalDate, upto: bigint): Promise<FactsToEvaluate> {
    return { terms, lists: await this.facts.read(tx, contractId, upto, cutOff), cutOff };
  }

  /** The facts themselves. */
  async factsAt(tx: Tx, { contractId }: Contract, cutOff: LocalDate, upto: bigint): Promise<readonly Fact[]> {
    return parsed(await this.facts.read(tx, contractId, upto, cutOff));
  }

  /** The same for looking at: computed again only when terms, facts or day have changed. */
  async latest(tx: Tx, contract: Contract, cutOff: LocalDate): Promise<EvaluatedAt> {
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

async function parsed(lists: readonly string[]): Promise<readonly Fact[]> {
  const [facts, turns] = [[] as Fact[], takingTurns()];
  for (const list of lists) {
    for (const fact of JSON.parse(list) as Fact[]) facts.push(fact);
    await turns();
  }
  return facts;
}
