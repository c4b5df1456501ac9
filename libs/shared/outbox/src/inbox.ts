import { Logger } from '@nestjs/common';
import { parseEnvelope, type EventEnvelope, type EventType } from '@ringvirkning/message';
import {
  pause,
  SIGNATURE,
  withOrigin,
  type EventHandler,
  type IncomingEvent,
  type Intake,
  type Seal,
} from '@ringvirkning/nats';
import type { Database, Tx } from '@ringvirkning/persistence';
import { diagnose, Unreadable, type Failure } from './failure.js';
import type { InboxStore } from './inbox.store.js';
import { eachItem, isolate, type BadItem } from './isolate.js';
import { History } from './history.js';
import { Needs } from './needs.js';
import { place, type Placed, type Position } from './lineage.js';

/** Attempts at an event whose failure may pass, before it becomes a dead letter. */
const ATTEMPTS = 5;

/** Told how far the service has come after every batch. */
export type Report = (event: EventType<unknown>, position: Position, gap: boolean) => void;

export interface InboxOptions {
  readonly service: string;
  readonly seal: Seal;
  readonly report: Report;
}

/**
 * Consumes events so that each has its effect once, in order: effect and position commit together, whatever the broker repeats, loses or shuffles.
 * An event that cannot succeed is put aside as a dead letter, in the same commit as its position; of an event with items those that fail, and the others have their effect. What its producer did not sign is no event.
 * A producer whose history is another one than the one consumed is not heard any more until its log was mended ({@link Mending}).
 */
export class Inbox implements Intake {
  private readonly logger: Logger;
  private readonly history: History;
  private refusals = 0;
  private readonly handlers = new Map<string, { readonly event: EventType<unknown>; readonly handler: EventHandler }>();

  constructor(
    private readonly db: Database,
    private readonly store: InboxStore,
    private readonly options: InboxOptions,
  ) {
    this.logger = new Logger(`${options.service}: Inbox`);
    this.history = new History(store, this.logger);
  }

  /** Messages since the start that were not signed by their producer, or had no place in their subject. */
  get refused(): number {
    return this.refusals;
  }

  register(event: EventType<unknown>, handler: EventHandler): void {
    this.handlers.set(event.subject, { event, handler });
  }

  /**
   * The first receipt tells the producer where to go on, before any message has come. It must not fail to be sent: without it a producer neither sends again
   * what this database lacks, nor learns that its own is an older one.
   */
  begin(event: EventType<unknown>, signal: AbortSignal): void {
    const position = () => this.db.transaction((tx) => this.store.lock(tx, event.subject));
    void this.untilItPasses(signal, position).then(
      (reached) => this.options.report(event, reached, false),
      (error: unknown) => signal.aborted || this.logger.error(`${event.subject}: no receipt: ${String(error)}`),
    );
  }

  async consume(event: EventType<unknown>, messages: readonly IncomingEvent[], signal: AbortSignal): Promise<void> {
    const batch = messages
      .filter(({ payload, headers }) => this.options.seal.isOf(event.producer, payload, headers[SIGNATURE]))
      .map((message) => place(event.subject, message))
      .filter((placed) => placed !== undefined);
    this.refuse(event.subject, messages.length - batch.length);
    if (batch.length === 0) return;
    try {
      await this.untilItPasses(signal, () => this.together(event, batch));
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn(`${event.subject}: a batch failed, now one by one: ${String(error)}`);
      await this.oneByOne(event, batch, signal);
    }
  }

  /** Runs the effect of one event in the given transaction; used for dead letters, which the position has already passed. @throws what the effect throws. */
  async again(subject: string, envelope: unknown, tx: Tx): Promise<void> {
    const registered = this.handlers.get(subject);
    if (!registered) throw new Unreadable(`nothing here consumes ${subject} any more`);
    await registered.handler([read(registered.event, envelope)], tx);
  }

  /** The whole batch in one transaction. */
  private async together(event: EventType<unknown>, batch: readonly Placed[]): Promise<void> {
    const { position, gap } = await this.inContext(event, batch[0]!, () =>
      this.db.transaction(async (tx) => {
        const standing = await this.history.stand(tx, event, batch);
        const { before, next, gap, known } = standing;
        if (!(await this.history.mayGoOn(tx, event, standing))) return { position: before, gap: false };
        const fresh = next.filter(({ id }) => !known.has(id));
        if (fresh.length > 0)
          await this.effect(
            event,
            fresh.map(({ message }) => read(event, message.json)),
            tx,
          );
        return { position: this.history.advance(tx, event, standing), gap };
      }),
    );
    this.options.report(event, position, gap);
  }

  private refuse(subject: string, count: number): void {
    if (count === 0) return;
    this.refusals += count;
    this.logger.error(
      `messaging.forged: ${subject}: ${count} messages that their producer did not sign, or without a place`,
    );
  }

  /** Isolates the event that makes a batch fail, so that the others have their effect. */
  private async oneByOne(event: EventType<unknown>, batch: readonly Placed[], signal: AbortSignal): Promise<void> {
    for (const placed of batch.toSorted((a, b) => a.seq - b.seq)) {
      for (let attempt = 1; ; attempt += 1) {
        const failure = await this.untilItPasses(signal, () => this.together(event, [placed])).then(
          () => undefined,
          diagnose,
        );
        signal.throwIfAborted();
        if (!failure) break;
        if (failure.remedy === 'hopeless' || attempt >= ATTEMPTS) {
          await this.untilItPasses(signal, () => this.putAside(event, placed, failure, attempt));
          break;
        }
        await pause(50 * 3 ** (attempt - 1), signal);
      }
    }
  }

  /** Puts aside what cannot succeed: those items of the event that fail, or all of it. */
  private async putAside(event: EventType<unknown>, placed: Placed, failure: Failure, attempts: number): Promise<void> {
    const { seq, id: eventId, message } = placed;
    const { position, bad } = await this.inContext(event, placed, () =>
      this.db.transaction(async (tx) => {
        const standing = await this.history.stand(tx, event, [placed]);
        // Another replica may have taken it in meanwhile.
        if (standing.next.length === 0) return { position: standing.before, bad: [] };
        const items = eachItem(event, message.json);
        const whole = [{ item: null, envelope: message.json, failure }];
        const failing = items && (await this.itemByItem(tx, event, items));
        const bad = failing?.map((one) => ({ ...one, envelope: items![one.item] })) ?? whole;
        for (const {
          item,
          envelope,
          failure: { code, reason },
        } of bad)
          await this.store.bury(tx, { subject: event.subject, seq, eventId, item, envelope, code, reason, attempts });
        return { position: this.history.advance(tx, event, standing), bad };
      }),
    );
    for (const {
      item,
      failure: { code, reason },
    } of bad)
      this.logger.error(
        `${event.subject} ${seq}${item === null ? '' : `, item ${item},`} became a dead letter after ${attempts} attempts: ${code}: ${reason}`,
      );
    this.options.report(event, position, false);
  }

  private itemByItem(
    tx: Tx,
    event: EventType<unknown>,
    items: readonly object[],
  ): Promise<readonly BadItem[] | undefined> {
    return isolate(tx, items, (some) =>
      this.effect(
        event,
        some.map((envelope) => read(event, envelope)),
        tx,
      ),
    );
  }

  private async untilItPasses<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await work().catch(obtained);
      } catch (error) {
        if (error instanceof Again) continue;
        if (diagnose(error).remedy !== 'wait') throw error;
        if (attempt % 20 === 1) this.logger.warn(`consuming waits: ${String(error)}`);
        await pause(Math.min(100 * attempt, 5_000), signal);
      }
    }
  }

  private effect(event: EventType<unknown>, envelopes: readonly EventEnvelope<unknown>[], tx: Tx): Promise<void> {
    const registered = this.handlers.get(event.subject);
    if (!registered) throw new Error(`${event.subject} has no handler`);
    return registered.handler(envelopes, tx);
  }

  /** A batch runs under the correlation of its first event; what it adds to the outbox for another one says so with `causedBy`. */
  private inContext<T>(event: EventType<unknown>, { id, message }: Placed, work: () => Promise<T>): Promise<T> {
    const correlationId = (message.json as { correlationid?: unknown }).correlationid;
    return withOrigin(
      event.subject,
      {
        correlationId: typeof correlationId === 'string' ? correlationId : '',
        causationId: id,
        carrier: message.headers,
      },
      work,
    );
  }
}

/** Says that what was needed is there now. */
class Again extends Error {}

/** @throws Again, or why it could not be obtained. */
async function obtained(error: unknown): Promise<never> {
  if (!(error instanceof Needs)) throw error;
  await error.obtain();
  throw new Again();
}

function read(event: EventType<unknown>, json: unknown): EventEnvelope<unknown> {
  try {
    return parseEnvelope(event, json);
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
