import { digestOf } from '@ringvirkning/kernel';
import type { Item } from './instance.js';
import type { Message, Position, Receipt, Refusal } from './schema.js';
import { digestOfDocument } from './wire.js';

/** What has become of a message for good. */
export type Outcome = 'booked' | Refusal;

export interface Link {
  readonly number: number;
  readonly digest: string;
  /** Where the history stood when it was said. */
  readonly charter: number;
  /** What is said again when it was not taken; null for what another says, which is kept by the store alone. */
  readonly item: Item | null;
  /** Null while its effect is awaited. */
  readonly outcome: Outcome | null;
}

/**
 * The messages from one instance to another, as either of the two holds them: each links to the one before, so the digest of the last says all of them.
 * The settled ones have their outcome, and a digest over messages and outcomes that must be the same on both sides.
 */
export interface Chain {
  readonly last: Position;
  readonly settled: Position & { readonly link: string | null };
  /** After the settled ones, in their order. */
  readonly open: readonly Link[];
  /** Position in the charter's history of the last message: it never goes back. */
  readonly charter: number;
}

export const EMPTY_CHAIN: Chain = {
  last: { number: 0, digest: null },
  settled: { number: 0, digest: null, link: null },
  open: [],
  charter: 1,
};

/** Whether a message is the next of a chain. */
export const follows = ({ last }: Chain, { number, previous }: Message): boolean =>
  number === last.number + 1 && previous === last.digest;

export function append(chain: Chain, message: Message, item: Item | null): Chain {
  const digest = digestOfDocument(message);
  const { number, charter } = message;
  const open = [...chain.open, { number, digest, charter, item, outcome: null }];
  return { ...chain, last: { number, digest }, open, charter };
}

/** The chain with what has become of a message; what is settled in a row from the start is folded into the digest. */
export function settle(chain: Chain, number: number, outcome: Outcome): Chain {
  const link = openAt(chain, number);
  if (!link) return chain;
  const links = chain.open.with(placeOf(chain, number), { ...link, outcome });
  const until = links.findIndex((link) => link.outcome === null);
  const done = until < 0 ? links : links.slice(0, until);
  return { ...chain, open: links.slice(done.length), settled: done.reduce(fold, chain.settled) };
}

const fold = (settled: Chain['settled'], { number, digest, outcome }: Link): Chain['settled'] => ({
  number,
  link: digest,
  digest: settledDigest(settled.digest, digest, outcome),
});

/** The digest over messages and outcomes with one more of both. */
export const settledDigest = (before: string | null, message: string, outcome: string | null): string =>
  digestOf([before, message, outcome]);

/** The chain without the messages from a number on, none of which is settled. */
export function cutBefore(chain: Chain, number: number): Chain {
  const open = chain.open.filter((link) => link.number < number);
  const { settled } = chain;
  const last = open.at(-1) ?? { number: settled.number, digest: settled.link };
  return { ...chain, open, last: { number: last.number, digest: last.digest } };
}

/** Digest of the message at a number; undefined where the chain does not hold it any more, or not yet. */
export function digestAt(chain: Chain, number: number): string | null | undefined {
  const { settled } = chain;
  return number === settled.number ? settled.link : openAt(chain, number)?.digest;
}

/** What is open is without a gap. */
const placeOf = ({ settled }: Chain, number: number): number => number - settled.number - 1;
export const openAt = (chain: Chain, number: number): Link | undefined => chain.open[placeOf(chain, number)];

/** The outcome that a receipt tells; undefined for `understood`, which is none. */
export const outcomeOf = ({ says, reason }: Receipt): Outcome | undefined =>
  says === 'understood' ? undefined : says === 'booked' ? 'booked' : (reason ?? undefined);

/**
 * The first number at which two sides differ, of those up to a number at which they do: by halving, so a hundred thousand take seventeen questions.
 * @param isSame Whether both sides have the same digest over messages and outcomes up to a number.
 */
export async function firstDifference(upTo: number, isSame: (number: number) => Promise<boolean>): Promise<number> {
  let [same, differs] = [0, upTo];
  while (differs - same > 1) {
    const middle = Math.floor((same + differs) / 2);
    if (await isSame(middle)) same = middle;
    else differs = middle;
  }
  return differs;
}
