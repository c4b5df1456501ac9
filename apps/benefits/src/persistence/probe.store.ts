import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** The last probe that has passed through all services. */
@Injectable()
export class ProbeStore {
  async keep(tx: Tx, begunAt: Instant): Promise<void> {
    await tx.query(
      `INSERT INTO probe VALUES ($1) ON CONFLICT ((true)) DO UPDATE SET begun_at = greatest(probe.begun_at, excluded.begun_at)`,
      [begunAt],
    );
  }

  /** Seconds since it began; undefined before the first has passed. */
  async age(tx: Tx, now: Instant): Promise<number | undefined> {
    const [row] = await tx.query<{ age: number }[]>(
      'SELECT extract(epoch FROM $1::timestamptz - begun_at)::float8 AS age FROM probe',
      [now],
    );
    return row?.age;
  }
}
