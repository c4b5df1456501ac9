import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { faultOfPass, faultOfTerms } from './agreement.js';
import { digestAt, follows, openAt } from './chain.js';
import { numberOf, standingAt, standingNow, type History } from './history.js';
import { peerOf, type Instance, type Peer, type QuarantineReason, type Self } from './instance.js';
import { judge, maySpeak } from './judge.js';
import { isVouchedFor } from './member-list.js';
import { AGREEMENT_STEP_TAKEN } from './message-type.js';
import type { Again, AgreementStep, Message, Receipt, Refusal } from './schema.js';
import { asking, both, noted, NOTHING, receipting, type Effect } from './speak.js';
import { isSignedBy } from './together.js';
import { digestOfDocument } from './wire.js';

export type Quarantine = (reason: QuarantineReason) => Effect;

/** How a message came: for the first time, or once more, with what we ourselves have said of it before a restore. */
export interface Coming {
  readonly isAgain: boolean;
  readonly word: Receipt | undefined;
}

/** What we said of this message: it stays said, whatever has become of its sender since. */
export function ownWord(self: Self, history: History, { message, receipt }: Again): Receipt | undefined {
  if (receipt?.from !== self.me || receipt.to !== message.from || receipt.partnership !== self.partnership)
    return undefined;
  if (receipt.number !== message.number || receipt.of !== digestOfDocument(message)) return undefined;
  const key = standingAt(history, self.me, receipt.charter)?.key;
  return key && isSignedBy(self.verify, key, receipt) ? receipt : undefined;
}

/** A genuine message has an effect when it is the next of its chain; it is answered at once, understood or refused. */
export function receiveMessage(
  self: Self,
  state: Instance,
  message: Message,
  now: Instant,
  quarantined: Quarantine,
  { isAgain, word }: Coming,
): Effect {
  const history = state.history!;
  const { from, number } = message;
  const peer = peerOf(state, from);
  const { last, charter } = peer.in;
  if (number <= last.number) {
    const known = digestAt(peer.in, number);
    return known === undefined || known === digestOfDocument(message) ? NOTHING : quarantined('replayed');
  }
  if (number > last.number + 1 && peer.heard?.upTo == null) return NOTHING;
  if (number > last.number + 1) return asking(self, state, from, 'messages', last.number, now);
  if (!follows(peer.in, message)) return quarantined('parted');
  if (message.charter < charter) return quarantined('replayed');
  // What was said before we listened in this life comes again, with what we may have said about it.
  const isTold = peer.heard?.upTo != null && (isAgain || number > peer.heard.upTo);
  if (!isTold || !(word ?? mayTake(self, state, message, now))) return NOTHING;
  const reason = word ? word.reason : refusalOf(self, peer, message, now);
  const says = reason === null ? 'understood' : 'refused';
  const about = { to: from, number, of: digestOfDocument(message) };
  const receipt = receipting(self, history, about, { says, reason }, now);
  if (!receipt) return NOTHING;
  return { facts: [{ type: 'received', message, receipt }], sends: [{ to: from, document: receipt }] };
}

/** Who says something new is active, and another member says so too; who has left is heard about the time before. */
function mayTake(self: Self, { history, lists }: Instance, { from, charter }: Message, now: Instant): boolean {
  if (!maySpeak(history!, from, charter)) return false;
  const hasLeft = standingNow(history!, from)!.status === 'left';
  return hasLeft || isVouchedFor(history!, lists, { me: self.me, member: from, now });
}

/** Why a genuine message in its turn is refused; null when it is understood. */
function refusalOf(self: Self, peer: Peer, message: Message, now: Instant): Refusal | null {
  const { from, type, content } = message;
  const known = Object.hasOwn(self.types, type) ? self.types[type] : undefined;
  if (!known) return 'unknown-type';
  if (!known.content.safeParse(content).success) return 'malformed-content';
  if (type === AGREEMENT_STEP_TAKEN) return refusalOfStep(self, peer, from, content as AgreementStep);
  if (peer.differs) return 'suspended';
  const agreement = message.agreement === null ? undefined : peer.agreements[message.agreement];
  return faultOfPass(agreement, { from, to: self.me, type, content }, dateInDenmark(now)) ?? null;
}

function refusalOfStep(self: Self, { agreements }: Peer, from: string, step: AgreementStep): Refusal | null {
  if (step.step !== 'approve') return agreements[step.agreement] ? null : 'no-agreement';
  const { parties, partnership } = step.terms;
  const isOurs = partnership === self.partnership && parties.includes(from) && parties.includes(self.me);
  return isOurs && !faultOfTerms(step.terms, step.agreement) ? null : 'malformed-content';
}

/**
 * A partner gives back what we said to it before we were restored. The receiver's book decides: our own word is taken at its number, and what was
 * numbered since, and nobody has taken, goes after it.
 */
export function takeBack(
  self: Self,
  state: Instance,
  { message, receipt }: Again,
  now: Instant,
  quarantined: Quarantine,
): Effect {
  const { history } = state;
  if (!history || message.charter > numberOf(history) || message.to === self.me) return NOTHING;
  const key = standingAt(history, self.me, message.charter)?.key;
  if (!key || !isSignedBy(self.verify, key, message)) return quarantined('forged');
  const { out } = peerOf(state, message.to);
  const { number } = message;
  const digest = digestOfDocument(message);
  const known = digestAt(out, number);
  const isGenuine =
    receipt?.of === digest && receipt.from === message.to && judge(self, history, receipt, now) === 'genuine';
  const itsWord: Effect = receipt && isGenuine ? noted({ type: 'receipt-came', receipt }) : NOTHING;
  if (known === digest) return openAt(out, number) ? itsWord : NOTHING;
  if (number <= out.settled.number) return known === undefined ? NOTHING : quarantined('parted');
  if (message.previous !== digestAt(out, number - 1)) return NOTHING;
  if (out.open.some((link) => link.number >= number && link.outcome !== null)) return quarantined('parted');
  return both(noted({ type: 'given-back', message }), itsWord);
}
