import { digestOf, grown, rootOver, treeLeaf, type Instant } from '@ringvirkning/kernel';
import { outcomeOf } from './chain.js';
import type { Fact } from './instance.js';
import type { Head, Position, Receipt } from './schema.js';
import { digestOfDocument } from './wire.js';

/** What a head is known by: what the next one names, and what a time stamp is over. */
export const digestOfHead = (head: Head): string => digestOf(head);

interface Tip {
  readonly number: number;
  readonly digest: string;
}

/**
 * What this instance seals: each message's last word, sent or received. A word names its message by digest, and each message the one before, so the
 * words say all. Sealed in batches; the heads of the batches are a chain.
 */
export interface Log {
  /** Last words that are not sealed yet, and the peaks (hex) of the tree over them. */
  readonly size: number;
  readonly peaks: readonly string[];
  /** The heads that nothing goes on from yet: one, until others give back some that were lost in a restore. */
  readonly tips: readonly Tip[];
  readonly sealedAt: Instant | null;
  /** Digests of what was given back, the last ones: what is given twice is taken once. */
  readonly back: readonly string[];
}
export const EMPTY_LOG: Log = { size: 0, peaks: [], tips: [], sealedAt: null, back: [] };

/** How the logs of two members stand to each other, as one of them holds it. */
export interface Witnessing {
  /** The last head of theirs that we cosigned. */
  readonly theirs: Position;
  /** They have shown one that does not go on from it. */
  readonly isApart: boolean;
  /** The last head of ours that they cosigned. */
  readonly ours: Position;
}
const NONE: Position = { number: 0, digest: null };
export const UNWITNESSED: Witnessing = { theirs: NONE, isApart: false, ours: NONE };

/** The last head, which is shown to others. */
export const lastHead = ({ tips }: Log): Position =>
  tips.reduce<Position>((last, tip) => (tip.number > last.number ? tip : last), NONE);

/** The last word on a message, where a fact is one. */
export function lastWordIn(fact: Fact): Receipt | undefined {
  const isWord = fact.type === 'received' || fact.type === 'booked' || fact.type === 'receipt-came';
  return isWord && outcomeOf(fact.receipt) !== undefined ? fact.receipt : undefined;
}

/** The leaf of a last word: over its digest. */
export const leafOf = (word: Receipt): Buffer => treeLeaf(digestOfDocument(word));

export const rootOfLog = ({ peaks }: Log): string => rootOver(peaks.map(bytesOf)).toString('hex');
const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The log after a fact. */
export function evolveLog(log: Log, fact: Fact): Log {
  if (fact.type === 'sealed') {
    const { head } = fact.seal;
    return { ...log, size: 0, peaks: [], tips: after(log.tips, head), sealedAt: head.at };
  }
  if (fact.type === 'seal-given-back') return takenBack(log, fact.seal.head);
  const word = lastWordIn(fact);
  if (!word) return log;
  const peaks = grown(log.peaks.map(bytesOf), log.size, leafOf(word)).map((peak) => peak.toString('hex'));
  return { ...log, size: log.size + 1, peaks };
}

const KEPT_BACK = 256;
const takenBack = (log: Log, head: Head): Log => ({
  ...log,
  tips: after(log.tips, head),
  back: [...log.back, digestOfHead(head)].slice(-KEPT_BACK),
});

const after = (tips: readonly Tip[], head: Head): Tip[] => [
  ...tips.filter(({ digest }) => !head.previous.includes(digest)),
  placeOf(head),
];
const placeOf = (head: Head): Tip => ({ number: head.number, digest: digestOfHead(head) });

/** How things stand with a member's log, and with ours at that member, after a fact. */
export function evolveWitnessing(seals: Witnessing, fact: Fact): Witnessing {
  switch (fact.type) {
    case 'witnessed':
      return { ...seals, theirs: placeOf(fact.seal.head), isApart: false };
    case 'seals-apart':
      return { ...seals, isApart: true };
    case 'cosigned':
      return { ...seals, ours: placeOf(fact.seal.head) };
    default:
      return seals;
  }
}
