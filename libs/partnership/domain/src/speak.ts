import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { digestOfAgreements, faultOfPass } from './agreement.js';
import { openAt } from './chain.js';
import { headOf, isActive, numberOf, standingAt, standingNow, versionWith, type History } from './history.js';
import { peerOf, type Fact, type Instance, type Item, type Peer, type Self } from './instance.js';
import { isLost } from './judge.js';
import { lastHead } from './log.js';
import { isVouchedFor, listOf } from './member-list.js';
import { AGREEMENT_STEP_TAKEN } from './message-type.js';
import type { Ask, Document, Heartbeat, MemberList, Message, Receipt, Refusal, Seal, StandingAt } from './schema.js';
import { signTogether } from './together.js';
import { digestOfDocument, protocolOf, sign, textOf, UNSIGNED, type Signer } from './wire.js';

/** What is given from a store. */
export type Given = Exclude<Ask['what'], 'list'>;
/** What the receiver asked for, which the service reads from its store. */
export interface Give {
  readonly to: string;
  readonly give: Given;
  readonly after: number;
}
/** What goes out. */
export type Send = { readonly to: string; readonly document: Document } | Give;

/** Facts to store in one transaction, and what may be sent once they are, both when the step is signed: see {@link signed}. */
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

/** Messages to one partner that are not settled: what both keep in memory. It takes as many as are on their way to go quickly. */
export const WINDOW = 2_000;
/** Documents that one question is answered with. */
export const GIVEN = 500;
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

/** A receipt for a message, to be signed with the step. Undefined for who cannot sign now. */
export function receipting(
  self: Self,
  history: History,
  { to, ...about }: Pick<Receipt, 'to' | 'number' | 'of'>,
  word: Pick<Receipt, 'says' | 'reason'>,
  now: Instant,
): Receipt | undefined {
  if (!ownSigner(self, history, now)) return undefined;
  return { ...addressed(self, history, 'receipt', to, now), ...about, ...word, signature: UNSIGNED };
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
  return { facts: [{ type: 'asked', of, what, after, at: now }], sends: [{ to: of, document: ask }] };
}

/** Asks a partner what it holds as settled up to a number. */
export function askSettled(self: Self, { history }: Instance, of: string, number: number, now: Instant): Effect {
  const signer = history && ownSigner(self, history, now);
  if (!signer) return NOTHING;
  const ask: Ask = sign({ ...addressed(self, history, 'ask', of, now), what: 'settled', after: number }, signer);
  return { facts: [], sends: [{ to: of, document: ask }] };
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
  return { facts: isFresh ? [] : [{ type: 'listed', list }], sends: [{ to, document: list }] };
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
  return { facts: [], sends: [{ to, document: beat }] };
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

/** How many messages a partner may be told now beside those that wait in its queue. */
export function roomFor(self: Self, state: Instance, to: string, now: Instant): number {
  const { out, queue } = peerOf(state, to);
  return mayExchange(self, state, to, now) ? Math.max(0, WINDOW - out.open.length - queue.length) : 0;
}

/** Numbers and links what waits for a partner, and then what is `fresh`, as far as it may be said now. What is fresh and is not said has left no fact. */
export function dispatch(self: Self, state: Instance, to: string, now: Instant, fresh: readonly Item[] = []): Effect {
  const { history } = state;
  if (!history || !mayExchange(self, state, to, now)) return NOTHING;
  const peer = peerOf(state, to);
  const head = addressed(self, history, 'message', to, now);
  const facts: Fact[] = [];
  const sends: Send[] = [];
  let { last } = peer.out;
  for (const item of [...peer.queue, ...fresh]) {
    const fault = faultOf(self, peer, item, to, now);
    if (fault === 'suspended' || fault === 'not-yet-active') continue;
    if (peer.out.open.length + sends.length >= WINDOW) break;
    if (fault) {
      facts.push({ type: 'dropped', to, id: item.id, reason: fault });
      continue;
    }
    const place = { number: last.number + 1, previous: last.digest };
    const message: Message = { ...head, ...place, ...item, signature: UNSIGNED };
    last = { number: message.number, digest: digestOfDocument(message) };
    facts.push({ type: 'sent', message });
    sends.push({ to, document: message });
  }
  return { facts, sends };
}

/** Both are active members, a third one says so of the other, and the other has answered to this life of ours and has nothing that we lost. */
function mayExchange(self: Self, state: Instance, to: string, now: Instant): boolean {
  const { history } = state;
  if (!history || !ownSigner(self, history, now)) return false;
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

/** That the effect of a message is committed: the fact belongs into the transaction of the effect. Nothing when it is booked already. */
export function book(self: Self, state: Instance, from: string, number: number, now: Instant): Effect {
  const link = openAt(peerOf(state, from).in, number);
  if (!link || link.outcome !== null || !state.history) return NOTHING;
  const word = { says: 'booked', reason: null } as const;
  const receipt = receipting(self, state.history, { to: from, number, of: link.digest }, word, now);
  return receipt ? { facts: [{ type: 'booked', receipt }], sends: [{ to: from, document: receipt }] } : NOTHING;
}

/** What may be sent when a step is stored: texts, and answers that are read from the store. */
export type Outgoing = { readonly to: string; readonly text: string } | Give;

/** A step with all that it says signed: what is said with one key by one signature. `history` is that of the end of the step. */
export function signed(
  self: Self,
  history: History | undefined,
  { facts, sends }: Effect,
): { readonly facts: readonly Fact[]; readonly sends: readonly Outgoing[] } {
  const unsigned = facts.flatMap((fact) => saidIn(fact) ?? []).filter(({ signature }) => signature === UNSIGNED);
  const done = new Map<Document, Document>();
  for (const [key, documents] of Map.groupBy(unsigned, ({ charter }) => standingAt(history!, self.me, charter)!.key!))
    signTogether(documents, self.signerOf(key)!).forEach((document, at) => done.set(documents[at]!, document));
  const final = <D extends Document>(document: D): D => (done.get(document) as D | undefined) ?? document;
  return {
    facts: facts.map((fact) => withSaid(fact, final)),
    sends: sends.map((send) => ('give' in send ? send : { to: send.to, text: textOf(final(send.document)) })),
  };
}

/** What a fact says of our own. */
function saidIn(fact: Fact): Message | Receipt | undefined {
  if (fact.type === 'sent') return fact.message;
  return fact.type === 'received' || fact.type === 'booked' ? fact.receipt : undefined;
}

function withSaid(fact: Fact, final: <D extends Document>(document: D) => D): Fact {
  if (fact.type === 'sent') return { ...fact, message: final(fact.message) };
  return fact.type === 'received' || fact.type === 'booked' ? { ...fact, receipt: final(fact.receipt) } : fact;
}
