import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { valuer } from '../purses/entries.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';

/** Outcomes valued per round; a contract's whole backlog is valued in one transaction, in rounds that fit in memory. */
const ROUND = 5_000;

@Injectable()
export class ValueOutcomesHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly outcomes: OutcomeStore,
    private readonly books: Books,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  /**
   * Values every outcome of the contract that is due: new, made due by another model, or with a forecast that has become realised: the entry in force is
   * reversed and a new one booked. Does nothing while no model is attached. Call it under the contract's lock.
   */
  async execute(tx: Tx, contractId: string): Promise<void> {
    const contract = await this.contracts.find(tx, contractId);
    if (!contract?.model) return;
    const { model, document } = await this.models.get(tx, contract.model);
    const today = dateInDenmark(this.clock.now());
    const value = valuer(contract, document, today);
    for (;;) {
      const due = await this.outcomes.due(tx, contractId, today, ROUND);
      if (due.length === 0) return;
      const valuations = due.map(value);
      await this.books.reverse(
        tx,
        due.flatMap(({ entryKey, claimId }) => (entryKey === null ? [] : [{ key: entryKey, source: claimId }])),
      );
      await this.books.book(
        tx,
        valuations.map(({ booking }) => booking),
      );
      this.outcomes.markValued(
        tx,
        model,
        due.map(({ claimId }, index) => ({
          claimId,
          entryKey: valuations[index]!.booking?.entry.key ?? null,
          realiseOn: valuations[index]!.realiseOn,
        })),
      );
      onCommit(tx, () => this.metrics.count('benefits_outcomes_valued', { model }, due.length));
      if (due.length < ROUND) return;
    }
  }
}
