import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, type Clock, type Instant } from '@ringvirkning/kernel';
import type {
  Closed,
  ClosingRequestSchema,
  DepartureRequestSchema,
  MoveRequestSchema,
  ParticipantChanged,
  Placed,
  PlaceRequest,
  ReadmissionRequest,
} from '@ringvirkning/outcomes-api';
import {
  correctPlace,
  enrolmentAfter,
  leave,
  mayClaim,
  move,
  outcomeErrors,
  payerOf,
  readmit,
  type Actor,
} from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { actorOf } from '../../actor.js';
import { TellMoves } from '../../moving/tell-moves.js';
import { TellFollowUps } from '../follow-ups/tell-follow-ups.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore, rulesOn, type KnownContract } from '../../persistence/contract.store.js';
import { ParticipantStore, type Participant } from '../../persistence/participant.store.js';
import { PersonStore } from '../../persistence/person.store.js';

interface Held {
  readonly contract: KnownContract;
  readonly participant: Participant;
  readonly done: { readonly by: Actor; readonly at: Instant };
}

/** What happens to a person beside claims: they leave, come back, move, or a follow-up is closed without having been reached. */
@Injectable()
export class ChangePersonHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly participants: ParticipantStore,
    private readonly people: PersonStore,
    private readonly told: TellMoves,
    private readonly followUps: TellFollowUps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes that a person left, or changes it. @throws conflict when somebody else has written otherwise since the caller looked */
  leave(
    participantId: string,
    { on, reason, seen }: z.output<typeof DepartureRequestSchema>,
    person: Person,
  ): Promise<ParticipantChanged> {
    return this.holding(participantId, person, async (tx, { participant, done }) => {
      const left = { on, reason };
      if (leave(participant, left, seen, dateInDenmark(done.at))) await this.people.leave(tx, participant, left, done);
      await this.followUps.ended(tx, participant);
      return { participantId, left };
    });
  }

  /** Takes a departure back. @throws conflict as `leave` */
  readmit(participantId: string, { seen }: ReadmissionRequest, person: Person): Promise<ParticipantChanged> {
    return this.holding(participantId, person, async (tx, { participant, done }) => {
      if (readmit(participant, seen)) await this.people.leave(tx, participant, null, done);
      await this.followUps.ended(tx, participant);
      return { participantId, left: null };
    });
  }

  /** From a day on another pays. @throws conflict when somebody else has named another payer for that day since the caller looked */
  move(
    participantId: string,
    { from, payingMunicipality, seen }: z.output<typeof MoveRequestSchema>,
    person: Person,
  ): Promise<ParticipantChanged> {
    return this.holding(participantId, person, async (tx, { contract, participant, done }) => {
      const { terms } = contract;
      const to = { from, payer: payerOf(terms, payingMunicipality) };
      const moved = move(participant, to, seen, terms.period.to);
      if (moved) {
        const moves = [...enrolmentAfter(participant, moved).moves];
        await this.people.move(tx, participant, moves, to, done);
        await this.told.moved(tx, contract, { ...participant, moves }, done.at);
      }
      return { participantId, left: participant.left };
    });
  }

  /** Corrects what was wrong about the person from the start. @throws conflict as `leave`; rule when something depends on what stands */
  place(participantId: string, { reason, seen, ...wanted }: PlaceRequest, person: Person): Promise<Placed> {
    return this.holding(participantId, person, async (tx, { contract, participant, done }) => {
      const claims = await this.people.holdClaims(tx, participant);
      const bounds = { terms: contract.terms, claims, today: dateInDenmark(done.at) };
      const corrected = correctPlace(participant, wanted, seen, bounds);
      if (corrected.length > 0) await this.people.correctPlace(tx, participant, corrected, reason, done);
      await this.followUps.ended(tx, participant);
      const placed = await this.participants.get(tx, participantId);
      if (placed.moves.length > 0) await this.told.partners(tx, contract, placed, done.at);
      const { group, cohort, referredOn, startedOn } = placed;
      return { participantId, group, cohort, referredOn, startedOn };
    });
  }

  /** Closes a follow-up, or opens it again. @throws conflict when somebody else has closed it otherwise since the caller looked */
  close(
    participantId: string,
    { outcome, followUp, closing, seen }: z.output<typeof ClosingRequestSchema>,
    person: Person,
  ): Promise<Closed> {
    return this.holding(participantId, person, async (tx, { contract, participant, done }) => {
      mayClaim(rulesOn(contract.terms, dateInDenmark(done.at)), done.by);
      const now = await this.people.closingOf(tx, participant, { outcome, followUp });
      if (now !== seen && now !== closing) throw outcomeErrors.closingChanged(now);
      if (now !== closing) await this.people.close(tx, participant, { outcome, followUp }, closing, done);
      await this.followUps.ended(tx, participant);
      return { participantId, outcome, followUp, closing };
    });
  }

  private holding<T>(participantId: string, person: Person, work: (tx: Tx, held: Held) => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      const participant = await this.participants.hold(tx, participantId);
      const contract = await this.contracts.get(tx, participant.contractId);
      const done = { by: actorOf(person), at: this.clock.now() };
      await rememberName(tx, contract.contractId, person, done.at);
      return work(tx, { contract, participant, done });
    });
  }
}
