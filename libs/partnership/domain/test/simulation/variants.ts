import { EMPTY_CHAIN, peerOf, UNWITNESSED, receive, type Document, type Fact, type Instance } from '../../src/index.js';
import type { Plan } from './world.js';
import type { Receive } from './node.js';

const withLast = (state: Instance, from: string, number: number, digest: string | null): Instance => {
  const peer = peerOf(state, from);
  const last = { number, digest };
  return { ...state, peers: { ...state.peers, [from]: { ...peer, in: { ...EMPTY_CHAIN, ...peer.in, last } } } };
};

/** Takes a message for the next one, whatever is missing before it. */
const skippingGaps: Receive = (self, state, text, now) => {
  const document = JSON.parse(text) as Document;
  if (document.kind !== 'message' || document.number <= peerOf(state, document.from).in.last.number)
    return receive(self, state, text, now);
  return receive(self, withLast(state, document.from, document.number - 1, document.previous), text, now);
};

/** Judges a sender by what it was on the day it writes on its letter. */
const trustingTheClock: Receive = (self, state, text, now) => {
  const document = JSON.parse(text) as Document;
  const { history } = state;
  if (!history || !('from' in document)) return receive(self, state, text, now);
  const sender = history.members[document.from];
  if (!sender) return receive(self, state, text, now);
  const standings = sender.standings.filter(({ at }) => at <= document.at);
  const members = { ...history.members, [document.from]: { ...sender, standings } };
  return receive(self, { ...state, history: { ...history, members } }, text, now);
};

/** Does what a message says, and keeps no receipt of it. */
const forgettingReceipts = (fact: Fact): boolean => fact.type !== 'booked';

/** Takes none of its heads back. */
const disowning: Receive = (self, state, text, now) => {
  const document = JSON.parse(text) as Document;
  const isOwn = document.kind === 'seal' && document.by === self.me;
  return isOwn ? { facts: [], sends: [] } : receive(self, state, text, now);
};

/** Cosigns whatever it is shown. */
const believing: Receive = (self, state, text, now) => {
  const document = JSON.parse(text) as Document;
  if (document.kind !== 'seal' || document.by !== document.head.of) return disowning(self, state, text, now);
  const peer = peerOf(state, document.by);
  const peers = { ...state.peers, [document.by]: { ...peer, seals: { ...peer.seals, theirs: UNWITNESSED.theirs } } };
  return disowning(self, { ...state, peers }, text, now);
};

/** A log that begins anew with each start. */
const beginningAnew = (fact: Fact): boolean => fact.type !== 'sealed';

export interface Variant {
  readonly broken: Pick<Plan, 'receive' | 'keeps'>;
  /** The fault by which it shows. */
  readonly shows: RegExp;
  /** Members that there must be for it to show, and the hours that it takes. */
  readonly among: number;
  readonly hours: number;
}
/** Protocols that are not good enough. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'skips the gap check': {
    broken: { receive: skippingGaps },
    among: 2,
    hours: 18,
    // A message, or a word about an agreement.
    shows: /( is lost|: they hold different agreements)$/,
  },
  'forgets the receipt': { broken: { keeps: forgettingReceipts }, among: 2, hours: 18, shows: /settled differently$/ },
  'trusts the clock': { broken: { receive: trustingTheClock }, among: 5, hours: 36, shows: /believed the excluded$/ },
  'rewrites its log': {
    broken: { receive: disowning, keeps: beginningAnew },
    among: 2,
    hours: 18,
    shows: / did not cosign the log of /,
  },
  'cosigns any log': {
    broken: { receive: believing, keeps: beginningAnew },
    among: 2,
    hours: 18,
    shows: / does not go on from the one before$/,
  },
};
