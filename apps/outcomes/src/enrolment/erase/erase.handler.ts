import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Erased } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { ErasureStore } from '../../persistence/erasure.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';

@Injectable()
export class EraseHandler {
  constructor(
    private readonly db: Database,
    private readonly participants: ParticipantStore,
    private readonly erasures: ErasureStore,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is left tells what was achieved, under a pseudonym that leads to nobody, so that payments can still be recomputed. */
  execute(participantId: string, person: Person): Promise<Erased> {
    return this.db.transaction(async (tx) => {
      const { contractId } = await this.participants.get(tx, participantId);
      const erasedAt = await this.erasures.erase(tx, participantId, person.subject, this.clock.now());
      await this.accessLog.record(tx, person, 'erasure', { contractId, participantIds: [participantId] });
      return { participantId, erasedAt };
    });
  }
}
