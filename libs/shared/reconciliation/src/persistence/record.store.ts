import type { EventType } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import type { Sum } from '../holdings.js';
import { differences } from '../differences.js';
import type { OwnBooks, Recorded } from '../recorded.js';

/** How the same thing is written on both sides: JSON whose members the database orders, without those that do not apply. */
const leaf = (members: readonly (readonly [name: string, value: string])[]): string =>
  `sha256(convert_to(jsonb_strip_nulls(jsonb_build_object(${members.flat().join(', ')}))::text, 'UTF8'))`;

/** A set has one digest, in whatever order and however often its things come. */
const sums = (things: string): string =>
  `SELECT contract_id AS "contractId", count(*)::integer AS count, encode(sha256(string_agg(leaf, ''::bytea ORDER BY leaf)), 'hex') AS digest
   FROM (SELECT DISTINCT contract_id, leaf FROM (${things}) AS every) AS thing GROUP BY contract_id ORDER BY contract_id`;

const ITEMS = `CASE WHEN $1::text IS NULL THEN jsonb_build_array(data) ELSE data->$1 END`;

export interface Place {
  readonly upto: number;
  readonly epoch: number;
}

/** Two queries for rows of `contract_id` and `thing` that must give the same; moments and names that differ for good stay out of `thing`. */
export const sameRows = (
  kind: string,
  { told, held, tables }: Pick<OwnBooks, 'tables'> & { readonly told: string; readonly held: string },
): OwnBooks => ({
  kind,
  tables,
  compare: async (tx, contractId) => {
    const sumsOf = (rows: string): Promise<Sum[]> =>
      tx.query(sums(hashed(rows, contractId !== undefined)), contractId === undefined ? [] : [contractId]);
    const [says, has] = [await sumsOf(told), await sumsOf(held)];
    return differences(has, [says]);
  },
});

/**
 * What a service has queued for partners in one type of message, for `sameRows`.
 * @param event the service's event of queued messages
 * @param thing of one message, SQL over `said` and its event's `data`: to whom, its id and its content, when absent
 */
export const queuedForPartners = (
  { subject }: { readonly subject: string },
  { name }: { readonly name: string },
  thing = `jsonb_build_array(data->'to', said->'id', said->'content')`,
): string =>
  `SELECT (said->'content'->>'contractId')::uuid AS contract_id, ${thing} AS thing FROM outbox, jsonb_array_elements(data->'messages') AS said
   WHERE subject = '${subject}' AND said->>'type' = '${name}'`;

const hashed = (rows: string, ofOne: boolean): string =>
  `SELECT contract_id::text AS contract_id, sha256(convert_to(thing::text, 'UTF8')) AS leaf
   FROM (${rows}) AS side ${ofOne ? 'WHERE contract_id = $1' : ''}`;

/** Contracts by the column `id` of a query; those of a pattern that is none are left out. */
const idsOf = async (tx: Tx, sql: string, parameters: readonly unknown[] = []): Promise<string[]> =>
  (await tx.query<{ id: string | null }[]>(sql, parameters)).flatMap(({ id }) => id ?? []);

/** From one contract to the next along the index, not through all events. */
const NEXT = `SELECT data->>'contractId' AS id FROM outbox WHERE subject = $1 AND data->>'contractId' >`;
const ORDER = `ORDER BY data->>'contractId' LIMIT 1`;
const TOLD_OF = `WITH RECURSIVE one (id) AS (
    (${NEXT} $2 ${ORDER}) UNION ALL SELECT (${NEXT} one.id ${ORDER}) FROM one WHERE one.id IS NOT NULL)
  SELECT id FROM one LIMIT $3`;

/** The same along the index of a table: a look through a million rows for some hundred contracts took seconds. */
const along = ({ from, where = 'true', contract }: Pick<Recorded, 'from' | 'where' | 'contract'>): string => {
  const next = (after: string): string =>
    `(SELECT ${contract} AS id FROM ${from} WHERE (${where}) ${after} ORDER BY ${contract} LIMIT 1)`;
  return `WITH RECURSIVE one (id) AS (${next('')} UNION ALL SELECT ${next(`AND ${contract} > one.id`)} FROM one WHERE one.id IS NOT NULL)
    SELECT id::text FROM one`;
};

/** What records say, and what events said, by contract. Every method reads. */
export class RecordStore {
  held(tx: Tx, { from, where = 'true', contract, members }: Recorded, contractId?: string): Promise<Sum[]> {
    const values = Object.entries(members).map(([name, value]) => [`'${name}'`, value] as const);
    const which = contractId === undefined ? where : `(${where}) AND ${contract} = $1`;
    return tx.query(
      sums(`SELECT (${contract})::text AS contract_id, ${leaf(values)} AS leaf FROM ${from} WHERE ${which}`),
      contractId === undefined ? [] : [contractId],
    );
  }

  /** Contracts of which there are such records. */
  heldOf(tx: Tx, record: Recorded): Promise<string[]> {
    return idsOf(tx, along(record));
  }

  /** Contracts that stand in a table. */
  contractsIn(tx: Tx, table: string): Promise<string[]> {
    return idsOf(tx, along({ from: table, contract: 'contract_id' }));
  }

  /** Contracts that the service's own events tell of, in order, after one of them. */
  toldOf(tx: Tx, subject: string, after: string, limit: number): Promise<string[]> {
    return idsOf(tx, TOLD_OF, [subject, after, limit]);
  }

  /** What the service's own events said of these members: of one contract or all, up to a number or all that are committed. */
  told(
    tx: Tx,
    event: EventType<unknown>,
    members: readonly string[],
    { upto, contractId }: { readonly upto?: number | undefined; readonly contractId?: string | undefined } = {},
  ): Promise<Sum[]> {
    const values = members.map((_, index) => [`$${index + 5}::text`, `item->($${index + 5}::text)`] as const);
    return tx.query(
      // An event of 500 things is unpacked once, not once for each: hence the OFFSET, which keeps the two steps apart.
      sums(`SELECT contract_id, ${leaf(values)} AS leaf
        FROM (SELECT data->>'contractId' AS contract_id, ${ITEMS} AS items FROM outbox
          WHERE subject = $2 AND ($3::bigint IS NULL OR seq <= $3) AND ($4::text IS NULL OR data->>'contractId' = $4) OFFSET 0) AS event CROSS JOIN LATERAL jsonb_array_elements(items) AS item`),
      [event.items ?? null, event.subject, upto ?? null, contractId ?? null, ...members],
    );
  }

  /** What lies in dead letters, open or given up. */
  aside(tx: Tx, { subject, items }: EventType<unknown>): Promise<{ contractId: string; count: number }[]> {
    return tx.query(
      `SELECT coalesce(data->>'contractId', '') AS "contractId",
         sum(CASE WHEN jsonb_typeof(data->$1::text) = 'array' THEN jsonb_array_length(data->$1::text) ELSE 1 END)::integer AS count
       FROM (SELECT envelope->'data' AS data FROM dead_letter WHERE subject = $2 AND state <> 'done') AS letter GROUP BY 1`,
      [items ?? '', subject],
    );
  }

  async consumedUpto(tx: Tx, subject: string): Promise<Place> {
    const [row] = await tx.query<{ upto: string; epoch: number }[]>(
      'SELECT upto, epoch FROM inbox WHERE subject = $1',
      [subject],
    );
    return row ? { upto: Number(row.upto), epoch: row.epoch } : { upto: 0, epoch: 1 };
  }

  async publishedUpto(tx: Tx, subject: string): Promise<Place & { readonly fork: number }> {
    const [row] = await tx.query<{ upto: string; epoch: number; fork: string }[]>(
      'SELECT last_seq AS upto, epoch, fork FROM outbox_head WHERE subject = $1',
      [subject],
    );
    return row ? { upto: Number(row.upto), epoch: row.epoch, fork: Number(row.fork) } : { upto: 0, epoch: 1, fork: 0 };
  }
}
