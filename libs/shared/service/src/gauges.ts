import { Inject, Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Metrics } from '@ringvirkning/observability';
import { MessagingStatus, type MessagingStats } from '@ringvirkning/outbox';
import { asSystem, Database } from '@ringvirkning/persistence';
import { CrossCheck } from '@ringvirkning/reconciliation';
import { FINDING_CODES, Sealing } from '@ringvirkning/seal';
import { jobReports } from './job-reports.js';
import { OWN_GAUGES, type OwnGauges } from './own-gauges.js';
import { providedBy } from './provided-by.js';

const FRESH_MS = 1_000;
const LEVELS = ['amber', 'red'] as const;

const byLevel = (found: readonly { readonly level: (typeof LEVELS)[number] }[]) =>
  LEVELS.map((level) => ({ labels: { level }, value: found.filter((one) => one.level === level).length }));

/** Gauges of database, messaging, sealed log, comparison and jobs, and the service's own; read at each scrape. */
@Injectable()
export class Gauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly modules: ModuleRef,
    @Optional() @Inject(Database) private readonly database?: Database,
    @Optional() @Inject(MessagingStatus) private readonly messaging?: MessagingStatus,
    @Optional() @Inject(CrossCheck) private readonly crossCheck?: CrossCheck,
    @Optional() @Inject(Sealing) private readonly sealing?: Sealing,
  ) {}

  onModuleInit(): void {
    if (this.database) this.addDatabase(this.database);
    if (this.messaging) this.add(messagingGauges(this.messaging));
    if (this.crossCheck) this.addComparison(this.crossCheck);
    if (this.sealing) this.addSeal(this.sealing);
    this.metrics.gauge('jobs_not_done', 'What the clock should have done and could not', ['task'], () =>
      jobReports(this.modules).map(({ name, failures }) => ({ labels: { task: name }, value: failures.length })),
    );
    const own = providedBy<OwnGauges<unknown>>(this.modules, OWN_GAUGES);
    if (own) this.add(own);
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
      () => byLevel(crossCheck.report.findings),
    );
    this.metrics.gauge(
      'comparison_silent',
      'Services that do not answer, so that nothing is compared with them',
      [],
      () => [{ value: crossCheck.report.silent.length }],
    );
  }

  /** The sealed log looks at the ledger as well: its code is `books`. */
  private addSeal(sealing: Sealing): void {
    this.metrics.gauge(
      'seal_findings',
      'Of what never changes, what is not as it was sealed; `books`: the ledger does not balance',
      ['code'],
      () => {
        const { findings } = sealing.report;
        return FINDING_CODES.map((code) => ({
          labels: { code },
          // A ledger whose sums alone are wrong has no row to be counted.
          value: findings
            .filter((found) => found.code === code)
            .reduce((sum, { count }) => sum + Math.max(1, count), 0),
        }));
      },
    );
  }

  /** One look serves all gauges of a scrape. */
  private add<Seen>({ look, gauges }: OwnGauges<Seen>): void {
    let latest: { readonly at: number; readonly seen: Promise<Seen> } | undefined;
    const seen = (): Promise<Seen> => {
      if (!latest || Date.now() - latest.at > FRESH_MS) latest = { at: Date.now(), seen: asSystem('metrics', look) };
      return latest.seen;
    };
    for (const { name, help, labels = [], of } of gauges)
      this.metrics.gauge(name, help, labels, async () => of(await seen()));
  }
}

const messagingGauges = (messaging: MessagingStatus): OwnGauges<MessagingStats> => ({
  look: () => messaging.stats(),
  gauges: [
    {
      name: 'broker_connected',
      help: '1 while the broker is connected',
      of: ({ brokerConnected }) => [{ value: Number(brokerConnected) }],
    },
    {
      name: 'outbox_unsent',
      help: 'Events not handed to the broker yet',
      of: ({ outbox }) => [{ value: outbox.unsent }],
    },
    {
      name: 'outbox_oldest_seconds',
      help: 'Age of the oldest event some consumer has not consumed',
      of: ({ outbox }) => [{ value: outbox.oldestAgeSeconds }],
    },
    {
      name: 'outbox_behind',
      help: 'Events a consumer has not consumed',
      labels: ['subject', 'consumer'],
      of: ({ receipts }) =>
        receipts.map(({ subject, consumer, behind }) => ({ labels: { subject, consumer }, value: behind })),
    },
    {
      name: 'messaging_faults',
      help: 'Faults of the messaging by level',
      labels: ['level'],
      of: ({ faults }) => byLevel(faults),
    },
    {
      name: 'dead_letters_open',
      help: 'Events put aside that nobody has dealt with',
      of: ({ deadLetters }) => [{ value: deadLetters }],
    },
  ],
});
