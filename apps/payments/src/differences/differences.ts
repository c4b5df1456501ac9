import { Injectable } from '@nestjs/common';
import { digestOf } from '@ringvirkning/kernel';
import type { RunDifference } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { defineTask } from '@ringvirkning/workers';
import { earlierRunDiffers, recomputationDiffers } from '../errors.js';
import { besideWhenMuch, Evaluations } from '../evaluating/evaluations.js';
import { ContractStore, type Contract } from '../persistence/contract.store.js';
import { RunStore, type StoredRun } from '../persistence/run.store.js';
import {
  compareRuns,
  pickClaims,
  type ClaimsToPick,
  type Compared,
  type PickedClaim,
  type RunsToCompare,
} from './compare-runs.task.js';
import { presentDifference } from './present-difference.js';

const COMPARE = defineTask<typeof compareRuns>(import.meta.url, './compare-runs.task.js', 'compareRuns');
const PICK = defineTask<typeof pickClaims>(import.meta.url, './compare-runs.task.js', 'pickClaims');

const KEPT = 50;

/** What each run adds to the authorised run before it. Of one run that is the same for ever, save what was reversed since; so it is kept. */
@Injectable()
export class Differences {
  private readonly kept = new Map<string, Compared['difference']>();

  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: RunStore,
    private readonly evaluations: Evaluations,
  ) {}

  /** In full, with the digest that stands for all of it. @throws DomainError `payments.recomputation-differs`. */
  async of(tx: Tx, stored: StoredRun, contract: Contract): Promise<RunDifference & { readonly digest: string }> {
    const before = await this.runs.authorisedBefore(tx, stored.run.contractId, stored.run.no);
    const reversedSince = await this.evaluations.reversedSince(tx, stored);
    const difference = presentDifference(stored, before, await this.compared(tx, stored, contract, before));
    const shown = { ...difference, reversedSince };
    return { ...shown, digest: digestOf(shown) };
  }

  /** Some of the claims that came or went, in their order. */
  async claims(
    tx: Tx,
    stored: StoredRun,
    contract: Contract,
    which: Omit<ClaimsToPick, keyof RunsToCompare>,
  ): Promise<PickedClaim[]> {
    const before = await this.runs.authorisedBefore(tx, stored.run.contractId, stored.run.no);
    const input = { ...(await this.input(tx, stored, contract, before)), ...which };
    return besideWhenMuch(listsOf(input), input, PICK, pickClaims);
  }

  private async compared(
    tx: Tx,
    stored: StoredRun,
    contract: Contract,
    before: StoredRun | undefined,
  ): Promise<Compared['difference']> {
    const key = `${stored.run.runId} ${before?.run.runId}`;
    const known = this.kept.get(key);
    if (known) return known;
    const input = await this.input(tx, stored, contract, before);
    const { difference, digests } = await besideWhenMuch(listsOf(input), input, COMPARE, compareRuns);
    if (digests.now !== stored.resultDigest) throw recomputationDiffers(stored.run.no);
    if (before && digests.before !== before.resultDigest) throw earlierRunDiffers(before.run.no);
    this.kept.set(key, difference);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return difference;
  }

  private async input(
    tx: Tx,
    stored: StoredRun,
    contract: Contract,
    before: StoredRun | undefined,
  ): Promise<RunsToCompare> {
    const at = (of: StoredRun, its: Contract) => this.evaluations.toEvaluate(tx, its, of.run.cutOff, of.factsUpto);
    const then = before && (await this.contracts.find(tx, contract.contractId, before.termsVersion));
    return { now: await at(stored, contract), before: before && then && (await at(before, then)) };
  }
}

const listsOf = ({ now, before }: RunsToCompare): readonly string[] => [...now.lists, ...(before?.lists ?? [])];
