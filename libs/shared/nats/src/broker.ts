import { Logger } from '@nestjs/common';
import type { ServiceName } from '@ringvirkning/message';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { inboxPrefixOf } from './names.js';
import { signIn } from './nkey.js';
import { pause } from './pause.js';

export interface BrokerOptions {
  readonly service: ServiceName;
  /** `nats://host:port`, several separated by commas. */
  readonly url: string;
  /** The service's NKey seed (SU…). Without it the server must not ask for one. */
  readonly seed?: string | undefined;
}

/**
 * The service's one connection to NATS. It never gives up: a service starts and keeps writing without a broker,
 * and whatever needs one waits in {@link connection} or asks {@link isConnected} first.
 */
export class Broker {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private readonly onLoss = new Set<() => void>();
  private readonly onReturn = new Set<() => void>();
  private readonly first: Promise<NatsConnection>;
  private connected = false;

  constructor(private readonly options: BrokerOptions) {
    this.logger = new Logger(`${options.service}: Broker`);
    this.first = this.connect();
    this.first.catch(() => undefined);
  }

  get service(): ServiceName {
    return this.options.service;
  }

  /** Resolves as soon as the broker was reached for the first time. @throws when the service stops before that. */
  connection(): Promise<NatsConnection> {
    return this.first;
  }

  isConnected(): boolean {
    return this.connected;
  }

  /** Calls back after each re-connection: streams, consumers and messages may be gone. Returns how to stop listening. */
  onReconnect(listener: () => void): () => void {
    this.onReturn.add(listener);
    return () => this.onReturn.delete(listener);
  }

  /** Calls back when the connection is lost: what was asked over it gets no answer. Returns how to stop listening. */
  onDisconnect(listener: () => void): () => void {
    this.onLoss.add(listener);
    return () => this.onLoss.delete(listener);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    const connection = await this.first.catch(() => undefined);
    // One that is down, or goes down meanwhile, cannot be drained, and would look for its broker for ever.
    if (this.connected) await connection?.drain().catch(() => undefined);
    await connection?.close();
  }

  private async connect(): Promise<NatsConnection> {
    const { service, url, seed } = this.options;
    for (let attempt = 0; ; attempt += 1) {
      this.stopping.signal.throwIfAborted();
      try {
        const connection = await connect({
          servers: url.split(','),
          name: service,
          inboxPrefix: inboxPrefixOf(service),
          maxReconnectAttempts: -1,
          reconnectTimeWait: 250,
          reconnectJitter: 100,
          timeout: 5_000,
          pingInterval: 10_000,
          ignoreAuthErrorAbort: true,
          // Two stack traces per request would cost more than the request.
          noAsyncTraces: true,
          ...(seed ? { authenticator: signIn(seed) } : {}),
        });
        this.connected = true;
        void this.watch(connection);
        return connection;
      } catch (error) {
        if (attempt % 30 === 0) this.logger.warn(`NATS is not reachable, trying on: ${String(error)}`);
        await pause(500, this.stopping.signal);
      }
    }
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.connected = false;
        this.logger.warn('NATS connection lost');
        this.onLoss.forEach((listener) => listener());
      } else if (status.type === 'reconnect') {
        this.connected = true;
        this.logger.log('NATS connection is back');
        this.onReturn.forEach((listener) => listener());
      } else if (status.type === 'error') this.logger.error(status.error);
    }
    this.connected = false;
  }
}
