import type { PublishedEvent } from '@ringvirkning/message';
import type { Broker, Damage } from '@ringvirkning/nats';
import type { Database } from '@ringvirkning/persistence';
import type { Ahead } from './receipt-book.js';

/** How this service's events travel. Ages in seconds, times as ISO instants. */
export interface MessagingStats {
  readonly brokerConnected: boolean;
  readonly outbox: {
    /** Committed events the broker has not been handed yet. */
    readonly unsent: number;
    /** Age of the oldest event that some consumer has not consumed. */
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
  /** What is wrong with the messages, worst first. */
  readonly faults: readonly MessagingFault[];
}

/** `amber`: the work goes on, somebody should look. `red`: facts do not arrive until somebody acts. */
export interface MessagingFault {
  readonly code: 'messaging.producer-restored' | 'messaging.forged' | 'messaging.subscription-damaged';
  readonly level: 'amber' | 'red';
  readonly da: string;
  readonly en: string;
  /** Whether mending this service's own log is what helps. */
  readonly mend: boolean;
}

/** What the parts of the messaging know in memory. */
export interface Known {
  readonly ahead: readonly Ahead[];
  readonly refused: number;
  readonly damages: readonly Damage[];
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
    private readonly known: () => Known,
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
      faults: await this.faults(),
    };
  }

  /** Cheap enough for every health check. */
  async faults(): Promise<readonly MessagingFault[]> {
    const { ahead, refused, damages } = this.known();
    const halts = await this.query<{ producer: string; subject: string; seq: string }>(
      'SELECT producer, subject, seq FROM inbox_halt ORDER BY producer',
    );
    const faults = [
      ...(ahead.length > 0 ? [restoredHere(ahead)] : []),
      ...halts.map(restoredThere),
      ...damages.map(damaged),
      ...(refused > 0 ? [forged(refused)] : []),
    ];
    return faults.sort((a, b) => Number(b.level === 'red') - Number(a.level === 'red'));
  }

  private query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.db.query<R[]>(sql, parameters);
  }
}

const restoredHere = (ahead: readonly Ahead[]): MessagingFault => {
  const consumers = [...new Set(ahead.map(({ consumer }) => consumer))].join(', ');
  return {
    code: 'messaging.producer-restored',
    level: 'red',
    mend: true,
    da: `Databasen er ældre end det, der er sendt fra den: ${consumers} har modtaget mere. Luk hullet under Drift (POST operations/messaging/mending).`,
    en: `This database is older than what was sent from it: ${consumers} took in more. Mend the log on the operations page (POST operations/messaging/mending).`,
  };
};

const restoredThere = ({
  producer,
  subject,
  seq,
}: {
  producer: string;
  subject: string;
  seq: string;
}): MessagingFault => ({
  code: 'messaging.producer-restored',
  level: 'red',
  mend: false,
  da: `${producer} sender en anden ${subject} ${seq} end den historik, der er modtaget. Intet modtages fra ${producer}, før dens log er lukket (POST operations/messaging/mending hos ${producer}).`,
  en: `${producer} sends another ${subject} ${seq} than the history consumed. Nothing is consumed from ${producer} until its log is mended (POST operations/messaging/mending of ${producer}).`,
});

const forged = (count: number): MessagingFault => ({
  code: 'messaging.forged',
  level: 'amber',
  mend: false,
  da: `${count} beskeder siden start var ikke underskrevet af deres afsender og er afvist. Find ud af, hvem der kan skrive hos beskedtjenesten.`,
  en: `${count} messages since the start were not signed by their producer, and were refused. Find out who can write at the broker.`,
});

/** Making a consumer anew takes seconds; after this long it does not succeed. */
const DAMAGE_MS = 30_000;

const damaged = ({ subject, since }: Damage): MessagingFault => ({
  code: 'messaging.subscription-damaged',
  level: Date.now() - Date.parse(since) > DAMAGE_MS ? 'red' : 'amber',
  mend: false,
  da: `Abonnementet på ${subject} var væk eller ændret hos beskedtjenesten siden ${since}; det laves på ny. Intet går tabt.`,
  en: `The subscription to ${subject} has been gone or changed at the broker since ${since}; it is being made anew. Nothing is lost.`,
});
