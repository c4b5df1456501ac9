import { Inject, Injectable } from '@nestjs/common';
import { RewrapKeys } from '@ringvirkning/files';
import type { ClockJob } from '@ringvirkning/jobs';
import { instant, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import type { ContractsConfig } from '../config.js';
import { AttachmentStore } from '../persistence/attachment.store.js';
import { AttachmentFiles } from './attachment-files.js';

/** Who sends a file and does not sign has a week to come back to it. */
const UNUSED_MS = 7 * 24 * 60 * 60_000;

/** Takes away files that no sign-off came to refer to. */
@Injectable()
export class SweepAttachmentsJob implements ClockJob {
  readonly name = 'contracts.sweep-attachments';
  readonly everyMs: number;

  constructor(
    private readonly db: Database,
    private readonly attachments: AttachmentStore,
    private readonly files: AttachmentFiles,
    @Inject(CONFIG) config: ContractsConfig,
  ) {
    this.everyMs = config.SWEEP_FILES_EVERY_MS;
  }

  async due(now: Instant): Promise<readonly string[]> {
    if (!this.files.isSetUp) return [];
    const before = instant(new Date(Date.parse(now) - UNUSED_MS).toISOString());
    return this.db.read((tx) => this.attachments.unused(tx, before));
  }

  run(file: string): Promise<void> {
    const [contractId = '', digest = ''] = file.split('/');
    return this.db.transaction(async (tx) => {
      await this.attachments.hold(tx, contractId, digest);
      if (await this.attachments.remove(tx, contractId, digest)) await this.files.store.remove(contractId, digest);
    });
  }
}

/** After the master key was made anew: brings the keys of all attachments under it, contract by contract. */
@Injectable()
export class RewrapAttachmentKeysJob extends RewrapKeys {
  constructor(
    db: Database,
    attachments: AttachmentStore,
    files: AttachmentFiles,
    @Inject(CONFIG) { SWEEP_FILES_EVERY_MS }: ContractsConfig,
  ) {
    super('contracts.rewrap-attachment-keys', SWEEP_FILES_EVERY_MS, files, {
      rooms: () => db.read((tx) => attachments.contracts(tx)),
      replaceKeys: (contractId, anew) => db.transaction((tx) => attachments.replaceKeys(tx, contractId, anew)),
    });
  }
}
