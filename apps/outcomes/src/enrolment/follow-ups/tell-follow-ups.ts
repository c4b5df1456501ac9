import { Injectable } from '@nestjs/common';
import { FollowUpsEndedV1 } from '@ringvirkning/outcomes-api';
import { Outbox } from '@ringvirkning/outbox';
import type { Tx } from '@ringvirkning/persistence';
import { FollowUpsToldStore } from '../../persistence/follow-ups-told.store.js';
import type { Participant } from '../../persistence/participant.store.js';

/** Says which follow-ups of a person ended without the outcome having been reached, in the transaction in which that is written. */
@Injectable()
export class TellFollowUps {
  constructor(
    private readonly outbox: Outbox,
    private readonly told: FollowUpsToldStore,
  ) {}

  /** The person is held. Nothing is told when it is what was told last. */
  async ended(tx: Tx, person: Pick<Participant, 'participantId' | 'contractId'>): Promise<void> {
    const { contractId, participantId } = person;
    const ended = await this.told.ended(tx, person);
    if (!(await this.told.keep(tx, person, ended))) return;
    await this.outbox.add(tx, FollowUpsEndedV1, { key: participantId, data: { contractId, participantId, ended } });
  }
}
