import type { Instant } from '@ringvirkning/kernel';
import { numberOf, standingAt, type History } from './history.js';
import { peerOf, type Fact, type Instance, type Peer, type Self } from './instance.js';
import { judgeSigned } from './judge.js';
import { digestOfHead, lastHead, rootOfLog, type Log } from './log.js';
import type { Ask, Head, Heartbeat, Seal } from './schema.js';
import { both, noted, NOTHING, ownSigner, type Effect } from './speak.js';
import type { Quarantine } from './take-message.js';
import { isSignedBy } from './together.js';
import { witnessesOf } from './witnesses.js';
import { PROTOCOL, sign, type Signer } from './wire.js';

/** When what has its last word is sealed: so many words at once, and otherwise not more often than this. */
export interface SealBounds {
  readonly words: number;
  readonly everyMs: number;
}
/** Heads that one goes on from. */
const JOINED = 16;

/** Whether a batch is to be sealed now; at once where heads that came back are to be joined with the others. */
export function sealDue({ log }: Instance, { words, everyMs }: SealBounds, now: Instant): boolean {
  if (log.tips.length > 1 || log.size >= words) return true;
  return log.size > 0 && (log.sealedAt === null || Math.abs(Date.parse(now) - Date.parse(log.sealedAt)) >= everyMs);
}

/** Seals what has its last word, and shows the head to its witnesses for their signatures. */
export function seal(self: Self, state: Instance, bounds: SealBounds, now: Instant): Effect {
  const { history, log } = state;
  const signer = history && ownSigner(self, history, now);
  if (!signer || !sealDue(state, bounds, now)) return NOTHING;
  const joined = log.tips.slice(0, JOINED);
  const head: Head = {
    of: self.me,
    number: Math.max(0, ...joined.map(({ number }) => number)) + 1,
    previous: joined.map(({ digest }) => digest),
    at: now,
    leaves: log.size,
    root: rootOfLog(log),
  };
  const document = sealed(self, history, head, now, signer);
  const sends = witnessesOf(history, self.me).map((to) => ({ to, document }));
  return { facts: [{ type: 'sealed', seal: document }], sends };
}

const sealed = ({ me, partnership }: Self, history: History, head: Head, at: Instant, signer: Signer): Seal =>
  sign(
    { protocol: PROTOCOL, partnership, kind: 'seal' as const, by: me, charter: numberOf(history), at, head },
    signer,
  );

/** A signature on a head comes: the owner's, to be cosigned; another's on ours; or our own, which we lost. */
export function receiveSeal(
  self: Self,
  state: Instance,
  document: Seal,
  now: Instant,
  quarantined: Quarantine,
): Effect {
  const { history } = state;
  const { by, head } = document;
  if (!history || document.charter > numberOf(history)) return NOTHING;
  const isOurs = head.of === self.me;
  if (by === self.me) return isOurs ? takeSealBack(self, state, document, quarantined) : NOTHING;
  if (!isOurs && by !== head.of) return quarantined('not-for-us');
  const judgement = judgeSigned(self, history, document, by, now);
  if (judgement === 'ahead' || judgement === 'held') return NOTHING;
  if (judgement !== 'genuine') return quarantined(judgement.quarantine);
  return isOurs ? receiveCosignature(state, document) : witness(self, state, document, now);
}

function receiveCosignature(state: Instance, document: Seal): Effect {
  const { number, previous } = document.head;
  const { ours } = peerOf(state, document.by).seals;
  // The one before is asked for first.
  const isNext = ours.digest === null || previous.includes(ours.digest);
  return isNext && number > ours.number && number <= lastHead(state.log).number
    ? noted({ type: 'cosigned', seal: document })
    : NOTHING;
}

/**
 * Cosigns what goes on from the head that was cosigned before, and nothing else: whoever rewrites its log gets no signature on it. Of a member of
 * which nothing was cosigned yet, the log is taken from there on.
 */
function witness(self: Self, state: Instance, document: Seal, now: Instant): Effect {
  const { head, by } = document;
  if (!witnessesOf(state.history!, by).includes(self.me)) return NOTHING;
  const { seals, heard } = peerOf(state, by);
  const { theirs, isApart } = seals;
  if (digestOfHead(head) === theirs.digest) return NOTHING;
  if (theirs.digest === null) {
    // Cosigned in what we lost: from there on.
    const from = heard?.stands.seals.cosigned;
    if (from === undefined || (from > 0 && head.number > from + 1)) return NOTHING;
  } else if (!head.previous.includes(theirs.digest)) {
    // Further on, something may be missing in between.
    const isOther = head.number === theirs.number || head.number === theirs.number + 1;
    return isOther && !isApart ? noted({ type: 'seals-apart', of: by, number: head.number }) : NOTHING;
  }
  const signer = ownSigner(self, state.history!, now);
  if (!signer) return NOTHING;
  const cosignature = sealed(self, state.history!, head, now, signer);
  return {
    facts: [{ type: 'witnessed', seal: document, cosignature }],
    sends: [{ to: by, document: cosignature }],
  };
}

/** A head of ours comes back that we do not have: the next one goes on from it too, so that nothing that was cosigned is ever disowned. */
function takeSealBack(self: Self, { history, log }: Instance, document: Seal, quarantined: Quarantine): Effect {
  const key = standingAt(history!, self.me, document.charter)?.key;
  if (!key || !isSignedBy(self.verify, key, document)) return quarantined('forged');
  return isHere(log, digestOfHead(document.head)) ? NOTHING : noted({ type: 'seal-given-back', seal: document });
}

const isHere = ({ tips, back }: Log, digest: string): boolean =>
  back.includes(digest) || tips.some((tip) => tip.digest === digest);

/** A head that is shown at the number of the one we cosigned, and is another. */
export function apartBy({ seals: { theirs, isApart } }: Peer, { from, seals: { own } }: Heartbeat): Fact[] {
  const isOther = own.number > 0 && own.number === theirs.number && own.digest !== theirs.digest;
  return isOther && !isApart ? [{ type: 'seals-apart', of: from, number: own.number }] : [];
}

type Asking = (isMissing: boolean, what: Ask['what'], after: number) => Effect;

/** What is missing of the logs: heads to cosign, signatures on ours, and heads of ours that were lost. */
export function askForSeals(
  self: Self,
  state: Instance,
  from: string,
  { own, cosigned, yours, isApart }: Heartbeat['seals'],
  ask: Asking,
): Effect {
  const { log } = state;
  const { seals } = peerOf(state, from);
  const last = lastHead(log).number;
  const isWitness = witnessesOf(state.history!, from).includes(self.me);
  // Of who is new to us only the last.
  const begins = (cosigned || own.number) - 1;
  const after = seals.theirs.number || begins;
  const isLost = yours.digest !== null && (yours.number >= last || isApart) && !isHere(log, yours.digest);
  return [
    ask(isWitness && own.number > seals.theirs.number, 'seals', after),
    ask(yours.number > seals.ours.number && yours.number <= last && !isLost, 'cosignatures', seals.ours.number),
    ask(isLost, 'seals-back', Math.min(last, yours.number - 1)),
  ].reduce(both);
}
