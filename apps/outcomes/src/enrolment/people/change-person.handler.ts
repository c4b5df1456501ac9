import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, type Clock, type Instant } from '@ringvirkning/kernel';
import type {
  Closed,
  ClosingRequestSchema,
  DepartureRequest,
  MoveRequest,
  ParticipantChanged,
} from '@ringvirkning/outcomes-api';
import { mayClaim, outcomeErrors, payerOf, plausibleDay, withMove, type Actor } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { actorOf } from '../../actor.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore, rulesOf, type KnownContract } from '../../persistence/contract.store.js';
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
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  leave(participantId: string, left: DepartureRequest | null, person: Person): Promise<ParticipantChanged> {
    return this.holding(participantId, person, async (tx, { participant, done }) => {
      if (left) plausibleDay('on', left.on, dateInDenmark(done.at));
      if (left && left.on < participant.referredOn) throw outcomeErrors.beforeReferral('on');
      await this.people.leave(tx, participant, left, done);
      return { participantId, left };
    });
  }

  move(participantId: string, { from, payingMunicipality }: MoveRequest, person: Person): Promise<ParticipantChanged> {
    return this.holding(participantId, person, async (tx, { contract: { terms }, participant, done }) => {
      plausibleDay('from', from, terms.period.to);
      if (from < participant.referredOn) throw outcomeErrors.beforeReferral('from');
      const move = { from, payer: payerOf(terms, payingMunicipality) };
      await this.people.move(tx, participant, withMove(participant.moves, move), move, done);
      return { participantId, left: participant.left };
    });
  }

  /** Closes a follow-up, or opens it again. @throws conflict when somebody else has closed it otherwise since the caller looked */
  close(
    participantId: string,
    { outcome, followUp, closing, seen }: z.output<typeof ClosingRequestSchema>,
    person: Person,
  ): Promise<Closed> {
    return this.holding(participantId, person, async (tx, { contract, participant, done }) => {
      mayClaim(rulesOf(contract.terms), done.by);
      const now = await this.people.closingOf(tx, participant, { outcome, followUp });
      if (now !== seen && now !== closing) throw outcomeErrors.closingChanged(now);
      if (now !== closing) await this.people.close(tx, participant, { outcome, followUp }, closing, done);
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
