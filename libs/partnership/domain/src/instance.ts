import type { Instant } from '@ringvirkning/kernel';
import type { Agreements } from './agreement.js';
import { EMPTY_CHAIN, type Chain, type Outcome } from './chain.js';
import type { History } from './history.js';
import { EMPTY_LOG, UNWITNESSED, type Log, type Witnessing } from './log.js';
import type { Registry } from './message-type.js';
import type { Ask, Entry, Heartbeat, MemberList, Message, Receipt, Seal, StandingAt } from './schema.js';
import type { Signer, Verify, Versions } from './wire.js';

/** Who an instance is, and what it computes with. Nothing of this changes with what it hears. */
export interface Self {
  readonly me: string;
  readonly partnership: string;
  /** Digest of the history's first entry, from the invitation. */
  readonly founding: string;
  /** Its own keys, by public key; undefined for one that it does not have. */
  readonly signerOf: (key: string) => Signer | undefined;
  readonly verify: Verify;
  readonly types: Registry;
  /** Versions of the protocol that this instance speaks. */
  readonly speaks: Versions;
}

/** What is to be said to a partner. `id` is of the event that it tells of, and the same however often it is numbered. */
export type Item = Pick<Message, 'id' | 'agreement' | 'type' | 'content'>;

/** What was heard from a partner since the start; lost with the process. */
export interface Heard {
  readonly run: string;
  /** It has heard this life of ours. */
  readonly isAnswer: boolean;
  /** It has of ours what we do not have. */
  readonly isAhead: boolean;
  readonly charter: number;
  /** By how many milliseconds its clock was ahead of ours, the way included. */
  readonly clockMs: number;
  /** What it had said when it first answered: up to here we may have said something about it before a restore. */
  readonly upTo: number | null;
  /** How far it has come with us, and what it holds as settled. */
  readonly stands: Pick<Heartbeat, 'sent' | 'received' | 'settled' | 'seals'>;
}

export interface Peer {
  readonly out: Chain;
  readonly in: Chain;
  /** Not numbered yet. */
  readonly queue: readonly Item[];
  readonly agreements: Agreements;
  /** Both sides hold different agreements, though each has heard all of the other: nothing flows until they agree. */
  readonly differs: boolean;
  readonly seals: Witnessing;
  readonly heard: Heard | null;
  readonly asked: Readonly<Partial<Record<Ask['what'], { readonly after: number; readonly at: Instant }>>>;
}

/** All that the protocol of one instance decides from: a fold of its facts. */
export interface Instance {
  readonly run: string | null;
  /** When this life began. */
  readonly startedAt: Instant | null;
  readonly history: History | undefined;
  readonly lists: Readonly<Record<string, MemberList>>;
  /** The newest version of the protocol that somebody has written to us in since the start, and we do not speak. */
  readonly unread?: number;
  readonly peers: Readonly<Record<string, Peer>>;
  /** What is sealed of all that has its last word. */
  readonly log: Log;
}

/** Why something from outside has no effect and somebody should look. */
export type QuarantineReason =
  | 'malformed'
  | 'forged'
  | 'not-for-us'
  | 'not-a-member'
  | 'excluded'
  | 'key-ended'
  | 'key-lost'
  | 'replayed'
  | 'parted'
  | 'other-message';

export type Fact =
  | { readonly type: 'entered'; readonly entry: Entry }
  | { readonly type: 'listed'; readonly list: MemberList }
  | { readonly type: 'queued'; readonly from: string; readonly to: string; readonly item: Item }
  | { readonly type: 'dropped'; readonly to: string; readonly id: string; readonly reason: Outcome }
  | { readonly type: 'sent'; readonly message: Message }
  | { readonly type: 'receipt-came'; readonly receipt: Receipt }
  | { readonly type: 'given-back'; readonly message: Message }
  | { readonly type: 'withdrawn'; readonly to: string; readonly after: number }
  | { readonly type: 'received'; readonly message: Message; readonly receipt: Receipt }
  | { readonly type: 'booked'; readonly receipt: Receipt }
  | { readonly type: 'agreements-compared'; readonly with: string; readonly differs: boolean }
  | { readonly type: 'shared-differs'; readonly with: string; readonly number: number }
  | { readonly type: 'sealed'; readonly seal: Seal }
  | { readonly type: 'seal-given-back'; readonly seal: Seal }
  | { readonly type: 'cosigned'; readonly seal: Seal }
  | { readonly type: 'witnessed'; readonly seal: Seal; readonly cosignature: Seal }
  | { readonly type: 'seals-apart'; readonly of: string; readonly number: number }
  | { readonly type: 'quarantined'; readonly text: string; readonly reason: QuarantineReason; readonly at: Instant }
  // Of this life alone: not stored.
  | { readonly type: 'unread'; readonly version: number }
  | { readonly type: 'started'; readonly run: string; readonly at: Instant }
  | { readonly type: 'heard'; readonly from: string; readonly heard: Heard }
  | { readonly type: 'stood'; readonly standing: StandingAt }
  | {
      readonly type: 'asked';
      readonly of: string;
      readonly what: Ask['what'];
      readonly after: number;
      readonly at: Instant;
    };

const FLEETING: readonly Fact['type'][] = ['started', 'unread', 'heard', 'asked', 'stood'];
/** Whether a fact is stored, in the transaction of what it tells. The others end with the process. */
export const isKept = ({ type }: Fact): boolean => !FLEETING.includes(type);

export const EMPTY: Instance = {
  run: null,
  startedAt: null,
  history: undefined,
  lists: {},
  peers: {},
  log: EMPTY_LOG,
};
const STRANGER: Peer = {
  out: EMPTY_CHAIN,
  in: EMPTY_CHAIN,
  queue: [],
  agreements: {},
  differs: false,
  seals: UNWITNESSED,
  heard: null,
  asked: {},
};
export const peerOf = (state: Instance, id: string): Peer =>
  Object.hasOwn(state.peers, id) ? state.peers[id]! : STRANGER;
