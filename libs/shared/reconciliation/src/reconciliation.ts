import type { LinkedManifest } from '@ringvirkning/message';
import { asSystem, type Database, type Tx } from '@ringvirkning/persistence';
import { differences } from './differences.js';
import type { Compared, Holdings, Sum } from './holdings.js';
import { kindOf } from './kind.js';
import { RecordStore } from './persistence/record.store.js';
import type { Reconciled, Recorded } from './recorded.js';

/** What a service holds, for others to compare with what they told it. */
export class Reconciliation {
  private readonly store = new RecordStore();

  constructor(
    private readonly db: Database,
    private readonly manifest: LinkedManifest,
    private readonly reconciled: Reconciled,
  ) {}

  /** All at one moment, so that what is held is exactly what was consumed up to the place that is named with it. */
  holdings(): Promise<Holdings> {
    const { publishes } = this.manifest;
    const isOwn = ({ event }: Recorded) => publishes.some(({ subject }) => subject === event.subject);
    const [own, consumed] = [this.reconciled.records.filter(isOwn), this.reconciled.records.filter((r) => !isOwn(r))];
    return asSystem('reconciliation', () =>
      this.db.snapshot(async (tx) => ({
        told: await inTurn(publishes, async ({ subject }) => ({
          subject,
          ...(await this.store.publishedUpto(tx, subject)),
        })),
        held: await inTurn(consumed, (record) => this.consumed(tx, record)),
        own: [
          ...(await inTurn(own, async (record) => ({
            kind: kindOf(record.event.subject),
            ...(await this.ownEvents(tx, record)),
          }))),
          ...(await inTurn(this.reconciled.books ?? [], async (books) => ({
            kind: books.kind,
            ...(await books.compare(tx)),
          }))),
        ],
      })),
    );
  }

  /** What this service's events said; undefined for a subject that it does not publish. */
  async told(subject: string, members: readonly string[], upto: number): Promise<readonly Sum[] | undefined> {
    const event = this.manifest.publishes.find((published) => published.subject === subject);
    return (
      event && asSystem('reconciliation', () => this.db.snapshot((tx) => this.store.told(tx, event, members, upto)))
    );
  }

  private async consumed(tx: Tx, record: Recorded): Promise<Holdings['held'][number]> {
    const { subject } = record.event;
    return {
      subject,
      ...(await this.store.consumedUpto(tx, subject)),
      members: Object.keys(record.members),
      sums: await this.store.held(tx, record),
      aside: await this.store.aside(tx, record.event),
    };
  }

  private async ownEvents(tx: Tx, record: Recorded): Promise<Compared> {
    const told = await this.store.told(tx, record.event, Object.keys(record.members));
    return differences(await this.store.held(tx, record), [told]);
  }
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
