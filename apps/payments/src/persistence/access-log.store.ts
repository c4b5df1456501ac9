import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface Access {
  readonly at: Instant;
  readonly subject: string;
  readonly organisation: string;
  readonly contractId: string;
  readonly what: string;
}

/** Who read data about persons; never changed. */
export class AccessLogStore {
  async add(tx: Tx, { at, subject, organisation, contractId, what }: Access): Promise<void> {
    await tx.query(
      'INSERT INTO access_log (at, subject, organisation, contract_id, what) VALUES ($1, $2, $3, $4, $5)',
      [at, subject, organisation, contractId, what],
    );
  }
}
