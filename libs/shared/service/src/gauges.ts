import { Inject, Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { Metrics, type GaugeValue } from '@ringvirkning/observability';
import { MessagingStatus, type MessagingStats } from '@ringvirkning/outbox';
import { Database } from '@ringvirkning/persistence';
import { CrossCheck } from '@ringvirkning/reconciliation';

const FRESH_MS = 1_000;

/** Gauges of database and messaging, read at each scrape. */
@Injectable()
export class Gauges implements OnModuleInit {
  private latest: { readonly at: number; readonly stats: Promise<MessagingStats> } | undefined;

  constructor(
    private readonly metrics: Metrics,
    @Optional() @Inject(Database) private readonly database?: Database,
    @Optional() @Inject(MessagingStatus) private readonly messaging?: MessagingStatus,
    @Optional() @Inject(CrossCheck) private readonly crossCheck?: CrossCheck,
  ) {}

  onModuleInit(): void {
    if (this.database) this.addDatabase(this.database);
    if (this.messaging) this.addMessaging(this.messaging);
    if (this.crossCheck) this.addComparison(this.crossCheck);
  }

  private addDatabase(database: Database): void {
    this.metrics.gauge('db_connections', 'Connections of the pool by state; waiting are callers', ['state'], () =>
      Object.entries(database.connections).map(([state, value]) => ({ labels: { state }, value })),
    );
  }

  private addComparison(crossCheck: CrossCheck): void {
    this.metrics.gauge(
      'comparison_findings',
      'Where this service and others do not say the same, by level',
      ['level'],
      () =>
        (['amber', 'red'] as const).map((level) => ({
          labels: { level },
          value: crossCheck.report.findings.filter((finding) => finding.level === level).length,
        })),
    );
    this.metrics.gauge(
      'comparison_silent',
      'Services that do not answer, so that nothing is compared with them',
      [],
      () => [{ value: crossCheck.report.silent.length }],
    );
  }

  private addMessaging(messaging: MessagingStatus): void {
    const gauge = (
      name: string,
      help: string,
      labels: readonly string[],
      read: (stats: MessagingStats) => readonly GaugeValue[],
    ): void => this.metrics.gauge(name, help, labels, async () => read(await this.stats(messaging)));
    gauge('broker_connected', '1 while the broker is connected', [], ({ brokerConnected }) => [
      { value: Number(brokerConnected) },
    ]);
    gauge('outbox_unsent', 'Events not handed to the broker yet', [], ({ outbox }) => [{ value: outbox.unsent }]);
    gauge('outbox_oldest_seconds', 'Age of the oldest event some consumer has not consumed', [], ({ outbox }) => [
      { value: outbox.oldestAgeSeconds },
    ]);
    gauge('outbox_behind', 'Events a consumer has not consumed', ['subject', 'consumer'], ({ receipts }) =>
      receipts.map(({ subject, consumer, behind }) => ({ labels: { subject, consumer }, value: behind })),
    );
    gauge('messaging_faults', 'Faults of the messaging by level', ['level'], ({ faults }) =>
      (['amber', 'red'] as const).map((level) => ({
        labels: { level },
        value: faults.filter((fault) => fault.level === level).length,
      })),
    );
    gauge('dead_letters_open', 'Events put aside that nobody has dealt with', [], ({ deadLetters }) => [
      { value: deadLetters },
    ]);
  }

  /** One question serves all gauges of a scrape. */
  private stats(messaging: MessagingStatus): Promise<MessagingStats> {
    if (!this.latest || Date.now() - this.latest.at > FRESH_MS)
      this.latest = { at: Date.now(), stats: messaging.stats() };
    return this.latest.stats;
  }
}
