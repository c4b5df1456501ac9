import type { Instant } from '@ringvirkning/kernel';
import type { Direction } from '@ringvirkning/partnership-api';
import { digestOfDocument, outcomeOf, type Fact, type Receipt } from '@ringvirkning/partnership-domain';
import { unnested } from '@ringvirkning/persistence';

/** A fact and its place among all of them. */
export interface Placed {
  readonly place: number;
  readonly fact: Fact;
}

interface Key {
  readonly direction: Direction;
  readonly peer: string;
  readonly number: number;
}

/** What was said of a message: at first, and for good. */
interface Words {
  readonly understood_place: number | null;
  readonly word_place: number | null;
  readonly word: Receipt['says'] | null;
  readonly reason: string | null;
  readonly word_at: Instant | null;
}
const NO_WORDS: Words = { understood_place: null, word_place: null, word: null, reason: null, word_at: null };

export interface MessageRow extends Key, Words {
  readonly message_id: string;
  readonly type: string;
  readonly agreement: string | null;
  readonly at: Instant;
  readonly digest: string;
  readonly place: number;
}

const [PLACE, TEXT, MOMENT] = ['bigint', 'text', 'timestamptz'] as const;
const WORD = { understood_place: PLACE, word_place: PLACE, word: TEXT, reason: TEXT, word_at: MOMENT };
const KEY = { direction: TEXT, peer: TEXT, number: PLACE };
export const MESSAGES = unnested<MessageRow>({
  ...{ ...KEY, ...WORD, message_id: TEXT, type: TEXT },
  ...{ agreement: TEXT, at: MOMENT, digest: TEXT, place: PLACE },
});
export const WORDS = unnested<Key & Words>({ ...KEY, ...WORD });

export const receiptIn = (fact: Fact): Receipt | null => ('receipt' in fact ? fact.receipt : null);
const nameOf = ({ direction, peer, number }: Key): string => `${direction} ${peer} ${number}`;

/** The messages that are new in facts, with what was said of them there, and what was said of others. */
export function rowsIn(placed: readonly Placed[]): {
  readonly messages: readonly MessageRow[];
  readonly words: readonly (Key & Words)[];
} {
  const words = wordsIn(placed);
  const messages = placed.flatMap(messageIn).map((message): MessageRow => {
    const said = words.get(nameOf(message));
    words.delete(nameOf(message));
    return { ...message, ...(said ?? NO_WORDS) };
  });
  return { messages, words: [...words.values()] };
}

function messageIn({ fact, place }: Placed): Omit<MessageRow, keyof Words>[] {
  if (fact.type !== 'sent' && fact.type !== 'given-back' && fact.type !== 'received') return [];
  const { message } = fact;
  const { number, id: message_id, type, agreement, at } = message;
  const common = { number, message_id, type, agreement, at, place };
  return [
    fact.type === 'received'
      ? { ...common, direction: 'received', peer: message.from, digest: fact.receipt.of }
      : { ...common, direction: 'sent', peer: message.to, digest: digestOfDocument(message) },
  ];
}

/** The last word on each message, and where the words stand. */
function wordsIn(placed: readonly Placed[]): Map<string, Key & Words> {
  const words = new Map<string, Key & Words>();
  for (const { fact, place } of placed) {
    const receipt = receiptIn(fact);
    if (!receipt) continue;
    const direction = fact.type === 'receipt-came' ? 'sent' : 'received';
    const key: Key = { direction, peer: direction === 'sent' ? receipt.from : receipt.to, number: receipt.number };
    const before = words.get(nameOf(key));
    const isLast = outcomeOf(receipt) !== undefined;
    // What comes once more after the last word is no word.
    if (before?.word_place != null && !isLast) continue;
    words.set(nameOf(key), {
      ...{ ...key, word: receipt.says, reason: receipt.reason, word_at: receipt.at },
      understood_place: isLast ? (before?.understood_place ?? null) : place,
      word_place: isLast ? place : null,
    });
  }
  return words;
}
