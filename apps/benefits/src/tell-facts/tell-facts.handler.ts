import { Inject, Injectable } from '@nestjs/common';
import type { OutcomeFacts, TellFacts } from '@ringvirkning/benefits-api';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { FactStore, type ToldFacts } from '../persistence/fact.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';

@Injectable()
export class TellFactsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly facts: FactStore,
    private readonly valuation: ValueOutcomesHandler,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is known of the person behind an outcome takes the place of what the model assumes, and of what was told before: the outcome is valued anew.
   * @throws DomainError `benefits.unknown-contract`, `benefits.unknown-outcome`.
   */
  execute(contractId: string, claimId: string, body: TellFacts): Promise<OutcomeFacts> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      await this.contracts.get(tx, contractId);
      await this.keep(tx, contractId, claimId, body);
      await this.valuation.execute(tx, contractId);
      return { claimId, ...body };
    });
  }

  private async keep(tx: Tx, contractId: string, claimId: string, { facts, followUps }: TellFacts) {
    const at = this.clock.now();
    const by = requestContext.get().actor.subject;
    const told = { known: byProvision(facts), told: followUps && byFollowUp(followUps) };
    if (await this.facts.tell(tx, { contractId, claimId, ...told, at, by })) return;
    throw fail.notFound(
      'benefits.unknown-outcome',
      'Kontrakten har intet gældende resultat med det nummer.',
      'The contract has no outcome in force by that id.',
    );
  }
}

/** With the source, for the record; what counts is the answer. */
const byFollowUp = (followUps: NonNullable<TellFacts['followUps']>): ToldFacts['told'] =>
  Object.fromEntries(followUps.map(({ followUp, lasts, source }) => [followUp, { lasts, source }]));

const byProvision = (facts: TellFacts['facts']): ToldFacts['known'] => {
  const known: Record<string, Record<string, { value: string; source: string }>> = {};
  for (const { provision, need, value, source } of facts) (known[provision] ??= {})[need] = { value, source };
  return known;
};
