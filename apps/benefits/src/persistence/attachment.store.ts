import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** From when on a contract had a model; null: none. */
export interface Attachment {
  readonly model: string | null;
  readonly at: Instant;
  readonly by: string;
}

interface AttachmentRow {
  model: string | null;
  attached_at: Date;
  attached_by: string;
}

/** Which model a contract had from when on. */
@Injectable()
export class AttachmentStore {
  async add(tx: Tx, contractId: string, { model, at, by }: Attachment): Promise<void> {
    await tx.query(
      'INSERT INTO model_attachment (contract_id, model, attached_at, attached_by) VALUES ($1, $2, $3, $4)',
      [contractId, model, at, by],
    );
  }

  /** The oldest first. */
  async of(tx: Tx, contractId: string): Promise<Attachment[]> {
    const rows = await tx.query<AttachmentRow[]>(
      'SELECT model, attached_at, attached_by FROM model_attachment WHERE contract_id = $1 ORDER BY attachment_id',
      [contractId],
    );
    return rows.map((row) => ({
      model: row.model,
      at: row.attached_at.toISOString() as Instant,
      by: row.attached_by,
    }));
  }
}
