import { Injectable } from '@nestjs/common';
import type { PersonMoved } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { MovesHeardStore } from '../persistence/moves-heard.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';

@Injectable()
export class MovePersonHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly heard: MovesHeardStore,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  /** What falls on days from which another pays for the person is that municipality's gain: the person's outcomes are valued anew. */
  async execute(tx: Tx, moved: readonly PersonMoved[]): Promise<void> {
    const contractIds = [...new Set(moved.map(({ contractId }) => contractId))];
    await this.contracts.lock(tx, contractIds);
    await this.heard.add(tx, moved);
    for (const { contractId, participantId, moves } of moved)
      await this.outcomes.move(tx, contractId, participantId, moves);
    for (const contractId of contractIds) await this.valuation.execute(tx, contractId);
  }
}
