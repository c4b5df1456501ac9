import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { mayOpenEvidence, outcomeErrors } from '@ringvirkning/outcomes-domain';
import { actorOf } from '../../actor.js';
import { periodsOf } from '../../persistence/contract.store.js';
import type { StoredFile } from '../../persistence/evidence-file.store.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceRecords } from './receive-evidence.handler.js';

export interface OpenedFile {
  readonly file: StoredFile;
  readonly content: Readable;
}

@Injectable()
export class OpenEvidenceHandler {
  constructor(
    private readonly records: EvidenceRecords,
    private readonly evidence: EvidenceFiles,
    private readonly accessLog: AccessLog,
  ) {}

  /** The content of a file; that it was opened is written down first. @throws not-found when there is none, or it is not this person's to open. */
  async execute(contractId: string, digest: string, person: Person): Promise<OpenedFile> {
    const { db, contracts, files } = this.records;
    const file = await db.transaction(async (tx) => {
      const { terms } = await contracts.get(tx, contractId);
      const found = await files.get(tx, contractId, digest);
      const mayOpen = periodsOf(terms).some(({ rules }) => mayOpenEvidence(rules, actorOf(person), found.organisation));
      if (person.organisation !== '*' && !mayOpen) throw outcomeErrors.unknownEvidence();
      const participantIds = await files.peopleOf(tx, contractId, digest);
      await this.accessLog.record(tx, person, 'evidence', { contractId, participantIds });
      return found;
    });
    return { file, content: await this.evidence.store.open(contractId, digest, file.key) };
  }
}
