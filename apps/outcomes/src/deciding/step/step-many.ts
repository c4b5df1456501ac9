import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { addDaysInDenmark, CLOCK, DomainError, type Clock, type Instant } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { BulkSelection } from '@ringvirkning/outcomes-api';
import { mayAttest, mayVerify, type ClaimRules } from '@ringvirkning/outcomes-domain';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { actorOf } from '../../actor.js';
import { rememberName } from '../../persistence/acting-name.js';
import { BulkStepStore, type BulkResult, type ChosenClaims } from '../../persistence/bulk-step.store.js';
import { ContractStore, periodsOf, type RuledDays } from '../../persistence/contract.store.js';

/** One step of many claims of a contract, which stays locked. What the person may not decide is skipped. */
@Injectable()
export class StepMany {
  constructor(
    private readonly contracts: ContractStore,
    private readonly steps: BulkStepStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  async attest(tx: Tx, contractId: string, selection: BulkSelection, person: Person): Promise<BulkResult> {
    const [by, at] = [actorOf(person), this.clock.now()];
    const periods = theirs(periodsOf((await this.contracts.lock(tx, contractId)).terms), (rules) =>
      mayAttest(rules, by),
    );
    await rememberName(tx, contractId, person, at);
    const result = await inEach(periods, selection, (which) => this.steps.attest(tx, contractId, which, by, at));
    onCommit(tx, () => this.metrics.count('claim_steps', { step: 'attested' }, result.done));
    return result;
  }

  /** Also says when it happened, for the finalisation that may follow at once. */
  async approve(
    tx: Tx,
    contractId: string,
    selection: BulkSelection,
    person: Person,
  ): Promise<BulkResult & { readonly at: Instant }> {
    const [by, at] = [actorOf(person), this.clock.now()];
    const periods = theirs(periodsOf((await this.contracts.lock(tx, contractId)).terms), (rules) =>
      mayVerify(rules, by),
    );
    await rememberName(tx, contractId, person, at);
    const result = await inEach(periods, selection, (which, rules) =>
      this.steps.approve(tx, contractId, which, by, at, addDaysInDenmark(at, rules.objectionDays)),
    );
    onCommit(tx, () => this.metrics.count('claim_steps', { step: 'verified' }, result.done));
    return { ...result, at };
  }
}

type Theirs = RuledDays & { readonly isTheirs: boolean };

/** The periods of a contract, and in which of them the step is the person's. @throws what `may` does when it is theirs in none */
function theirs(periods: readonly RuledDays[], may: (rules: ClaimRules) => void): Theirs[] {
  let refused: unknown;
  const judged = periods.map((period) => {
    try {
      may(period.rules);
      return { ...period, isTheirs: true };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused = error;
      return { ...period, isTheirs: false };
    }
  });
  if (!judged.some(({ isTheirs }) => isTheirs)) throw refused;
  return judged;
}

async function inEach(
  periods: readonly Theirs[],
  selection: BulkSelection,
  step: (which: ChosenClaims, rules: ClaimRules) => Promise<BulkResult>,
): Promise<BulkResult> {
  let [done, skipped] = [0, 0];
  for (const { from, to, rules, isTheirs } of periods) {
    const result = await step({ selection, days: { from, to }, isTheirs }, rules);
    done += result.done;
    skipped += result.skipped;
  }
  return { done, skipped };
}
