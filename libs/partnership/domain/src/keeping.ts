import type { Instant } from '@ringvirkning/kernel';
import { digestOf } from '@ringvirkning/kernel';
import { entryOf, faultOfEntry, faultOfStatement } from './entering.js';
import { evolveHistory, activeMembers, memberOf, numberOf, standingAt, standingNow, type History } from './history.js';
import { peerOf, type Instance, type QuarantineReason, type Self } from './instance.js';
import type { Entry, Says, Statement } from './schema.js';
import { noted, NOTHING, type Effect } from './speak.js';
import { bodyOf, keyGiven, subjectOf } from './statements.js';
import { digestOfDocument, signedText, textOf } from './wire.js';

/**
 * Whether the keeper may enter now: at least half of the other members have answered to this life of it, and nobody is ahead. So one that was
 * restored gives no number out twice.
 */
export function mayEnter(self: Self, state: Instance): boolean {
  const { history } = state;
  if (!history) return false;
  const others = activeMembers(history).filter((id) => id !== self.me);
  const heard = others.flatMap((id) => peerOf(state, id).heard ?? []);
  const answers = heard.filter(({ isAnswer }) => isAnswer);
  return answers.length * 2 >= others.length && heard.every(({ charter }) => charter <= numberOf(history));
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
  if (!mayEnter(self, state) || faultOfStatement(history, statement, now, self.verify)) return NOTHING;
  const key = keyOfKeeper(self, history, statement);
  const signer = key ? self.signerOf(key) : undefined;
  if (!signer) return NOTHING;
  const entry = entryOf(history, statement, now, signer);
  const text = textOf(entry);
  const told = Object.keys(evolveHistory(history, entry).members).filter((id) => id !== self.me);
  return { facts: [{ type: 'entered', entry }], sends: told.map((to) => ({ to, text })) };
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
    return quarantined(key && self.verify(key, signedText(entry), entry.signature) ? 'parted' : 'forged');
  }
  if (entry.number > numberOf(history) + 1) return NOTHING;
  return faultOfEntry(history, entry, self.verify) ? quarantined('forged') : noted({ type: 'entered', entry });
}
