import { queryByKey, unnested, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { Placed, Position, Taken } from './lineage.js';
import { SIGNATURE } from '@ringvirkning/nats';

export type DeadLetterState = 'open' | 'done' | 'purged';

/** An event whose effect failed for good, with the reason. It no longer holds up the events after it. */
export interface DeadLetter {
  readonly id: string;
  readonly subject: string;
  readonly seq: number;
  readonly eventId: string;
  /** The place of the one item of the event that failed, from 0; null when it is the event itself. */
  readonly item: number | null;
  /** The envelope as received; of an item, with this item alone. */
  readonly envelope: unknown;
  /** Code of the DomainError, or `messaging.unexpected`, or `messaging.unreadable`. */
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO instant. */
  readonly failedAt: string;
  readonly state: DeadLetterState;
}

/** An event as it was consumed. */
export interface KeptEvent {
  readonly payload: string;
  readonly signature: string | null;
}

export type NewDeadLetter = Omit<DeadLetter, 'id' | 'failedAt' | 'state'>;

/** What a consumer remembers: how far it has come per subject, and what it put aside. Everything happens in the caller's transaction. */
export interface InboxStore {
  /** Locks the subject until the end of the transaction; returns how far it was consumed, number 0 at first. */
  lock(tx: Tx, subject: string): Promise<Position>;
  /** Moves the position, and keeps the events that were consumed, at the end of the transaction. */
  advance(tx: Tx, subject: string, position: Position, events: readonly Placed[]): void;
  /** The link of the event consumed under this number; null when it is not known. */
  linkAt(tx: Tx, subject: string, seq: number): Promise<string | null>;
  /** Events consumed before that have one of these ids or numbers. */
  taken(tx: Tx, subject: string, messages: readonly Placed[]): Promise<readonly Taken[]>;
  /** The last kept event of a subject below a place. */
  keptBefore(
    tx: Tx,
    subject: string,
    before: { readonly seq: number; readonly id: string },
  ): Promise<KeptEvent | undefined>;
  /** The epoch whose messages are not consumed from the producer; 0 when all are. */
  haltedEpoch(tx: Tx, producer: string): Promise<number>;
  /** Stops consuming from a producer: one message showed that its history is another one. */
  halt(tx: Tx, producer: string, subject: string, by: Placed): Promise<void>;
  lift(tx: Tx, producer: string): Promise<void>;
  bury(tx: Tx, letter: NewDeadLetter): Promise<void>;
  /** Locks the letter until the end of the transaction. */
  lockLetter(tx: Tx, id: string): Promise<DeadLetter | undefined>;
  settle(tx: Tx, id: string, state: 'done' | 'purged'): Promise<void>;
  /** One more failed attempt at an open letter. */
  failAgain(tx: Tx, id: string, failure: { readonly code: string; readonly reason: string }): Promise<void>;
  /** Letters in one state, oldest first, after the given id. */
  letters(
    tx: Tx,
    state: DeadLetterState,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly DeadLetter[]>;
}

interface LetterRow {
  id: string;
  subject: string;
  seq: string;
  event_id: string;
  item: number | null;
  envelope: unknown;
  code: string;
  reason: string;
  attempts: number;
  failed_at: Date;
  state: DeadLetterState;
}

const COLUMNS = 'id, subject, seq, event_id, item, envelope, code, reason, attempts, failed_at, state';

const ADVANCE = 'UPDATE inbox SET upto = $2, epoch = $3, link = $4, advanced_at = now() WHERE subject = $1';

const KEPT = unnested<ReturnType<typeof toKept>>({
  ...{ event_id: 'uuid', subject: 'text', epoch: 'int', seq: 'bigint' },
  ...{ link: 'text', payload: 'text', signature: 'text' },
});
/** An event that was consumed before, in an earlier life of its producer's log, gets its new place. */
const KEEP = `
  INSERT INTO inbox_event (${KEPT.columns}) SELECT * FROM ${KEPT.rows}
  ON CONFLICT (event_id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, link = excluded.link, payload = excluded.payload, signature = excluded.signature`;

export class PostgresInboxStore implements InboxStore {
  async lock(tx: Tx, subject: string): Promise<Position> {
    const [row] = await queryByKey<{ upto: string; epoch: number; link: string | null }>(
      tx,
      'SELECT upto, epoch, link FROM inbox WHERE subject = $1 FOR NO KEY UPDATE',
      [subject],
    );
    if (row) return { ...row, upto: Number(row.upto) };
    await tx.query(`INSERT INTO inbox (subject, upto, link) VALUES ($1, 0, '') ON CONFLICT DO NOTHING`, [subject]);
    return this.lock(tx, subject);
  }

  advance(tx: Tx, subject: string, { upto, epoch, link }: Position, events: readonly Placed[]): void {
    if (events.length > 0)
      withoutWaiting(tx, queryByKey(tx, KEEP, KEPT.values(events.map((event) => toKept(subject, event)))));
    withoutWaiting(tx, queryByKey(tx, ADVANCE, [subject, upto, epoch, link]));
  }

  async linkAt(tx: Tx, subject: string, seq: number): Promise<string | null> {
    if (seq === 0) return '';
    const [row] = await tx.query<{ link: string | null }[]>(
      'SELECT link FROM inbox_event WHERE subject = $1 AND seq = $2 ORDER BY epoch DESC LIMIT 1',
      [subject, seq],
    );
    return row?.link ?? null;
  }

  async taken(tx: Tx, subject: string, messages: readonly Placed[]): Promise<readonly Taken[]> {
    const rows = await tx.query<{ event_id: string; seq: string; epoch: number; link: string | null }[]>(
      `SELECT event_id, seq, epoch, link FROM inbox_event WHERE event_id = ANY ($1::uuid[])
       UNION SELECT event_id, seq, epoch, link FROM inbox_event WHERE subject = $2 AND seq = ANY ($3::bigint[])`,
      [messages.map(({ id }) => id), subject, messages.map(({ seq }) => seq)],
    );
    return rows.map(({ event_id: id, seq, epoch, link }) => ({ id, seq: Number(seq), epoch, link }));
  }

  async keptBefore(tx: Tx, subject: string, before: { seq: number; id: string }): Promise<KeptEvent | undefined> {
    const [row] = await tx.query<KeptEvent[]>(
      `SELECT payload, signature FROM inbox_event WHERE subject = $1 AND (seq, event_id) < ($2::bigint, $3::uuid) ORDER BY seq DESC, event_id DESC LIMIT 1`,
      [subject, before.seq, before.id],
    );
    return row;
  }

  async haltedEpoch(tx: Tx, producer: string): Promise<number> {
    const [row] = await queryByKey<{ epoch: number }>(tx, 'SELECT epoch FROM inbox_halt WHERE producer = $1', [
      producer,
    ]);
    return row?.epoch ?? 0;
  }

  async halt(tx: Tx, producer: string, subject: string, { epoch, seq, id }: Placed): Promise<void> {
    await tx.query(
      `INSERT INTO inbox_halt (producer, epoch, subject, seq, event_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (producer) DO UPDATE
       SET epoch = excluded.epoch, subject = excluded.subject, seq = excluded.seq, event_id = excluded.event_id, since = now() WHERE inbox_halt.epoch < excluded.epoch`,
      [producer, epoch, subject, seq, id],
    );
  }

  async lift(tx: Tx, producer: string): Promise<void> {
    await tx.query('DELETE FROM inbox_halt WHERE producer = $1', [producer]);
  }

  async bury(tx: Tx, letter: NewDeadLetter): Promise<void> {
    await tx.query(
      'INSERT INTO dead_letter (subject, seq, event_id, item, envelope, code, reason, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        letter.subject,
        letter.seq,
        letter.eventId,
        letter.item,
        JSON.stringify(letter.envelope),
        letter.code,
        letter.reason,
        letter.attempts,
      ],
    );
  }

  async lockLetter(tx: Tx, id: string): Promise<DeadLetter | undefined> {
    const [row] = await tx.query<LetterRow[]>(`SELECT ${COLUMNS} FROM dead_letter WHERE id = $1 FOR NO KEY UPDATE`, [
      id,
    ]);
    return row && toLetter(row);
  }

  async settle(tx: Tx, id: string, state: 'done' | 'purged'): Promise<void> {
    await tx.query('UPDATE dead_letter SET state = $2 WHERE id = $1', [id, state]);
  }

  async failAgain(tx: Tx, id: string, { code, reason }: { code: string; reason: string }): Promise<void> {
    await tx.query(
      `UPDATE dead_letter SET attempts = attempts + 1, code = $2, reason = $3, failed_at = now() WHERE id = $1 AND state = 'open'`,
      [id, code, reason],
    );
  }

  async letters(
    tx: Tx,
    state: DeadLetterState,
    { limit, after = '0' }: { limit: number; after?: string | undefined },
  ): Promise<readonly DeadLetter[]> {
    const rows = await tx.query<LetterRow[]>(
      `SELECT ${COLUMNS} FROM dead_letter WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3`,
      [state, after, limit],
    );
    return rows.map(toLetter);
  }
}

const toKept = (subject: string, { id, seq, epoch, link, message: { payload, headers } }: Placed) => ({
  ...{ event_id: id, subject, epoch, seq },
  ...{ link, payload, signature: headers[SIGNATURE] },
});

const toLetter = (row: LetterRow): DeadLetter => ({
  id: row.id,
  subject: row.subject,
  seq: Number(row.seq),
  eventId: row.event_id,
  item: row.item,
  envelope: row.envelope,
  code: row.code,
  reason: row.reason,
  attempts: row.attempts,
  failedAt: row.failed_at.toISOString(),
  state: row.state,
});
