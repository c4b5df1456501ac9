import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@ringvirkning/kernel';
import type { EvidenceRecord, EvidenceRequest } from '@ringvirkning/outcomes-api';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { ContractStore } from '../../persistence/contract.store.js';
import { EvidenceStore } from '../../persistence/evidence.store.js';

@Injectable()
export class KeepEvidenceHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly evidence: EvidenceStore,
    private readonly known: KnownContracts,
  ) {}

  /** Keeps the digest once per contract; the same record again changes nothing. @throws conflict when other details come with a known digest. */
  async execute(contractId: string, request: EvidenceRequest): Promise<EvidenceRecord> {
    await this.known.require(contractId);
    return this.db.transaction(async (tx) => {
      await this.contracts.get(tx, contractId);
      const stored = await this.evidence.keep(tx, contractId, request);
      const { at: _at, contractId: _contract, ...details } = stored;
      if (canonicalJson(details) !== canonicalJson(request)) throw outcomeErrors.evidenceDiffers();
      return stored;
    });
  }
}
