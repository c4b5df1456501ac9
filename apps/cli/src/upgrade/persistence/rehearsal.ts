import type { Service } from '@ringvirkning/catalogue';
import { definitions } from '@ringvirkning/app-instance';
import { migrate, provisionDatabase, type MigrationClass } from '@ringvirkning/persistence';
import { allMigrations, nameOf } from '@ringvirkning/service';
import { Client } from 'pg';

/** A table that migrations keep others from while they run. */
export interface Held {
  readonly table: string;
  /** From reading and writing, or from writing alone. */
  readonly from: 'everything' | 'writing';
  /** Whether all its rows are written anew. */
  readonly isRewritten: boolean;
}

interface Seen {
  readonly table: string;
  readonly node: string;
  readonly modes: readonly string[];
}

/** Tables, where their rows lie, and what this transaction holds of them. */
const TABLES = `
  SELECT c.relname AS table, c.relfilenode::text AS node,
    coalesce(array_agg(l.mode) FILTER (WHERE l.mode IS NOT NULL), '{}') AS modes
  FROM pg_class c LEFT JOIN pg_locks l ON l.relation = c.oid AND l.pid = pg_backend_pid()
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1, 2 ORDER BY 1`;

const WRITERS_WAIT = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'];
const PASSWORD = 'rehearsal';

/**
 * Runs migrations on empty tables of the same form, and looks what they hold before they let go.
 * @param superUrl of a server that is there for nothing else.
 * @param has names of those that have run where they are to run.
 * @throws Error when one of them fails.
 */
export async function rehearse(superUrl: string, service: Service, has: readonly string[]): Promise<Held[]> {
  const all = allMigrations(definitions[service]);
  const { ownerUrl: url, appRole } = await provisionDatabase({
    ...{ superUrl, service, ownerPassword: PASSWORD, appPassword: PASSWORD },
  });
  await migrate({ url, appRole, migrations: all.filter((migration) => has.includes(nameOf(migration))) });
  const before = new Map((await tablesIn(url)).map(({ table, node }) => [table, node]));
  let seen: readonly Seen[] = [];
  await migrate({ url, appRole, migrations: [...all, looking((tables) => (seen = tables))] });
  return seen.flatMap(({ table, node, modes }) => {
    const known = before.get(table);
    const from = modes.includes('AccessExclusiveLock')
      ? 'everything'
      : modes.some((mode) => WRITERS_WAIT.includes(mode))
        ? 'writing'
        : undefined;
    return known === undefined || from === undefined ? [] : [{ table, from, isRewritten: known !== node }];
  });
}

/** A last migration, in the transaction of the others. */
const looking = (tell: (tables: readonly Seen[]) => void): MigrationClass =>
  class Looking9999999999999 {
    readonly name = 'Looking9999999999999';
    async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
      tell((await runner.query(TABLES)) as Seen[]);
    }
    async down(): Promise<void> {}
  };

async function tablesIn(connectionString: string): Promise<readonly Seen[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Seen>(TABLES)).rows;
  } finally {
    await client.end();
  }
}
