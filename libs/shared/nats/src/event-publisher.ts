import { jetstream, jetstreamManager, JetStreamApiError } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { streamOf, type ServiceName } from '@ringvirkning/message';
import type { Broker } from './broker.js';
import { headersOf } from './trace.js';

export interface OutgoingEvent {
  readonly subject: string;
  /** JSON text of the envelope. */
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
}

const STREAM_EXISTS_OTHERWISE = 10058;
const HOURS = 3_600_000;

/** Hands events to the service's stream. The stream is a courier's bag, not a record: it keeps messages for hours, and may be lost at any time. */
export class EventPublisher {
  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
  ) {}

  /** Creates the stream, or brings its settings up to date. */
  async ensureStream(): Promise<void> {
    const manager = await jetstreamManager(await this.connected(), { checkAPI: false, timeout: 2_000 });
    const name = streamOf(this.service);
    const settings = {
      subjects: [`evt.${this.service}.>`],
      max_age: nanos(6 * HOURS),
      max_bytes: 512 * 1024 ** 2,
      allow_direct: false,
    };
    try {
      await manager.streams.add({ name, storage: 'file', retention: 'limits', discard: 'old', ...settings });
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== STREAM_EXISTS_OTHERWISE) throw error;
      await manager.streams.update(name, settings);
    }
  }

  /**
   * Publishes in the order given, without waiting for one acknowledgement before the next message. Returns how many, from the first on, the broker took.
   * Messages carry no `Nats-Msg-Id`: the broker would swallow a re-sending within its de-duplication window, and the inbox recognises duplicates anyway.
   */
  async publish(events: readonly OutgoingEvent[]): Promise<number> {
    const client = jetstream(await this.connected());
    const results = await Promise.allSettled(
      events.map(({ subject, payload, headers }) =>
        client.publish(subject, payload, { retries: 1, timeout: 3_000, headers: headersOf(headers) }),
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
