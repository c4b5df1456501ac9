import { escapeIdentifier, type Client } from 'pg';
import { RowSum } from '../row-sum.js';

/** A table as it was written down. */
export interface TableDump {
  readonly name: string;
  readonly rows: number;
  /** {@link RowSum} of its rows as they are written down. */
  readonly digest: string;
}

/** What stands before the rows of a table, and one line for each sequence; rows are JSON objects, a line each. */
export type DumpHeader =
  | { readonly table: string; readonly columns: readonly string[] }
  | { readonly sequence: string; readonly last: string; readonly isCalled: boolean };
export const HEADER = '# ';

/** Which migrations have run is remade by running them. */
const MIGRATIONS = 'migrations';
const PAGE = 500;

const TABLES = `
  SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
  GROUP BY c.relname ORDER BY c.relname COLLATE "C"`;

const SEQUENCES = `
  SELECT sequencename AS sequence, coalesce(last_value, start_value)::text AS last, last_value IS NOT NULL AS "isCalled"
  FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migrations_id_seq' ORDER BY 1`;

interface Table {
  readonly table: string;
  readonly columns: string[];
}

export async function tablesOf(client: Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES, [MIGRATIONS])).rows;
}

/** What rows take in their tables, without indexes. */
export async function bytesOfRows(client: Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT coalesce(sum(pg_table_size(oid)), 0) AS bytes FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  return Number(rows[0]!.bytes);
}

export async function migrationsRun(client: Client): Promise<string[]> {
  return (await client.query<{ name: string }>(`SELECT name FROM ${MIGRATIONS} ORDER BY id`)).rows.map(
    ({ name }) => name,
  );
}

/** All rows of a database, within the transaction that the connection is in. @param told hears each table once it is done. */
export async function* dumpOf(client: Client, told: (table: TableDump) => void): AsyncGenerator<string> {
  for (const table of await tablesOf(client)) {
    yield header(table);
    const sum = new RowSum();
    for await (const line of rowsOf(client, table)) {
      sum.add(line);
      yield line;
    }
    told({ name: table.table, rows: sum.rows, digest: sum.hex });
  }
  const { rows: sequences } = await client.query<DumpHeader & { sequence: string }>(SEQUENCES);
  for (const sequence of sequences) yield header(sequence);
}

const header = (told: DumpHeader): string => `${HEADER}${JSON.stringify(told)}`;

/** Page by page, so that no table need fit into memory. */
async function* rowsOf(client: Client, { table, columns }: Table): AsyncGenerator<string> {
  const names = columns.map(escapeIdentifier).join(', ');
  await client.query(
    `DECLARE dump NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM (SELECT ${names} FROM ${escapeIdentifier(table)}) r`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${PAGE} FROM dump`);
    for (const { line } of rows) yield line;
    if (rows.length < PAGE) break;
  }
  await client.query('CLOSE dump');
}
