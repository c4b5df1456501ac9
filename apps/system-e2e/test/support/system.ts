import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitions, startInstance, type RunningInstance } from '@ringvirkning/app-instance';
import { catalogue, serviceManifests, SERVICES, type Service } from '@ringvirkning/catalogue';
import { demoPeople } from '@ringvirkning/embedded';
import { Api, type DemoUser } from '@ringvirkning/seed';
import {
  eventually,
  HOME,
  testDatabase,
  testIdentity,
  testNats,
  type TestDatabase,
  type TokenClaims,
} from '@ringvirkning/testing';
import type { Role } from '@ringvirkning/auth';
import { Client, escapeIdentifier } from 'pg';
import { agent } from 'supertest';

/** A whole system in this process, whose databases can be put back to an earlier moment. */
export class System {
  private running: RunningInstance | undefined;
  private backups = 0;
  private constructor(
    private readonly databases: ReadonlyMap<Service, TestDatabase>,
    private readonly env: Readonly<Record<string, string>>,
    private readonly tokenOf: (user: DemoUser) => Promise<string>,
    private readonly tokenFor: (who: TokenClaims) => Promise<string>,
    private readonly removals: readonly (() => Promise<unknown>)[],
  ) {}

  /** @param maxPayload Bytes of the largest message that the broker takes; the usual ones when absent. */
  static async start(more: Readonly<Record<string, string>> = {}, maxPayload?: number): Promise<System> {
    const [nats, identity] = [await testNats(serviceManifests, maxPayload), await testIdentity()];
    const folder = mkdtempSync(join(tmpdir(), 'rv-system-'));
    const databases = new Map<Service, TestDatabase>();
    for (const service of SERVICES) databases.set(service, await testDatabase(definitions[service]));
    const given = Object.values(catalogue).flatMap(({ environment }) =>
      Object.keys(environment).map((name) => [name, randomBytes(32).toString('base64')]),
    );
    const env = {
      ...{ INSTANCE_ID: HOME, OIDC_ISSUER: identity.issuer, LOG_LEVEL: 'fatal', SERVICE_PORT: '0' },
      ...{ NATS_URL: nats.url, NATS_PUBLIC_KEYS: nats.publicKeys, SEAL_FOLDER: folder, ORIGIN: 'http://portal.test' },
      ...Object.fromEntries(given),
      ...more,
      ...Object.fromEntries(
        SERVICES.flatMap((service) => [
          [`${service.toUpperCase()}__DATABASE_URL`, databases.get(service)!.appUrl],
          [`${service.toUpperCase()}__NATS_NKEY_SEED`, nats.seedOf(service)],
        ]),
      ),
    };
    const tokenOf = (user: DemoUser): Promise<string> => {
      const { roles, organisation, departments } = demoPeople.find(({ username }) => username === user)!;
      return identity.token({ sub: user, roles: roles as Role[], organisation, departments });
    };
    const removals = [
      ...[...databases.values()].map((database) => () => database.drop()),
      () => identity.stop(),
      () => nats.stop(),
      () => Promise.resolve(rmSync(folder, { recursive: true })),
    ];
    const system = new System(databases, env, tokenOf, (who) => identity.token(who), removals);
    await system.goOn();
    return system;
  }

  /** The gateway. */
  get url(): string {
    return this.running!.urls.gateway!;
  }

  /** What each program tells of itself. */
  async metrics(): Promise<ReadonlyMap<string, string>> {
    const asked = Object.entries(this.running!.metricsUrls).map(
      async ([program, url]) => [program, await (await fetch(url)).text()] as const,
    );
    return new Map(await Promise.all(asked));
  }

  get api(): Api {
    return new Api(this.url, this.tokenOf);
  }

  token(user: DemoUser): Promise<string> {
    return this.tokenOf(user);
  }

  /** A client of anybody, also of people that the demo does not have. */
  async request(who: TokenClaims | Role): Promise<ReturnType<typeof agent>> {
    return agent(this.url).set(
      'Authorization',
      `Bearer ${await this.tokenFor(typeof who === 'string' ? { roles: [who] } : who)}`,
    );
  }

  /** What does not come up on a busy machine is started again, as whoever runs it would. */
  async goOn(): Promise<void> {
    this.running = await eventually(() => startInstance(this.env), { timeout: 90_000, interval: 1_000 });
  }

  async halt(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Keeps the databases as they are; the system stands still meanwhile. @returns how some of them are put back, with the system standing still again. */
  async backUp(): Promise<(services: readonly Service[]) => Promise<void>> {
    const no = (this.backups += 1);
    await this.halt();
    for (const service of SERVICES) await this.copy(this.databases.get(service)!.database, this.backupOf(service, no));
    await this.goOn();
    return async (services) => {
      await this.halt();
      for (const service of services)
        await this.copy(this.backupOf(service, no), this.databases.get(service)!.database);
      await this.goOn();
    };
  }

  /** The checkpoint kept outside the database goes out of the way, as docs/books.md says of a restore; who has sealed nothing yet has none. */
  putCheckpointAway(service: Service): void {
    const file = join(this.env['SEAL_FOLDER']!, `${service}.checkpoint`);
    if (existsSync(file)) renameSync(file, `${file}.before-restore`);
  }

  /** A statement past row-level security and triggers. */
  async query(service: Service, sql: string): Promise<readonly object[]> {
    const { database } = this.databases.get(service)!;
    return withClient(database, async (client) => {
      await client.query(`SET session_replication_role = 'replica'`);
      return (await client.query<object>(sql)).rows;
    });
  }

  /** Keeps what a statement locks, until told to let go. */
  async hold(service: Service, statement: string): Promise<() => Promise<void>> {
    const client = await connect(this.databases.get(service)!.database);
    await client.query(`BEGIN; ${statement}`);
    return () => client.end();
  }

  async stop(): Promise<void> {
    await this.halt();
    for (const service of SERVICES)
      for (let no = 1; no <= this.backups; no += 1)
        await withClient('postgres', (client) =>
          client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(this.backupOf(service, no))}`),
        );
    for (const remove of this.removals) await remove();
  }

  private backupOf(service: Service, no: number): string {
    return `${this.databases.get(service)!.database}_backup_${no}`;
  }

  private copy(from: string, to: string): Promise<void> {
    return withClient('postgres', async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(to)} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${escapeIdentifier(to)} TEMPLATE ${escapeIdentifier(from)}`);
    });
  }
}

async function connect(database: string): Promise<Client> {
  const url = new URL(process.env['RV_TEST_POSTGRES_URL']!);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return client;
}

async function withClient<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(database);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
