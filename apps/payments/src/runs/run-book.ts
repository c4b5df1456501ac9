import { Injectable } from '@nestjs/common';
import { actsIn } from '@ringvirkning/auth';
import type { Run as RunView } from '@ringvirkning/payments-api';
import { evolve, type RunFact } from '@ringvirkning/payments-domain';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { partiesOf } from '@ringvirkning/terms';
import { recomputationDiffers, unknownContract, unknownRun } from '../errors.js';
import { ContractStore, type Contract } from '../persistence/contract.store.js';
import { PartnerClaimStore } from '../persistence/partner-claim.store.js';
import { RunStore, type StoredRun } from '../persistence/run.store.js';
import { Evaluations, type EvaluatedAt } from '../evaluating/evaluations.js';
import { presentRun } from '../presenting/present-run.js';

/** Loads what the steps of a run need. Steps of one contract wait for each other, and for facts that are coming in. */
@Injectable()
export class RunBook {
  constructor(
    readonly db: Database,
    private readonly contracts: ContractStore,
    readonly runs: RunStore,
    readonly evaluations: Evaluations,
    readonly claims: PartnerClaimStore,
  ) {}

  /** One transaction that holds the contract. @throws DomainError `payments.unknown-contract`. */
  withContract<T>(contractId: string, work: (tx: Tx, contract: Contract) => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      return work(tx, await this.contract(tx, contractId));
    });
  }

  /** One transaction that holds the run's contract. @throws DomainError `payments.unknown-run`. */
  withRun<T>(runId: string, work: (tx: Tx, stored: StoredRun, contract: Contract) => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [(await this.run(tx, runId)).run.contractId]);
      const stored = await this.run(tx, runId);
      return work(tx, stored, await this.contract(tx, stored.run.contractId, stored.termsVersion));
    });
  }

  /** A run with its contract. @throws DomainError `payments.unknown-run`. */
  look(runId: string): Promise<{ readonly stored: StoredRun; readonly contract: Contract }> {
    return this.db.read(async (tx) => {
      const stored = await this.run(tx, runId);
      return { stored, contract: await this.contract(tx, stored.run.contractId, stored.termsVersion) };
    });
  }

  /** One step of a run: decide, save the run and the step. */
  step(runId: string, decide: (tx: Tx, stored: StoredRun, contract: Contract) => Promise<RunFact>): Promise<RunView> {
    return this.withRun(runId, async (tx, stored, contract) => {
      const fact = await decide(tx, stored, contract);
      const run = evolve(stored.run, fact);
      await this.runs.save(tx, run, fact);
      return presentRun({ ...stored, run }, contract, await this.claims.ofRun(tx, runId));
    });
  }

  /** @throws DomainError `payments.unknown-contract`. */
  async contract(tx: Tx, contractId: string, version?: number): Promise<Contract> {
    const contract = await this.seen(tx, contractId, version);
    if (!contract) throw unknownContract(contractId);
    return contract;
  }

  /** Undefined where it is not known, or the caller has no part in it. */
  async seen(tx: Tx, contractId: string, version?: number): Promise<Contract | undefined> {
    const contract = await this.contracts.find(tx, contractId, version);
    return contract && actsIn(requestContext.get().actor, partiesOf(contract.terms)) ? contract : undefined;
  }

  /** @throws DomainError `payments.unknown-run`. */
  async run(tx: Tx, runId: string): Promise<StoredRun> {
    const stored = await this.runs.find(tx, runId);
    if (!stored) throw unknownRun(runId);
    return stored;
  }

  /** Computes a run once more from its terms and facts. @throws DomainError `payments.recomputation-differs`. */
  async recompute(tx: Tx, { run, factsUpto, resultDigest }: StoredRun, contract: Contract): Promise<EvaluatedAt> {
    const evaluated = await this.evaluations.compute(tx, contract, run.cutOff, factsUpto);
    if (evaluated.evaluation.digest !== resultDigest) throw recomputationDiffers(run.no);
    return evaluated;
  }
}
