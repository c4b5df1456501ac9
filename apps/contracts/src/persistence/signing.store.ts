import { Injectable } from '@nestjs/common';
import { SigningSummarySchema, type SigningPage } from '@ringvirkning/contracts-api';
import { type Contract, contractErrors } from '@ringvirkning/contracts-domain';
import { canonicalJson, instant, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

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

  /** @throws not-found */
  async get(tx: Tx, contractId: string, digest: string): Promise<SigningPage> {
    const [row] = await tx.query<{ content: string; at: Date }[]>(
      'SELECT content, at FROM signing_summary WHERE contract_id = $1 AND digest = $2',
      [contractId, digest],
    );
    if (!row) throw contractErrors.unknownSummary();
    return {
      digest,
      summary: SigningSummarySchema.parse(JSON.parse(row.content)),
      signedOn: instant(row.at.toISOString()),
    };
  }
}
