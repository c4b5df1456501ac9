import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createUser } from '@nats-io/nkeys';
import { partnershipService } from '@ringvirkning/app-partnership';
import { catalogue } from '@ringvirkning/catalogue';
import { freePort, natsKeyFile, startHub, startNats, type RunningHub } from '@ringvirkning/embedded';
import { brokerUsers, eventStreams, nkeyOf, SET_UP, StreamKeeper } from '@ringvirkning/nats';
import { testDatabase, testIdentity, type TestIdentity } from '@ringvirkning/testing';
import { SENT_TYPE, standIn } from './stand-in.js';
import type { Environment, Hosted } from './town-process.js';
import { Town } from './town.js';

const MANIFESTS = [catalogue.contracts, catalogue.payments, catalogue.partnership];
const DEFINITIONS = {
  partnership: partnershipService,
  contracts: standIn('contracts', () => undefined),
  payments: standIn('payments', () => undefined),
};
const PATIENCE_MS = 60_000;

/** Two municipalities with everything between them: each with a process, databases and a broker of its own, and a hub. Post may go from the first to the second. */
export class Region {
  private readonly undo: (() => Promise<unknown>)[] = [];
  hub!: RunningHub;
  private identity!: TestIdentity;

  private constructor(
    private readonly folder: string,
    readonly from: Town,
    readonly to: Town,
  ) {}

  static async start(postgresUrl: string): Promise<Region> {
    // Where the databases of tests are made.
    process.env['RV_TEST_POSTGRES_URL'] = postgresUrl;
    const identity = await testIdentity();
    const town = (id: string) =>
      new Town(id, () => identity.token({ roles: ['municipal-director'], organisation: id }));
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-exchange-'));
    const region = new Region(folder, town('aarhus'), town('herning'));
    region.identity = identity;
    try {
      await region.bringUp();
      return region;
    } catch (error) {
      await region.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const step of this.undo.splice(0).reverse()) await step();
    await this.identity.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The way between them is closed. */
  cut(): Promise<void> {
    return this.hub.stop();
  }
  async mend(): Promise<void> {
    const { port, linePort } = this.hub;
    this.hub = await startHub({ ...this.hubOptions(), port, linePort });
  }

  private hubOptions() {
    const members = [this.from, this.to].map(({ id }) => ({ name: id, publicKey: this.lineKey(id).publicKey }));
    return { dataDir: join(this.folder, 'hub'), members };
  }
  private lineKey = (id: string) => natsKeyFile(join(this.folder, `${id}.nk`));

  private async bringUp(): Promise<void> {
    this.hub = await startHub({ ...this.hubOptions(), linePort: await freePort() });
    this.undo.push(() => this.hub.stop());
    for (const town of [this.from, this.to]) {
      const environments = await this.environments(town.id);
      await town.start(environments);
      this.undo.push(() => town.stop());
    }
    await this.found();
  }

  private async environments(id: string): Promise<Readonly<Record<Hosted, Environment>>> {
    const users = [...MANIFESTS.map(({ name }) => name), SET_UP];
    const seeds = new Map<string, string>(
      users.map((user) => [user, new TextDecoder().decode(createUser().getSeed())]),
    );
    const line = this.lineKey(id);
    const nats = await startNats({
      dataDir: join(this.folder, id),
      name: id,
      users: brokerUsers(MANIFESTS, (user) => nkeyOf(seeds.get(user)!)),
      hub: { url: this.hub.lineUrl, key: line },
    });
    this.undo.push(() => nats.stop());
    const streams = StreamKeeper.start({
      url: nats.url,
      seed: seeds.get(SET_UP)!,
      streams: eventStreams(MANIFESTS.map(({ name }) => name)),
    });
    this.undo.push(() => streams.stop());
    await streams.ready();
    const environment = async (name: Hosted): Promise<Environment> => {
      const database = await testDatabase(DEFINITIONS[name]);
      this.undo.push(() => database.drop());
      return {
        INSTANCE_ID: id,
        OIDC_ISSUER: this.identity.issuer,
        LOG_LEVEL: 'error',
        DATABASE_URL: database.appUrl,
        NATS_URL: nats.url,
        NATS_NKEY_SEED: seeds.get(name)!,
        NATS_PUBLIC_KEYS: MANIFESTS.map((manifest) => `${manifest.name}=${nkeyOf(seeds.get(manifest.name)!)}`).join(
          ',',
        ),
      };
    };
    return {
      contracts: await environment('contracts'),
      payments: await environment('payments'),
      partnership: {
        ...(await environment('partnership')),
        PARTNERSHIP_KEY: randomBytes(32).toString('base64'),
        PARTNERSHIP_CARRIER: nats.url,
        PARTNERSHIP_NKEY_SEED: line.seed,
      },
    };
  }

  /** A partnership of both, and an agreement by which the first may send. */
  private async found(): Promise<void> {
    const { from, to } = this;
    const charter = { name: 'Midtjylland', purpose: 'Måling', shares: 'Intet', retention: '1 år', threshold: 5 };
    await from.http('POST', '/founding', {
      ...{ id: 'midtjylland', name: 'Aarhus Kommune' },
      charter: { ...charter, legalBasis: 'Kommunalfuldmagten' },
    });
    await from.http('POST', '/invitations', { member: to.id, name: 'Herning Kommune' });
    const { text, checkPhrase } = await until(async () => {
      const invitation = await from.http('GET', `/invitations/${to.id}`);
      return typeof invitation['text'] === 'string' ? invitation : undefined;
    });
    await to.http('POST', '/joining', { text: text as string, checkPhrase: checkPhrase as string });
    const fields = ['contractId', 'reference', 'termsDigest', 'runId', 'number', 'after', 'cutOff', 'factsDigest'];
    const { id } = await until(() =>
      from
        .http('POST', '/agreements', {
          ...{ with: to.id, purpose: 'Måling', legalBasis: 'Kommunalfuldmagten' },
          flows: [{ from: from.id, type: SENT_TYPE, fields: [...fields, 'currency', 'amount', 'payments', 'lines'] }],
          ...{ begins: '2026-01-01', ends: '2099-12-31' },
          contacts: { ours: 'a@example.dk', theirs: 'b@example.dk' },
        })
        .catch(() => undefined),
    );
    await until(() => to.http('POST', `/agreements/${id as string}/approval`).catch(() => undefined));
    await until(async () => {
      const { items } = (await from.http('GET', '/agreements')) as { items: { status: string }[] };
      return items.some(({ status }) => status === 'active') || undefined;
    });
  }
}

/** The first value that is not undefined. @throws when there is none in time. */
export async function until<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error('not in time');
    await delay(50);
  }
}
