import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Head, Seal } from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';

/** A head of our log that has no time stamp yet, and the place of its fact. */
export interface Unstamped {
  readonly place: number;
  readonly head: Head;
}

/** What a time-stamping authority said of the heads of our log, one after the other: from the head that was the last when it was first asked. */
@Injectable()
export class TimeStampStore {
  async unstamped(tx: Tx, limit: number): Promise<Unstamped[]> {
    const rows = await tx.query<{ place: string; body: string }[]>(
      `SELECT place, body FROM fact WHERE type = 'sealed' AND place >
         coalesce((SELECT max(place) FROM time_stamp), (SELECT max(place) - 1 FROM fact WHERE type = 'sealed')) ORDER BY place LIMIT $1`,
      [limit],
    );
    return rows.map(({ place, body }) => ({
      place: Number(place),
      head: (JSON.parse(body) as { readonly seal: Seal }).seal.head,
    }));
  }

  /** @param token Base64 of DER. @param at What it says. */
  async add(tx: Tx, place: number, token: string, at: Instant): Promise<void> {
    await tx.query('INSERT INTO time_stamp (place, token, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      place,
      token,
      at,
    ]);
  }

  async tokensAt(tx: Tx, place: number): Promise<string[]> {
    const rows = await tx.query<{ token: string }[]>('SELECT token FROM time_stamp WHERE place = $1', [place]);
    return rows.map(({ token }) => token);
  }
}
