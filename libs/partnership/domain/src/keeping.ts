import type { Instant } from '@ringvirkning/kernel';
import { digestOf } from '@ringvirkning/kernel';
import { entryOf, faultOfEntry, faultOfStatement } from './entering.js';
import { evolveHistory, activeMembers, memberOf, numberOf, standingAt, standingNow, type History } from './history.js';
import type { Instance, QuarantineReason, Self } from './instance.js';
import type { Entry, Says, Statement } from './schema.js';
import { noted, NOTHING, type Effect } from './speak.js';
import { bodyOf, keyGiven, subjectOf } from './statements.js';
import { isSignedBy } from './together.js';
import { digestOfDocument } from './wire.js';

/** How long the keeper listens after a start for members that do not answer. */
const LISTENS_MS = 3_600_000;

/**
 * Whether the keeper may enter now: all other members have answered to this life of it, or half of them within an hour, and nobody is ahead. So one
 * that was restored gives no number out twice.
 */
export function mayEnter(self: Self, { history, peers, startedAt }: Instance, now: Instant): boolean {
  if (!history || startedAt === null) return false;
  const others = activeMembers(history).filter((id) => id !== self.me);
  const heard = others.flatMap((id) => peers[id]?.heard ?? []);
  if (heard.some(({ charter }) => charter > numberOf(history))) return false;
  const answers = heard.filter(({ isAnswer }) => isAnswer).length;
  const hasListened = Math.abs(Date.parse(now) - Date.parse(startedAt)) >= LISTENS_MS;
  return answers === others.length || (hasListened && answers * 2 >= others.length);
}

const keeperOf = (history: History, says: Says): string => (says.what === 'hand-over' ? says.member : history.keeper);

/** A statement comes to the keeper: entered, and told to all, when nothing is wrong with it. Said once more, its author has not heard of the entry. */
export function enter(self: Self, state: Instance, statement: Statement, now: Instant): Effect {
  const { history } = state;
  if (!history || keeperOf(history, statement.says) !== self.me) return NOTHING;
  const entered = history.said.get(digestOf(bodyOf(statement)));
  const author = subjectOf(statement.says) ?? statement.signatures[0]!.by;
  if (entered !== undefined)
    return { facts: [], sends: [{ to: author, give: 'history', after: lastHeardBy(history, author, entered) }] };
  if (!mayEnter(self, state, now) || faultOfStatement(history, statement, now, self.verify)) return NOTHING;
  const key = keyOfKeeper(self, history, statement);
  const signer = key ? self.signerOf(key) : undefined;
  if (!signer) return NOTHING;
  const entry = entryOf(history, statement, now, signer);
  // Who is invited and has not joined is no witness of the history: it is told all of it when it joins.
  const { members } = evolveHistory(history, entry);
  const told = Object.values(members).filter(
    ({ id, standings }) => id !== self.me && standings.at(-1)!.status !== 'invited',
  );
  return { facts: [{ type: 'entered', entry }], sends: told.map(({ id: to }) => ({ to, document: entry })) };
}

/** Who joins could not ask before: it is told everything since it was invited. */
const lastHeardBy = (history: History, author: string, entered: number): number => {
  const standings = memberOf(history, author)?.standings ?? [];
  const joined = standings.findIndex(({ number, status }) => number === entered && status === 'active');
  return standings[joined - 1]?.status === 'invited' ? standings[joined - 1]!.number : entered - 1;
};

const keyOfKeeper = (self: Self, history: History, { says }: Statement): string | null | undefined =>
  (subjectOf(says) === self.me ? keyGiven(says)?.key : undefined) ?? standingNow(history, self.me)?.key;

/** An entry comes: the next one is taken, one we have is nothing new, and another one at a number we have is proof that the keeper told two stories. */
export function receiveEntry(
  self: Self,
  { history }: Instance,
  entry: Entry,
  quarantined: (reason: QuarantineReason) => Effect,
): Effect {
  const digest = digestOfDocument(entry);
  if (!history && digest !== self.founding) return entry.number === 1 ? quarantined('not-for-us') : NOTHING;
  const known = history?.heads[entry.number - 1];
  if (history && known !== undefined) {
    if (known === digest) return NOTHING;
    const key = standingAt(history, history.keeper, entry.number)?.key;
    return quarantined(key && isSignedBy(self.verify, key, entry) ? 'parted' : 'forged');
  }
  if (entry.number > numberOf(history) + 1) return NOTHING;
  return faultOfEntry(history, entry, self.verify) ? quarantined('forged') : noted({ type: 'entered', entry });
}
