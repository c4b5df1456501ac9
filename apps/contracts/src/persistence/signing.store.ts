import { Injectable } from '@nestjs/common';
import { SigningSummarySchema, type SigningPage } from '@ringvirkning/contracts-api';
import { type Contract, contractErrors } from '@ringvirkning/contracts-domain';
import { canonicalJson, instant, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';

/** What versions were signed on, byte by byte as their digests are of. */
@Injectable()
export class SigningStore {
  async keep(tx: Tx, { id, version }: Contract, { digest, summary }: SigningPage, at: Instant): Promise<void> {
    await tx.query(
      `INSERT INTO signing_summary (contract_id, version, digest, content, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (contract_id, version, digest) DO NOTHING`,
      [id, version, digest, canonicalJson(summary), at],
    );
  }

  /** With the parties of the version that was signed. @throws not-found */
  async get(
    tx: Tx,
    contractId: string,
    digest: string,
  ): Promise<{ readonly page: SigningPage; readonly parties: Terms['parties'] }> {
    const [row] = await tx.query<{ content: string; at: Date; parties: Terms['parties'] }[]>(
      `SELECT content, at, (SELECT v.terms->'parties' FROM contract_version v WHERE (v.contract_id, v.version) = (s.contract_id, s.version)) AS parties
       FROM signing_summary s WHERE contract_id = $1 AND digest = $2`,
      [contractId, digest],
    );
    if (!row) throw contractErrors.unknownSummary();
    const summary = SigningSummarySchema.parse(JSON.parse(row.content));
    return { page: { digest, summary, signedOn: instant(row.at.toISOString()) }, parties: row.parties };
  }
}
