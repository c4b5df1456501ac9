import type { TestDatabase } from '@ringvirkning/testing';
import { Client } from 'pg';
import type { Hosted } from './town-process.js';

/** The databases of one municipality, looked into and put back from outside. */
export class Databases {
  /** @param superUrl Superuser of the PostgreSQL server on which they are. */
  constructor(
    private readonly all: ReadonlyMap<Hosted, TestDatabase>,
    private readonly superUrl: string,
  ) {}

  query<Row>(of: Hosted, sql: string): Promise<Row[]> {
    return this.connected(this.all.get(of)!.database, async (client) => (await client.query(sql)).rows as Row[]);
  }

  /** Copies them as they are; nobody may be connected. */
  copy(): Promise<void> {
    return this.asSuperuser(({ database, ownerRole }) => [
      `CREATE DATABASE ${database}_copy TEMPLATE ${database} OWNER ${ownerRole}`,
    ]);
  }

  /** Puts the copies into their place. */
  putBack(): Promise<void> {
    return this.asSuperuser(({ database, appRole }) => [
      `DROP DATABASE ${database} WITH (FORCE)`,
      `ALTER DATABASE ${database}_copy RENAME TO ${database}`,
      `GRANT CONNECT ON DATABASE ${database} TO ${appRole}`,
    ]);
  }

  async drop(): Promise<void> {
    for (const database of this.all.values()) await database.drop();
  }

  private asSuperuser(statements: (database: TestDatabase) => readonly string[]): Promise<void> {
    return this.connected('postgres', async (client) => {
      for (const database of this.all.values())
        for (const statement of statements(database)) await client.query(statement);
    });
  }

  private async connected<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    const url = new URL(this.superUrl);
    url.pathname = `/${database}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
