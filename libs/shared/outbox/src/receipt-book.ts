import { Logger } from '@nestjs/common';
import type { PublishedEvent, ServiceName } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import { z } from 'zod';
import { follow, newFollower, type Follower } from './follower.js';
import type { OutboxStore, Receipt } from './outbox.store.js';
import type { Relay } from './relay.js';

const FLUSH_MS = 250;

/** What a consumer says on `rcpt.<producer>.<consumer>`: how far it has come, and on which history. */
const ReceiptSchema = z.object({
  subject: z.string(),
  upto: z.int().nonnegative(),
  gap: z.boolean(),
  epoch: z.int().positive().default(1),
  link: z.string().nullable().default(null),
});
type ReportedPosition = z.infer<typeof ReceiptSchema>;

/** A consumer that took in what this database does not have: it must be older than what was sent from it. */
export interface Ahead {
  readonly consumer: string;
  readonly subject: string;
  readonly upto: number;
}

/**
 * The producer's side of receipts: knows how far each consumer has come, and makes the relay send again what was lost on the way.
 * Compares histories at a consumer's first receipt, and as long as they differ.
 */
export class ReceiptBook {
  private readonly logger: Logger;
  private readonly agreed = new Set<string>();
  private readonly differing = new Map<string, Ahead>();
  private readonly followers = new Map<string, Follower>();
  private readonly unsaved = new Map<string, Receipt>();
  private flushing: NodeJS.Timeout | undefined;

  constructor(
    private readonly broker: Broker,
    private readonly store: OutboxStore,
    private readonly relay: Relay,
    private readonly service: ServiceName,
    private readonly published: readonly PublishedEvent[],
  ) {
    this.logger = new Logger(`${service}: ReceiptBook`);
  }

  /** Consumers that know more than this database. */
  get ahead(): readonly Ahead[] {
    return [...this.differing.values()];
  }

  /** The database may be another one now. */
  forget(): void {
    this.followers.clear();
    this.agreed.clear();
    this.differing.clear();
  }

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
    const { subject, upto, epoch, gap } = report;
    const key = `${subject} ${consumer}`;
    // Who has not heard of the log's new life is sent what comes after the fork, although it had as much before.
    const shared = epoch < this.relay.epoch(subject) ? Math.min(upto, this.relay.fork(subject)) : upto;
    const { follower, resend } = follow(
      this.followers.get(key) ?? newFollower(-1),
      { upto: shared, gap },
      this.relay.sent(subject),
      performance.now(),
    );
    this.followers.set(key, follower);
    this.unsaved.set(key, { subject, consumer, upto });
    if (resend) this.relay.rewind(subject, shared);
    if (!this.agreed.has(key) || upto > this.relay.last(subject))
      this.compare(key, { consumer, subject, upto }, report).catch((error: unknown) => this.logger.warn(String(error)));
  }

  private async compare(key: string, ahead: Ahead, { subject, upto, epoch, link }: ReportedPosition): Promise<void> {
    const own = this.relay.epoch(subject);
    // It has not heard of the log's new life yet.
    if (epoch < own) return;
    const isOurs =
      epoch === own &&
      upto <= this.relay.last(subject) &&
      (upto === 0 || link === null || (await this.store.linkAt(subject, upto)) === link);
    if (isOurs) {
      this.agreed.add(key);
      this.differing.delete(key);
    } else if (!this.differing.has(key)) {
      this.agreed.delete(key);
      this.differing.set(key, ahead);
      this.logger.error(
        `messaging.producer-restored: ${ahead.consumer} has consumed another ${subject} ${upto} than this database gave out: it is older than what was sent from it`,
      );
    }
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
