import { threadId } from 'node:worker_threads';
import { fail } from '@ringvirkning/kernel';

/** What the spec of the workers makes them do. */
export const double = ({ number }: { readonly number: bigint }): { readonly number: bigint } => ({
  number: number * 2n,
});

export function refuse(): never {
  throw fail.invalid('trial.refused', 'Nej.', 'No.', { params: { limit: 3 } });
}

export function broken(): never {
  throw new TypeError('trial broke');
}

export function never(): never {
  for (;;);
}

export function gobble(): number {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(100_000).fill(kept.length));
}

/** Counts until nobody waits any more. */
export function count(_: object, isLeft: () => boolean): string {
  while (!isLeft());
  return 'left';
}

export const thread = (): number => threadId;
