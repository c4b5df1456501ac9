import type { IncomingEvent } from '@ringvirkning/nats';
import { z } from 'zod';

const PositionSchema = z.object({ sequence: z.string().regex(/^[1-9]\d{0,14}$/), id: z.string() });

/** A message whose place in its subject is known; its data is not looked at yet. */
export interface Placed {
  readonly seq: number;
  readonly id: string;
  readonly message: IncomingEvent;
}

/** Reads the place of a message; undefined when it has none, which no producer of ours sends. */
export function place(message: IncomingEvent): Placed | undefined {
  const { data } = PositionSchema.safeParse(message.json);
  return data && { seq: Number(data.sequence), id: data.id, message };
}

/**
 * Of a batch in any order, with repetitions: the messages that follow on `upto` without a gap, in order.
 * `gap` when there is something beyond them, which must come again after what is missing.
 */
export function sift(
  batch: readonly Placed[],
  upto: number,
): { readonly next: readonly Placed[]; readonly gap: boolean } {
  const bySeq = new Map(batch.filter(({ seq }) => seq > upto).map((placed) => [placed.seq, placed]));
  const next: Placed[] = [];
  for (let found = bySeq.get(upto + 1); found; found = bySeq.get(found.seq + 1)) next.push(found);
  return { next, gap: next.length < bySeq.size };
}
