import type { EventType, LinkedManifest } from '@ringvirkning/message';
import { asSystem, type Database, type Tx } from '@ringvirkning/persistence';
import { differences } from './differences.js';
import type { Compared, Holdings, OneContract, Sum, ToldOfContract } from './holdings.js';
import { kindOf } from './kind.js';
import { RecordStore } from './persistence/record.store.js';
import type { Reconciled, Recorded } from './recorded.js';

/** More contracts than one municipality will ever have. */
const EVERY = 1_000_000;

/** What a service holds, for others to compare with what they told it. */
export class Reconciliation {
  private readonly store = new RecordStore();

  constructor(
    private readonly db: Database,
    private readonly manifest: LinkedManifest,
    private readonly reconciled: Reconciled,
  ) {}

  /** All at one moment, so that what is held is exactly what was consumed up to the place that is named with it; of one contract, or all. */
  holdings(contractId?: string): Promise<Holdings> {
    const { publishes } = this.manifest;
    const isOwn = ({ event }: Recorded): boolean => this.publishes(event);
    const [own, consumed] = [this.reconciled.records.filter(isOwn), this.reconciled.records.filter((r) => !isOwn(r))];
    return this.looking(async (tx) => ({
      told: await inTurn(publishes, async ({ subject }) => ({
        subject,
        ...(await this.store.publishedUpto(tx, subject)),
      })),
      held: await inTurn(consumed, (record) => this.held(tx, record, contractId)),
      own: [
        ...(await inTurn(own, async (record) => ({
          kind: kindOf(record.event.subject),
          ...(await this.ownEvents(tx, record, contractId)),
        }))),
        ...(await inTurn(this.reconciled.books ?? [], async (books) => ({
          kind: books.kind,
          ...(await books.compare(tx, contractId)),
        }))),
      ],
    }));
  }

  /** What this service's events said; undefined for a subject that it does not publish. */
  async told(subject: string, members: readonly string[], upto: number): Promise<readonly Sum[] | undefined> {
    const event = this.manifest.publishes.find((published) => published.subject === subject);
    return event && this.looking((tx) => this.store.told(tx, event, members, { upto }));
  }

  /** The same of one contract, with the last event there is. */
  toldOf(event: EventType<unknown>, question: OneContract): Promise<ToldOfContract> {
    return this.looking(async (tx) => ({
      last: { subject: event.subject, ...(await this.store.publishedUpto(tx, event.subject)) },
      sums: await this.store.told(tx, event, question.members, question),
    }));
  }

  /** Contracts that its events of a subject tell of, in order, after one of them. */
  contractsTold(subject: string, after: string, limit: number): Promise<readonly string[]> {
    return this.looking((tx) => this.store.toldOf(tx, subject, after, limit));
  }

  /** Contracts of which it has records, events or books. */
  contracts(): Promise<readonly string[]> {
    const { records, books = [] } = this.reconciled;
    return this.looking(async (tx) => {
      const known = [
        ...(await inTurn(records, (record) => this.store.heldOf(tx, record))),
        ...(await inTurn(this.manifest.publishes, ({ subject }) => this.store.toldOf(tx, subject, '', EVERY))),
        ...(await inTurn([...new Set(books.flatMap(({ tables }) => tables))], (table) =>
          this.store.contractsIn(tx, table),
        )),
      ];
      return [...new Set(known.flat())];
    });
  }

  /** Events it consumed, and what of them it holds. */
  get consumed(): readonly EventType<unknown>[] {
    return this.reconciled.records.flatMap(({ event }) => (this.publishes(event) ? [] : event));
  }

  private publishes({ subject }: EventType<unknown>): boolean {
    return this.manifest.publishes.some((published) => published.subject === subject);
  }

  private looking<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return asSystem('reconciliation', () => this.db.snapshot(work));
  }

  private async held(tx: Tx, record: Recorded, contractId: string | undefined): Promise<Holdings['held'][number]> {
    const { subject } = record.event;
    return {
      subject,
      ...(await this.store.consumedUpto(tx, subject)),
      members: Object.keys(record.members),
      sums: await this.store.held(tx, record, contractId),
      aside: (await this.store.aside(tx, record.event)).filter(
        (aside) => contractId === undefined || aside.contractId === contractId,
      ),
    };
  }

  private async ownEvents(tx: Tx, record: Recorded, contractId: string | undefined): Promise<Compared> {
    const told = await this.store.told(tx, record.event, Object.keys(record.members), { contractId });
    return differences(await this.store.held(tx, record, contractId), [told]);
  }
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
