import { Injectable } from '@nestjs/common';
import { Ledger } from '@ringvirkning/ledger';
import type { EventEnvelope } from '@ringvirkning/message';
import type { OutcomesReversed } from '@ringvirkning/outcomes-api';
import { accrualKey, accrualReversalKey } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { FactStore } from '../persistence/fact.store.js';

/** A reversed outcome is no fact any more, and its accrual is taken back; the next payment run settles what was paid for it. */
@Injectable()
export class ReverseAccrualsHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly facts: FactStore,
    private readonly ledger: Ledger,
  ) {}

  async execute(tx: Tx, events: readonly EventEnvelope<OutcomesReversed>[]): Promise<void> {
    await this.contracts.lock(
      tx,
      events.map(({ data }) => data.contractId),
    );
    const reversals = events.flatMap(({ data: { contractId, outcomes } }) =>
      outcomes.map((outcome) => ({ contractId, ...outcome })),
    );
    await this.facts.addReversals(tx, reversals);
    await this.takeBack(
      tx,
      reversals.map(({ claimId }) => claimId),
    );
  }

  /** Reverses the accruals there are; an outcome whose value shows only in a run, or that has not come yet, has none. It counts from the day the accrual did. */
  async takeBack(tx: Tx, claimIds: readonly string[]): Promise<void> {
    if (claimIds.length === 0) return;
    const accrued = new Map(
      (await this.ledger.find(tx, claimIds.map(accrualKey))).map(({ key, effectiveOn }) => [key, effectiveOn]),
    );
    const reversals = claimIds.flatMap((claimId) => {
      const effectiveOn = accrued.get(accrualKey(claimId));
      return effectiveOn === undefined
        ? []
        : [{ key: accrualKey(claimId), reversalKey: accrualReversalKey(claimId), effectiveOn, source: claimId }];
    });
    await this.ledger.reverse(tx, reversals);
  }
}
