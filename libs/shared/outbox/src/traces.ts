import type { PublishedEvent } from '@ringvirkning/message';
import { asSystem, type Database } from '@ringvirkning/persistence';

/** An event that a request caused here, and how far it has come. It says nothing of what is in it. */
export interface TracedEvent {
  readonly eventId: string;
  readonly subject: string;
  /** Null until it has its number. */
  readonly seq: number | null;
  readonly occurredAt: string;
  readonly consumers: readonly { readonly consumer: string; readonly received: boolean }[];
}
/** What of such an event could not be consumed here. */
export interface TracedLetter {
  readonly id: string;
  readonly subject: string;
  readonly code: string;
  readonly reason: string;
  readonly state: string;
  readonly failedAt: string;
}
export interface Trace {
  readonly events: readonly TracedEvent[];
  readonly deadLetters: readonly TracedLetter[];
}

const EVENTS = `SELECT event_id AS "eventId", subject, seq::int8, occurred_at AS "occurredAt" FROM outbox WHERE correlation_id = $1 ORDER BY id LIMIT $2`;
const LETTERS = `SELECT id::text, subject, code, reason, state, failed_at AS "failedAt" FROM dead_letter WHERE envelope->>'correlationid' = $1 ORDER BY dead_letter.id LIMIT $2`;
const RECEIPTS = 'SELECT subject, consumer, upto FROM outbox_receipt';

/** Follows one request through the messages by its correlation id. */
export class Traces {
  constructor(
    private readonly db: Database,
    private readonly published: readonly PublishedEvent[],
  ) {}

  find(correlationId: string, limit: number): Promise<Trace> {
    return asSystem('traces', () =>
      this.db.read(async (tx) => {
        const events = await tx.query<EventRow[]>(EVENTS, [correlationId, limit]);
        const letters = await tx.query<LetterRow[]>(LETTERS, [correlationId, limit]);
        const receipts = events.length > 0 ? await tx.query<ReceiptRow[]>(RECEIPTS) : [];
        return {
          events: events.map((event) => this.traced(event, receipts)),
          deadLetters: letters.map(({ failedAt, ...letter }) => ({ ...letter, failedAt: failedAt.toISOString() })),
        };
      }),
    );
  }

  private traced({ seq, occurredAt, ...event }: EventRow, receipts: readonly ReceiptRow[]): TracedEvent {
    const consumers = this.published.find(({ subject }) => subject === event.subject)?.consumers ?? [];
    const uptoOf = (consumer: string): bigint =>
      BigInt(receipts.find((each) => each.subject === event.subject && each.consumer === consumer)?.upto ?? 0);
    return {
      ...event,
      seq: seq === null ? null : Number(seq),
      occurredAt: occurredAt.toISOString(),
      consumers: consumers.map((consumer) => ({
        consumer,
        received: seq !== null && uptoOf(consumer) >= BigInt(seq),
      })),
    };
  }
}

interface EventRow extends Pick<TracedEvent, 'eventId' | 'subject'> {
  readonly seq: string | null;
  readonly occurredAt: Date;
}
interface LetterRow extends Omit<TracedLetter, 'failedAt'> {
  readonly failedAt: Date;
}
interface ReceiptRow {
  readonly subject: string;
  readonly consumer: string;
  readonly upto: string;
}
