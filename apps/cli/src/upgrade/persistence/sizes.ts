import { Client, escapeIdentifier } from 'pg';

/** A table as it is where migrations are to run. */
export interface Size {
  readonly rows: number;
  readonly bytes: number;
  /** How long it takes to read all of it. */
  readonly readMs: number;
}

/** Sees all rows, and changes nothing. @param ownerUrl of the tables' owner. */
export async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const options = '-c app.organisation=* -c default_transaction_read_only=on';
  const client = new Client({ connectionString: ownerUrl, options, application_name: 'upgrade' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Names of the migrations that have run; none where there is nothing yet. */
export async function migrationsIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ has: boolean }>(`SELECT to_regclass('public.migrations') IS NOT NULL AS has`);
  if (!rows[0]!.has) return [];
  return (await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows.map((row) => row.name);
}

/** Names of the databases of a server. */
export async function databasesOn(client: Client): Promise<string[]> {
  return (await client.query<{ name: string }>('SELECT datname AS name FROM pg_database')).rows.map(({ name }) => name);
}

export async function sizeOf(client: Client, table: string): Promise<Size> {
  const { rows: sizes } = await client.query<{ bytes: string }>(
    'SELECT pg_total_relation_size(quote_ident($1)) AS bytes',
    [table],
  );
  const begun = performance.now();
  const { rows: counts } = await client.query<{ rows: string }>(
    `SELECT count(*) AS rows FROM ${escapeIdentifier(table)}`,
  );
  return {
    rows: Number(counts[0]!.rows),
    bytes: Number(sizes[0]!.bytes),
    readMs: Math.ceil(performance.now() - begun),
  };
}

/** How many connections a role has in the database. */
export async function connectionsOf(client: Client, role: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename = $1',
    [role],
  );
  return rows[0]!.count;
}
