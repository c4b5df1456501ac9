import { randomUUID } from 'node:crypto';
import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type INestApplication,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { EventType, PublishedEvent, RequestType, ServiceName } from '@ringvirkning/message';
import {
  Broker,
  EventPublisher,
  JetStreamTransport,
  RequestReplyTransport,
  Requests,
  sealOf,
  type Seal,
} from '@ringvirkning/nats';
import { Database } from '@ringvirkning/persistence';
import { DeadLetters } from './dead-letters.js';
import { GiveBack } from './give-back.js';
import { Inbox } from './inbox.js';
import { PostgresInboxStore } from './inbox.store.js';
import { Lease } from './lease.js';
import { Mending } from './mending.js';
import { MendingStore } from './mending.store.js';
import { MessagingStatus } from './messaging-status.js';
import { Outbox } from './outbox.js';
import { PostgresOutboxStore } from './outbox.store.js';
import { ReceiptBook } from './receipt-book.js';
import { ReceiptSender } from './receipt-sender.js';
import { Relay } from './relay.js';
import { Traces } from './traces.js';

export interface MessagingOptions {
  readonly service: ServiceName;
  /** The municipality's instance, e.g. `aarhus`; part of every event's source. */
  readonly instance: string;
  readonly nats: {
    readonly url: string;
    readonly seed?: string | undefined;
    /** Public keys of the services whose events are consumed, by name. */
    readonly publicKeys?: Readonly<Record<string, string>> | undefined;
  };
  readonly publishes?: readonly PublishedEvent[] | undefined;
  readonly consumes?: readonly EventType<unknown>[] | undefined;
  readonly answers?: readonly RequestType<unknown, unknown>[] | undefined;
  readonly asks?: readonly RequestType<unknown, unknown>[] | undefined;
}

/** Built with the parts that must be started and stopped. */
class Parts {
  readonly outboxStore: PostgresOutboxStore;
  readonly relay: Relay;
  readonly receipts: ReceiptBook;
  readonly sender: ReceiptSender;
  readonly inboxStore = new PostgresInboxStore();
  readonly inbox: Inbox;
  readonly broker: Broker;
  readonly lease: Lease;
  readonly transport: JetStreamTransport;
  readonly giveBack: GiveBack;
  readonly mending: Mending;
  readonly seal: Seal;

  constructor(
    readonly options: MessagingOptions,
    readonly db: Database,
  ) {
    const { service, instance, nats, publishes = [], consumes = [] } = options;
    this.seal = sealOf({ service, ...nats });
    this.broker = new Broker({ service, ...nats });
    this.outboxStore = new PostgresOutboxStore(db);
    this.lease = new Lease(this.outboxStore, `${service}-${randomUUID()}`);
    const sender = { service, source: `/ringvirkning/${instance}/${service}`, seal: this.seal };
    this.relay = new Relay(this.outboxStore, new EventPublisher(this.broker, service), sender, this.lease);
    this.receipts = new ReceiptBook(this.broker, this.outboxStore, this.relay, service, publishes);
    this.sender = new ReceiptSender(this.broker, service);
    this.inbox = new Inbox(db, this.inboxStore, {
      service,
      seal: this.seal,
      report: (...report) => this.sender.send(...report),
    });
    this.transport = new JetStreamTransport(this.broker, service, consumes, this.inbox);
    this.giveBack = new GiveBack(this.broker, db, this.inboxStore, service, consumes);
    const { seal, receipts } = this;
    this.mending = new Mending(this.broker, db, new MendingStore(), { service, published: publishes, seal, receipts });
  }

  start(): void {
    this.lease.onChange((held) => this.takeTurn(held));
    this.lease.start();
    this.sender.start();
    this.giveBack.start();
    if (!this.options.publishes?.length) return;
    this.broker.onReconnect(() => this.relay.reconnected());
    this.relay.start();
    this.receipts.start();
  }

  private takeTurn(held: boolean): void {
    this.receipts.forget();
    if (held) {
      this.relay.wake();
      this.transport.begin();
    } else {
      this.sender.forgetPositions();
      void this.transport.pause();
    }
  }
}

const provide = <T>(token: abstract new (...args: never[]) => T, make: (parts: Parts) => T): Provider => ({
  provide: token,
  useFactory: make,
  inject: [Parts],
});

const PROVIDERS: readonly Provider[] = [
  provide(Broker, ({ broker }) => broker),
  provide(
    Outbox,
    ({ outboxStore, relay, options }) => new Outbox(outboxStore, options.publishes ?? [], () => relay.wake()),
  ),
  provide(Requests, ({ broker, options }) => new Requests(broker, options.asks ?? [])),
  provide(DeadLetters, ({ db, inboxStore, inbox }) => new DeadLetters(db, inboxStore, inbox)),
  provide(Traces, ({ db, options }) => new Traces(db, options.publishes ?? [])),
  provide(Mending, ({ mending }) => mending),
  provide(
    MessagingStatus,
    ({ db, broker, receipts, inbox, transport, options }) =>
      new MessagingStatus(db, broker, options.publishes ?? [], () => ({
        ahead: receipts.ahead,
        refused: inbox.refused,
        damages: transport.damages,
      })),
  ),
  provide(JetStreamTransport, ({ transport }) => transport),
  provide(
    RequestReplyTransport,
    ({ broker, options }) => new RequestReplyTransport(broker, options.service, options.answers ?? []),
  ),
];

/**
 * A service's messaging, available everywhere in it: {@link Outbox}, {@link Requests}, {@link DeadLetters}, {@link Mending}, {@link Traces}, {@link MessagingStatus}.
 * Needs `PersistenceModule`. Handlers begin to run with {@link connectMessaging}. A service that publishes nothing runs no relay.
 */
@Module({})
export class MessagingModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(private readonly parts: Parts) {}

  static forService(options: MessagingOptions): DynamicModule {
    const parts: Provider = {
      provide: Parts,
      useFactory: (db: Database) => new Parts(options, db),
      inject: [Database],
    };
    return {
      module: MessagingModule,
      global: true,
      providers: [parts, ...PROVIDERS],
      exports: PROVIDERS.map((provider) => (provider as { provide: symbol }).provide),
    };
  }

  onApplicationBootstrap(): void {
    this.parts.start();
  }

  /** What writes to the database stops while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.parts.relay.stop();
    await this.parts.receipts.stop();
    await this.parts.transport.pause();
    await this.parts.lease.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.parts.sender.stop();
    await this.parts.broker.close();
  }
}

/** Binds the `@On` and `@Answers` methods of all controllers to their transports and starts these. @throws Error when a declared message has no handler, or a handler no declaration. */
export async function connectMessaging(app: INestApplication): Promise<void> {
  // No inherited guards, pipes or filters: those speak HTTP, and the transports check schemas and map errors themselves.
  app.connectMicroservice({ strategy: app.get(JetStreamTransport) });
  app.connectMicroservice({ strategy: app.get(RequestReplyTransport) });
  await app.startAllMicroservices();
}
