import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { MoveToldStore } from '../../persistence/move-told.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';
import { PersonViewStore } from '../../persistence/person-view.store.js';
import { presentPersonDetails } from './present-person.js';
import { ClaimReading } from './view-claims.handler.js';

/** More claims than one person makes in the years of a contract. */
const ALL = 2_000;

/** Everything about one person in one contract; the look is logged. */
@Injectable()
export class ViewPersonHandler {
  constructor(
    private readonly db: Database,
    private readonly participants: ParticipantStore,
    private readonly people: PersonViewStore,
    private readonly told: MoveToldStore,
    private readonly reading: ClaimReading,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(participantId: string, person: Person): Promise<PersonDetails> {
    const today = dateInDenmark(this.clock.now());
    return this.db.transaction(async (tx) => {
      const participant = await this.participants.get(tx, participantId);
      const { contractId } = participant;
      await this.reading.contracts.get(tx, contractId);
      await this.reading.accessLog.record(tx, person, 'participant', { contractId, participantIds: [participantId] });
      const rows = {
        person: await this.people.one(tx, participant),
        claims: await this.reading.view.page(tx, contractId, { participantId }, ALL, undefined),
        followUps: await this.people.followUpsOf(tx, participant, today),
        history: await this.people.historyOf(tx, participant),
        movesTold: await this.told.deliveries(tx, participantId),
      };
      return presentPersonDetails(rows, person.memberOf);
    });
  }
}
