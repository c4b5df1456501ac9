import type { PublishedEvent } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import type { Database } from '@ringvirkning/persistence';

/** How this service's events travel. Ages in seconds, times as ISO instants. */
export interface MessagingStats {
  readonly brokerConnected: boolean;
  readonly outbox: {
    /** Committed events the broker has not been handed yet. */
    readonly unsent: number;
    /** Age of the oldest event that some consumer has not taken in. */
    readonly oldestAgeSeconds: number;
    readonly lastSeqBySubject: Readonly<Record<string, number>>;
  };
  /** One per published event and consumer. `ahead`: the consumer knows more than this database, which must then be older than what it sent. */
  readonly receipts: readonly {
    readonly subject: string;
    readonly consumer: string;
    readonly upto: number;
    readonly behind: number;
    readonly ahead: boolean;
    readonly receivedAt: string | null;
  }[];
  readonly inbox: readonly { readonly subject: string; readonly upto: number; readonly advancedAt: string }[];
  readonly deadLetters: number;
}

const HEADS = `
  SELECT h.subject, h.last_seq::int8 AS last, h.sent_seq AS sent FROM outbox_head h`;

const OLDEST = `
  SELECT extract(epoch FROM now() - min(occurred_at))::float8 AS age FROM (
    (SELECT occurred_at FROM outbox WHERE seq IS NULL ORDER BY id LIMIT 1)
    UNION ALL
    SELECT o.occurred_at FROM unnest($1::text[], $2::bigint[]) AS p (subject, upto) JOIN outbox o ON o.subject = p.subject AND o.seq = p.upto + 1) undelivered`;

const COUNTS = `
  SELECT (SELECT count(*) FROM outbox WHERE seq IS NULL)::int AS unnumbered, (SELECT count(*) FROM dead_letter WHERE state = 'open')::int AS letters`;

export class MessagingStatus {
  constructor(
    private readonly db: Database,
    private readonly broker: Broker,
    private readonly published: readonly PublishedEvent[],
  ) {}

  async stats(): Promise<MessagingStats> {
    const [heads, saved, inbox, [counts]] = await Promise.all([
      this.query<{ subject: string; last: string; sent: string }>(HEADS),
      this.query<{ subject: string; consumer: string; upto: string; received_at: Date }>(
        'SELECT subject, consumer, upto, received_at FROM outbox_receipt',
      ),
      this.query<{ subject: string; upto: string; advanced_at: Date }>(
        'SELECT subject, upto, advanced_at FROM inbox ORDER BY subject',
      ),
      this.query<{ unnumbered: number; letters: number }>(COUNTS),
    ]);
    const last = new Map(heads.map((head) => [head.subject, Number(head.last)]));
    const receipts = this.published.flatMap(({ subject, consumers }) =>
      consumers.map((consumer) => {
        const receipt = saved.find((row) => row.subject === subject && row.consumer === consumer);
        const [upto, given] = [Number(receipt?.upto ?? 0), last.get(subject) ?? 0];
        return {
          subject,
          consumer,
          upto,
          behind: Math.max(0, given - upto),
          ahead: upto > given,
          receivedAt: receipt?.received_at.toISOString() ?? null,
        };
      }),
    );
    const [oldest] = await this.query<{ age: number | null }>(OLDEST, [
      receipts.map((r) => r.subject),
      receipts.map((r) => r.upto),
    ]);
    return {
      brokerConnected: this.broker.isConnected(),
      outbox: {
        unsent: (counts?.unnumbered ?? 0) + heads.reduce((sum, head) => sum + Number(head.last) - Number(head.sent), 0),
        oldestAgeSeconds: oldest?.age ?? 0,
        lastSeqBySubject: Object.fromEntries(last),
      },
      receipts,
      inbox: inbox.map((row) => ({
        subject: row.subject,
        upto: Number(row.upto),
        advancedAt: row.advanced_at.toISOString(),
      })),
      deadLetters: counts?.letters ?? 0,
    };
  }

  private query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.db.query<R[]>(sql, parameters);
  }
}
