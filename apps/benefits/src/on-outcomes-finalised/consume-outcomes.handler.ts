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

  /** Keeps the outcomes, also when no model is attached or the contract itself has not arrived yet; values them when it can. */
  async execute(tx: Tx, finalised: readonly OutcomesFinalised[]): Promise<void> {
    const contractIds = [...new Set(finalised.map(({ contractId }) => contractId))];
    withoutWaiting(tx, this.contracts.lock(tx, contractIds));
    this.outcomes.add(
      tx,
      finalised.flatMap(({ contractId, outcomes }) => outcomes.map((outcome) => ({ ...outcome, contractId }))),
    );
    for (const contractId of contractIds) await this.valuation.execute(tx, contractId);
  }
}
