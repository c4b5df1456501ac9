import { Injectable } from '@nestjs/common';
import type { FollowUpsEnded } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { FollowUpsHeardStore } from '../persistence/follow-ups-heard.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';

@Injectable()
export class EndFollowUpsHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly heard: FollowUpsHeardStore,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  /** What a follow-up was to confirm, and that has ended without, is expected no more: the outcomes of these people are valued anew (ADR 99). */
  async execute(tx: Tx, ended: readonly FollowUpsEnded[]): Promise<void> {
    const byContract = Map.groupBy(ended, ({ contractId }) => contractId);
    await this.contracts.lock(tx, [...byContract.keys()]);
    await this.heard.add(tx, ended);
    for (const [contractId, of] of byContract) {
      const people = new Set(of.map(({ participantId }) => participantId));
      await this.valuation.followUp(tx, contractId, [...people]);
    }
  }
}
