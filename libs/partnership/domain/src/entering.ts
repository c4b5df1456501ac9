import { digestOf, type Instant } from '@ringvirkning/kernel';
import { activeMembers, memberOf, numberOf, standingNow, type History, type Standing } from './history.js';
import type { Entry, Says, Statement } from './schema.js';
import { bodyOf, ENTERED_WITHIN_DAYS, keyGiven, STATEMENTS, subjectOf, type Word } from './statements.js';
import { isSignedBy } from './together.js';
import { PROTOCOL, sign, signedText, type Signer, type Verify } from './wire.js';

/** Why a statement is not entered, or an entry not taken. */
export type EntryFault =
  | 'other-partnership'
  | 'out-of-order'
  | 'not-the-keeper'
  | 'forged'
  | 'wrong-status'
  | 'word-missing'
  | 'key-proof-missing'
  | 'phrase-missing'
  | 'key-known'
  | 'key-too-short'
  | 'invitation-unknown'
  | 'invitation-expired'
  | 'said-before'
  | 'too-late'
  | 'keeper-first';

const DAY_MS = 86_400_000;

/** What is said, before anybody has signed. */
export const stating = (partnership: string, says: Says, at: Instant): Omit<Statement, 'signatures'> => ({
  protocol: PROTOCOL,
  partnership,
  kind: 'statement',
  at,
  says,
});

/** A statement with one more signature. */
export const signedBy = (
  statement: Omit<Statement, 'signatures'> & Partial<Pick<Statement, 'signatures'>>,
  by: string,
  signer: Signer,
): Statement => {
  const { signatures = [], ...body } = statement;
  return { ...body, signatures: [...signatures, { by, key: signer.key, signature: signer.sign(signedText(body)) }] };
};

/** The entry that the keeper makes of a statement. Its date never goes back, whatever the keeper's clock says. */
export const entryOf = (history: History | undefined, statement: Statement, at: Instant, keeper: Signer): Entry =>
  sign(
    {
      protocol: PROTOCOL,
      partnership: statement.partnership,
      kind: 'entry' as const,
      number: numberOf(history) + 1,
      previous: history?.heads.at(-1) ?? null,
      at: history && history.at > at ? history.at : at,
      statement,
    },
    keeper,
  );

/** The first thing wrong with an entry as the next of a history; undefined when it is. */
export function faultOfEntry(history: History | undefined, entry: Entry, verify: Verify): EntryFault | undefined {
  const { statement, number, previous, at } = entry;
  if (history && (entry.partnership !== history.partnership || statement.partnership !== history.partnership))
    return 'other-partnership';
  if (entry.partnership !== statement.partnership) return 'other-partnership';
  if (number !== numberOf(history) + 1 || previous !== (history?.heads.at(-1) ?? null)) return 'out-of-order';
  if (history && at < history.at) return 'out-of-order';
  const fault = faultOfStatement(history, statement, at, verify);
  if (fault) return fault;
  const by = keeperKey(history, statement.says);
  if (!by?.key || at >= by.keyEndsAt!) return 'not-the-keeper';
  return isSignedBy(verify, by.key, entry) ? undefined : 'forged';
}

/** The keeper's key. Who becomes keeper enters the hand-over itself, so that it does not need the one before; a new key is used at once. */
function keeperKey(history: History | undefined, says: Says): Pick<Standing, 'key' | 'keyEndsAt'> | undefined {
  const keeper = !history || says.what === 'hand-over' ? subjectOf(says) : history.keeper;
  const given = keyGiven(says);
  if (given && subjectOf(says) === keeper) return given;
  return history && keeper !== undefined ? standingNow(history, keeper) : undefined;
}

/** The first thing wrong with a statement that is to be entered next, at a moment. */
export function faultOfStatement(
  history: History | undefined,
  statement: Statement,
  at: Instant,
  verify: Verify,
): EntryFault | undefined {
  const { says } = statement;
  if (Date.parse(at) - Date.parse(statement.at) > ENTERED_WITHIN_DAYS * DAY_MS) return 'too-late';
  if (history?.said.has(digestOf(bodyOf(statement)))) return 'said-before';
  return (
    faultOfStatus(history, says) ??
    faultOfKey(history, statement) ??
    (history && faultOfInvitation(history, says, at)) ??
    faultOfSignatures(history, statement, verify)
  );
}

function faultOfStatus(history: History | undefined, says: Says): EntryFault | undefined {
  if ((says.what === 'found') !== (history === undefined)) return 'wrong-status';
  const subject = subjectOf(says);
  if (!history || subject === undefined) return undefined;
  const status = standingNow(history, subject)?.status ?? 'none';
  if (!(STATEMENTS[says.what].from as readonly string[]).includes(status)) return 'wrong-status';
  const stops = ['active', 'suspended'].includes(status) && STATEMENTS[says.what].to !== null && says.what !== 'resume';
  return stops && subject === history.keeper ? 'keeper-first' : undefined;
}

/** A key is one member's, once: whoever had it before could sign with it. */
function faultOfKey(history: History | undefined, { says, at }: Statement): EntryFault | undefined {
  const given = keyGiven(says);
  if (!given) return undefined;
  const known = Object.values(history?.members ?? {}).some(({ standings }) =>
    standings.some(({ key }) => key === given.key),
  );
  if (known) return 'key-known';
  return given.keyEndsAt <= at ? 'key-too-short' : undefined;
}

function faultOfInvitation(history: History, says: Says, at: Instant): EntryFault | undefined {
  if (says.what === 'invite') return says.founding === history.heads[0] ? undefined : 'invitation-unknown';
  if (says.what !== 'join') return undefined;
  const { invitation, invitedUntil } = memberOf(history, says.member)!;
  if (invitation !== says.invitation) return 'invitation-unknown';
  return at >= invitedUntil! ? 'invitation-expired' : undefined;
}

/** Every signature must be good, be of somebody who may sign, and be there once; together they must be enough. */
function faultOfSignatures(history: History | undefined, statement: Statement, verify: Verify): EntryFault | undefined {
  const { says, signatures } = statement;
  const body = signedText(bodyOf(statement));
  const subject = subjectOf(says);
  const given = keyGiven(says)?.key;
  if (!signatures.every(({ key, signature }) => verify(key, body, signature))) return 'forged';
  const isProof = (s: { by: string; key: string }): boolean => s.by === subject && s.key === given;
  if (given !== undefined && !signatures.some(isProof)) return 'key-proof-missing';
  const phrase = says.what === 'join' ? memberOf(history!, says.member)!.phraseKey : null;
  const isPhrase = (s: { by: string; key: string }): boolean => s.by === subject && s.key === phrase;
  if (phrase !== null && signatures.filter(isPhrase).length !== 1) return 'phrase-missing';
  const words = signatures.filter((s) => !isProof(s) && !isPhrase(s));
  const mayBe = ({ by, key }: { by: string; key: string }): boolean => {
    const now = history && standingNow(history, by);
    const status = by === subject ? ['active', 'suspended'] : ['active'];
    return now?.key === key && status.includes(now.status) && statement.at < now.keyEndsAt!;
  };
  if (!words.every(mayBe)) return 'forged';
  const voices = words.map(({ by }) => by);
  if (new Set(voices).size !== voices.length) return 'forged';
  const isEnough = allowed(history, says).some((word) => ENOUGH[word](history, voices, subject));
  return isEnough ? undefined : 'word-missing';
}

/** Who suspended a member ends it; a keeper hands over by itself, or most of the others take it over. */
function allowed(history: History | undefined, says: Says): readonly Word[] {
  if (says.what === 'resume') return [memberOf(history!, says.member)!.suspendedBy!];
  return STATEMENTS[says.what].by;
}

type Count = (history: History | undefined, voices: readonly string[], subject: string | undefined) => boolean;
const ENOUGH: Readonly<Record<Word, Count>> = {
  // Who has no key yet has signed with the one it is given.
  itself: (history, voices, subject) =>
    history && standingNow(history, subject!)?.key ? isOnly(voices, subject!) : voices.length === 0,
  keeper: (history, voices) => isOnly(voices, history!.keeper),
  one: (_, voices) => voices.length === 1,
  two: (_, voices, subject) => voices.length === 2 && !voices.includes(subject!),
  others: (history, voices, subject) =>
    !voices.includes(subject!) && voices.length > activeMembers(history!).filter((id) => id !== subject).length / 2,
  most: (history, voices) => voices.length > activeMembers(history!).length / 2,
};
const isOnly = (voices: readonly string[], id: string): boolean => voices.length === 1 && voices[0] === id;
