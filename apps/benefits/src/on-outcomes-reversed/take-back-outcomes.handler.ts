import { Injectable } from '@nestjs/common';
import type { OutcomesReversed } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { TakeBack } from '../booking/take-back.js';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeWorthStore } from '../persistence/outcome-worth.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';

@Injectable()
export class TakeBackOutcomesHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeWorthStore,
    private readonly takeBack: TakeBack,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  /** Reverses the value of outcomes, and what they confirmed of others (ADR 96). One that has not arrived yet will not be valued when it does. */
  async execute(tx: Tx, reversed: readonly OutcomesReversed[]): Promise<void> {
    await this.contracts.lock(
      tx,
      reversed.map(({ contractId }) => contractId),
    );
    const booked = await this.outcomes.reverse(
      tx,
      reversed.flatMap(({ contractId, outcomes }) => outcomes.map((outcome) => ({ ...outcome, contractId }))),
    );
    for (const [contractId, of] of booked) await this.takeBack.execute(tx, contractId, of);
    const claims = reversed.flatMap(({ outcomes }) => outcomes.map(({ claimId }) => claimId));
    for (const [contractId, people] of await this.outcomes.peopleFollowed(tx, claims))
      await this.valuation.followUp(tx, contractId, people);
  }
}
