import { Logger } from '@nestjs/common';
import { parseEnvelope, type EventEnvelope, type EventType } from '@ringvirkning/message';
import { pause, withOrigin, type EventHandler, type IncomingEvent, type Intake } from '@ringvirkning/nats';
import type { Database, Tx } from '@ringvirkning/persistence';
import { diagnose, Unreadable, type Failure } from './failure.js';
import type { InboxStore } from './inbox.store.js';
import { place, sift, type Placed } from './sift.js';

/** Attempts at an event whose failure may pass, before it becomes a dead letter. */
const ATTEMPTS = 5;

/** Told how far the service has come after every batch. */
export type Report = (event: EventType<unknown>, upto: number, gap: boolean) => void;

/**
 * Takes in events so that each has its effect once, in order: effect and position commit together, whatever the broker repeats, loses or shuffles.
 * An event that cannot succeed is put aside as a dead letter, in the same commit as its position.
 */
export class Inbox implements Intake {
  private readonly logger = new Logger('Inbox');
  private readonly handlers = new Map<string, { readonly event: EventType<unknown>; readonly handler: EventHandler }>();

  constructor(
    private readonly db: Database,
    private readonly store: InboxStore,
    private readonly report: Report,
  ) {}

  register(event: EventType<unknown>, handler: EventHandler): void {
    this.handlers.set(event.subject, { event, handler });
  }

  /** The first receipt tells the producer where to go on, before any message has come. */
  begin(event: EventType<unknown>): void {
    void this.db
      .transaction((tx) => this.store.lock(tx, event.subject))
      .then(
        (upto) => this.report(event, upto, false),
        () => undefined,
      );
  }

  async takeIn(event: EventType<unknown>, messages: readonly IncomingEvent[], signal: AbortSignal): Promise<void> {
    const batch = messages.map(place).filter((placed) => placed !== undefined);
    if (batch.length < messages.length)
      this.logger.error(`${event.subject}: ${messages.length - batch.length} messages without id or sequence`);
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
    if (!registered) throw new Unreadable(`nothing here takes in ${subject} any more`);
    await registered.handler([read(registered.event, envelope)], tx);
  }

  /** The whole batch in one transaction. */
  private async together(event: EventType<unknown>, batch: readonly Placed[]): Promise<void> {
    const { upto, gap } = await this.inContext(event, batch[0]!, () =>
      this.db.transaction(async (tx) => {
        const before = await this.store.lock(tx, event.subject);
        const { next, gap } = sift(batch, before);
        const last = next.at(-1);
        if (!last) return { upto: before, gap };
        await this.effect(
          event,
          next.map(({ message }) => read(event, message.json)),
          tx,
        );
        await this.store.advance(tx, event.subject, last.seq);
        return { upto: last.seq, gap };
      }),
    );
    this.report(event, upto, gap);
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
          await this.untilItPasses(signal, () => this.bury(event, placed, failure, attempt));
          break;
        }
        await pause(50 * 3 ** (attempt - 1), signal);
      }
    }
  }

  private async bury(
    event: EventType<unknown>,
    { seq, id, message }: Placed,
    { code, reason }: Failure,
    attempts: number,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      // Another replica may have taken it in meanwhile.
      if ((await this.store.lock(tx, event.subject)) !== seq - 1) return;
      await this.store.bury(tx, {
        subject: event.subject,
        seq,
        eventId: id,
        envelope: message.json,
        code,
        reason,
        attempts,
      });
      await this.store.advance(tx, event.subject, seq);
    });
    this.logger.error(`${event.subject} ${seq} became a dead letter after ${attempts} attempts: ${code}: ${reason}`);
    this.report(event, seq, false);
  }

  private async untilItPasses<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (diagnose(error).remedy !== 'wait') throw error;
        if (attempt % 20 === 1) this.logger.warn(`taking in waits: ${String(error)}`);
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

function read(event: EventType<unknown>, json: unknown): EventEnvelope<unknown> {
  try {
    return parseEnvelope(event, json);
  } catch (error) {
    throw new Unreadable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
