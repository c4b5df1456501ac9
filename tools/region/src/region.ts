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
import { testDatabase, testIdentity, type TestDatabase, type TestIdentity } from '@ringvirkning/testing';
import { Databases } from './databases.js';
import { found } from './founding.js';
import { Line } from './line.js';
import type { Giver } from './post.js';
import { standIn } from './stand-in.js';
import type { Hosted } from './town-process.js';
import { Town } from './town.js';

export interface RegionOptions {
  /** Superuser of the PostgreSQL server on which the databases are made. */
  readonly superUrl: string;
  /** Short names of the municipalities; the first founds the partnership. */
  readonly towns: readonly string[];
  /** The services that have post for partners. */
  readonly givers: readonly Giver[];
  /** Each reaches the hub by a line that can be cut; without, at once. */
  readonly hasLines?: boolean;
  readonly logLevel: string;
  /** Of the partnership service, beside what it must have. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Municipalities in one partnership, each with a process, databases and a broker of its own, and the hub between them. What they agree on is up to whoever starts them. */
export class Region {
  hub!: RunningHub;
  private readonly towns = new Map<string, Town>();
  private readonly undo: (() => Promise<unknown> | void)[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'ringvirkning-region-'));
  private readonly hosted: readonly Hosted[];

  private constructor(
    private readonly options: RegionOptions,
    private readonly identity: TestIdentity,
  ) {
    this.hosted = ['partnership', ...options.givers];
  }

  static async start(options: RegionOptions): Promise<Region> {
    // Where the databases of tests are made.
    process.env['RV_TEST_POSTGRES_URL'] = options.superUrl;
    const region = new Region(options, await testIdentity());
    try {
      await region.startHub();
      await Promise.all(options.towns.map((id) => region.bringUp(id)));
      await found(region.all);
      return region;
    } catch (error) {
      await region.stop();
      throw error;
    }
  }

  town(id: string): Town {
    const town = this.towns.get(id);
    if (!town) throw new Error(`no town ${id}`);
    return town;
  }
  get all(): Town[] {
    return this.options.towns.flatMap((id) => this.towns.get(id) ?? []);
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
    const members = this.options.towns.map((name) => ({ name, publicKey: this.lineKey(name).publicKey }));
    this.hub = await startHub({ dataDir: join(this.folder, 'hub'), members, port, linePort });
  }

  /** Puts texts in the way to a member with the credentials of one, as whoever has stolen them can. @throws Error when the hub does not take them. */
  async slip(by: string, to: string, texts: readonly string[], as: string = by): Promise<void> {
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

  private async bringUp(id: string): Promise<void> {
    const manifests = this.hosted.map((name) => catalogue[name]);
    const seeds = new Map([...this.hosted, SET_UP].map((user) => [user as string, newSeed()]));
    const line = this.options.hasLines ? await Line.to(this.hub.linePort) : undefined;
    const dataDir = join(this.folder, id);
    const start = (port?: number): Promise<RunningNats> =>
      startNats({
        ...{ dataDir, name: id, port },
        users: brokerUsers(manifests, (user) => nkeyOf(seeds.get(user)!)),
        hub: { url: line ? `nats-leaf://127.0.0.1:${line.port}` : this.hub.lineUrl, key: this.lineKey(id) },
      });
    const nats = await start();
    const streams = StreamKeeper.start({
      ...{ url: nats.url, seed: seeds.get(SET_UP)! },
      streams: eventStreams(this.hosted),
    });
    this.undo.push(() => streams.stop());
    await streams.ready();
    const databases = new Map<Hosted, TestDatabase>();
    for (const name of this.hosted)
      databases.set(name, await testDatabase(name === 'partnership' ? partnershipService : standIn(name)));
    const town = new Town({
      ...{ id, line, nats },
      databases: new Databases(databases, this.options.superUrl),
      environments: new Map(
        this.hosted.map((name) => [name, this.environment(id, name, nats, databases.get(name)!, seeds)]),
      ),
      startNatsAnew: () => {
        rmSync(join(dataDir, 'store'), { recursive: true, force: true });
        return start(nats.port);
      },
      token: (role) => this.identity.token({ roles: [role], organisation: id }),
    });
    this.towns.set(id, town);
    await town.start();
  }

  private environment(
    id: string,
    name: Hosted,
    { url }: RunningNats,
    { appUrl }: TestDatabase,
    seeds: ReadonlyMap<string, string>,
  ): Record<string, string> {
    return {
      ...{ INSTANCE_ID: id, OIDC_ISSUER: this.identity.issuer, LOG_LEVEL: this.options.logLevel },
      ...{ DATABASE_URL: appUrl, NATS_URL: url, NATS_NKEY_SEED: seeds.get(name)! },
      NATS_PUBLIC_KEYS: this.hosted.map((one) => `${one}=${nkeyOf(seeds.get(one)!)}`).join(','),
      ...(name === 'partnership' && {
        ...{ PARTNERSHIP_KEY: randomBytes(32).toString('base64'), PARTNERSHIP_CARRIER: url },
        ...{ PARTNERSHIP_NKEY_SEED: this.lineKey(id).seed, ...this.options.environment },
      }),
    };
  }
}

const newSeed = (): string => new TextDecoder().decode(createUser().getSeed());
