import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as dial, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { createUser } from '@nats-io/nkeys';
import { connect, nkeyAuthenticator, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { Controller, Module, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EventEnvelope, LinkedManifest, ServiceName } from '@ringvirkning/message';
import { brokerUsers, eventStreams, nkeyOf, publishersOf, SET_UP, StreamKeeper } from '@ringvirkning/nats';
import { asSystem, Database, PersistenceModule, type Tx } from '@ringvirkning/persistence';
import { connectMessaging, MessagingModule, On, Outbox, type MessagingOptions } from '../src/index.js';
import { Counted, leaveEffects, testDatabase, type Thing } from './support.js';

/** What of the embedded tool is used here; loaded at run time, since libraries do not depend on tools. */
interface Embedded {
  startNats(options: {
    dataDir: string;
    port?: number;
    users: readonly object[];
  }): Promise<{ url: string; port: number; adminSeed: string; stop(): Promise<unknown> }>;
}
const EMBEDDED: string = '@ringvirkning/embedded';
const text = new TextDecoder();
const bytes = new TextEncoder();

/** A broker that can be stopped, wiped and started again on the same port, with one user per service. */
export class TestBroker {
  private server: Awaited<ReturnType<Embedded['startNats']>> | undefined;
  private streams: StreamKeeper | undefined;
  private readonly seeds = new Map<ServiceName, string>();

  private constructor(
    private readonly embedded: Embedded,
    private readonly folder: string,
    private readonly manifests: readonly LinkedManifest[],
  ) {}

  static async start(manifests: readonly LinkedManifest[]): Promise<TestBroker> {
    const broker = new TestBroker(
      (await import(EMBEDDED)) as Embedded,
      await mkdtemp(join(tmpdir(), 'rv-outbox-nats-')),
      manifests,
    );
    for (const name of [...manifests.map((manifest) => manifest.name), SET_UP])
      broker.seeds.set(name, text.decode(createUser().getSeed()));
    await broker.start();
    const publishers = publishersOf(manifests);
    broker.streams = StreamKeeper.start({
      url: broker.url,
      seed: broker.seedOf(SET_UP),
      streams: eventStreams(publishers),
    });
    await broker.streams.ready();
    return broker;
  }

  get url(): string {
    return this.server!.url;
  }

  seedOf(service: ServiceName): string {
    return this.seeds.get(service)!;
  }

  get publicKeys(): Record<string, string> {
    return Object.fromEntries([...this.seeds].map(([name, seed]) => [name, nkeyOf(seed)]));
  }

  async start(port?: number): Promise<void> {
    const users = brokerUsers(this.manifests, (user) => nkeyOf(this.seedOf(user)));
    this.server = await this.embedded.startNats({ dataDir: this.folder, users, ...(port ? { port } : {}) });
  }

  /** Stops the server; everything it stored is gone when it is started again. */
  async stop(options: { wipe: boolean }): Promise<{ startAgain: () => Promise<void> }> {
    const { port } = this.server!;
    await this.server!.stop();
    if (options.wipe) await rm(join(this.folder, 'store'), { recursive: true, force: true });
    return { startAgain: () => this.start(port) };
  }

  /** A connection that may do everything: the mischief-maker. */
  admin(): Promise<NatsConnection> {
    const authenticator = nkeyAuthenticator(bytes.encode(this.server!.adminSeed));
    // A busy machine may need longer than the usual 20 s.
    return connect({ servers: this.url, authenticator, timeout: 120_000 });
  }

  async end(): Promise<void> {
    await this.streams?.stop();
    await this.server!.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A way to the broker that breaks, once and for all, where it is told to: what a process that is killed has sent, or got, until then. */
export class Wire {
  private readonly ends = new Set<Socket>();
  private breaking: { readonly direction: Direction; left: number } | undefined;
  private readonly breaks = Promise.withResolvers<void>();

  private constructor(private readonly server: Server) {}

  static async to(broker: TestBroker): Promise<Wire> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wire = new Wire(server);
    server.on('connection', (near) => wire.join(near, dial(Number(new URL(broker.url).port), '127.0.0.1')));
    return wire;
  }

  get url(): string {
    return `nats://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when so many more bytes have gone in one direction: no more follow. */
  breakAfter(direction: Direction, bytes: number): Promise<void> {
    this.breaking = { direction, left: bytes };
    return this.breaks.promise;
  }

  private join(near: Socket, far: Socket): void {
    this.pass(near, far, 'sent');
    this.pass(far, near, 'got');
  }

  private pass(from: Socket, to: Socket, direction: Direction): void {
    this.ends.add(from);
    from.on('error', () => undefined).on('close', () => to.destroy());
    from.on('data', (bytes: Buffer) => {
      const breaking = this.breaking?.direction === direction ? this.breaking : { left: Infinity };
      to.write(bytes.subarray(0, breaking.left), () => breaking.left === 0 && this.break());
      breaking.left = Math.max(0, breaking.left - bytes.length);
    });
  }

  private break(): void {
    this.server.close();
    for (const end of this.ends) end.destroy();
    this.breaks.resolve();
  }
}
type Direction = 'sent' | 'got';

export interface TestService {
  readonly app: INestApplication;
  readonly db: Database;
  stop(): Promise<void>;
}

type Part = Pick<MessagingOptions, 'publishes' | 'consumes' | 'answers' | 'asks'>;

/** A running service with a database of its own, or with the one it had before, which reaches the broker by a wire of its own or as all do. */
export async function startService(
  broker: TestBroker,
  service: ServiceName,
  part: Part,
  controllers: readonly Type[] = [],
  database?: { url: string },
  wire?: Wire,
): Promise<TestService & { url: string }> {
  const { url } = database ?? (await newDatabase());
  @Module({
    imports: [
      PersistenceModule.forService({ url, applicationName: service }),
      MessagingModule.forService({
        service,
        instance: 'test',
        nats: { url: wire?.url ?? broker.url, seed: broker.seedOf(service), publicKeys: broker.publicKeys },
        ...part,
      }),
    ],
    controllers: [...controllers],
  })
  class TestModule {}
  const app = await NestFactory.create(TestModule, {
    logger: process.env['RV_TEST_LOG'] ? ['warn', 'error', 'log'] : false,
    abortOnError: false,
  });
  try {
    await connectMessaging(app);
    await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, url, db: app.get(Database), stop: () => app.close() };
}

async function newDatabase(): Promise<{ url: string }> {
  const { db, url } = await testDatabase();
  await db.close();
  return { url };
}

/** Counts things: one committed event each. */
export const count = (service: TestService, ...numbers: readonly number[]): Promise<void> =>
  countHeavy(service, undefined, ...numbers);

/** The same, each with a weight to carry. */
export async function countHeavy(
  { app, db }: TestService,
  weight: string | undefined,
  ...numbers: readonly number[]
): Promise<void> {
  const outbox = app.get(Outbox);
  for (const n of numbers)
    await asSystem('test', () => db.transaction((tx) => outbox.add(tx, Counted, { key: 'key', data: { n, weight } })));
}

/** A consumer of what is counted. */
@Controller()
export class Counting {
  @On(Counted)
  take(events: readonly EventEnvelope<Thing>[], tx: Tx): Promise<void> {
    return leaveEffects(events, tx);
  }
}

/** Messages of a stream as they lie there. */
export async function storedMessages(
  admin: NatsConnection,
  stream: string,
): Promise<{ subject: string; data: Uint8Array; headers: MsgHdrs | undefined }[]> {
  const manager = await jetstreamManager(admin);
  const { state } = await manager.streams.info(stream);
  const stored: { subject: string; data: Uint8Array; headers: MsgHdrs | undefined }[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(stream, { seq });
    if (message) stored.push({ subject: message.subject, data: message.data, headers: message.header });
  }
  return stored;
}
