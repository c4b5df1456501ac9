import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { catalogue } from '@ringvirkning/catalogue';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import {
  PartnerAgreementsSchema,
  PartnershipStateSchema,
  type AgreementFlow,
  type PartnershipState,
} from '@ringvirkning/partnership-api';
import { startService, type RunningService } from '@ringvirkning/service';
import {
  eventually,
  testDatabase,
  testIdentity,
  testNats,
  type TestDatabase,
  type TestIdentity,
  type TestNats,
} from '@ringvirkning/testing';
import { Client } from 'pg';
import { agent } from 'supertest';
import { partnershipService } from '../src/index.js';
import { TakePostHandler } from '../src/on-post/take-post.handler.js';
import type { Letter } from '../src/persistence/post.store.js';

export const charter = {
  name: 'Midtjysk partnerskab',
  purpose: 'Fælles sociale investeringer',
  shares: 'Resultater i alt',
  legalBasis: 'Kommunalfuldmagten',
  retention: '5 år',
  threshold: 5,
};
export const TRIAL = 'trial-sent/1';
const FAST = { PARTNERSHIP_BEAT_MS: '150', PARTNERSHIP_IDLE_BEAT_MS: '300', PARTNERSHIP_SEAL_MS: '300' };

/** A region of municipalities with a folder between them, each with a database and a broker of its own. */
export class Region {
  readonly towns: Town[] = [];
  private slipped = 0;
  private constructor(
    readonly folder: string,
    readonly identity: TestIdentity,
  ) {}

  static async make(): Promise<Region> {
    return new Region(await mkdtemp(join(tmpdir(), 'rv-partnership-')), await testIdentity());
  }

  async town(id: string, over: Readonly<Record<string, string>> = {}): Promise<Town> {
    const nats = await testNats([catalogue.partnership]);
    const town = new Town(id, this, nats, await testDatabase(partnershipService), over);
    this.towns.push(town);
    await town.start();
    return town;
  }

  /** The way between all of them. */
  cut(): Promise<void> {
    return rename(this.folder, `${this.folder}-cut`);
  }
  mend(): Promise<void> {
    return rename(`${this.folder}-cut`, this.folder);
  }
  /** Puts texts in the way to a member, as anybody can who reaches it. */
  async slip(to: string, ...texts: readonly string[]): Promise<void> {
    this.slipped += 1;
    await mkdir(join(this.folder, to), { recursive: true });
    const path = join(this.folder, to, `${String(this.slipped).padStart(16, '0')}-stranger-00000000.texts`);
    await writeFile(`${path}.part`, texts.map((text) => `${text}\n`).join(''));
    await rename(`${path}.part`, path);
  }

  async stop(): Promise<void> {
    for (const town of this.towns) await town.end();
    await this.identity.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export class Town {
  running: RunningService | undefined;
  private readonly key = randomBytes(32).toString('base64');

  constructor(
    readonly id: string,
    private readonly region: Region,
    readonly nats: TestNats,
    public database: TestDatabase,
    private readonly own: Readonly<Record<string, string>>,
  ) {}

  /** The environment of one of its processes. */
  env(over: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      INSTANCE_ID: this.id,
      OIDC_ISSUER: this.region.identity.issuer,
      LOG_LEVEL: 'fatal',
      DATABASE_URL: this.database.appUrl,
      NATS_URL: this.nats.url,
      NATS_NKEY_SEED: this.nats.seedOf('partnership'),
      NATS_PUBLIC_KEYS: this.nats.publicKeys,
      PARTNERSHIP_KEY: this.key,
      PARTNERSHIP_CARRIER: `folder:${this.region.folder}`,
      ...FAST,
      ...this.own,
      ...over,
    };
  }

  async start(): Promise<void> {
    this.running = await startService(partnershipService, this.env());
  }
  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }
  async end(): Promise<void> {
    await this.stop();
    await this.nats.stop();
    await this.database.drop();
  }

  /** Takes a backup of the whole database. @returns how it is put in again. */
  async backup(): Promise<() => Promise<void>> {
    const { database, ownerRole, appRole } = this.database;
    const copy = `${database}_copy`;
    await this.stop();
    await asSuperuser(`CREATE DATABASE ${copy} TEMPLATE ${database} OWNER ${ownerRole}`);
    await this.start();
    return async () => {
      await this.stop();
      await asSuperuser(
        `DROP DATABASE ${database}`,
        `ALTER DATABASE ${copy} RENAME TO ${database}`,
        `GRANT CONNECT ON DATABASE ${database} TO ${appRole}`,
      );
      await this.start();
    };
  }

  async client(role: Role = 'municipal-director') {
    const token = await this.region.identity.token({ roles: [role], organisation: this.id });
    return agent(this.running!.url).set('Authorization', `Bearer ${token}`);
  }
  async get(path = '', role?: Role) {
    return (await this.client(role)).get(`/api/partnership${path && `/${path}`}`);
  }
  async post(path: string, body: object = {}, role?: Role) {
    return (await this.client(role)).post(`/api/partnership/${path}`).send(body);
  }
  /** @returns the body of what succeeded. */
  async does(path: string, body: object = {}, role?: Role) {
    const { status, body: reply } = await this.post(path, body, role);
    expect([path, status, reply]).toEqual([path, status === 200 ? 200 : 201, reply]);
    return reply;
  }
  async state(): Promise<PartnershipState> {
    return PartnershipStateSchema.parse((await this.get()).body);
  }
  async member(id: string) {
    return (await this.state()).members.find((member) => member.id === id);
  }
  async agreements() {
    return PartnerAgreementsSchema.parse((await this.get('agreements')).body).items;
  }

  found(): Promise<unknown> {
    return this.does('founding', { id: 'midtjylland', name: nameOf(this.id), charter });
  }
  /** Invites another and waits until it is active for both. */
  async bringsIn(other: Town): Promise<void> {
    await this.does('invitations', { member: other.id, name: nameOf(other.id) });
    const invitation = await eventually(async () => {
      const { body } = await this.get(`invitations/${other.id}`);
      expect(body.text).toEqual(expect.any(String));
      return body;
    });
    await other.does('joining', { text: invitation.text, checkPhrase: invitation.checkPhrase });
    await eventually(async () => {
      expect((await this.member(other.id))?.status).toBe('active');
      expect((await other.member(other.id))?.status).toBe('active');
    });
  }
  /** An agreement in force on both sides, by which both may send trials, or something else. */
  async agreesWith(other: Town, flows: readonly AgreementFlow[] = this.trials(other)): Promise<string> {
    const proposal = {
      ...{ with: other.id, purpose: 'Prøve', legalBasis: 'Kommunalfuldmagten', flows },
      ...{ begins: '2026-01-01', ends: '2099-12-31' },
      contacts: { ours: 'a@example.dk', theirs: 'b@example.dk' },
    };
    const { id } = await this.does('agreements', proposal);
    await eventually(async () => expect((await other.agreements()).map((each) => each.id)).toContain(id));
    await other.does(`agreements/${id}/approval`);
    await eventually(async () => {
      for (const town of [this, other]) expect(statusOf(await town.agreements(), id)).toBe('active');
    });
    return id;
  }

  private trials = (other: Town): AgreementFlow[] =>
    [this.id, other.id].map((from) => ({ from, type: TRIAL, fields: ['text', 'amount'] }));

  /** What a service gives to be brought. */
  gives(letters: readonly Letter[]): Promise<void> {
    const events = [...Map.groupBy(letters, ({ to }) => to)].map(([to, messages]) => ({
      ...{ data: { to, messages }, time: '2026-11-01T08:00:00.000Z' },
    }));
    return this.within((tx) => this.running!.app.get(TakePostHandler).give(tx, events as never));
  }
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return asSystem('test', () => this.running!.app.get(Database).transaction(work));
  }
  /** What the services of the instance were told, in order. */
  async told(event: string): Promise<Record<string, unknown>[]> {
    const rows = await this.within((tx) =>
      tx.query<{ data: Record<string, unknown> }[]>('SELECT data FROM outbox WHERE subject = $1 ORDER BY id', [
        `evt.partnership.${event}.v1`,
      ]),
    );
    return rows.map(({ data }) => data);
  }
}

async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: process.env['RV_TEST_POSTGRES_URL'] });
  await client.connect();
  try {
    for (const statement of statements) await eventually(() => client.query(statement));
  } finally {
    await client.end();
  }
}

export const nameOf = (id: string): string => `${id[0]!.toUpperCase()}${id.slice(1)} Kommune`;
export const statusOf = (agreements: readonly { id: string; status: string }[], id: string): string | undefined =>
  agreements.find((agreement) => agreement.id === id)?.status;
