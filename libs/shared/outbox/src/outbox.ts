import { systemIds } from '@ringvirkning/kernel';
import type { EventEnvelope, EventType } from '@ringvirkning/message';
import { traceCarrier } from '@ringvirkning/nats';
import { onCommit, requestContext, type Tx } from '@ringvirkning/persistence';
import type { OutboxStore } from './outbox.store.js';

export interface OutboxItem<D> {
  /** Aggregate key, e.g. the contract's id. Events of one key arrive in the order they were added. */
  readonly key: string;
  readonly data: D;
  /** The event this one follows from, when it is another one than the request context says. */
  readonly causedBy?: EventEnvelope<unknown> | undefined;
}

/** A million ids and more: what is larger is no one thing. It is sent in pieces, and is in memory whole where it is made and consumed: split what can be split. */
export const MAX_EVENT_BYTES = 64 * 1024 ** 2;

/** Adds events to the transaction that makes them true: both commit, or neither. */
export class Outbox {
  constructor(
    private readonly store: OutboxStore,
    private readonly published: readonly EventType<unknown>[],
    private readonly wake: () => void,
  ) {}

  /** Call it while holding the aggregate (row lock, or unique key of this transaction): that makes insertion order the order of commits. */
  add<D>(tx: Tx, event: EventType<D>, item: OutboxItem<D>): Promise<void> {
    return this.addAll(tx, event, [item]);
  }

  /** The same for many events of one type, in one statement. @throws ZodError when data breaks the event's schema, Error for an event the service does not declare. */
  async addAll<D>(tx: Tx, event: EventType<D>, items: readonly OutboxItem<D>[]): Promise<void> {
    if (!this.published.some(({ subject }) => subject === event.subject))
      throw new Error(`${event.subject} is not declared among the published events`);
    const { correlationId, causationId } = requestContext.get();
    const trace = traceCarrier();
    const events = items.map(({ key, data, causedBy }) => ({
      eventId: systemIds.next(),
      subject: event.subject,
      key,
      correlationId: causedBy?.correlationid ?? correlationId,
      causationId: causedBy?.id ?? causationId,
      trace,
      data: textOf(event.subject, event.data.parse(data)),
    }));
    await this.store.append(tx, events);
    onCommit(tx, this.wake);
  }
}

function textOf(subject: string, data: unknown): string {
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_EVENT_BYTES)
    throw new RangeError(`${subject}: ${bytes} bytes of data are more than one event may have; split them`);
  return text;
}
