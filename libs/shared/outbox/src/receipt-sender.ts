import type { EventType, ServiceName } from '@ringvirkning/message';
import { receiptSubject, type Broker } from '@ringvirkning/nats';

const REPEAT_MS = 2_000;

/** The consumer's side of receipts: tells each producer how far this service has come, after each commit and every two seconds. */
export class ReceiptSender {
  private readonly reached = new Map<EventType<unknown>, number>();
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

  /** Another process takes in now, and knows better. */
  forgetPositions(): void {
    this.reached.clear();
  }

  /** `gap`: something after `upto` is missing and must be sent again. */
  send(event: EventType<unknown>, upto: number, gap: boolean): void {
    this.reached.set(event, upto);
    if (!this.broker.isConnected()) return;
    void this.broker.connection().then((connection) => {
      if (!connection.isClosed() && !connection.isDraining())
        connection.publish(
          receiptSubject(event.producer, this.service),
          JSON.stringify({ subject: event.subject, upto, gap }),
        );
    });
  }

  private repeat(): void {
    for (const [event, upto] of this.reached) this.send(event, upto, false);
  }
}
