import { Logger } from '@nestjs/common';
import type { PublishedEvent, ServiceName } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import { z } from 'zod';
import { follow, newFollower, type Follower } from './follower.js';
import type { OutboxStore, Receipt } from './outbox.store.js';
import type { Relay } from './relay.js';

const FLUSH_MS = 250;

/** `{ subject, upto, gap }` on `rcpt.<producer>.<consumer>`. */
const ReceiptSchema = z.object({ subject: z.string(), upto: z.int().nonnegative(), gap: z.boolean() });
type ReportedPosition = z.infer<typeof ReceiptSchema>;

/** The producer's side of receipts: knows how far each consumer has come, and makes the relay send again what was lost on the way. */
export class ReceiptBook {
  private readonly logger = new Logger('ReceiptBook');
  private readonly followers = new Map<string, Follower>();
  private readonly unsaved = new Map<string, Receipt>();
  private flushing: NodeJS.Timeout | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly store: OutboxStore,
    private readonly relay: Relay,
    private readonly service: ServiceName,
    private readonly published: readonly PublishedEvent[],
  ) {}

  start(): void {
    void this.broker.connection().then(
      (connection) => {
        connection.subscribe(`rcpt.${this.service}.*`, {
          callback: (error, message) => {
            if (error) this.logger.error(error);
            else this.receive(message.subject.split('.')[2] ?? '', readReceipt(message.string()));
          },
        });
      },
      () => undefined,
    );
    this.flushing = setInterval(() => void this.flush(), FLUSH_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.flushing);
    await this.flush();
  }

  /** Only the relay listens: it alone can send again, and one writer of receipts is enough. */
  receive(consumer: string, report: ReportedPosition | undefined): void {
    if (!report || !this.relay.isLeader() || !this.isConsumer(report.subject, consumer)) return;
    const { subject, upto } = report;
    const key = `${subject} ${consumer}`;
    const { follower, resend } = follow(
      this.followers.get(key) ?? newFollower(-1),
      report,
      this.relay.sent(subject),
      performance.now(),
    );
    this.followers.set(key, follower);
    this.unsaved.set(key, { subject, consumer, upto });
    if (resend) this.relay.rewind(subject, upto);
    if (upto > this.relay.last(subject))
      this.logger.error(
        `${consumer} has taken in ${subject} up to ${upto}, but only ${this.relay.last(subject)} were given out: this database is older than what it sent`,
      );
  }

  private isConsumer(subject: string, consumer: string): boolean {
    return this.published.some(
      (event) => event.subject === subject && event.consumers.some((name) => name === consumer),
    );
  }

  private async flush(): Promise<void> {
    if (this.unsaved.size === 0) return;
    const receipts = [...this.unsaved.values()];
    this.unsaved.clear();
    // Receipts are repeated every few seconds: one that could not be saved is no loss.
    await this.store
      .saveReceipts(receipts)
      .catch((error: unknown) => this.logger.warn(`receipts not saved: ${String(error)}`));
  }
}

function readReceipt(text: string): ReportedPosition | undefined {
  try {
    return ReceiptSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
