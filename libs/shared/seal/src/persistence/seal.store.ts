import type { Tx } from '@ringvirkning/persistence';
import type { Checkpoint } from '../checkpoint.js';
import type { Finding, FindingCode } from '../finding.js';
import type { SealedSource } from '../source.js';

export interface StoredCheckpoint extends Checkpoint {
  readonly peaks: Buffer;
}

export interface Reach {
  readonly passed: bigint;
  readonly next: bigint;
  /** Every transaction that may have drawn a place up to `next` has ended. */
  readonly settled: boolean;
}

/** Places begin at 1, if not by the sequence then by nobody's doing. */
const BEFORE_ALL = -1n;

/** Rows with the hash of their leaf. The name goes into it, so that rows cannot be exchanged between sources. */
const rowsOf = ({ name, from, where, id, place = '0', content }: SealedSource, condition: string): string =>
  `SELECT (${id})::text AS id, (${place})::bigint AS place,
     sha256('\\x00'::bytea || convert_to(json_build_array('${name}', (${id})::text, ${content.join(', ')})::text, 'UTF8')) AS digest
   FROM ${from} WHERE ${[where ?? 'true', condition.replaceAll('PLACE', place)].join(' AND ')}`;

type Row = { size: string; root: string; at: string; signature: string | null; peaks: Buffer };
const CHECKPOINT = `size::text AS size, encode(root, 'hex') AS root, at, signature, peaks`;
const toCheckpoint = (row: Row): StoredCheckpoint => ({ ...row, size: Number(row.size) });

/** The sealed log: leaves, checkpoints, and how far each source is sealed. */
export class SealStore {
  /** One process at a time. */
  async begin(tx: Tx): Promise<boolean> {
    await this.steady(tx);
    const [row] = await tx.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('seal', 0)) AS locked`,
    );
    return row!.locked;
  }

  /** How moments and days are written must not depend on the session. */
  async steady(tx: Tx): Promise<void> {
    await tx.query(`SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)`);
  }

  /** The column, not its text: 111 comes after 50. */
  async head(tx: Tx): Promise<StoredCheckpoint | undefined> {
    const [row] = await tx.query<Row[]>(`SELECT ${CHECKPOINT} FROM seal_checkpoint c ORDER BY c.size DESC LIMIT 1`);
    return row && toCheckpoint(row);
  }

  async checkpointAt(tx: Tx, size: number): Promise<StoredCheckpoint | undefined> {
    const [row] = await tx.query<Row[]>(`SELECT ${CHECKPOINT} FROM seal_checkpoint WHERE size = $1`, [size]);
    return row && toCheckpoint(row);
  }

  async checkpointsBetween(tx: Tx, after: number, upto: number): Promise<StoredCheckpoint[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${CHECKPOINT} FROM seal_checkpoint c WHERE c.size > $1 AND c.size <= $2 ORDER BY c.size`,
      [after, upto],
    );
    return rows.map(toCheckpoint);
  }

  async addCheckpoint(tx: Tx, { size, root, at, signature }: Checkpoint, peaks: Buffer): Promise<void> {
    await tx.query(
      `INSERT INTO seal_checkpoint (size, root, peaks, at, signature) VALUES ($1, decode($2, 'hex'), $3, $4, $5)`,
      [size, root, peaks, at, signature],
    );
  }

  async lastPosition(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ position: string }[]>(
      'SELECT coalesce(max(position), 0)::text AS position FROM seal_leaf',
    );
    return Number(row!.position);
  }

  /** Leaf hashes after a position, in order, each with its position. */
  async leaves(tx: Tx, after: number, limit: number): Promise<{ position: number; digest: Buffer }[]> {
    const rows = await tx.query<{ position: string; digest: Buffer }[]>(
      'SELECT position::text AS position, digest FROM seal_leaf l WHERE l.position > $1 ORDER BY l.position LIMIT $2',
      [after, limit],
    );
    return rows.map(({ position, digest }) => ({ position: Number(position), digest }));
  }

  async reach(tx: Tx, source: string): Promise<Reach> {
    const [row] = await tx.query<{ passed: string; next: string; settled: boolean }[]>(
      `SELECT passed::text AS passed, next::text AS next, pg_snapshot_xmin(pg_current_snapshot()) >= horizon AS settled FROM seal_source WHERE source = $1`,
      [source],
    );
    if (!row) return { passed: BEFORE_ALL, next: BEFORE_ALL, settled: true };
    return { passed: BigInt(row.passed), next: BigInt(row.next), settled: row.settled };
  }

  /** Adds what is not sealed yet after a place, in order, at the end of the tree. Returns the new leaves in order. */
  async seal(
    tx: Tx,
    source: SealedSource,
    { after, size, limit }: { readonly after: bigint; readonly size: number; readonly limit: number },
  ): Promise<{ digest: Buffer; place: bigint }[]> {
    const condition = `(PLACE) > $1::bigint AND NOT EXISTS (SELECT FROM seal_leaf l WHERE l.source = '${source.name}' AND l.place > $1::bigint AND l.place = (PLACE)::bigint AND l.id = (${source.id})::text)`;
    const rows = await tx.query<{ position: string; place: string; digest: Buffer }[]>(
      `INSERT INTO seal_leaf (position, source, place, id, digest)
       SELECT $2::bigint + row_number() OVER (ORDER BY place, id), '${source.name}', place, id, digest
       FROM (${rowsOf(source, condition)} ORDER BY place, id LIMIT $3) AS r
       RETURNING position::text AS position, place::text AS place, digest`,
      [after.toString(), size, limit],
    );
    return rows
      .toSorted((a, b) => Number(a.position) - Number(b.position))
      .map(({ digest, place }) => ({ digest, place: BigInt(place) }));
  }

  /** Remembers how far everything is sealed, and what is there now, to be passed once older transactions have ended; rows that are not to be sealed are passed as well. */
  async advance(tx: Tx, { name, from, place }: SealedSource, passed: bigint): Promise<void> {
    await tx.query(
      `INSERT INTO seal_source (source, passed, next, horizon)
       SELECT $1, $2::bigint, greatest($2::bigint, (SELECT ${place} FROM ${from} WHERE ${place} > $2::bigint ORDER BY ${place} DESC LIMIT 1)), pg_snapshot_xmax(pg_current_snapshot())
       ON CONFLICT (source) DO UPDATE SET passed = excluded.passed, next = excluded.next, horizon = excluded.horizon`,
      [name, passed.toString()],
    );
  }

  /** The place up to which the next page of leaves reaches; undefined behind the last one. */
  async pageEnd(tx: Tx, source: string, after: bigint, limit: number): Promise<bigint | undefined> {
    const [row] = await tx.query<{ place: string | null }[]>(
      `SELECT max(place)::text AS place FROM (SELECT l.place FROM seal_leaf l WHERE l.source = $1 AND l.place > $2 ORDER BY l.place LIMIT $3) AS page`,
      [source, after.toString(), limit],
    );
    return row?.place == null ? undefined : BigInt(row.place);
  }

  /** Rows with places in `(after, upto]` against their leaves. Rows without one are wrong only where everything is sealed. */
  async compare(
    tx: Tx,
    source: SealedSource,
    { after, upto, complete }: { readonly after: bigint; readonly upto: bigint; readonly complete: boolean },
  ): Promise<Finding[]> {
    const rows = await tx.query<{ code: FindingCode; count: number; first: string }[]>(
      `SELECT CASE WHEN l.id IS NULL THEN 'inserted' WHEN r.id IS NULL THEN 'missing' ELSE 'changed' END AS code, count(*)::integer AS count, min(coalesce(l.id, r.id)) AS first
       FROM (${rowsOf(source, '(PLACE) > $1::bigint AND (PLACE) <= $2::bigint')}) r
       FULL JOIN (SELECT s.id, s.place, s.digest FROM seal_leaf s WHERE s.source = '${source.name}' AND s.place > $1::bigint AND s.place <= $2::bigint) l ON l.id = r.id AND l.place = r.place
       WHERE r.digest IS DISTINCT FROM l.digest GROUP BY 1 ORDER BY 1`,
      [after.toString(), upto.toString()],
    );
    return rows.filter(({ code }) => complete || code !== 'inserted').map((row) => ({ ...row, source: source.name }));
  }
}
