import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import type { PersonProgression } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../../persistence/contract.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';
import { ScoreViewStore } from '../../persistence/score-view.store.js';
import { presentPath } from './present-path.js';

/** What a path is read from. */
@Injectable()
export class PathSources {
  constructor(
    readonly contracts: ContractStore,
    readonly participants: ParticipantStore,
    readonly scores: ScoreViewStore,
  ) {}
}

/** One person's path; the look is logged. */
@Injectable()
export class ViewPathHandler {
  constructor(
    private readonly db: Database,
    private readonly sources: PathSources,
    private readonly accessLog: AccessLog,
  ) {}

  execute(participantId: string, person: Person): Promise<PersonProgression> {
    return this.db.transaction(async (tx) => {
      const participant = await this.sources.participants.get(tx, participantId);
      const { contractId, terms } = await this.sources.contracts.get(tx, participant.contractId);
      await this.accessLog.record(tx, person, 'progression', { contractId, participantIds: [participantId] });
      return presentPath(terms, participant, await this.sources.scores.pathOf(tx, participant));
    });
  }
}
