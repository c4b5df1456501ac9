import { Client, escapeIdentifier } from 'pg';
import { dumpOf, HEADER, tablesOf, type DumpHeader, type TableDump } from './dump.js';

/** So much of a table is sent at once, in characters and in rows. */
const [MOST_TEXT, MOST_ROWS] = [4_000_000, 2_000];

/**
 * Fills a database, whose tables have been made by the same migrations, with what was written down; all of it or nothing. What stood in its tables is gone.
 * @param url of a superuser in that database: constraints and row-level security held when the rows were written.
 * @returns its tables, read again.
 */
export async function load(url: string, lines: AsyncIterable<string>): Promise<TableDump[]> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC', application_name: 'restore' });
  await client.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    await empty(client);
    await fill(client, lines);
    const again: TableDump[] = [];
    for await (const _ of dumpOf(client, (table) => again.push(table)));
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return again;
  } finally {
    await client.end();
  }
}

async function empty(client: Client): Promise<void> {
  const tables = (await tablesOf(client)).map(({ table }) => escapeIdentifier(table));
  if (tables.length > 0) await client.query(`TRUNCATE ${tables.join(', ')}`);
}

async function fill(client: Client, lines: AsyncIterable<string>): Promise<void> {
  let into: string | undefined;
  let waiting: string[] = [];
  let length = 0;
  const send = async (): Promise<void> => {
    if (into !== undefined && waiting.length > 0) await client.query(into, [`[${waiting.join(',')}]`]);
    [waiting, length] = [[], 0];
  };
  for await (const line of lines) {
    if (line.startsWith(HEADER)) {
      await send();
      into = await begin(client, JSON.parse(line.slice(HEADER.length)) as DumpHeader);
      continue;
    }
    waiting.push(line);
    length += line.length;
    if (length > MOST_TEXT || waiting.length >= MOST_ROWS) await send();
  }
  await send();
}

/** The statement that takes the rows that follow; undefined after a sequence, which none follow. */
async function begin(client: Client, told: DumpHeader): Promise<string | undefined> {
  if ('sequence' in told) {
    await client.query('SELECT setval(quote_ident($1)::regclass, $2, $3)', [told.sequence, told.last, told.isCalled]);
    return undefined;
  }
  const [table, names] = [escapeIdentifier(told.table), told.columns.map(escapeIdentifier).join(', ')];
  return `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`;
}

/** Whether a service has ever told anything in that database. */
export async function hasEvents(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('SELECT FROM outbox LIMIT 1')).rowCount !== 0;
  } finally {
    await client.end();
  }
}

/** Ids of what can be computed again. @param url of a role that sees all. */
export async function idsIn(url: string, of: 'payment_run' | 'settlement'): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const id = of === 'payment_run' ? 'run_id' : 'settlement_id';
    const { rows } = await client.query<{ id: string }>(`SELECT ${id} AS id FROM ${of} ORDER BY 1`);
    return rows.map((row) => row.id);
  } finally {
    await client.end();
  }
}
