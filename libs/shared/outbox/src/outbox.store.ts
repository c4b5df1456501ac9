import { queryByKey, unnested, withoutWaiting, type Database, type Tx } from '@ringvirkning/persistence';

export interface NewEvent {
  readonly eventId: string;
  readonly subject: string;
  readonly key: string;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
  readonly trace: Readonly<Record<string, string>>;
  /** JSON. */
  readonly data: string;
}

export interface NumberedEvent extends NewEvent {
  readonly seq: number;
  readonly occurredAt: Date;
  /** Digest over the event and all before it in the subject, and that of the one before (empty for the first); lower-case hex. */
  readonly link: string;
  readonly previous: string;
}

/** How far a subject has been numbered and handed to the broker. */
export interface Head {
  readonly subject: string;
  readonly last: number;
  readonly sent: number;
  /** The log's life: one more each time it was mended. `fork`: the last number this subject shares with the life before. */
  readonly epoch: number;
  readonly fork: number;
}

export interface Receipt {
  readonly subject: string;
  readonly consumer: string;
  readonly upto: number;
}

/** The event log and what the relay must remember. Every rule of it is checked by the store contract. */
export interface OutboxStore {
  /** Appends events in the caller's transaction, at its end. Order per key is the order of the calls as long as the caller holds the key's aggregate. */
  append(tx: Tx, events: readonly NewEvent[]): Promise<void>;
  /** Makes `holder` the one relay for `ttlMs`, when there is no other. Returns its fencing token, undefined when another one holds the lease. */
  acquire(holder: string, ttlMs: number): Promise<number | undefined>;
  /** False when another one holds the lease now. */
  renew(token: number, ttlMs: number): Promise<boolean>;
  release(token: number): Promise<void>;
  /**
   * Gives committed events without a number the next numbers of their subject: 1, 2, 3 … without a gap, in order of insertion, at most `limit` of them,
   * and links each to the one before. Renews the lease.
   * @throws LeaseLost when the token is not the current one: nothing is numbered then.
   */
  number(token: number, ttlMs: number, limit: number): Promise<readonly Head[]>;
  /** Whether `number` would find work. */
  hasUnnumbered(): Promise<boolean>;
  heads(): Promise<readonly Head[]>;
  /** Numbered events after the given positions, at most `limit` per subject, in order. */
  after(
    positions: readonly { readonly subject: string; readonly seq: number }[],
    limit: number,
  ): Promise<readonly NumberedEvent[]>;
  /** The link of a numbered event; undefined when there is none of that number. */
  linkAt(subject: string, seq: number): Promise<string | undefined>;
  markSent(positions: readonly { readonly subject: string; readonly seq: number }[]): Promise<void>;
  saveReceipts(receipts: readonly Receipt[]): Promise<void>;
  receipts(): Promise<readonly Receipt[]>;
}

export class LeaseLost extends Error {
  constructor() {
    super('another relay holds the lease');
  }
}

interface EventRow {
  event_id: string;
  subject: string;
  key: string;
  seq: string;
  occurred_at: Date;
  correlation_id: string | null;
  causation_id: string | null;
  trace: Record<string, string>;
  data: string;
  link: string;
  previous: string;
}

const NEW = unnested<ReturnType<typeof toRow>>({
  ...{ event_id: 'uuid', subject: 'text', key: 'text' },
  ...{ correlation_id: 'text', causation_id: 'text', trace: 'text', data: 'text' },
});
const APPEND = `
  INSERT INTO outbox (${NEW.columns}) SELECT event_id, subject, key, correlation_id, causation_id, trace::jsonb, data::jsonb FROM ${NEW.rows}`;

const HEAD = 'subject, last_seq, sent_seq, epoch, fork';

const ACQUIRE = `
  UPDATE messaging_lease SET holder = $1, token = token + 1, expires_at = clock_timestamp() + $2 * interval '1 ms'
  WHERE expires_at < clock_timestamp() RETURNING token`;

/** The row lock taken here makes relays number one after the other, also when an old one has not noticed yet that it was replaced. */
const renew = (token: number, ttlMs: number): string =>
  `UPDATE messaging_lease SET expires_at = clock_timestamp() + ${ttlMs} * interval '1 ms' WHERE token = ${token} RETURNING token`;

export const CONTENT = 'outbox_content(event_id, key, occurred_at, correlation_id, causation_id, data)';

const number = (token: number, limit: number): string => `
  WITH batch AS (
    SELECT id, subject, ${CONTENT} AS content FROM outbox
    WHERE seq IS NULL AND EXISTS (SELECT FROM messaging_lease WHERE token = ${token}) ORDER BY id LIMIT ${limit}),
  placed AS (
    SELECT b.id, b.subject, coalesce(h.last_seq, 0) + row_number() OVER subject_order AS seq, outbox_chain(coalesce(h.link, ''), content) OVER subject_order AS link
    FROM batch b LEFT JOIN outbox_head h USING (subject) WINDOW subject_order AS (PARTITION BY b.subject ORDER BY b.id)),
  head AS (
    INSERT INTO outbox_head AS h (subject, last_seq, link, epoch)
    SELECT DISTINCT ON (subject) subject, seq, link, (SELECT epoch FROM outbox_epoch) FROM placed ORDER BY subject, seq DESC
    ON CONFLICT (subject) DO UPDATE SET last_seq = excluded.last_seq, link = excluded.link
    RETURNING ${HEAD}),
  numbered AS (
    UPDATE outbox o SET seq = placed.seq, link = placed.link FROM placed WHERE o.id = placed.id)
  SELECT ${HEAD} FROM head`;

const AFTER = `
  SELECT e.* FROM unnest($1::text[], $2::bigint[]) AS p (subject, seq)
  CROSS JOIN LATERAL (
    SELECT event_id, subject, key, seq, occurred_at, correlation_id, causation_id, trace, data::text AS data, encode(link, 'hex') AS link,
      coalesce((SELECT encode(b.link, 'hex') FROM outbox b WHERE b.subject = o.subject AND b.seq = o.seq - 1), '') AS previous
    FROM outbox o WHERE o.subject = p.subject AND o.seq > p.seq ORDER BY o.seq LIMIT $3) e
  ORDER BY e.subject, e.seq`;

const MARK_SENT = `
  UPDATE outbox_head h SET sent_seq = greatest(h.sent_seq, p.seq)
  FROM unnest($1::text[], $2::bigint[]) AS p (subject, seq) WHERE h.subject = p.subject AND h.sent_seq < p.seq`;

const SAVE_RECEIPTS = `
  INSERT INTO outbox_receipt (subject, consumer, upto) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
  ON CONFLICT (subject, consumer) DO UPDATE SET upto = excluded.upto, received_at = now()`;

export class PostgresOutboxStore implements OutboxStore {
  constructor(private readonly db: Database) {}

  async append(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    if (events.length > 0) withoutWaiting(tx, queryByKey(tx, APPEND, NEW.values(events.map(toRow))));
  }

  async acquire(holder: string, ttlMs: number): Promise<number | undefined> {
    const [row] = await this.db.query<{ token: string }[]>(ACQUIRE, [holder, ttlMs]);
    return row && Number(row.token);
  }

  async renew(token: number, ttlMs: number): Promise<boolean> {
    return (await this.db.query(renew(token, ttlMs))).length === 1;
  }

  async release(token: number): Promise<void> {
    await this.db.query(`UPDATE messaging_lease SET expires_at = '-infinity' WHERE token = $1`, [token]);
  }

  async number(token: number, ttlMs: number, limit: number): Promise<readonly Head[]> {
    const [renewed, heads] = await this.db.script([renew(token, ttlMs), number(token, limit)]);
    if (renewed?.length !== 1) throw new LeaseLost();
    return toHeads(heads as readonly HeadRow[]);
  }

  async hasUnnumbered(): Promise<boolean> {
    const [row] = await this.db.query<{ found: boolean }[]>(
      'SELECT EXISTS (SELECT FROM outbox WHERE seq IS NULL) AS found',
    );
    return row?.found ?? false;
  }

  async heads(): Promise<readonly Head[]> {
    return toHeads(await this.db.query(`SELECT ${HEAD} FROM outbox_head`));
  }

  async after(
    positions: readonly { subject: string; seq: number }[],
    limit: number,
  ): Promise<readonly NumberedEvent[]> {
    const rows = await this.db.query<EventRow[]>(AFTER, [
      positions.map((p) => p.subject),
      positions.map((p) => p.seq),
      limit,
    ]);
    return rows.map(toEvent);
  }

  async linkAt(subject: string, seq: number): Promise<string | undefined> {
    const [row] = await this.db.query<{ link: string }[]>(
      `SELECT encode(link, 'hex') AS link FROM outbox WHERE subject = $1 AND seq = $2`,
      [subject, seq],
    );
    return row?.link;
  }

  async markSent(positions: readonly { subject: string; seq: number }[]): Promise<void> {
    await this.db.query(MARK_SENT, [positions.map((p) => p.subject), positions.map((p) => p.seq)]);
  }

  async saveReceipts(receipts: readonly Receipt[]): Promise<void> {
    await this.db.query(SAVE_RECEIPTS, [
      receipts.map((r) => r.subject),
      receipts.map((r) => r.consumer),
      receipts.map((r) => r.upto),
    ]);
  }

  async receipts(): Promise<readonly Receipt[]> {
    const rows = await this.db.query<{ subject: string; consumer: string; upto: string }[]>(
      'SELECT subject, consumer, upto FROM outbox_receipt',
    );
    return rows.map((row) => ({ ...row, upto: Number(row.upto) }));
  }
}

interface HeadRow {
  subject: string;
  last_seq: string;
  sent_seq: string;
  epoch: number;
  fork: string;
}

const toHeads = (rows: readonly HeadRow[]): Head[] =>
  rows.map(({ subject, last_seq: last, sent_seq: sent, epoch, fork }) => ({
    subject,
    last: Number(last),
    sent: Number(sent),
    epoch,
    fork: Number(fork),
  }));

const toRow = ({ eventId, subject, key, correlationId, causationId, trace, data }: NewEvent) => ({
  ...{ event_id: eventId, subject, key, data },
  correlation_id: correlationId || null,
  causation_id: causationId || null,
  trace: JSON.stringify(trace),
});

const toEvent = (row: EventRow): NumberedEvent => ({
  eventId: row.event_id,
  subject: row.subject,
  key: row.key,
  seq: Number(row.seq),
  occurredAt: row.occurred_at,
  correlationId: row.correlation_id ?? undefined,
  causationId: row.causation_id ?? undefined,
  trace: row.trace,
  data: row.data,
  link: row.link,
  previous: row.previous,
});
