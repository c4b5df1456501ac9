import { Injectable } from '@nestjs/common';
import type { ContractFact } from '@ringvirkning/contracts-domain';
import type { Tx } from '@ringvirkning/persistence';
import { AmendmentStore } from './amendment.store.js';
import type { DiscardedRow, VersionDocumentRow } from './contract.row.js';
import { FactStore } from './fact.store.js';

/** The versions of a contract as they were written, and the end of a draft. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly facts: FactStore,
    private readonly amendments: AmendmentStore,
  ) {}

  async version(tx: Tx, contractId: string, version: number): Promise<VersionDocumentRow | undefined> {
    const [row] = await tx.query<VersionDocumentRow[]>(
      `SELECT version, source_format, source_text, terms, terms->'parties' AS parties, terms_digest, created_at, created_by, author,
         (SELECT min(s.at) FROM sign_off s WHERE (s.contract_id, s.version) = (v.contract_id, v.version)) AS frozen_at
       FROM contract_version v WHERE contract_id = $1 AND version = $2`,
      [contractId, version],
    );
    return row;
  }

  async discard(
    tx: Tx,
    contractId: string,
    fact: Extract<ContractFact, { type: 'discarded' | 'amendment-discarded' }>,
  ): Promise<void> {
    if (fact.type === 'amendment-discarded') return this.amendments.discard(tx, contractId, fact);
    await tx.query(`UPDATE contract SET status = 'ended' WHERE contract_id = $1`, [contractId]);
    await this.facts.add(tx, contractId, fact);
  }

  /** Who gave the draft up, and why. */
  async discarded(tx: Tx, contractId: string): Promise<DiscardedRow | undefined> {
    const [row] = await tx.query<DiscardedRow[]>(
      `SELECT fact->>'by' AS by, fact->>'at' AS at, fact->>'reason' AS reason FROM contract_fact
       WHERE contract_id = $1 AND type = 'discarded' ORDER BY id DESC LIMIT 1`,
      [contractId],
    );
    return row;
  }
}
