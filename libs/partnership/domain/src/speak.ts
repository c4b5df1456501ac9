import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { digestOfAgreements, faultOfPass } from './agreement.js';
import { evolve } from './evolve.js';
import { headOf, isActive, numberOf, standingNow, versionWith, type History } from './history.js';
import { peerOf, type Fact, type Instance, type Item, type Peer, type Self } from './instance.js';
import { isLost } from './judge.js';
import { lastHead } from './log.js';
import { isVouchedFor, listOf } from './member-list.js';
import { AGREEMENT_STEP_TAKEN } from './message-type.js';
import type { Ask, Heartbeat, MemberList, Message, Receipt, Refusal, Seal, StandingAt } from './schema.js';
import { digestOfDocument, protocolOf, sign, textOf, type Signer } from './wire.js';

/** What goes out: a document, or what the receiver asked for, which the service reads from its store. */
export type Send =
  | { readonly to: string; readonly text: string }
  | { readonly to: string; readonly give: Given; readonly after: number };
/** What is given from a store. */
export type Given = Exclude<Ask['what'], 'list'>;

/** Facts to store in one transaction, and what may be sent once they are. */
export interface Effect {
  readonly facts: readonly Fact[];
  readonly sends: readonly Send[];
}
export const NOTHING: Effect = { facts: [], sends: [] };
export const noted = (...facts: readonly Fact[]): Effect => ({ facts, sends: [] });
export const both = (a: Effect, b: Effect): Effect => ({
  facts: [...a.facts, ...b.facts],
  sends: [...a.sends, ...b.sends],
});

/** Messages to one partner that are not settled: what both keep in memory. */
export const WINDOW = 500;
/** Documents that one question is answered with. */
export const GIVEN = 100;
const ASK_AGAIN_MS = 10_000;
const RENEW_MS = 6 * 3_600_000;

/** The key to sign with now; undefined for who is no member, or whose key has ended. */
export function ownSigner({ me, signerOf }: Self, history: History, now: Instant): Signer | undefined {
  const standing = standingNow(history, me);
  const isMember = standing && ['active', 'suspended'].includes(standing.status);
  return isMember && now < standing.keyEndsAt! ? signerOf(standing.key!) : undefined;
}

function addressed<K extends string>(
  { me, partnership, speaks }: Self,
  history: History,
  kind: K,
  to: string,
  at: Instant,
) {
  // Who speaks none of ours is told so by a text that it can recognise as such.
  const protocol = protocolOf(versionWith(history, to, speaks) ?? speaks.from);
  return { protocol, partnership, kind, from: me, to, charter: numberOf(history), at } as const;
}

export function receipting(
  self: Self,
  history: History,
  message: Message,
  word: Pick<Receipt, 'says' | 'reason'>,
  now: Instant,
): Receipt | undefined {
  const signer = ownSigner(self, history, now);
  const { number } = message;
  const of = digestOfDocument(message);
  return signer && sign({ ...addressed(self, history, 'receipt', message.from, now), number, of, ...word }, signer);
}

/** A receipt as it can be given now: one signed with a key that others replaced is signed anew. */
export function givenReceipt(self: Self, { history }: Instance, receipt: Receipt, now: Instant): Receipt {
  const signer = history && isLost(history, self.me, receipt.charter) && ownSigner(self, history, now);
  if (!signer) return receipt;
  const { signature: _, ...body } = receipt;
  return sign({ ...body, charter: numberOf(history), at: now }, signer);
}

/** The same of a signature on a head. */
export function givenSeal(self: Self, { history }: Instance, seal: Seal, now: Instant): Seal {
  const signer =
    history && seal.by === self.me && isLost(history, self.me, seal.charter) && ownSigner(self, history, now);
  if (!signer) return seal;
  const { signature: _, ...body } = seal;
  return sign({ ...body, charter: numberOf(history), at: now }, signer);
}

/** Asks a partner for what is missing, unless that was asked a moment ago and nothing has come of it yet. */
export function asking(
  self: Self,
  state: Instance,
  of: string,
  what: Ask['what'],
  after: number,
  now: Instant,
): Effect {
  const before = peerOf(state, of).asked[what];
  const signer = state.history && ownSigner(self, state.history, now);
  const isAsked = before?.after === after && Math.abs(Date.parse(now) - Date.parse(before.at)) < ASK_AGAIN_MS;
  if (!signer || isAsked) return NOTHING;
  const ask: Ask = sign({ ...addressed(self, state.history, 'ask', of, now), what, after }, signer);
  return { facts: [{ type: 'asked', of, what, after, at: now }], sends: [{ to: of, text: textOf(ask) }] };
}

/** Asks a partner what it holds as settled up to a number. */
export function askSettled(self: Self, { history }: Instance, of: string, number: number, now: Instant): Effect {
  const signer = history && ownSigner(self, history, now);
  if (!signer) return NOTHING;
  const ask: Ask = sign({ ...addressed(self, history, 'ask', of, now), what: 'settled', after: number }, signer);
  return { facts: [], sends: [{ to: of, text: textOf(ask) }] };
}

/** The answer to it. */
export function standingOf(
  self: Self,
  { history }: Instance,
  to: string,
  settled: Pick<StandingAt, 'number' | 'sent' | 'received'>,
  now: Instant,
): StandingAt | undefined {
  const signer = history && ownSigner(self, history, now);
  return signer && sign({ ...addressed(self, history, 'standing', to, now), ...settled }, signer);
}

/** The list of members that a partner has asked for: a new one when ours is old or says another history. */
export function showList(self: Self, { lists, history }: Instance, to: string, now: Instant): Effect {
  const signer = history && ownSigner(self, history, now);
  if (!signer || !isActive(history, self.me)) return NOTHING;
  const own = lists[self.me];
  const isFresh = own?.charter === numberOf(history) && Math.abs(Date.parse(now) - Date.parse(own.at)) < RENEW_MS;
  const list: MemberList = isFresh ? own : listOf(history, self.me, now, signer);
  return { facts: isFresh ? [] : [{ type: 'listed', list }], sends: [{ to, text: textOf(list) }] };
}

/** What an instance tells another now and then: where both stand. Whoever sees that something is missing asks for it. */
export function heartbeat(self: Self, state: Instance, to: string, now: Instant): Effect {
  const { history, run } = state;
  const signer = history && ownSigner(self, history, now);
  if (!signer || run === null) return NOTHING;
  const beat: Heartbeat = sign(
    {
      ...addressed(self, history, 'heartbeat', to, now),
      head: headOf(history).digest!,
      run,
      ...standsWith(state, peerOf(state, to)),
    },
    signer,
  );
  return { facts: [], sends: [{ to, text: textOf(beat) }] };
}

const standsWith = ({ log }: Instance, { out, in: incoming, heard, agreements, queue, seals }: Peer) => ({
  echo: heard?.run ?? null,
  sent: out.last,
  received: incoming.last,
  settled: { sent: settledOf(out.settled), received: settledOf(incoming.settled) },
  agreements: digestOfAgreements(agreements),
  seals: { own: lastHead(log), cosigned: seals.ours.number, yours: seals.theirs, isApart: seals.isApart },
  waiting: queue.filter(({ type }) => type === AGREEMENT_STEP_TAKEN).length,
});
const settledOf = ({ number, digest }: Peer['out']['settled']) => ({ number, digest });

/** Numbers, links and signs what waits for a partner and may be said now. */
export function dispatch(self: Self, state: Instance, to: string, now: Instant): Effect {
  const { history } = state;
  const signer = history && ownSigner(self, history, now);
  if (!signer || !mayExchange(self, state, history, to, now)) return NOTHING;
  let [current, effect] = [state, NOTHING];
  for (const item of peerOf(state, to).queue) {
    const peer = peerOf(current, to);
    const fault = faultOf(self, peer, item, to, now);
    if (fault === 'suspended' || fault === 'not-yet-active') continue;
    if (peer.out.open.length >= WINDOW) break;
    const next = fault
      ? noted({ type: 'dropped', to, id: item.id, reason: fault })
      : numbered(self, current, item, to, { now, signer });
    current = next.facts.reduce(evolve, current);
    effect = both(effect, next);
  }
  return effect;
}

/** Both are active members, a third one says so of the other, and the other has answered to this life of ours and has nothing that we lost. */
function mayExchange(self: Self, state: Instance, history: History, to: string, now: Instant): boolean {
  const { heard } = peerOf(state, to);
  if (versionWith(history, to, self.speaks) === undefined) return false;
  if (!heard?.isAnswer || heard.isAhead || heard.charter > numberOf(history)) return false;
  const areActive = isActive(history, self.me) && isActive(history, to);
  return areActive && isVouchedFor(history, state.lists, { me: self.me, member: to, now });
}

const faultOf = (
  { me }: Self,
  { agreements, differs }: Peer,
  item: Item,
  to: string,
  now: Instant,
): Refusal | undefined => {
  if (item.type === AGREEMENT_STEP_TAKEN) return undefined;
  if (differs) return 'suspended';
  const agreement = item.agreement === null ? undefined : agreements[item.agreement];
  return faultOfPass(agreement, { from: me, to, ...item }, dateInDenmark(now));
};

function numbered(
  self: Self,
  state: Instance,
  item: Item,
  to: string,
  { now, signer }: { readonly now: Instant; readonly signer: Signer },
): Effect {
  const { number, digest } = peerOf(state, to).out.last;
  const place = { number: number + 1, previous: digest };
  const message: Message = sign({ ...addressed(self, state.history!, 'message', to, now), ...place, ...item }, signer);
  return { facts: [{ type: 'sent', message }], sends: [{ to, text: textOf(message) }] };
}

/** That the effect of a message is committed: the fact belongs into the transaction of the effect. Nothing when it is booked already. */
export function book(self: Self, state: Instance, from: string, number: number, now: Instant): Effect {
  const link = peerOf(state, from).in.open.find((open) => open.number === number && open.outcome === null);
  const word = { says: 'booked', reason: null } as const;
  const receipt = link && state.history && receipting(self, state.history, link.message, word, now);
  return receipt ? { facts: [{ type: 'booked', receipt }], sends: [{ to: from, text: textOf(receipt) }] } : NOTHING;
}
