import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import { connect, nkeyAuthenticator } from '@nats-io/transport-node';
import { partnershipService } from '@ringvirkning/app-partnership';
import { catalogue } from '@ringvirkning/catalogue';
import { natsKeyFile, startHub, startNats, type RunningHub, type RunningNats } from '@ringvirkning/embedded';
import { brokerUsers, eventStreams, nkeyOf, SET_UP, StreamKeeper } from '@ringvirkning/nats';
import { testDatabase, testIdentity, type TestIdentity } from '@ringvirkning/testing';
import { found, type Founded } from './founding.js';
import { Line } from './line.js';
import { standIn } from './stand-in.js';
import { Town } from './town.js';
import type { Hosted } from './town-process.js';

const MANIFESTS = [catalogue.contracts, catalogue.payments, catalogue.partnership];
const DEFINITIONS = { partnership: partnershipService, contracts: standIn };
const FAST = { PARTNERSHIP_BEAT_MS: '150', PARTNERSHIP_IDLE_BEAT_MS: '300' };
export const TOWNS = ['aarhus', 'herning', 'odense'] as const;
export type TownName = (typeof TOWNS)[number];

/** Three municipalities, each with a process, databases, a broker and a line of its own, and the hub between them. Aarhus and Herning agree on two kinds of message, Odense and Aarhus on one. */
export class Region {
  hub!: RunningHub;
  agreed!: Founded;
  readonly towns = new Map<string, Town>();
  private readonly undo: (() => Promise<unknown> | void)[] = [];

  private constructor(
    private readonly folder: string,
    private readonly identity: TestIdentity,
    private readonly superUrl: string,
  ) {}

  /** @param superUrl Superuser of the PostgreSQL server on which the databases are made. */
  static async start(superUrl: string): Promise<Region> {
    process.env['RV_TEST_POSTGRES_URL'] = superUrl;
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-soak-'));
    const region = new Region(folder, await testIdentity(), superUrl);
    try {
      await region.startHub();
      await Promise.all(TOWNS.map((id) => region.bringUp(id)));
      region.agreed = await found(region);
      return region;
    } catch (error) {
      await region.stop();
      throw error;
    }
  }

  town(id: TownName): Town {
    return this.towns.get(id)!;
  }
  get all(): Town[] {
    return [...this.towns.values()];
  }

  async stop(): Promise<void> {
    for (const town of this.all) await town.end();
    for (const step of this.undo.splice(0).reverse()) await step();
    await this.hub?.stop();
    await this.identity.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The hub is killed; nothing goes until it is started again. */
  async killHub(): Promise<void> {
    process.kill(this.hub.pid, 'SIGKILL');
    await this.hub.ended;
  }
  async startHub({ isWiped = false } = {}): Promise<void> {
    if (isWiped) rmSync(join(this.folder, 'hub', 'store'), { recursive: true, force: true });
    const { port, linePort } = this.hub ?? {};
    const members = TOWNS.map((name) => ({ name, publicKey: this.lineKey(name).publicKey }));
    this.hub = await startHub({ dataDir: join(this.folder, 'hub'), members, port, linePort });
  }

  /** Puts texts in the way to a member with the credentials of one, as whoever has stolen them can. @throws Error when the hub does not take them. */
  async slip(by: TownName, to: string, texts: readonly string[], as: string = by): Promise<void> {
    const seed = new TextEncoder().encode(this.lineKey(by).seed);
    const connection = await connect({ servers: this.hub.url, authenticator: nkeyAuthenticator(seed) });
    try {
      const parcel = texts.map((text) => `${text}\n`).join('');
      const answer = await connection.request(`ptn.to.${to}.from.${as}`, parcel, { timeout: 10_000 });
      if ('error' in answer.json<object>()) throw new Error(answer.string());
    } finally {
      await connection.close();
    }
  }

  private lineKey = (id: string) => natsKeyFile(join(this.folder, `${id}.nk`));

  private async bringUp(id: TownName): Promise<void> {
    const users = [...MANIFESTS.map(({ name }) => name), SET_UP];
    const seeds = new Map<string, string>(
      users.map((user) => [user, new TextDecoder().decode(createUser().getSeed())]),
    );
    const line = await Line.to(this.hub.linePort);
    const key = this.lineKey(id);
    const dataDir = join(this.folder, id);
    const start = (port?: number): Promise<RunningNats> =>
      startNats({
        ...{ dataDir, name: id, port },
        users: brokerUsers(MANIFESTS, (user) => nkeyOf(seeds.get(user)!)),
        hub: { url: `nats-leaf://127.0.0.1:${line.port}`, key },
      });
    const nats = await start();
    const streams = StreamKeeper.start({
      ...{ url: nats.url, seed: seeds.get(SET_UP)! },
      streams: eventStreams(MANIFESTS.map(({ name }) => name)),
    });
    this.undo.push(() => streams.stop());
    await streams.ready();
    const databases = {
      partnership: await testDatabase(DEFINITIONS.partnership),
      contracts: await testDatabase(DEFINITIONS.contracts),
    };
    const environment = (name: Hosted): Record<string, string> => ({
      ...{ INSTANCE_ID: id, OIDC_ISSUER: this.identity.issuer, LOG_LEVEL: process.env['SOAK_LOG'] ?? 'fatal' },
      ...{ DATABASE_URL: databases[name].appUrl, NATS_URL: nats.url, NATS_NKEY_SEED: seeds.get(name)! },
      NATS_PUBLIC_KEYS: MANIFESTS.map((one) => `${one.name}=${nkeyOf(seeds.get(one.name)!)}`).join(','),
    });
    const town = new Town({
      ...{ id, line, nats, databases, superUrl: this.superUrl },
      environments: {
        contracts: environment('contracts'),
        partnership: {
          ...environment('partnership'),
          ...{ PARTNERSHIP_KEY: randomBytes(32).toString('base64'), ...FAST },
          ...{ PARTNERSHIP_CARRIER: nats.url, PARTNERSHIP_NKEY_SEED: key.seed },
        },
      },
      startNatsAnew: () => {
        rmSync(join(dataDir, 'store'), { recursive: true, force: true });
        return start(nats.port);
      },
      token: (role) => this.identity.token({ roles: [role], organisation: id }),
    });
    this.towns.set(id, town);
    await town.start();
  }
}
