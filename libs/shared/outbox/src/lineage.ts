import type { IncomingEvent } from '@ringvirkning/nats';
import { z } from 'zod';

const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const PlaceSchema = z.object({
  type: z.string(),
  id: z.uuid(),
  sequence: number.refine((seq) => seq > 0),
  epoch: number.default(1),
  fork: number.default(0),
  link: z.string().optional(),
  previous: z.string().optional(),
});

/** A message whose place in its subject is known; its data is not looked at yet. */
export interface Placed {
  readonly seq: number;
  readonly id: string;
  readonly epoch: number;
  readonly fork: number;
  /** Undefined in messages of versions that did not link their events. */
  readonly link: string | undefined;
  readonly previous: string | undefined;
  readonly message: IncomingEvent;
}

/** How far a consumer has come in a subject, in which of its producer's epochs. `link`: the last event's; null when it had none. */
export interface Position {
  readonly upto: number;
  readonly epoch: number;
  readonly link: string | null;
}

/** An event that was consumed before. */
export interface Taken {
  readonly id: string;
  readonly seq: number;
  readonly epoch: number;
  readonly link: string | null;
}

export interface Course {
  /** What follows, in order. */
  readonly next: readonly Placed[];
  /** There is something beyond it, which must come again after what is missing. */
  readonly gap: boolean;
  /** The message that shows that the producer's history is another one than the one consumed. */
  readonly conflict?: Placed;
}

/** Reads the place of a message; undefined when it has none, or belongs to another subject. */
export function place(subject: string, message: IncomingEvent): Placed | undefined {
  const { data } = PlaceSchema.safeParse(message.json);
  if (data?.type !== subject) return undefined;
  const { sequence: seq, id, epoch, fork, link, previous } = data;
  return { seq, id, epoch, fork, link, previous, message };
}

/**
 * Of a batch in any order, with repetitions: what follows on the position, each event linked to the one before.
 * @param taken Events consumed before that have a message's id, or its number.
 */
export function course(batch: readonly Placed[], position: Position, taken: readonly Taken[]): Course {
  const byId = new Map(taken.map((event) => [event.id, event]));
  const numbers = new Set(taken.map(({ seq }) => seq));
  const next: Placed[] = [];
  let [{ upto, link }, gap] = [position, false];
  for (const placed of batch.toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq)) {
    const before = byId.get(placed.id);
    if (placed.epoch < position.epoch) {
      if (!before) return { next: [], gap: false, conflict: placed };
    } else if (placed.seq <= position.upto) {
      if (before ? !isSame(before, placed) : numbers.has(placed.seq)) return { next: [], gap: false, conflict: placed };
    } else if (placed.seq === upto + 1) {
      if (link !== null && placed.previous !== undefined && placed.previous !== link)
        return { next: [], gap: false, conflict: placed };
      next.push(placed);
      [upto, link] = [placed.seq, placed.link ?? null];
    } else if (placed.seq <= upto) {
      if (placed.id !== next[placed.seq - position.upto - 1]!.id) return { next: [], gap: false, conflict: placed };
    } else gap = true;
  }
  return { next, gap };
}

/** In a later epoch an event may stand elsewhere; within one its place and all before it are fixed. */
const isSame = (before: Taken, { epoch, link }: Placed): boolean =>
  before.epoch < epoch || before.link === null || link === undefined || before.link === link;
