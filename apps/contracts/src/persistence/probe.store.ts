import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

const DUE = `begun_at <= $1::timestamptz - interval '5 minutes'`;

/** When the last probe began. */
@Injectable()
export class ProbeStore {
  async isDue(tx: Tx, now: Instant): Promise<boolean> {
    return (await tx.query<unknown[]>(`SELECT FROM probe WHERE ${DUE}`, [now])).length > 0;
  }

  /** @returns whether it begins now; not when another has begun since. */
  async begin(tx: Tx, now: Instant): Promise<boolean> {
    const begun = await tx.query<unknown[]>(
      `WITH begun AS (UPDATE probe SET begun_at = $1 WHERE ${DUE} RETURNING begun_at) SELECT FROM begun`,
      [now],
    );
    return begun.length > 0;
  }
}
