import { dateInDenmark } from '@ringvirkning/kernel';
import { evolveAgreements, type Agreements } from './agreement.js';
import { append, cutBefore, openAt, outcomeOf, settle, type Link, type Outcome } from './chain.js';
import { evolveHistory } from './history.js';
import { peerOf, type Fact, type Instance, type Item, type Peer } from './instance.js';
import { evolveLog, evolveWitnessing } from './log.js';
import { AGREEMENT_STEP_TAKEN } from './message-type.js';
import type { AgreementStep, Message, Receipt } from './schema.js';

const withPeer = (state: Instance, id: string, change: (peer: Peer) => Partial<Peer>): Instance => {
  const peer = peerOf(state, id);
  return { ...state, peers: { ...state.peers, [id]: { ...peer, ...change(peer) } } };
};

/** The state after a fact. Facts are given in the order in which they were stored. */
export function evolve(state: Instance, fact: Fact): Instance {
  const next = evolved(state, fact);
  const log = evolveLog(state.log, fact);
  return log === state.log ? next : { ...next, log };
}

function evolved(state: Instance, fact: Fact): Instance {
  switch (fact.type) {
    case 'entered':
      return { ...state, history: evolveHistory(state.history, fact.entry) };
    case 'listed':
      return { ...state, lists: { ...state.lists, [fact.list.by]: fact.list } };
    case 'queued':
      return withPeer(state, fact.to, (peer) => queued(peer, fact.from, fact.item));
    case 'dropped':
      return withPeer(state, fact.to, ({ queue }) => ({ queue: queue.filter(({ id }) => id !== fact.id) }));
    case 'sent':
      return withPeer(state, fact.message.to, (peer) => sent(peer, fact.message));
    case 'receipt-came':
      return withPeer(state, fact.receipt.from, (peer) => receiptCame(peer, fact.receipt));
    case 'given-back':
      return withPeer(state, fact.message.to, (peer) => givenBack(peer, fact.message));
    case 'withdrawn':
      return withPeer(state, fact.to, (peer) => withdrawn(peer, fact.after));
    case 'received':
      return withPeer(state, fact.message.from, (peer) => received(peer, fact.message, fact.receipt));
    case 'booked':
      return withPeer(state, fact.receipt.to, (peer) => ({ in: settle(peer.in, fact.receipt.number, 'booked') }));
    case 'agreements-compared':
      return withPeer(state, fact.with, () => ({ differs: fact.differs }));
    case 'witnessed':
      return withPeer(state, fact.seal.by, ({ seals }) => ({ seals: evolveWitnessing(seals, fact) }));
    case 'cosigned':
      return withPeer(state, fact.seal.by, ({ seals }) => ({ seals: evolveWitnessing(seals, fact) }));
    case 'seals-apart':
      return withPeer(state, fact.of, ({ seals }) => ({ seals: evolveWitnessing(seals, fact) }));
    case 'started':
      return { ...state, run: fact.run, startedAt: fact.at };
    case 'unread':
      return { ...state, unread: fact.version };
    case 'heard':
      return withPeer(state, fact.from, () => ({ heard: fact.heard }));
    case 'asked':
      return withPeer(state, fact.of, ({ asked }) => ({
        asked: { ...asked, [fact.what]: { after: fact.after, at: fact.at } },
      }));
    default:
      return state;
  }
}

const isStep = ({ type }: Pick<Item, 'type'>): boolean => type === AGREEMENT_STEP_TAKEN;

/** The agreements after a side's words about them, in their order. */
const afterSteps = (
  agreements: Agreements,
  member: string,
  items: readonly Pick<Item, 'type' | 'content'>[],
): Agreements =>
  items
    .filter(isStep)
    .reduce((before, { content }) => evolveAgreements(before, member, content as AgreementStep), agreements);

const afterUse = (agreements: Agreements, { agreement, at }: Message): Agreements => {
  const used = agreement === null ? undefined : agreements[agreement];
  return used ? { ...agreements, [used.id]: { ...used, lastUsed: dateInDenmark(at) } } : agreements;
};

/** A side's own word holds for itself from the moment it is said, not when the other hears it. */
const queued = ({ queue, agreements }: Peer, from: string, item: Item): Partial<Peer> => ({
  queue: [...queue, item],
  agreements: afterSteps(agreements, from, [item]),
});

const sent = ({ out, queue, agreements }: Peer, message: Message): Partial<Peer> => ({
  out: append(out, message, itemOf(message)),
  queue: queue.filter(({ id }) => id !== message.id),
  agreements: afterUse(agreements, message),
});

/** Reasons that pass: what was refused for them is said again when they have. */
const PASSING: readonly Outcome[] = ['suspended', 'not-yet-active'];

function receiptCame({ out, queue }: Peer, receipt: Receipt): Partial<Peer> {
  const [link, outcome] = [openAt(out, receipt.number), outcomeOf(receipt)];
  if (!link || link.outcome !== null || outcome === undefined) return {};
  const settled = { out: settle(out, receipt.number, outcome) };
  if (!PASSING.includes(outcome)) return settled;
  const isElsewhere = ({ id }: Item): boolean => out.open.some(({ item }) => item !== link.item && item?.id === id);
  return { ...settled, queue: [...queue, ...itemsOf([link]).filter((item) => !isElsewhere(item))] };
}

/** The receiver has what we once said and lost: it stands where it says, and what we have said since goes after it. */
function givenBack({ out, queue, agreements }: Peer, message: Message): Partial<Peer> {
  const moved = itemsOf(out.open.filter(({ number }) => number >= message.number));
  const waiting = [...moved, ...queue].filter(({ id }) => id !== message.id);
  return {
    out: append(cutBefore(out, message.number), message, itemOf(message)),
    queue: waiting,
    agreements: afterUse(afterSteps(agreements, message.from, [message, ...waiting]), message),
  };
}

/** What nobody has taken is said anew. */
const withdrawn = ({ out, queue }: Peer, after: number): Partial<Peer> => ({
  out: cutBefore(out, after + 1),
  queue: [...itemsOf(out.open.filter(({ number }) => number > after)), ...queue],
});

function received({ in: before, agreements }: Peer, message: Message, { number, reason }: Receipt): Partial<Peer> {
  const chain = append(before, message, null);
  if (reason !== null) return { in: settle(chain, number, reason) };
  return { in: chain, agreements: afterUse(afterSteps(agreements, message.from, [message]), message) };
}

const itemsOf = (links: readonly Link[]): Item[] => links.flatMap(({ item }) => item ?? []);
const itemOf = ({ id, agreement, type, content }: Message): Item => ({ id, agreement, type, content });
