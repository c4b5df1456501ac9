import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, instant, type Clock } from '@ringvirkning/kernel';
import type { EvidenceRecord, EvidenceRequest, EvidenceSource } from '@ringvirkning/outcomes-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';

interface EvidenceRow {
  digest: string;
  source: EvidenceSource;
  legal_basis: string;
  media_type: string;
  size: string;
  recorded_at: Date;
}

@Injectable()
export class EvidenceStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Stores the record once and returns what is stored, which may be older. */
  async keep(
    tx: Tx,
    contractId: string,
    { digest, source, legalBasis, mediaType, size }: EvidenceRequest,
  ): Promise<EvidenceRecord> {
    await tx.query(
      'INSERT INTO evidence (contract_id, digest, source, legal_basis, media_type, size, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING',
      [contractId, digest, source, legalBasis, mediaType, size, this.clock.now(), requestContext.get().actor.subject],
    );
    const [row] = (await tx.query(
      'SELECT digest, source, legal_basis, media_type, size, recorded_at FROM evidence WHERE contract_id = $1 AND digest = $2',
      [contractId, digest],
    )) as [EvidenceRow];
    return {
      contractId,
      digest: row.digest,
      source: row.source,
      legalBasis: row.legal_basis,
      mediaType: row.media_type,
      size: Number(row.size),
      at: instant(row.recorded_at.toISOString()),
    };
  }
}
