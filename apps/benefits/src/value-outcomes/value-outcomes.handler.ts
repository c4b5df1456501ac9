import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { followedOutcomes } from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { BookValuation } from '../booking/book-valuation.js';
import { TakeBack } from '../booking/take-back.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeWorthStore, type DueOutcome, type Valued } from '../persistence/outcome-worth.store.js';
import { OutcomeStore, type NewOutcome } from '../persistence/outcome.store.js';
import type { Basis } from '../persistence/valuation.store.js';
import { BenefitSums } from '../purses/benefit-sums.js';
import { gainingPurses } from '../purses/contract.js';
import { worthBy, type FinalOutcome, type Worth } from '../purses/worth.js';

/** Outcomes valued per round; a contract's whole backlog is valued in one transaction, in rounds that fit in memory. */
const ROUND = 5_000;

const NONE = Promise.resolve<DueOutcome[]>([]);

/** Outcomes valued before others have their turn: reading goes on meanwhile. */
const SLICE = 200;

/** A contract's model, and what outcomes are worth by it today. */
interface Valuer extends Basis {
  readonly contractId: string;
  /** Kinds of outcome of which follow-ups confirm something. */
  readonly followed: readonly string[];
  readonly value: (outcome: FinalOutcome) => Worth;
}

/** Outcomes valued as they came; `isFollowed`: they are valued once they are kept. */
interface FirstValued {
  readonly model: string | null;
  readonly valued: ReadonlyMap<string, Valued>;
  readonly isFollowed: boolean;
}

/** What is kept of a worth while others are worked out: its pieces are in the sums already, and where people differ there are many. */
type Summary = Omit<Worth, 'pieces'> & { readonly isNothing: boolean };

interface ToValue extends FinalOutcome {
  /** Number of the fact that says what is known of the person. */
  readonly factId: string | null;
}

const asFinal = (
  { claimId, participantId, outcome, on, quantity, payingMunicipality, followUp }: NewOutcome,
  moves: FinalOutcome['moves'] = [],
): ToValue => ({
  ...{ claimId, participantId, outcome, on, quantity, moves, followUp },
  payingMunicipality: payingMunicipality ?? null,
  factId: null,
});

@Injectable()
export class ValueOutcomesHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly outcomes: OutcomeStore,
    private readonly worths: OutcomeWorthStore,
    private readonly booking: BookValuation,
    private readonly takeBack: TakeBack,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  /**
   * Values every outcome of the contract that is due: what the books hold of it is taken back, and what it is worth now is booked. Due are those whose person has moved or is better known,
   * which were kept before there was a model, or with a forecast that has become realised. Does nothing while no model is attached. Call it under the contract's lock.
   */
  async execute(tx: Tx, contractId: string): Promise<void> {
    const by = await this.valuerOf(tx, contractId);
    if (!by) return;
    let due = await this.due(tx, by);
    while (due.length > 0) {
      await this.takeBack.execute(tx, contractId, due);
      // While these are valued the next are read, and what came of those before is written.
      const next = due.length < ROUND ? NONE : this.due(tx, by, due.at(-1));
      next.catch(() => undefined);
      this.worths.markValued(tx, by.model, await this.book(tx, by, due));
      due = await next;
    }
  }

  private due(tx: Tx, { contractId, valuedOn: today, followed }: Valuer, after?: DueOutcome): Promise<DueOutcome[]> {
    return this.worths.due(tx, { contractId, today, followed, after, limit: ROUND });
  }

  /**
   * Values outcomes that are not kept yet. Call it under the contract's lock.
   * @returns by which model, or null while none is attached or follow-ups have a say (`followUp` values those), and where each stands, by claim.
   */
  async first(tx: Tx, contractId: string, outcomes: readonly NewOutcome[]): Promise<FirstValued> {
    const by = outcomes.length > 0 ? await this.valuerOf(tx, contractId) : undefined;
    if (!by) return { model: null, valued: new Map(), isFollowed: false };
    if (by.followed.length > 0) return { model: null, valued: new Map(), isFollowed: true };
    const moves = await this.outcomes.movesOf(
      tx,
      outcomes.flatMap(({ participantId, payingMunicipality }) => (payingMunicipality ? participantId : [])),
    );
    const valued = await this.book(
      tx,
      by,
      outcomes.map((outcome) => asFinal(outcome, moves.get(outcome.participantId))),
    );
    return { model: by.model, valued: new Map(valued.map((one) => [one.claimId, one])), isFollowed: false };
  }

  /** Values what is due, and what follow-ups of these people may have a say in: one has been reached, or taken back. Call it under the contract's lock. */
  async followUp(tx: Tx, contractId: string, participantIds: readonly string[]): Promise<void> {
    const by = await this.valuerOf(tx, contractId);
    if (!by || by.followed.length === 0) return;
    await this.worths.followed(tx, contractId, by.followed, participantIds);
    await this.execute(tx, contractId);
  }

  private async valuerOf(tx: Tx, contractId: string): Promise<Valuer | undefined> {
    const contract = await this.contracts.find(tx, contractId);
    if (!contract?.model) return undefined;
    const { model, document } = await this.models.get(tx, contract.model);
    const valuedOn = dateInDenmark(this.clock.now());
    const value = worthBy(contract, document, valuedOn);
    return { contractId, model, valuedOn, ...gainingPurses(contract), value, followed: followedOutcomes(document) };
  }

  private async book(
    tx: Tx,
    { contractId, value, followed: _, ...basis }: Valuer,
    outcomes: readonly ToValue[],
  ): Promise<Valued[]> {
    const sums = new BenefitSums();
    const worths: Summary[] = [];
    for (const [no, outcome] of outcomes.entries()) {
      const { pieces, ...summary } = value(outcome);
      sums.add({ pieces });
      worths.push({ ...summary, isNothing: pieces.length === 0 });
      if (no % SLICE === SLICE - 1) await setImmediate();
    }
    const members = outcomes.flatMap(({ claimId, participantId }, no) =>
      worths[no]!.isNothing ? [] : [{ claimId, participantId, digest: worths[no]!.digest }],
    );
    const valuationId =
      members.length === 0 ? null : await this.booking.execute(tx, { contractId, basis, sums, members });
    this.countOnCommit(tx, basis.model, outcomes.length);
    return outcomes.map((outcome, no) => standing(outcome, worths[no]!, valuationId));
  }

  /** By itself: what waits for the commit holds on to all that stands beside it, for every round of the transaction. */
  private countOnCommit(tx: Tx, model: string, outcomes: number): void {
    onCommit(tx, () => this.metrics.count('benefits_outcomes_valued', { model }, outcomes));
  }
}

const UNVALUED = {
  ...{ valuationId: null, worth: null, digest: null, realiseOn: null },
  ...{ moves: null, factId: null, followed: null, ended: null },
};

/** Where an outcome stands after its valuation. */
function standing(
  { claimId, moves, factId, followed = [], ended = {} }: ToValue,
  { isNothing, total, digest, realiseOn }: Summary,
  valuationId: string | null,
): Valued {
  if (isNothing) return { claimId, ...UNVALUED };
  const worth = total.toString();
  return {
    claimId,
    valuationId,
    worth,
    digest,
    realiseOn,
    moves: moves.length === 0 ? null : JSON.stringify(moves),
    factId,
    followed: followed.length === 0 ? null : JSON.stringify(followed),
    ended: Object.keys(ended).length === 0 ? null : JSON.stringify(ended),
  };
}
