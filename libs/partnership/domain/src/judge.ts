import type { Instant } from '@ringvirkning/kernel';
import { memberOf, numberOf, standingAt, standingNow, type History } from './history.js';
import type { QuarantineReason, Self } from './instance.js';
import type { Ask, Heartbeat, Message, Receipt, Seal, StandingAt } from './schema.js';
import { isSignedBy } from './together.js';

type Addressed = Message | Receipt | Heartbeat | Ask | StandingAt;

/**
 * What a document from a member is: genuine; said by somebody whose history is ahead of ours (`ahead`: ask, and it will come again); not to be taken
 * now (`held`: it will come again); or to be put aside with a reason.
 */
export type Judgement = 'genuine' | 'ahead' | 'held' | { readonly quarantine: QuarantineReason };

/**
 * Judges by the key and the membership at the place in the history that the document names, which is valid for what was said before a change and
 * comes after it. `isOurWord`: we took it before, which stays. Who is excluded, and a key that somebody else may have, are not believed about earlier days either: they could name any.
 */
export function judge(self: Self, history: History, document: Addressed, now: Instant, isOurWord = false): Judgement {
  if (document.partnership !== self.partnership || document.to !== self.me || document.from === self.me)
    return { quarantine: 'not-for-us' };
  return judgeSigned(self, history, document, document.from, now, isOurWord);
}

/** The same of what is not addressed to anybody. */
export function judgeSigned(
  self: Self,
  history: History,
  document: Addressed | Seal,
  by: string,
  now: Instant,
  isOurWord = false,
): Judgement {
  if (document.charter > numberOf(history)) return 'ahead';
  const standing = standingAt(history, by, document.charter);
  if (!standing?.key || !['active', 'suspended'].includes(standing.status)) return { quarantine: 'not-a-member' };
  if (!isSignedBy(self.verify, standing.key, document)) return { quarantine: 'forged' };
  if (document.at >= standing.keyEndsAt!) return { quarantine: 'key-ended' };
  if (isOurWord) return 'genuine';
  const present = standingNow(history, by)!;
  if (present.status === 'excluded') return { quarantine: 'excluded' };
  if (isLost(history, by, document.charter)) return { quarantine: 'key-lost' };
  // The present key after its end, by our clock: its member has to have a successor first.
  if (present.key === standing.key && now >= standing.keyEndsAt!) return 'held';
  return 'genuine';
}

/** Whether a key of this member is one that others had to replace. */
export const isLost = (history: History, id: string, charter: number): boolean =>
  memberOf(history, id)?.lostKeys.includes(standingAt(history, id, charter)?.key ?? '') ?? false;

/** Whether a member may say something new, or be told it: active when it was said, and now. */
export const maySpeak = (history: History, id: string, charter: number): boolean =>
  standingAt(history, id, charter)?.status === 'active' && standingNow(history, id)?.status !== 'suspended';
