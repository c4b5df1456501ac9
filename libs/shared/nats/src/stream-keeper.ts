import {
  JetStreamApiError,
  jetstreamManager,
  type ConsumerConfig,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { streamOf, type ServiceName } from '@ringvirkning/message';
import { inboxPrefixOf, SET_UP } from './names.js';
import { signIn } from './nkey.js';
import { pause } from './pause.js';

/** A stream as it shall be, and its consumers whom nobody else may make. */
export interface KeptStream {
  readonly name: string;
  readonly settings: Partial<StreamConfig>;
  readonly consumers?: readonly (Partial<ConsumerConfig> & { readonly durable_name: string })[];
}

export interface StreamKeeperOptions {
  /** `nats://host:port`, several separated by commas. */
  readonly url: string;
  /** NKey seed (SU…) of the user that may make streams. Without it the server must not ask for one. */
  readonly seed?: string | undefined;
  readonly streams: readonly KeptStream[];
  /** Hears, once each time, that the streams cannot be looked after, and why. */
  readonly trouble?: ((error: Error) => void) | undefined;
}

const LOOK_MS = 1_000;
const [STREAM_NOT_FOUND, CONSUMER_NOT_FOUND] = [10059, 10014];
const HOURS = 3_600_000;

/** The streams of services, each with its own events. */
export const eventStreams = (publishers: readonly ServiceName[]): KeptStream[] =>
  publishers.map((publisher) => ({
    name: streamOf(publisher),
    settings: {
      subjects: [`evt.${publisher}.>`],
      storage: 'file',
      retention: 'limits',
      max_age: nanos(6 * HOURS),
      max_bytes: 512 * 1024 ** 2,
      max_msgs: -1,
      max_msgs_per_subject: -1,
      max_msg_size: -1,
      discard: 'old',
      allow_direct: false,
    },
  }));

/**
 * Makes streams and makes them again when the broker forgot them. Services may not: who can change a stream can make it
 * carry another's subjects, copy it or lose its messages.
 */
export class StreamKeeper {
  private readonly stopping = new AbortController();
  private readonly isReady = Promise.withResolvers<void>();
  private done: Promise<void> = Promise.resolve();

  private constructor(private readonly options: StreamKeeperOptions) {}

  static start(options: StreamKeeperOptions): StreamKeeper {
    const keeper = new StreamKeeper(options);
    keeper.isReady.promise.catch(() => undefined);
    keeper.done = keeper.run();
    return keeper;
  }

  /** Resolves when all streams are there for the first time. @throws when stopped before that. */
  ready(): Promise<void> {
    return this.isReady.promise;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.isReady.reject(new Error('stopped'));
    await this.done;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.look((): void => void (failures = -1));
      } catch (error) {
        if (failures === 0 && !signal.aborted) this.options.trouble?.(error as Error);
      }
      await pause(LOOK_MS, signal);
    }
  }

  /** Lasts until the connection is lost or the keeper stops. */
  private async look(succeeded: () => void): Promise<void> {
    const { url, seed, streams } = this.options;
    const connection = await connect({
      servers: url.split(','),
      name: SET_UP,
      inboxPrefix: inboxPrefixOf(SET_UP),
      reconnect: false,
      ...(seed ? { authenticator: signIn(seed) } : {}),
    });
    try {
      const manager = await managerOf(connection);
      for (const stream of streams) await update(manager, stream);
      this.isReady.resolve();
      succeeded();
      while (!connection.isClosed() && !this.stopping.signal.aborted) {
        await pause(LOOK_MS, this.stopping.signal);
        for (const stream of streams) await restore(manager, stream);
      }
    } finally {
      await connection.close();
    }
  }
}

const managerOf = (connection: NatsConnection): Promise<JetStreamManager> =>
  jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });

/** Makes the stream or brings its settings up to date. */
async function update(manager: JetStreamManager, { name, settings, consumers }: KeptStream): Promise<void> {
  if (await found(manager.streams.info(name), STREAM_NOT_FOUND)) await manager.streams.update(name, settings);
  else await manager.streams.add({ ...settings, name });
  for (const consumer of consumers ?? []) await manager.consumers.add(name, { ...consumer });
}

/** What somebody changed is changed back, what is gone is made. */
async function restore(manager: JetStreamManager, stream: KeptStream): Promise<void> {
  const { name, settings, consumers = [] } = stream;
  const info = await found(manager.streams.info(name), STREAM_NOT_FOUND);
  if (!info) return update(manager, stream);
  if (!fits(info.config, settings)) await manager.streams.update(name, settings);
  for (const consumer of consumers)
    if (!(await found(manager.consumers.info(name, consumer.durable_name), CONSUMER_NOT_FOUND)))
      await manager.consumers.add(name, { ...consumer });
}

const fits = (config: StreamConfig, settings: Partial<StreamConfig>): boolean =>
  Object.entries(settings).every(
    ([name, value]) => JSON.stringify(config[name as keyof StreamConfig]) === JSON.stringify(value),
  );

const found = <T>(asked: Promise<T>, notFound: number): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === notFound) return undefined;
    throw error;
  });
