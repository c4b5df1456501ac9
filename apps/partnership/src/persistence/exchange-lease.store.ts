import { Injectable } from '@nestjs/common';
import { Database } from '@ringvirkning/persistence';

/** Which process carries, by the database's clock. */
@Injectable()
export class ExchangeLeaseStore {
  constructor(private readonly db: Database) {}

  async acquire(holder: string, ttlMs: number): Promise<number | undefined> {
    const [row] = await this.db.query<{ token: string }[]>(
      `UPDATE exchange_lease SET holder = $1, token = token + 1, expires_at = clock_timestamp() + $2 * interval '1 ms'
       WHERE expires_at < clock_timestamp() RETURNING token`,
      [holder, ttlMs],
    );
    return row && Number(row.token);
  }

  async renew(token: number, ttlMs: number): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `UPDATE exchange_lease SET expires_at = clock_timestamp() + $2 * interval '1 ms' WHERE token = $1 RETURNING token`,
      [token, ttlMs],
    );
    return rows.length === 1;
  }

  async release(token: number): Promise<void> {
    await this.db.query(`UPDATE exchange_lease SET expires_at = '-infinity' WHERE token = $1`, [token]);
  }

  /** Whether the way to the others is closed now. */
  async away(isAway: boolean): Promise<void> {
    await this.db.query('UPDATE exchange_lease SET is_away = $1', [isAway]);
  }

  async isAway(): Promise<boolean> {
    const [row] = await this.db.query<{ is_away: boolean }[]>('SELECT is_away FROM exchange_lease');
    return row!.is_away;
  }
}
