import { createHash, randomBytes } from 'node:crypto';
import { defineEvent, defineManifest, linkManifests, type EventEnvelope, type EventType } from '@ringvirkning/message';
import { sealOf, type IncomingEvent } from '@ringvirkning/nats';
import { Database, migrate, persistenceMigrations, provisionDatabase, type Tx } from '@ringvirkning/persistence';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { outboxMigrations } from '../src/index.js';

export const Counted = defineEvent({
  subject: 'evt.outcomes.things-counted.v1',
  data: z.object({ n: z.int(), weight: z.string().optional() }),
});
export const Weighed = defineEvent({
  subject: 'evt.outcomes.things-weighed.v1',
  data: z.object({ n: z.int() }),
});
export const Listed = defineEvent({
  subject: 'evt.outcomes.things-listed.v1',
  data: z.object({ things: z.array(z.object({ n: z.int() })).min(1) }),
  items: 'things',
});
/** outcomes counts and weighs; payments hears of both, benefits of what was counted. */
export const manifests = linkManifests([
  defineManifest({ name: 'outcomes', http: 'service', publishes: [Counted, Weighed] }),
  defineManifest({ name: 'payments', http: 'service', consumes: [Counted, Weighed] }),
  defineManifest({ name: 'benefits', http: 'service', consumes: [Counted] }),
]);
export type Thing = { n: number };

/** What the consumers of these tests do: leave a row per event, so that an effect that happened twice shows. */
class Effects1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE effect (id bigint GENERATED ALWAYS AS IDENTITY, subject text NOT NULL, n int NOT NULL, correlation text)',
    );
  }
  async down(): Promise<void> {}
}

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  reopen(): Promise<Database>;
}

const OWN = [...outboxMigrations, Effects1800000000000];
const MIGRATIONS = [...persistenceMigrations, ...OWN];

/** A fresh database. The migrations run once for all that say the same: each database is a copy of what they made, and has its roles. */
export async function testDatabase(): Promise<TestDatabase> {
  const superUrl = process.env['RV_TEST_POSTGRES_URL']!;
  const said: string[] = [];
  const listener = { query: async (sql: string) => void said.push(sql) } as unknown as QueryRunner;
  for (const Migration of OWN) await new Migration().up(listener);
  const begun = `rv_outbox_begun_${createHash('sha256').update(said.join(';')).digest('hex').slice(0, 12)}`;
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [begun]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [begun]);
    if (!rowCount) await begin(client, superUrl, begun);
    const database = `rv_outbox_${randomBytes(5).toString('hex')}`;
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${begun} STRATEGY FILE_COPY OWNER ${begun}_owner`);
    const { href: url } = Object.assign(new URL(superUrl), {
      ...{ pathname: `/${database}`, username: `${begun}_app`, password: 'a' },
    });
    const reopen = (): Promise<Database> => Database.open({ url, applicationName: 'test' });
    return { db: await reopen(), url, reopen };
  } finally {
    await client.end();
  }
}

/** Under another name until it is whole. */
async function begin(client: Client, superUrl: string, begun: string): Promise<void> {
  const half = `${begun}_half`;
  await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
  const { ownerUrl, appRole } = await provisionDatabase({
    ...{ superUrl, service: 'test', ownerPassword: 'o', appPassword: 'a' },
    names: { database: half, owner: `${begun}_owner`, app: `${begun}_app` },
  });
  await migrate({ url: ownerUrl, appRole, migrations: MIGRATIONS });
  // A connection of the migrations may still be closing.
  await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [half]);
  await client.query(`ALTER DATABASE ${half} RENAME TO ${begun}`);
}

/** Copies a database that nobody uses, as a backup of it would be; returns the copy's URL. */
export async function copyOf(url: string): Promise<string> {
  const copy = new URL(url);
  copy.pathname = `/rv_outbox_${randomBytes(5).toString('hex')}`;
  const client = new Client({ connectionString: process.env['RV_TEST_POSTGRES_URL'] });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${copy.pathname.slice(1)} TEMPLATE ${new URL(url).pathname.slice(1)}`);
  } finally {
    await client.end();
  }
  return copy.href;
}

export const effects = async (db: Database, subject: string = Counted.subject): Promise<number[]> =>
  (await db.query<{ n: number }[]>('SELECT n FROM effect WHERE subject = $1 ORDER BY id', [subject])).map(({ n }) => n);

export const leaveEffects = async (events: readonly EventEnvelope<unknown>[], tx: Tx): Promise<void> => {
  for (const { type, data, correlationid } of events)
    await tx.query('INSERT INTO effect (subject, n, correlation) VALUES ($1, $2, $3)', [
      type,
      (data as Thing).n,
      correlationid,
    ]);
};

/** The same number of a subject is the same event. */
const idOf = (subject: string, seq: number): string =>
  createHash('sha256')
    .update(`${subject} ${seq}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-7$3-8$4-$5');

/** Message number `seq` as the courier brings it. */
export const incoming = (
  seq: number,
  data: unknown = { n: seq },
  event: EventType<unknown> = Counted,
): IncomingEvent => {
  const json = {
    specversion: '1.0',
    id: idOf(event.subject, seq),
    source: '/ringvirkning/test/outcomes',
    type: event.subject,
    time: '2026-01-01T00:00:00.000Z',
    subject: 'key',
    datacontenttype: 'application/json',
    correlationid: `c-${seq}`,
    sequence: String(seq),
    data,
  };
  return { headers: {}, json, payload: JSON.stringify(json) };
};

/** Of services without seeds. */
export const openSeal = sealOf({ service: 'outcomes' });

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Tries until it no longer throws. (The testing library has the like, but is built on this one.) */
export async function eventually<T>(attempt: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
