import type { Tx } from '@ringvirkning/persistence';
import { CONTENT } from './outbox.store.js';

/** An event that this log lost and a consumer kept. `seq`: the number it had. */
export interface LostEvent {
  readonly id: string;
  readonly seq: number;
  readonly key: string;
  readonly time: string;
  readonly correlation: string | undefined;
  readonly causation: string | undefined;
  readonly data: unknown;
  readonly by: string;
}

/** Where an own event stands. */
export interface OwnPlace {
  readonly seq: number | null;
  readonly link: string | null;
}

/** An event given back, without its data. */
export interface RecoveredEvent {
  readonly subject: string;
  readonly key: string;
  readonly seq: number;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly givenBackBy: string;
}

/** Rewrites places in the event log, in the caller's transaction; events themselves are only ever added. */
export class MendingStore {
  /** Takes the lease from whoever relays, until the transaction's end and beyond: it must read all places anew. */
  async stopRelay(tx: Tx): Promise<void> {
    await tx.query(`UPDATE messaging_lease SET token = token + 1, expires_at = '-infinity'`);
  }

  /** The log's life. */
  async epoch(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ epoch: number }[]>('SELECT epoch FROM outbox_epoch');
    return row!.epoch;
  }

  /** Begins a new life of the log, later than any known. Every subject shares all it has with the life before. */
  async beginEpoch(tx: Tx, known: number): Promise<number> {
    const [row] = await tx.query<{ epoch: number }[]>(
      'UPDATE outbox_epoch SET epoch = greatest(epoch, $1) + 1 RETURNING epoch',
      [known],
    );
    await tx.query('UPDATE outbox_head SET epoch = $1, fork = last_seq', [row!.epoch]);
    return row!.epoch;
  }

  async placeOf(tx: Tx, id: string): Promise<OwnPlace | undefined> {
    const [row] = await tx.query<{ seq: string | null; link: string | null }[]>(
      `SELECT seq, encode(link, 'hex') AS link FROM outbox WHERE event_id = $1`,
      [id],
    );
    return row && { ...row, seq: row.seq === null ? null : Number(row.seq) };
  }

  async last(tx: Tx, subject: string): Promise<number> {
    const [row] = await tx.query<{ last: string }[]>('SELECT last_seq AS last FROM outbox_head WHERE subject = $1', [
      subject,
    ]);
    return Number(row?.last ?? 0);
  }

  async linkAt(tx: Tx, subject: string, seq: number): Promise<string> {
    const [row] = await tx.query<{ link: string }[]>(
      `SELECT encode(link, 'hex') AS link FROM outbox WHERE subject = $1 AND seq = $2`,
      [subject, seq],
    );
    return row?.link ?? '';
  }

  /** Puts lost events where they were, after `fork`; own events beyond it lose their number, and get new ones after them. Returns how many did. */
  async putBack(tx: Tx, subject: string, fork: number, epoch: number, lost: readonly LostEvent[]): Promise<number> {
    const moved = await tx.query(
      'UPDATE outbox SET seq = NULL, link = NULL WHERE subject = $1 AND seq > $2 RETURNING 1',
      [subject, fork],
    );
    await tx.query(
      `WITH given AS (
         SELECT ordinality AS place, e->>'id' AS id, e->>'key' AS key, (e->>'time')::timestamptz AS occurred_at, e->>'correlation' AS correlation_id,
           e->>'causation' AS causation_id, e->'data' AS data, e->>'by' AS given_back_by
         FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS g (e)),
       known AS (SELECT id::uuid AS event_id, given.* FROM given)
       INSERT INTO outbox (event_id, subject, key, seq, occurred_at, correlation_id, causation_id, trace, data, given_back_by, link)
       SELECT event_id, $1, key, $2 + place, occurred_at, correlation_id, causation_id, '{}', data, given_back_by,
         outbox_chain(coalesce((SELECT link FROM outbox WHERE subject = $1 AND seq = $2), ''), ${CONTENT}) OVER (ORDER BY place)
       FROM known`,
      [subject, fork, JSON.stringify(lost)],
    );
    await tx.query(
      `INSERT INTO outbox_head AS h (subject, last_seq, sent_seq, link, epoch, fork)
       SELECT $1, $3, $2, (SELECT link FROM outbox WHERE subject = $1 AND seq = $3), $4, $2
       ON CONFLICT (subject) DO UPDATE SET last_seq = excluded.last_seq, sent_seq = excluded.sent_seq, link = excluded.link, fork = excluded.fork`,
      [subject, fork, fork + lost.length, epoch],
    );
    return moved.length;
  }

  /** Oldest first. */
  async recovered(tx: Tx, limit: number): Promise<readonly RecoveredEvent[]> {
    const rows = await tx.query<
      { subject: string; key: string; seq: string; event_id: string; occurred_at: Date; given_back_by: string }[]
    >(
      `SELECT subject, key, seq, event_id, occurred_at, given_back_by FROM outbox
       WHERE given_back_by IS NOT NULL ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => ({
      subject: row.subject,
      key: row.key,
      seq: Number(row.seq),
      eventId: row.event_id,
      occurredAt: row.occurred_at.toISOString(),
      givenBackBy: row.given_back_by,
    }));
  }
}
