import type { Logger } from '@nestjs/common';
import type { EventType } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import type { InboxStore } from './inbox.store.js';
import { course, type Course, type Placed, type Position } from './lineage.js';

/** What a batch means where the consumer stands. `position`: where it stands in the newest epoch of the batch. */
export interface Standing extends Course {
  readonly before: Position;
  readonly position: Position;
  readonly halted: number;
  /** Ids of events of the batch that had their effect already. */
  readonly known: ReadonlySet<string>;
}

/** Where a consumer stands in its producers' histories, and how it moves on. Every method works in the inbox transaction. */
export class History {
  constructor(
    private readonly store: InboxStore,
    private readonly logger: Logger,
  ) {}

  /** Locks the subject and looks what the batch means there. */
  async stand(tx: Tx, event: EventType<unknown>, batch: readonly Placed[]): Promise<Standing> {
    const { subject, producer } = event;
    const [before, halted] = await Promise.all([this.store.lock(tx, subject), this.store.haltedEpoch(tx, producer)]);
    const heard = batch.filter(({ epoch }) => epoch > halted);
    const position = await this.inNewestEpoch(tx, subject, before, heard);
    const unsure = heard.filter(
      ({ seq, epoch }) => seq <= position.upto || epoch < position.epoch || position.epoch > 1,
    );
    const taken = unsure.length === 0 ? [] : await this.store.taken(tx, subject, unsure);
    const known = new Set(taken.map(({ id }) => id));
    return { before, position, halted, known, ...course(heard, position, taken) };
  }

  /** A new epoch shares the events up to its fork with the one before; what comes after stands elsewhere now. */
  private async inNewestEpoch(tx: Tx, subject: string, before: Position, batch: readonly Placed[]): Promise<Position> {
    const epoch = Math.max(before.epoch, ...batch.map((placed) => placed.epoch));
    if (epoch === before.epoch) return before;
    const forks = batch.filter((placed) => placed.epoch === epoch).map(({ fork }) => fork);
    const upto = Math.min(before.upto, ...forks);
    return { upto, epoch, link: upto === before.upto ? before.link : await this.store.linkAt(tx, subject, upto) };
  }

  /** Stops consuming from a producer with another history, and begins again with the first message of a later epoch. */
  async mayGoOn(tx: Tx, event: EventType<unknown>, { conflict, halted, next, gap }: Standing): Promise<boolean> {
    const { subject, producer } = event;
    if (conflict) {
      await this.store.halt(tx, producer, subject, conflict);
      this.logger.error(
        `messaging.producer-restored: ${producer} sends another ${subject} ${conflict.seq} than the history consumed from it; nothing more is consumed from it until its log is mended`,
      );
      return false;
    }
    const hears = next.length > 0 || gap || halted === 0;
    if (hears && halted > 0) await this.store.lift(tx, producer);
    return hears;
  }

  /** Keeps what was consumed, with where it stands now. */
  advance(
    tx: Tx,
    { subject }: EventType<unknown>,
    { before, position, next }: Pick<Standing, 'before' | 'position' | 'next'>,
  ): Position {
    const last = next.at(-1);
    const reached = last ? { upto: last.seq, epoch: position.epoch, link: last.link ?? null } : position;
    if (reached !== before) this.store.advance(tx, subject, reached, next);
    return reached;
  }
}
