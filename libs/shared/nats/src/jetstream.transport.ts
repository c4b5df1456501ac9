import { Server } from '@nestjs/microservices';
import type { EventEnvelope, EventType, ServiceName } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import type { Broker } from './broker.js';
import { JETSTREAM } from './decorators.js';
import { EventSubscription, type Damage, type IncomingEvent } from './event-subscription.js';
import { checkHandlers, invoke, messageOf } from './handlers.js';

/** The service's own method: runs inside the transaction it is given. */
export type EventHandler = (events: readonly EventEnvelope<unknown>[], tx: Tx) => Promise<void>;

/** What stands between courier and handler: de-duplication, order, transaction, dead letters (the inbox). */
export interface Intake {
  /** Called once per event, with the handler that belongs to it. */
  register(event: EventType<unknown>, handler: EventHandler): void;
  /** This process begins to consume the event, until the signal. */
  begin(event: EventType<unknown>, signal: AbortSignal): void;
  /** See {@link EventSubscription}: resolves when the messages need not come again. */
  consume(event: EventType<unknown>, messages: readonly IncomingEvent[], signal: AbortSignal): Promise<void>;
}

/** Nest transport that brings JetStream events to `@On` methods through the intake, while it is this process's turn. */
export class JetStreamTransport extends Server {
  override readonly transportId = JETSTREAM;
  private events: EventType<unknown>[] = [];
  private subscriptions: EventSubscription[] = [];
  private isOurTurn = false;
  private turn = new AbortController();

  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
    private readonly declared: readonly EventType<unknown>[],
    private readonly intake: Intake,
  ) {
    super();
  }

  /** Does not wait for the broker: consuming begins when it is reached. */
  listen(callback: (error?: unknown) => void): void {
    try {
      checkHandlers('@On', this.declared, this.messageHandlers);
    } catch (error) {
      callback(error);
      return;
    }
    this.events = [...this.messageHandlers.values()].map((handler) => {
      const event = messageOf(handler) as EventType<unknown>;
      this.intake.register(event, async (events, tx) => void (await invoke(handler, events, tx)));
      return event;
    });
    if (this.isOurTurn) this.begin();
    callback();
  }

  /** Subscriptions whose consumer at the broker was lost or changed. */
  get damages(): readonly Damage[] {
    return this.subscriptions.flatMap(({ damage }) => damage ?? []);
  }

  /** Of several replicas one consumes: every subject is one sequence. */
  begin(): void {
    this.isOurTurn = true;
    if (this.subscriptions.length > 0) return;
    this.subscriptions = this.events.map(
      (event) =>
        new EventSubscription(this.broker, this.service, event, (messages, signal) =>
          this.intake.consume(event, messages, signal),
        ),
    );
    this.turn = new AbortController();
    this.events.forEach((event) => this.intake.begin(event, this.turn.signal));
    this.subscriptions.forEach((subscription) => subscription.start());
  }

  async pause(): Promise<void> {
    this.isOurTurn = false;
    this.turn.abort();
    const ending = this.subscriptions;
    this.subscriptions = [];
    await Promise.all(ending.map((subscription) => subscription.stop()));
  }

  close(): Promise<void> {
    return this.pause();
  }

  override on(): void {}
  override unwrap<T>(): T {
    return this.broker as T;
  }
}
