import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, IDS, type Clock, type Ids, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { Actor } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { KeyedDigest } from '../identity/keyed-digest.js';
import { ParticipantStore, type NewParticipant, type Participant } from '../../persistence/participant.store.js';

export type Person = Pick<
  NewParticipant,
  'contractId' | 'personDigest' | 'externalKey' | 'referredOn' | 'startedOn' | 'cohort' | 'group' | 'payingMunicipality'
>;

/** Forty bits per contract: a second collision in a row is as good as impossible. */
const ATTEMPTS = 3;

/** Gives people a pseudonym and adds them to a contract. */
@Injectable()
export class EnrolPeople {
  constructor(
    private readonly participants: ParticipantStore,
    private readonly digest: KeyedDigest,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  now(): Instant {
    return this.clock.now();
  }

  /** The day on which people are enrolled now. */
  today(): LocalDate {
    return dateInDenmark(this.clock.now());
  }

  /** Returns those that were added; people whose digest or external key is in the contract already are left out. */
  async add(tx: Tx, by: Actor, people: readonly Person[]): Promise<Participant[]> {
    const enrolledAt = this.clock.now();
    const added: Participant[] = [];
    let waiting: NewParticipant[] = people.map((person) => ({
      ...person,
      participantId: this.ids.next(),
      pseudonym: '',
      enrolledAt,
      enrolledBy: by.subject,
      enrolledOrganisation: by.organisation,
    }));
    for (let attempt = 0; attempt < ATTEMPTS && waiting.length > 0; attempt += 1) {
      const named = waiting.map((person) => ({
        ...person,
        pseudonym: this.digest.pseudonym(person.participantId, attempt),
      }));
      const inserted = new Set(await this.participants.insert(tx, named));
      added.push(
        ...named
          .filter(({ participantId }) => inserted.has(participantId))
          .map((person) => ({
            ...person,
            identified: person.personDigest !== null,
            moves: [],
            left: null,
            erased: false,
          })),
      );
      waiting = named.filter(({ participantId }) => !inserted.has(participantId));
    }
    return added;
  }
}
