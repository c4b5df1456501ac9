import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { holdsCpr, type KeptFile, type ReceivedFile } from '@ringvirkning/files';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { EvidenceFile } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { ContractStore } from '../../persistence/contract.store.js';
import { EvidenceFileStore, type StoredFile } from '../../persistence/evidence-file.store.js';
import { EvidenceFiles } from './evidence-files.js';
import { fileNameOf } from './file-name.js';

const CPR_IN_FILE = {
  code: 'outcomes.cpr-in-file',
  da: 'Der står et CPR-nummer i filen. Send hellere en udgave, hvor det er streget over.',
  en: 'There is a CPR number in the file. Rather send a version in which it is blacked out.',
};

/** What is known of contracts, and of their files. */
@Injectable()
export class EvidenceRecords {
  constructor(
    readonly db: Database,
    readonly known: KnownContracts,
    readonly contracts: ContractStore,
    readonly files: EvidenceFileStore,
  ) {}
}

@Injectable()
export class ReceiveEvidenceHandler {
  constructor(
    private readonly records: EvidenceRecords,
    private readonly evidence: EvidenceFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a file once per contract; the same content again is the same file. Only what arrived whole is kept. @throws DomainError `files.…`, or for its name. */
  async execute(contractId: string, request: IncomingMessage, person: Person): Promise<EvidenceFile> {
    try {
      const { store, largest } = this.evidence;
      const name = fileNameOf(request);
      await this.records.known.require(contractId);
      await this.records.db.read((tx) => this.records.contracts.get(tx, contractId));
      // The socket must outlive an early end, or the caller would not see the answer.
      const bytes = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const received = await store.receive(bytes, { largest, name, announced: announced(request) });
      try {
        return await this.keep(contractId, received, person);
      } finally {
        await received.discard();
      }
    } finally {
      request.resume();
    }
  }

  /** A file that comes beside rows; it is kept only when there is somebody to keep it for. @throws DomainError `files.…` */
  async beside(
    contractId: string,
    bytes: AsyncIterable<Buffer>,
    name: string,
    keepFor: Person | undefined,
  ): Promise<Pick<EvidenceFile, 'digest' | 'warnings'>> {
    const { store, largest } = this.evidence;
    const received = await store.receive(bytes, { largest, name });
    try {
      return keepFor ? await this.keep(contractId, received, keepFor) : { digest: received.digest, warnings: [] };
    } finally {
      await received.discard();
    }
  }

  private async keep(contractId: string, received: ReceivedFile, person: Person): Promise<EvidenceFile> {
    const file = await this.records.db.transaction(async (tx) => {
      await this.records.contracts.get(tx, contractId);
      const known = await this.records.files.hold(tx, contractId, received.digest);
      if (known) return known;
      const stored = this.stored(contractId, await received.keep(contractId), person);
      await this.records.files.insert(tx, stored);
      return stored;
    });
    const { digest, mediaType, size, at } = file;
    const open = () => this.evidence.store.open(contractId, digest, file.key);
    const warnings = (await holdsCpr(file, open)) ? [CPR_IN_FILE] : [];
    return { contractId, digest, mediaType, size, at, warnings };
  }

  private stored(contractId: string, kept: KeptFile, { memberOf, subject }: Person): StoredFile {
    return { contractId, ...kept, organisation: memberOf, at: this.clock.now(), by: subject };
  }
}

const announced = ({ headers }: IncomingMessage): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
