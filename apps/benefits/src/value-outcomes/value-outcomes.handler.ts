import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { valuer, type FinalOutcome, type Valuation } from '../purses/entries.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore, type NewOutcome, type Valued } from '../persistence/outcome.store.js';

/** Outcomes valued per round; a contract's whole backlog is valued in one transaction, in rounds that fit in memory. */
const ROUND = 5_000;

/** A contract's model, and what outcomes are worth by it today. */
interface Valuer {
  readonly model: string;
  readonly today: LocalDate;
  readonly value: (outcome: FinalOutcome) => Valuation;
}

const asFinal = (
  { claimId, outcome, on, quantity, payingMunicipality }: NewOutcome,
  moves: FinalOutcome['moves'] = [],
): FinalOutcome => ({
  claimId,
  outcome,
  on,
  quantity,
  payingMunicipality: payingMunicipality ?? null,
  moves,
  revision: 0,
  entryKey: null,
});

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
   * Values every outcome of the contract that is due: made due by another model, kept before there was one, or with a forecast that has become realised: the entry in
   * force is reversed and a new one booked. Does nothing while no model is attached. Call it under the contract's lock.
   */
  async execute(tx: Tx, contractId: string): Promise<void> {
    const by = await this.valuerOf(tx, contractId);
    if (!by) return;
    for (;;) {
      const due = await this.outcomes.due(tx, contractId, by.today, ROUND);
      if (due.length === 0) return;
      await this.books.reverse(
        tx,
        due.flatMap(({ entryKey, claimId }) => (entryKey === null ? [] : [{ key: entryKey, source: claimId }])),
      );
      this.outcomes.markValued(tx, by.model, await this.book(tx, by, due));
      if (due.length < ROUND) return;
    }
  }

  /** Values outcomes that are not kept yet. @returns by which model, or null while none is attached, and where each stands, by claim. Call it under the contract's lock. */
  async first(
    tx: Tx,
    contractId: string,
    outcomes: readonly NewOutcome[],
  ): Promise<{ readonly model: string | null; readonly valued: ReadonlyMap<string, Valued> }> {
    const by = outcomes.length > 0 ? await this.valuerOf(tx, contractId) : undefined;
    if (!by) return { model: null, valued: new Map() };
    const moves = await this.outcomes.movesOf(
      tx,
      outcomes.flatMap(({ participantId, payingMunicipality }) => (payingMunicipality ? participantId : [])),
    );
    const valued = await this.book(
      tx,
      by,
      outcomes.map((outcome) => asFinal(outcome, moves.get(outcome.participantId))),
    );
    return { model: by.model, valued: new Map(valued.map((one) => [one.claimId, one])) };
  }

  private async valuerOf(tx: Tx, contractId: string): Promise<Valuer | undefined> {
    const contract = await this.contracts.find(tx, contractId);
    if (!contract?.model) return undefined;
    const { model, document } = await this.models.get(tx, contract.model);
    const today = dateInDenmark(this.clock.now());
    return { model, today, value: valuer(contract, document, today) };
  }

  private async book(tx: Tx, { model, value }: Valuer, outcomes: readonly FinalOutcome[]): Promise<Valued[]> {
    const valuations = outcomes.map(value);
    await this.books.book(
      tx,
      valuations.map(({ booking }) => booking),
    );
    onCommit(tx, () => this.metrics.count('benefits_outcomes_valued', { model }, outcomes.length));
    return outcomes.map(({ claimId }, index) => ({
      claimId,
      entryKey: valuations[index]!.booking?.entry.key ?? null,
      realiseOn: valuations[index]!.realiseOn,
    }));
  }
}
