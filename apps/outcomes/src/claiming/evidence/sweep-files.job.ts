import { Inject, Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { instant, type Instant } from '@ringvirkning/kernel';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceRecords } from './receive-evidence.handler.js';

/** Who sends a file and never uses it has a week to come back to it. */
const UNUSED_MS = 7 * 24 * 60 * 60_000;

/** Takes away the bytes of files whose key is forgotten: with an erased person, or because nothing ever referred to them. */
@Injectable()
export class SweepFilesJob implements ClockJob {
  readonly name = 'outcomes.sweep-files';
  readonly everyMs: number;

  constructor(
    private readonly records: EvidenceRecords,
    private readonly evidence: EvidenceFiles,
    @Inject(CONFIG) config: OutcomesConfig,
  ) {
    this.everyMs = config.SWEEP_FILES_EVERY_MS;
  }

  async due(now: Instant): Promise<readonly string[]> {
    if (!this.evidence.isSetUp) return [];
    const before = instant(new Date(Date.parse(now) - UNUSED_MS).toISOString());
    return this.records.db.transaction(async (tx) => {
      await this.records.files.forgetUnused(tx, before);
      return this.records.files.forgotten(tx);
    });
  }

  /** Sent again meanwhile, it is a file like any other and stays. */
  run(file: string): Promise<void> {
    const [contractId = '', digest = ''] = file.split('/');
    return this.records.db.transaction(async (tx) => {
      if (await this.records.files.hold(tx, contractId, digest)) return;
      await this.evidence.store.remove(contractId, digest);
      await this.records.files.remove(tx, contractId, digest);
    });
  }
}
