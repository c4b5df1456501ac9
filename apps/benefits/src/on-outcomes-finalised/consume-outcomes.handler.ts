import { Injectable } from '@nestjs/common';
import type { OutcomesFinalised } from '@ringvirkning/outcomes-api';
import { withoutWaiting, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';

@Injectable()
export class ConsumeOutcomesHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  /** Values the outcomes and keeps them; where no model is attached, or the contract itself has not arrived yet, they are kept for the day when it can be done. */
  async execute(tx: Tx, finalised: readonly OutcomesFinalised[]): Promise<void> {
    const arrived = new Map(
      finalised.flatMap(({ contractId, outcomes }) =>
        outcomes.map((outcome) => [outcome.claimId, { ...outcome, contractId }]),
      ),
    );
    const byContract = Map.groupBy(arrived.values(), ({ contractId }) => contractId);
    withoutWaiting(tx, this.contracts.lock(tx, [...byContract.keys()]));
    const fresh = await this.outcomes.fresh(tx, [...arrived.keys()]);
    for (const [contractId, outcomes] of byContract) {
      const { model, valued, isFollowed } = await this.valuation.first(
        tx,
        contractId,
        outcomes.filter(({ claimId }) => fresh.has(claimId)),
      );
      this.outcomes.add(tx, outcomes, model, valued);
      if (isFollowed)
        await this.valuation.followUp(
          tx,
          contractId,
          outcomes.map(({ participantId }) => participantId),
        );
    }
  }
}
