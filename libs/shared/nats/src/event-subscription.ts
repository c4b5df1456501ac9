import { Logger } from '@nestjs/common';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { EventType, ServiceName } from '@ringvirkning/message';
import type { Broker } from './broker.js';
import { MessageQueue } from './message-queue.js';
import { consumerNameOf, streamOfEvent } from './names.js';
import { pause } from './pause.js';

/** One message as it came: its text, what that says as JSON (undefined when it is none), and its headers with names in lower case. */
export interface IncomingEvent {
  readonly payload: string;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Takes in messages in order. Resolves when they need not be delivered again, whatever became of them; rejects only when stopping. */
export type TakeIn = (messages: readonly IncomingEvent[], signal: AbortSignal) => Promise<void>;

/** What is taken in in one transaction at most: messages, bytes. */
const BATCH = { count: 200, size: 1024 ** 2 };
/** Several events share a transaction when they come quickly; one that comes alone does not wait. */
const PACE_MS = 30;
/** How long a stream or consumer that vanished stays unnoticed at most is twice the heartbeat. */
const HEARTBEAT_MS = 2_000;

/** One durable pull consumer, made again whenever the broker forgot it. */
export class EventSubscription {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
    private readonly event: EventType<unknown>,
    private readonly takeIn: TakeIn,
  ) {
    this.logger = new Logger(`${service}: EventSubscription`);
  }

  start(): void {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        const consumer = await this.ensureConsumer();
        failures = 0;
        await this.session(consumer);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        if (failures % 20 === 1) this.logger.warn(`${this.event.subject}: ${String(error)}; trying on`);
        await pause(Math.min(100 * failures, 2_000), signal);
      }
    }
  }

  private async ensureConsumer(): Promise<Consumer> {
    const connection = await abortable(this.broker.connection(), this.stopping.signal);
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
    const name = consumerNameOf(this.service, this.event.subject);
    const info = await manager.consumers.add(streamOfEvent(this.event), {
      name,
      durable_name: name,
      filter_subject: this.event.subject,
      deliver_policy: DeliverPolicy.All,
      // Messages are taken in in order, so the last one of a batch speaks for all before it.
      ack_policy: AckPolicy.All,
      ack_wait: nanos(30_000),
      max_ack_pending: 2_000,
      max_deliver: -1,
    });
    return jetstream(connection).consumers.getConsumerFromInfo(info);
  }

  /** Lasts until the consumer is gone, the connection was interrupted or the service stops. */
  private async session(consumer: Consumer): Promise<void> {
    const { signal } = this.stopping;
    const queue = new MessageQueue<JsMsg>((message) => message.data.length, PACE_MS);
    const messages = await consumer.consume({
      max_messages: 2 * BATCH.count,
      idle_heartbeat: HEARTBEAT_MS,
      abort_on_missing_resource: true,
      callback: (message) => queue.push(message),
    });
    const end = (): void => void messages.close();
    const forget = this.broker.onReconnect(end);
    signal.addEventListener('abort', end);
    void messages.closed().then(() => queue.close());
    try {
      for (let batch = await queue.take(BATCH); batch.length > 0; batch = await queue.take(BATCH)) {
        await this.takeIn(batch.map(toIncoming), signal);
        // A consumer that was made again numbers its messages anew: an old acknowledgement would mean another message.
        if (!queue.isClosed || signal.aborted) batch.at(-1)?.ack();
      }
    } finally {
      forget();
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

function toIncoming(message: JsMsg): IncomingEvent {
  const headers = Object.fromEntries(
    message.headers?.keys().map((name) => [name.toLowerCase(), message.headers?.get(name) ?? '']) ?? [],
  );
  const payload = message.string();
  try {
    return { payload, json: JSON.parse(payload) as unknown, headers };
  } catch {
    return { payload, json: undefined, headers };
  }
}

async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}
