import { Injectable } from '@nestjs/common';
import type { Differences, DifferencesQuery, VersionDocument } from '@ringvirkning/contracts-api';
import { type Contract, draftErrors } from '@ringvirkning/contracts-domain';
import { instant } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { HeavyWork } from '@ringvirkning/workers';
import { COMPARE_TERMS } from '../heavy-work.js';
import type { VersionDocumentRow } from '../persistence/contract.row.js';
import { ContractStore, mayRead } from '../persistence/contract.store.js';
import { DraftStore } from '../persistence/draft.store.js';

@Injectable()
export class ViewVersionsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly drafts: DraftStore,
    private readonly work: HeavyWork,
  ) {}

  /** @throws not-found when there is no such contract or version, or the caller was not party to that version. */
  document(contractId: string, version: number): Promise<VersionDocument> {
    return this.db.read(async (tx) => {
      const { contract } = await this.contracts.get(tx, contractId);
      const row = await this.read(tx, contract, version);
      return {
        id: contractId,
        version,
        isCurrent: version === contract.version,
        termsDigest: row.terms_digest,
        createdAt: instant(row.created_at.toISOString()),
        createdBy: row.created_by,
        createdByName: row.author ?? undefined,
        frozenAt: row.frozen_at && instant(row.frozen_at.toISOString()),
        source: { format: row.source_format, text: row.source_text },
      };
    });
  }

  /** @throws not-found as for {@link document}. */
  async differences(contractId: string, { from, to }: DifferencesQuery): Promise<Differences> {
    const [before, after] = await this.db.read(async (tx) => {
      const { contract } = await this.contracts.get(tx, contractId);
      return [await this.read(tx, contract, from), await this.read(tx, contract, to)];
    });
    const compared = await this.work.run(COMPARE_TERMS, { before: before.terms, after: after.terms });
    return { id: contractId, from, to, ...compared };
  }

  /** Who came to the table later, or in another's place, does not read what was written before. */
  private async read(tx: Tx, contract: Contract, version: number): Promise<VersionDocumentRow> {
    const row = await this.drafts.version(tx, contract.id, version);
    if (!row || !mayRead(contract, row.parties)) throw draftErrors.unknownVersion(version);
    return row;
  }
}
