import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Attachment } from '@ringvirkning/contracts-api';
import { contractErrors } from '@ringvirkning/contracts-domain';
import { holdsCpr, type ReceivedFile } from '@ringvirkning/files';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, underScopes } from '@ringvirkning/persistence';
import { AttachmentStore, type AttachedFile } from '../persistence/attachment.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { AttachmentFiles } from './attachment-files.js';

const CPR_IN_FILE = {
  code: 'contracts.cpr-in-file',
  da: 'Der står et CPR-nummer i filen. Vedlæg hellere en udgave, hvor det er streget over.',
  en: 'There is a CPR number in the file. Rather attach a version in which it is blacked out.',
};

/** Keeps the decision behind a sign-off while it is given: whoever signs refers to it by its digest. */
@Injectable()
export class KeepAttachmentHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly attachments: AttachmentStore,
    private readonly files: AttachmentFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same content again is the same file. @throws DomainError `files.…`; `contracts.attachment-type`; when nothing waits to be signed */
  async execute(contractId: string, request: IncomingMessage, person: Person): Promise<Attachment> {
    try {
      const { store, largest } = this.files;
      const { contract } = await this.db.read((tx) => this.contracts.open(tx, contractId));
      if (contract.status !== 'draft') throw contractErrors.notDraft(contract.status);
      // The socket must outlive an early end, or the caller would not see the answer.
      const bytes = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const announced = request.headers['content-length'];
      const received = await store.receive(bytes, { largest, announced: announced ? Number(announced) : undefined });
      try {
        if (!isTaken(received.mediaType)) throw contractErrors.attachmentType();
        return await this.keep(contractId, received, person);
      } finally {
        await received.discard();
      }
    } finally {
      request.resume();
    }
  }

  private async keep(contractId: string, received: ReceivedFile, { memberOf, subject }: Person): Promise<Attachment> {
    const file = await this.db.transaction((tx) =>
      // Whom an amendment alone names has seen above that it is theirs to sign.
      underScopes(tx, '*', async () => {
        const known = await this.attachments.hold(tx, contractId, received.digest);
        if (known) return known;
        const kept = await received.keep(contractId);
        const stored: AttachedFile = {
          ...{ contractId, ...kept, organisation: memberOf, at: this.clock.now(), by: subject },
        };
        await this.attachments.insert(tx, stored);
        return stored;
      }),
    );
    const { digest, mediaType, size, key } = file;
    const isPersonal = await holdsCpr(file, () => this.files.store.open(contractId, digest, key));
    return { digest, mediaType, size, warnings: isPersonal ? [CPR_IN_FILE] : [] };
  }
}

/** A decision is a document that stands as it was written, or a picture of one. */
const isTaken = (mediaType: string): boolean => mediaType === 'application/pdf' || mediaType.startsWith('image/');
