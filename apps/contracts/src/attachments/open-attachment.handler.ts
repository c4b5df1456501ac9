import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { contractErrors } from '@ringvirkning/contracts-domain';
import { Database, underScopes } from '@ringvirkning/persistence';
import { AttachmentStore, type AttachedFile } from '../persistence/attachment.store.js';
import { ContractStore, mayRead } from '../persistence/contract.store.js';
import { AttachmentFiles } from './attachment-files.js';

@Injectable()
export class OpenAttachmentHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly attachments: AttachmentStore,
    private readonly files: AttachmentFiles,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * The content of what a sign-off has attached, for who reads the version that was signed; that it was opened is written down first.
   * @throws not-found when there is none, or it is of a version that this person was no party to.
   */
  async execute(
    contractId: string,
    digest: string,
    person: Person,
  ): Promise<{ readonly file: AttachedFile; readonly content: Readable }> {
    const file = await this.db.transaction(async (tx) => {
      const { contract } = await this.contracts.seen(tx, contractId);
      return underScopes(tx, '*', async () => {
        const versions = await this.attachments.partiesOf(tx, contractId, digest);
        const found = await this.attachments.find(tx, contractId, digest);
        if (!found || !versions.some((parties) => mayRead(contract, parties))) throw contractErrors.unknownAttachment();
        await this.accessLog.record(tx, person, 'attachment', { contractId, participantIds: [] });
        return found;
      });
    });
    return { file, content: await this.files.store.open(contractId, digest, file.key) };
  }
}
