import { JetStreamApiError, jetstreamManager, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { streamOf, type ServiceName } from '@ringvirkning/message';
import { inboxPrefixOf, SET_UP } from './names.js';
import { signIn } from './nkey.js';
import { pause } from './pause.js';

export interface StreamKeeperOptions {
  /** `nats://host:port`, several separated by commas. */
  readonly url: string;
  /** NKey seed (SU…) of the user that may make streams. Without it the server must not ask for one. */
  readonly seed?: string | undefined;
  /** Who has a stream. */
  readonly publishers: readonly ServiceName[];
  /** Hears, once each time, that the streams cannot be looked after, and why. */
  readonly trouble?: ((error: Error) => void) | undefined;
}

const LOOK_MS = 1_000;
const STREAM_NOT_FOUND = 10059;
const HOURS = 3_600_000;

const settingsOf = (publisher: ServiceName) => ({
  subjects: [`evt.${publisher}.>`],
  max_age: nanos(6 * HOURS),
  max_bytes: 512 * 1024 ** 2,
  max_msgs: -1,
  max_msgs_per_subject: -1,
  max_msg_size: -1,
  discard: 'old' as const,
  allow_direct: false,
});

/**
 * Makes the services' streams and makes them again when the broker forgot them. Services may not: who can change a stream can make it
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
    const { url, seed, publishers } = this.options;
    const connection = await connect({
      servers: url.split(','),
      name: SET_UP,
      inboxPrefix: inboxPrefixOf(SET_UP),
      reconnect: false,
      ...(seed ? { authenticator: signIn(seed) } : {}),
    });
    try {
      const manager = await managerOf(connection);
      for (const publisher of publishers) await update(manager, publisher);
      this.isReady.resolve();
      succeeded();
      while (!connection.isClosed() && !this.stopping.signal.aborted) {
        await pause(LOOK_MS, this.stopping.signal);
        for (const publisher of publishers) await restore(manager, publisher);
      }
    } finally {
      await connection.close();
    }
  }
}

const managerOf = (connection: NatsConnection): Promise<JetStreamManager> =>
  jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });

const add = (manager: JetStreamManager, publisher: ServiceName) =>
  manager.streams.add({
    name: streamOf(publisher),
    storage: 'file',
    retention: 'limits',
    ...settingsOf(publisher),
  });

/** Makes the stream or brings its settings up to date. */
async function update(manager: JetStreamManager, publisher: ServiceName): Promise<void> {
  if (!(await configOf(manager, publisher))) await add(manager, publisher);
  else await manager.streams.update(streamOf(publisher), settingsOf(publisher));
}

/** What somebody changed is changed back. */
async function restore(manager: JetStreamManager, publisher: ServiceName): Promise<void> {
  const config = await configOf(manager, publisher);
  if (!config) await add(manager, publisher);
  else if (!fits(config, settingsOf(publisher)))
    await manager.streams.update(streamOf(publisher), settingsOf(publisher));
}

const fits = (config: StreamConfig, settings: Partial<StreamConfig>): boolean =>
  Object.entries(settings).every(
    ([name, value]) => JSON.stringify(config[name as keyof StreamConfig]) === JSON.stringify(value),
  );

const configOf = (manager: JetStreamManager, publisher: ServiceName): Promise<StreamConfig | undefined> =>
  manager.streams.info(streamOf(publisher)).then(
    ({ config }) => config,
    (error: unknown) => {
      if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return undefined;
      throw error;
    },
  );
