import { Logger } from '@nestjs/common';
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  JetStreamApiError,
  jetstreamManager,
  type Consumer,
  type ConsumerConfig,
  type ConsumerInfo,
  type JetStreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { EventType, ServiceName } from '@ringvirkning/message';
import type { Broker } from './broker.js';
import { MessageQueue } from './message-queue.js';
import { consumerNameOf, streamOfEvent } from './names.js';
import { pause } from './pause.js';
import { PIECE, Pieces } from './pieces.js';

/** One event as it came, in one message or in pieces: its text, what that says as JSON (undefined when it is none), and its headers with names in lower case. */
export interface IncomingEvent {
  readonly payload: string;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Consumes messages in order. Resolves when they need not be delivered again, whatever became of them; rejects only when stopping. */
export type Consume = (messages: readonly IncomingEvent[], signal: AbortSignal) => Promise<void>;

/** What is consumed in one transaction at most: messages, bytes. */
const BATCH = { count: 200, size: 1024 ** 2 };
/** Several events share a transaction when they come quickly; one that comes alone does not wait. */
const PACE_MS = 30;
/** How long a stream or consumer that vanished stays unnoticed at most is twice the heartbeat. */
const HEARTBEAT_MS = 2_000;

/** How often the consumer at the broker is compared with the one that was made: a paused or altered one just brings nothing. */
const LOOK_MS = 5_000;
const CLEARED_MS = 500;
const EXISTS_OTHERWISE = new Set([10013, 10105, 10148]);

/** A subscription whose consumer at the broker was gone or not the one it made, since an ISO instant; it is being made anew. */
export interface Damage {
  readonly subject: string;
  readonly since: string;
}

/** One durable pull consumer, made again whenever the broker forgot it, and made anew when somebody changed it. Where it stands does not matter: the inbox knows. */
export class EventSubscription {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private done: Promise<void> = Promise.resolve();
  private damagedSince: string | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
    private readonly event: EventType<unknown>,
    private readonly consume: Consume,
  ) {
    this.logger = new Logger(`${service}: EventSubscription`);
  }

  start(): void {
    this.done = this.run();
  }

  get damage(): Damage | undefined {
    return this.damagedSince === undefined ? undefined : { subject: this.event.subject, since: this.damagedSince };
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        const { consumer, made } = await this.ensureConsumer();
        failures = 0;
        await this.session(consumer, made);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        if (this.broker.isConnected()) this.damagedSince ??= new Date().toISOString();
        if (failures % 20 === 1) this.logger.warn(`${this.event.subject}: ${String(error)}; trying on`);
        await pause(Math.min(100 * failures, 2_000), signal);
      }
    }
  }

  private async ensureConsumer(): Promise<{ readonly consumer: Consumer; readonly made: ConsumerInfo }> {
    const connection = await abortable(this.broker.connection(), this.stopping.signal);
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
    const stream = streamOfEvent(this.event);
    const wanted = this.config();
    const found = await manager.consumers.add(stream, wanted).catch(ifExistsOtherwise);
    const made = found && !found.paused ? found : await this.makeAnew(manager, stream, wanted);
    return { consumer: jetstream(connection).consumers.getConsumerFromInfo(made), made };
  }

  private async makeAnew(
    manager: JetStreamManager,
    stream: string,
    wanted: Partial<ConsumerConfig> & { readonly durable_name: string },
  ): Promise<ConsumerInfo> {
    this.noteDamage(`${wanted.durable_name} is not the one that was made: it is made anew`);
    await manager.consumers.delete(stream, wanted.durable_name);
    // The server clears away what a consumer stored after it said so, and would take the files of a new one of the same name with it.
    await pause(CLEARED_MS, this.stopping.signal);
    return manager.consumers.add(stream, wanted);
  }

  private noteDamage(what: string): void {
    this.damagedSince ??= new Date().toISOString();
    this.logger.warn(what);
  }

  private config(): Partial<ConsumerConfig> & { readonly durable_name: string } {
    const name = consumerNameOf(this.service, this.event.subject);
    return {
      name,
      durable_name: name,
      filter_subject: this.event.subject,
      deliver_policy: DeliverPolicy.All,
      // Messages are consumed in order, so the last one of a batch speaks for all before it.
      ack_policy: AckPolicy.All,
      ack_wait: nanos(30_000),
      max_ack_pending: 2_000,
      max_deliver: -1,
    };
  }

  /** Ends the session when the consumer is not the one that was made any more. */
  private watch(made: ConsumerInfo, end: () => void): () => void {
    const look = async (): Promise<void> => {
      if (!this.broker.isConnected()) return;
      const manager: JetStreamManager = await jetstreamManager(await this.broker.connection(), {
        checkAPI: false,
        timeout: 2_000,
      });
      const now = await manager.consumers.info(made.stream_name, made.name).catch((error: unknown) => {
        if (error instanceof JetStreamApiError) return undefined;
        throw error;
      });
      if (now && isSame(now, made)) {
        this.damagedSince = undefined;
        return;
      }
      this.noteDamage(`${made.name} ${now ? 'was changed' : 'is gone'} at the broker`);
      end();
    };
    const lookAgain = (): void =>
      void look().catch((error: unknown) => this.logger.warn(`${made.name}: ${String(error)}`));
    const timer = setInterval(lookAgain, LOOK_MS).unref();
    return () => clearInterval(timer);
  }

  /** Lasts until the consumer is gone, the connection was interrupted or the service stops. */
  private async session(consumer: Consumer, made: ConsumerInfo): Promise<void> {
    const { signal } = this.stopping;
    const queue = new MessageQueue<JsMsg>((message) => message.data.length, PACE_MS);
    const pieces = new Pieces();
    const messages = await consumer.consume({
      max_messages: 2 * BATCH.count,
      idle_heartbeat: HEARTBEAT_MS,
      abort_on_missing_resource: true,
      callback: (message) => queue.push(message),
    });
    const end = (): void => void messages.close();
    const forget = this.broker.onReconnect(end);
    const lookAway = this.watch(made, end);
    signal.addEventListener('abort', end);
    void messages.closed().then(() => queue.close());
    try {
      for (let batch = await queue.take(BATCH); batch.length > 0; batch = await queue.take(BATCH)) {
        const { events, last } = assembled(pieces, batch);
        if (events.length > 0) await this.consume(events, signal);
        // A consumer that was made again numbers its messages anew: an old acknowledgement would mean another message.
        if (!queue.isClosed || signal.aborted) last?.ack();
      }
    } finally {
      forget();
      lookAway();
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

/** @returns undefined for a consumer of that name that is another one. */
function ifExistsOtherwise(error: unknown): undefined {
  if (!(error instanceof JetStreamApiError) || !EXISTS_OTHERWISE.has(error.code)) throw error;
}

/** Somebody may have made it again under the same name, or changed or paused it. */
const isSame = (now: ConsumerInfo, made: ConsumerInfo): boolean =>
  !now.paused && now.created === made.created && sorted(now.config) === sorted(made.config);
const sorted = (config: ConsumerConfig): string =>
  JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The events of a batch, and the last message that need not come again: pieces are kept until their event is whole. */
function assembled(pieces: Pieces, batch: readonly JsMsg[]): { events: IncomingEvent[]; last: JsMsg | undefined } {
  const events: IncomingEvent[] = [];
  let last: JsMsg | undefined;
  for (const message of batch) {
    const whole = pieces.add({ data: message.data, piece: message.headers?.get(PIECE) || undefined });
    if (whole) events.push(toIncoming(message, whole));
    if (!pieces.isOpen) last = message;
  }
  return { events, last };
}

function toIncoming(message: JsMsg, whole: Uint8Array): IncomingEvent {
  const headers = Object.fromEntries(
    message.headers?.keys().map((name) => [name.toLowerCase(), message.headers?.get(name) ?? '']) ?? [],
  );
  const payload = Buffer.from(whole).toString();
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
