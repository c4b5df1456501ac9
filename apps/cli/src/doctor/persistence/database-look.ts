import { Client, DatabaseError, escapeIdentifier } from 'pg';

const WITHIN_MS = 10_000;

/** A database as the role of the service sees it. */
export interface DatabaseSeen {
  /** e.g. 180004. */
  readonly version: number;
  /** Milliseconds by which its clock is ahead of this machine's, and how far off that may be. */
  readonly ahead: number;
  readonly uncertainty: number;
  readonly role: string;
  /** Attributes a service's role must not have. */
  readonly strong: readonly string[];
  /** Tables that are the role's own, so that no policy need bind it. */
  readonly owned: readonly string[];
  /** Tables with policies that do not bind everybody. */
  readonly unforced: readonly string[];
  /** Protected tables that show rows to who acts under no scope. */
  readonly open: readonly string[];
  /** Null where there is no table of them. */
  readonly migrations: readonly string[] | null;
}

/** Why a database could not be looked at. `code` is PostgreSQL's or the system's. */
export interface DatabaseUnseen {
  readonly failed: 'away' | 'refuses' | 'no-database' | 'unknown-host';
  readonly code: string;
}

interface RoleRow {
  readonly version: number;
  readonly now: Date;
  readonly role: string;
  readonly strong: string[];
}

const ROLE = `
  SELECT current_setting('server_version_num')::int AS version, clock_timestamp() AS now, rolname AS role,
    array_remove(ARRAY[CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
      CASE WHEN rolcreaterole THEN 'CREATEROLE' END], NULL) AS strong
  FROM pg_roles WHERE rolname = current_user`;

const TABLES = `
  SELECT c.relname AS name, c.relowner = current_user::regrole AS owned, c.relrowsecurity AND c.relforcerowsecurity AS forced,
    EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS protected
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`;

interface TableRow {
  readonly name: string;
  readonly owned: boolean;
  readonly forced: boolean;
  readonly protected: boolean;
}

/** Looks at a database with nothing but reading. */
export async function lookAtDatabase(url: string): Promise<DatabaseSeen | DatabaseUnseen> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: WITHIN_MS, query_timeout: WITHIN_MS });
  // A connection that breaks tells it by the statement that was under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SET default_transaction_read_only = on');
    return await seen(client);
  } catch (error) {
    return unseen(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function seen(client: Client): Promise<DatabaseSeen> {
  const asked = Date.now();
  const { rows: roles } = await client.query<RoleRow>(ROLE);
  const { version, now, role, strong } = roles[0]!;
  const uncertainty = (Date.now() - asked) / 2;
  const ahead = now.getTime() - asked - uncertainty;
  const { rows: tables } = await client.query<TableRow>(TABLES);
  const isProtected = tables.filter((table) => table.protected);
  return {
    ...{ version, role, strong, ahead, uncertainty },
    owned: tables.filter(({ owned }) => owned).map(({ name }) => name),
    unforced: isProtected.filter(({ forced }) => !forced).map(({ name }) => name),
    open: await openTables(
      client,
      isProtected.map(({ name }) => name),
    ),
    migrations: tables.some(({ name }) => name === 'migrations') ? await migrations(client) : null,
  };
}

/** Nobody in particular must see nothing. */
async function openTables(client: Client, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const asked = names.map(
    (name, index) => `SELECT ${index} AS at WHERE EXISTS (SELECT FROM ${escapeIdentifier(name)})`,
  );
  const { rows } = await client.query<{ at: number }>(asked.join(' UNION ALL '));
  return rows.map(({ at }) => names[at]!);
}

async function migrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

const REFUSALS = ['28P01', '28000'];

function unseen(error: unknown): DatabaseUnseen {
  const { code = 'no answer' } = error as { code?: string };
  if (error instanceof DatabaseError || /^[0-9A-Z]{5}$/.test(code)) {
    if (REFUSALS.includes(code)) return { failed: 'refuses', code };
    if (code === '3D000') return { failed: 'no-database', code };
  }
  return { failed: ['ENOTFOUND', 'EAI_AGAIN'].includes(code) ? 'unknown-host' : 'away', code };
}
