import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { streamOf, type ServiceName } from '@ringvirkning/message';
import type { Broker } from './broker.js';
import { inPieces, PIECE, pieceBytes } from './pieces.js';
import { headersOf } from './trace.js';

export interface OutgoingEvent {
  readonly subject: string;
  /** JSON text of the envelope. */
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands events to the service's stream. The stream is a courier's bag, not a record: it keeps messages for hours, and may be lost at any time. */
export class EventPublisher {
  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
  ) {}

  /** @throws while there is no stream: making it is the business of the set-up, which a service waits for. */
  async ensureStream(): Promise<void> {
    const manager = await jetstreamManager(await this.connected(), { checkAPI: false, timeout: 2_000 });
    await manager.streams.info(streamOf(this.service));
  }

  /**
   * Publishes in the order given, without waiting for one acknowledgement before the next message. Returns how many, from the first on, the broker took.
   * An event that one message cannot hold goes in pieces.
   * Messages carry no `Nats-Msg-Id`: the broker would swallow a re-sending within its de-duplication window, and the inbox recognises duplicates anyway.
   */
  async publish(events: readonly OutgoingEvent[]): Promise<number> {
    const connection = await this.connected();
    const [client, most] = [jetstream(connection), pieceBytes(connection.info!.max_payload)];
    const results = await Promise.allSettled(
      events.map(({ subject, payload, headers }) =>
        Promise.all(
          inPieces(payload, most).map(({ data, piece }) =>
            client.publish(subject, data, {
              ...{ retries: 1, timeout: 3_000 },
              headers: headersOf({ ...headers, ...(piece && { [PIECE]: piece }) }),
            }),
          ),
        ),
      ),
    );
    const firstFailure = results.findIndex((result) => result.status === 'rejected');
    return firstFailure === -1 ? events.length : firstFailure;
  }

  private async connected(): Promise<NatsConnection> {
    if (!this.broker.isConnected()) throw new Error('NATS is not connected');
    return this.broker.connection();
  }
}
