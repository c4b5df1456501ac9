import { Injectable } from '@nestjs/common';
import type { Head, Position, Seal } from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';

/** The last head of our log, with the time stamp over it (base64 of DER), where it has one. */
export interface LastHead {
  readonly head: Head;
  readonly token: string | null;
}

/** Heads of sealed logs, as they were signed. */
@Injectable()
export class SealedLogStore {
  /** Undefined as long as nothing has been sealed. */
  async last(tx: Tx): Promise<LastHead | undefined> {
    const [row] = await tx.query<{ body: string; token: string | null }[]>(
      `SELECT f.body, t.token FROM fact f LEFT JOIN time_stamp t USING (place) WHERE f.type = 'sealed' ORDER BY place DESC LIMIT 1`,
    );
    return row && { head: (JSON.parse(row.body) as { readonly seal: Seal }).seal.head, token: row.token };
  }

  /** Our signatures under heads of others, by their owner. @param heads The numbers of those heads. */
  async cosignatures(tx: Tx, heads: ReadonlyMap<string, Position['number']>): Promise<ReadonlyMap<string, Seal>> {
    const rows = await tx.query<{ peer: string; body: string }[]>(
      `SELECT f.peer, f.body FROM unnest($1::text[], $2::bigint[]) t (peer, number)
       JOIN fact f ON f.type = 'witnessed' AND f.number = t.number AND f.peer = t.peer ORDER BY f.place`,
      [[...heads.keys()], [...heads.values()]],
    );
    return new Map(
      rows.map(({ peer, body }) => [peer, (JSON.parse(body) as { readonly cosignature: Seal }).cosignature]),
    );
  }
}
