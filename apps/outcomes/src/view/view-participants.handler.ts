import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import type { Participant } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { ContractStore } from '../persistence/contract.store.js';
import { ParticipantStore, type Participant as StoredParticipant } from '../persistence/participant.store.js';

const PositionSchema = z.tuple([IdSchema]);

@Injectable()
export class ViewParticipantsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly participants: ParticipantStore,
    private readonly accessLog: AccessLog,
  ) {}

  execute(contractId: string, { limit, after }: PageQuery, person: Person): Promise<Page<Participant>> {
    const [afterId] = decodeCursor(after, PositionSchema) ?? [];
    return this.db.transaction(async (tx) => {
      await this.contracts.get(tx, contractId);
      const page = toPage(
        (await this.participants.page(tx, contractId, limit + 1, afterId)).map(present),
        limit,
        ({ participantId }) => [participantId],
      );
      const participantIds = page.items.map(({ participantId }) => participantId);
      await this.accessLog.record(tx, person, 'participants', { contractId, participantIds });
      return page;
    });
  }
}

const present = ({
  participantId,
  pseudonym,
  referredOn,
  startedOn,
  cohort,
  group,
  payingMunicipality,
  identified,
}: StoredParticipant): Participant => ({
  participantId,
  pseudonym,
  referredOn,
  startedOn,
  cohort,
  group,
  payingMunicipality,
  identified,
});
