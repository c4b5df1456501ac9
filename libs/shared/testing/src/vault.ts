import { createUser } from '@nats-io/nkeys';
import { systemClock } from '@ringvirkning/kernel';
import { sealOf } from '@ringvirkning/nats';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { memoryKeeper, Sealing, SealStore, type Finding, type Keeper } from '@ringvirkning/seal';
import { hasMessages } from '@ringvirkning/message';
import { outboxSource, type ServiceDefinition } from '@ringvirkning/service';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { testDatabase } from './database.js';
import { eventually } from './eventually.js';

/** A service's database with its sealed log, in the hands of somebody with full power over the server. */
export interface Vault {
  /** What the service's own check finds. */
  check(keeper?: Keeper): Promise<readonly Finding[]>;
  readonly admin: Client;
  /** A second connection that has run this. */
  elsewhere(statement: string): Promise<Client>;
  /** The log's own instance, whose memory stays. */
  sealing(keeper: Keeper): Sealing;
  /** The same after somebody's statements, which are undone afterwards. */
  tampered(statements: string): Promise<readonly Finding[]>;
  /** Changes one column after another of every table that holds something. @returns those (`table.column`) whose change nobody saw. */
  unseenColumns(): Promise<string[]>;
  close(): Promise<void>;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** A value of the same type that is another one. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  text: (c) => `coalesce(${c}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  date: (c) => `coalesce(${c} + 1, '2026-01-01')`,
  'timestamp with time zone': (c) => `coalesce(${c} + interval '1 second', now())`,
  smallint: (c) => `coalesce(${c}, 0) + 1`,
  integer: (c) => `coalesce(${c}, 0) + 1`,
  bigint: (c) => `coalesce(${c}, 0) + 1`,
  boolean: (c) => `NOT coalesce(${c}, true)`,
  bytea: () => `sha256('x')`,
  ARRAY: (c) => `array_append(${c}, ${c}[1])`,
  jsonb: () => `'{"forged": true}'`,
};

/** @param seed fills the tables, as the system itself. Every sealed table should get a row. */
export async function openVault(
  { manifest, migrations = [], sealed = [] }: ServiceDefinition,
  seed: (tx: Tx) => Promise<void>,
): Promise<Vault> {
  const database = await testDatabase({ manifest, migrations });
  const db = await Database.open({ url: database.appUrl, applicationName: 'vault' });
  const admin = await connect(database.database);
  const sources = hasMessages(manifest) ? [outboxSource, ...sealed] : sealed;
  const seal = sealOf({ service: manifest.name, seed: new TextDecoder().decode(createUser().getSeed()) });
  const sealing = (keeper: Keeper): Sealing =>
    new Sealing({
      ...{ db, seal, keeper, sources, service: manifest.name },
      ...{ clock: systemClock, store: new SealStore() },
    });
  const check = async (keeper = memoryKeeper()) => (await sealing(keeper).checkNow()).findings;
  await asSystem('test', () => db.transaction(seed));
  if (hasMessages(manifest)) await db.query(EVENT);
  await eventually(async () => {
    await check();
    if ((await admin.query(UNSETTLED)).rowCount) throw new Error('older transactions of the server go on');
  });
  Logger.overrideLogger(false);
  await unguard(admin);
  const columns = await columnsOf(admin);
  const undo = await keepAll(admin, columns);
  const tampered = async (statements: string): Promise<readonly Finding[]> => {
    await admin.query(`SET session_replication_role = 'replica'; ${statements}`);
    try {
      return await check();
    } finally {
      await admin.query(undo);
    }
  };
  return {
    check,
    admin,
    sealing,
    elsewhere: async (statement) => {
      const client = await connect(database.database);
      await client.query(statement);
      return client;
    },
    tampered,
    unseenColumns: async () => {
      const unseen: string[] = [];
      for (const { table, column, type } of columns.filter((of) => !isCouriers(of)))
        if ((await tampered(changing(table, column, type))).length === 0) unseen.push(`${table}.${column}`);
      return unseen;
    },
    close: async () => {
      await admin.end();
      await db.close();
      await database.drop();
    },
  };
}

/** The log's own tables are attacked on their own. Who relays and where an event stands is the courier's; what an event says is sealed. */
const isCouriers = ({ table, column }: Column): boolean =>
  /^(seal_|messaging_lease|outbox_epoch)/.test(table) ||
  (table === 'outbox' && ['seq', 'trace', 'link', 'given_back_by'].includes(column));

const EVENT = `INSERT INTO outbox (event_id, subject, key, trace, data) VALUES (gen_random_uuid(), 's', 'k', '{}', '{"amount": "1"}')`;

/** Sources that hold rows which an older transaction, of any database of the server, might still come before. */
const UNSETTLED = 'SELECT FROM seal_source WHERE passed < next';

const changing = (table: string, column: string, type: string): string =>
  `UPDATE ${table} SET "${column}" = ${OTHER[type]!(`"${column}"`)} WHERE ctid = (SELECT min(ctid) FROM ${table})`;

/** Somebody with full power takes constraints away first. */
async function unguard(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', conrelid::regclass, conname) AS statement
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('n', 't') AND conrelid::regclass::text NOT LIKE 'seal_%'
     UNION ALL SELECT format('DROP INDEX IF EXISTS %I', indexname) FROM pg_indexes i
     WHERE schemaname = 'public' AND tablename NOT LIKE 'seal_%' AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
     UNION ALL SELECT format('ALTER TABLE %I ALTER %I DROP IDENTITY', table_name, column_name)
     FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'`,
  );
  for (const { statement } of rows) await admin.query(statement);
}

async function connect(database: string): Promise<Client> {
  const url = new URL(process.env['RV_TEST_POSTGRES_URL']!);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return client;
}

/** Of all tables that hold something. */
async function columnsOf(admin: Client): Promise<Column[]> {
  const { rows } = await admin.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' AND c.table_name <> 'migrations'
     ORDER BY c.table_name, c.ordinal_position`,
  );
  const filled = new Set<string>();
  for (const table of new Set(rows.map((row) => row.table)))
    if ((await admin.query(`SELECT FROM ${table} LIMIT 1`)).rowCount) filled.add(table);
  return rows.filter(({ table }) => filled.has(table));
}

/** Keeps a copy of everything. @returns the statements that bring it back. */
async function keepAll(admin: Client, columns: readonly Column[]): Promise<string> {
  const tables = Map.groupBy(columns, ({ table }) => table);
  await admin.query('CREATE SCHEMA kept');
  const undo = [`SET session_replication_role = 'replica'`];
  for (const [table, of] of tables) {
    const names = of.map(({ column }) => `"${column}"`).join(', ');
    await admin.query(`CREATE TABLE kept.${table} AS TABLE ${table}`);
    undo.push(`DELETE FROM ${table}`, `INSERT INTO ${table} (${names}) SELECT ${names} FROM kept.${table}`);
  }
  return undo.join(';');
}
