import type { Tx } from '@ringvirkning/persistence';

export type DeadLetterState = 'open' | 'done' | 'purged';

/** An event whose effect failed for good, with the reason. It no longer holds up the events after it. */
export interface DeadLetter {
  readonly id: string;
  readonly subject: string;
  readonly seq: number;
  readonly eventId: string;
  /** The envelope as received. */
  readonly envelope: unknown;
  /** Code of the DomainError, or `messaging.unexpected`, or `messaging.unreadable`. */
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO instant. */
  readonly failedAt: string;
  readonly state: DeadLetterState;
}

export type NewDeadLetter = Omit<DeadLetter, 'id' | 'failedAt' | 'state'>;

/** What a consumer remembers: how far it has come per subject, and what it put aside. Everything happens in the caller's transaction. */
export interface InboxStore {
  /** Locks the subject until the end of the transaction; returns the last number taken in, 0 at first. */
  lock(tx: Tx, subject: string): Promise<number>;
  advance(tx: Tx, subject: string, upto: number): Promise<void>;
  positions(tx: Tx): Promise<readonly { readonly subject: string; readonly upto: number }[]>;
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
  envelope: unknown;
  code: string;
  reason: string;
  attempts: number;
  failed_at: Date;
  state: DeadLetterState;
}

const COLUMNS = 'id, subject, seq, event_id, envelope, code, reason, attempts, failed_at, state';

export class PostgresInboxStore implements InboxStore {
  async lock(tx: Tx, subject: string): Promise<number> {
    const [row] = await tx.query<{ upto: string }[]>('SELECT upto FROM inbox WHERE subject = $1 FOR NO KEY UPDATE', [
      subject,
    ]);
    if (row) return Number(row.upto);
    await tx.query('INSERT INTO inbox (subject, upto) VALUES ($1, 0) ON CONFLICT DO NOTHING', [subject]);
    return this.lock(tx, subject);
  }

  async advance(tx: Tx, subject: string, upto: number): Promise<void> {
    await tx.query('UPDATE inbox SET upto = $2, advanced_at = now() WHERE subject = $1', [subject, upto]);
  }

  async positions(tx: Tx): Promise<readonly { subject: string; upto: number }[]> {
    const rows = await tx.query<{ subject: string; upto: string }[]>('SELECT subject, upto FROM inbox');
    return rows.map(({ subject, upto }) => ({ subject, upto: Number(upto) }));
  }

  async bury(tx: Tx, letter: NewDeadLetter): Promise<void> {
    await tx.query(
      'INSERT INTO dead_letter (subject, seq, event_id, envelope, code, reason, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [
        letter.subject,
        letter.seq,
        letter.eventId,
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

const toLetter = (row: LetterRow): DeadLetter => ({
  id: row.id,
  subject: row.subject,
  seq: Number(row.seq),
  eventId: row.event_id,
  envelope: row.envelope,
  code: row.code,
  reason: row.reason,
  attempts: row.attempts,
  failedAt: row.failed_at.toISOString(),
  state: row.state,
});
