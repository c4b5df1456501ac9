import { Inject, Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceRecords } from './receive-evidence.handler.js';

/** After the master key was made anew: brings the keys of all files under it, contract by contract, once. */
@Injectable()
export class RewrapKeysJob implements ClockJob {
  readonly name = 'outcomes.rewrap-evidence-keys';
  readonly everyMs: number;
  /** Contracts that are not done yet, and under which key they come. What is sent since lies under it already. */
  private left = { under: '', contracts: new Set<string>() };

  constructor(
    private readonly records: EvidenceRecords,
    private readonly evidence: EvidenceFiles,
    @Inject(CONFIG) config: OutcomesConfig,
  ) {
    this.everyMs = config.SWEEP_FILES_EVERY_MS;
  }

  async due(): Promise<readonly string[]> {
    const masters = this.evidence.masters();
    if (!this.evidence.isSetUp || masters.length < 2) return [];
    const under = masters[0]!.toString('base64');
    if (under !== this.left.under) {
      const contracts = await this.records.db.read((tx) => this.records.files.contracts(tx));
      this.left = { under, contracts: new Set(contracts) };
    }
    return [...this.left.contracts];
  }

  async run(contractId: string): Promise<void> {
    const [{ store }, { contracts }] = [this.evidence, this.left];
    await this.records.db.transaction((tx) =>
      this.records.files.replaceKeys(tx, contractId, (digest, key) => store.rewrapped(contractId, digest, key)),
    );
    contracts.delete(contractId);
  }
}
