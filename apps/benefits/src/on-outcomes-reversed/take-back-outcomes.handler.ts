import { Injectable } from '@nestjs/common';
import type { OutcomesReversed } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';

@Injectable()
export class TakeBackOutcomesHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly books: Books,
  ) {}

  /** Reverses the value of outcomes. One that has not arrived yet will not be valued when it does. */
  async execute(tx: Tx, reversed: readonly OutcomesReversed[]): Promise<void> {
    await this.contracts.lock(
      tx,
      reversed.map(({ contractId }) => contractId),
    );
    const entries = await this.outcomes.reverse(
      tx,
      reversed.flatMap(({ contractId, outcomes }) => outcomes.map((outcome) => ({ ...outcome, contractId }))),
    );
    await this.books.reverse(
      tx,
      entries.map(({ claimId, entryKey }) => ({ key: entryKey, source: claimId })),
    );
  }
}
