import { Inject, Injectable } from '@nestjs/common';
import { RewrapKeys } from '@ringvirkning/files';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceRecords } from './receive-evidence.handler.js';

/** After the master key was made anew: brings the keys of all evidence under it, contract by contract. */
@Injectable()
export class RewrapKeysJob extends RewrapKeys {
  constructor(
    { db, files }: EvidenceRecords,
    evidence: EvidenceFiles,
    @Inject(CONFIG) { SWEEP_FILES_EVERY_MS }: OutcomesConfig,
  ) {
    super('outcomes.rewrap-evidence-keys', SWEEP_FILES_EVERY_MS, evidence, {
      rooms: () => db.read((tx) => files.contracts(tx)),
      replaceKeys: (contractId, anew) => db.transaction((tx) => files.replaceKeys(tx, contractId, anew)),
    });
  }
}
