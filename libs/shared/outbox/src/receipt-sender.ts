import type { EventType, ServiceName } from '@ringvirkning/message';
import { receiptSubject, type Broker } from '@ringvirkning/nats';
import type { Position } from './lineage.js';

const REPEAT_MS = 2_000;

/** The consumer's side of receipts: tells each producer how far this service has come, after each commit and every two seconds. */
export class ReceiptSender {
  private readonly reached = new Map<EventType<unknown>, Position>();
  private repeating: NodeJS.Timeout | undefined;
  private forget: (() => void) | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
  ) {}

  start(): void {
    this.repeating = setInterval(() => this.repeat(), REPEAT_MS);
    this.forget = this.broker.onReconnect(() => this.repeat());
    void this.broker.connection().then(
      () => this.repeat(),
      () => undefined,
    );
  }

  stop(): void {
    clearInterval(this.repeating);
    this.forget?.();
  }

  /** Another process consumes now, and knows better. */
  forgetPositions(): void {
    this.reached.clear();
  }

  /** `gap`: something after the position is missing and must be sent again. */
  send(event: EventType<unknown>, position: Position, gap: boolean): void {
    this.reached.set(event, position);
    if (!this.broker.isConnected()) return;
    void this.broker.connection().then((connection) => {
      if (!connection.isClosed() && !connection.isDraining())
        connection.publish(
          receiptSubject(event.producer, this.service),
          JSON.stringify({ subject: event.subject, ...position, gap }),
        );
    });
  }

  private repeat(): void {
    for (const [event, position] of this.reached) this.send(event, position, false);
  }
}
