import type { Instant } from '@ringvirkning/kernel';
import { digestOfAgreements } from './agreement.js';
import { digestAt } from './chain.js';
import { isLost } from './judge.js';
import { wantsList } from './member-list.js';
import {
  peerOf,
  type Fact,
  type Heard,
  type Instance,
  type Peer,
  type QuarantineReason,
  type Self,
} from './instance.js';
import { AGREEMENT_STEP_TAKEN } from './message-type.js';
import type { Ask, Heartbeat, Position } from './schema.js';
import { apartBy, askForSeals } from './sealing.js';
import { asking, both, noted, NOTHING, type Effect } from './speak.js';

/** What follows from what a partner tells of itself: what is missing here is asked for; what should be the same is compared. */
export function hear(
  self: Self,
  state: Instance,
  beat: Heartbeat,
  now: Instant,
  quarantined: (reason: QuarantineReason) => Effect,
): Effect {
  const history = state.history!;
  if (beat.head !== history.heads[beat.charter - 1]) return quarantined('parted');
  const peer = peerOf(state, beat.from);
  const isAhead = isOtherHistory(peer, beat.received);
  const isAnswer = beat.echo === state.run;
  const { sent, received, settled, seals } = beat;
  const stands = { sent, received, settled, seals };
  const upTo = peer.heard?.upTo ?? (isAnswer ? beat.sent.number : null);
  const clockMs = Date.parse(beat.at) - Date.parse(now);
  const heard: Fact = {
    type: 'heard',
    from: beat.from,
    heard: { run: beat.run, isAnswer, isAhead, charter: beat.charter, clockMs, upTo, stands },
  };
  const list = wantsList(history, state.lists, { me: self.me, of: beat, now })
    ? asking(self, state, beat.from, 'list', 0, now)
    : NOTHING;
  const apart = apartBy(peer, beat);
  const untaken = isAnswer && !isAhead ? lostWith(self, state, beat) : [];
  const missing = askedFor(self, state, beat.from, { stands, upTo }, now);
  return [noted(heard, ...untaken, ...apart), list, missing, noted(...compared(peer, beat))].reduce(both);
}

/**
 * What is still missing of what a partner has told of itself: when some of it has come, the next is asked for at once, and not with the next heartbeat.
 */
export function askFurther(self: Self, state: Instance, from: string, now: Instant): Effect {
  const { heard } = peerOf(state, from);
  return heard ? askedFor(self, state, from, heard, now) : NOTHING;
}

function askedFor(
  self: Self,
  state: Instance,
  from: string,
  { stands, upTo }: Pick<Heard, 'stands' | 'upTo'>,
  now: Instant,
): Effect {
  const peer = peerOf(state, from);
  const ask = (isMissing: boolean, what: Ask['what'], after: number): Effect =>
    isMissing ? asking(self, state, from, what, after, now) : NOTHING;
  return [
    ask(isOtherHistory(peer, stands.received), 'given-back', peer.out.settled.number),
    // Before it has answered to this life of ours nothing of it is taken.
    ask(upTo !== null && stands.sent.number > peer.in.last.number, 'messages', peer.in.last.number),
    ask(stands.settled.received.number > peer.out.settled.number, 'receipts', peer.out.settled.number),
    askForSeals(self, state, from, stands.seals, ask),
  ].reduce(both);
}

/** Whether the receiver has of us what we do not have: we were restored, or said something else in an earlier life. */
const isOtherHistory = ({ out }: Peer, received: Position): boolean => {
  if (received.number > out.last.number) return true;
  const ours = digestAt(out, received.number);
  return ours !== undefined && ours !== received.digest;
};

/** What was signed with a key that others have replaced since, and is not taken yet, is not taken any more: it has to be said anew. */
function lostWith(self: Self, state: Instance, { from, received, charter }: Heartbeat): Fact[] {
  const { history } = state;
  // Who has not heard of the replacement may still take it.
  if (isLost(history!, self.me, charter)) return [];
  const first = peerOf(state, from).out.open.find(
    ({ number, charter: said }) => number > received.number && isLost(history!, self.me, said),
  );
  return first ? [{ type: 'withdrawn', to: from, after: first.number - 1 }] : [];
}

/** Compared is only what both have heard all of: on the way nothing is the same. */
function compared(peer: Peer, beat: Heartbeat): Fact[] {
  const pairs = [
    [peer.out.settled, beat.settled.received],
    [peer.in.settled, beat.settled.sent],
  ] as const;
  const shared = pairs
    .filter(([ours, theirs]) => ours.number === theirs.number && ours.digest !== theirs.digest)
    .map(([{ number }]): Fact => ({ type: 'shared-differs', with: beat.from, number }));
  const isQuiet =
    beat.waiting === 0 &&
    !peer.queue.some(({ type }) => type === AGREEMENT_STEP_TAKEN) &&
    beat.sent.digest === peer.in.last.digest &&
    beat.received.digest === peer.out.last.digest;
  const differs = digestOfAgreements(peer.agreements) !== beat.agreements;
  if (!isQuiet || differs === peer.differs) return shared;
  return [...shared, { type: 'agreements-compared', with: beat.from, differs }];
}
