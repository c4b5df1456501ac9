import { digestOf, type Instant } from '@ringvirkning/kernel';
import type { Charter, Entry, MemberStatus, Position, Statement } from './schema.js';
import { bodyOf, keyGiven, subjectOf, STATEMENTS } from './statements.js';
import { digestOfDocument, type Versions } from './wire.js';

/** What a member was from an entry of the history on. */
export interface Standing {
  readonly number: number;
  readonly at: Instant;
  readonly status: MemberStatus;
  /** Null until it joins. */
  readonly key: string | null;
  readonly keyEndsAt: Instant | null;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  /** Oldest first; the last is what it is now. */
  readonly standings: readonly Standing[];
  /** Who ends the suspension: whoever made it. */
  readonly suspendedBy: 'itself' | 'others' | null;
  /** Digest of its open invitation. */
  readonly invitation: string | null;
  readonly invitedUntil: Instant | null;
  /** With this key the open invitation wants to be answered. */
  readonly phraseKey: string | null;
  /** Keys that others replaced: somebody else may have them. */
  readonly lostKeys: readonly string[];
  readonly maintenance: { readonly begins: Instant; readonly ends: Instant } | null;
  /** Versions of the protocol that it has announced; who has not announced any speaks the first. */
  readonly speaks: Versions;
}

/** The charter's history, folded. Position in it is the partnership's clock: it cannot be set back. */
export interface History {
  readonly partnership: string;
  readonly charter: Charter;
  /** Who enters statements: one order for all. */
  readonly keeper: string;
  readonly at: Instant;
  /** Digests of the entries, by number − 1. */
  readonly heads: readonly string[];
  /** Number of the entry of each statement, by the digest of what it says. */
  readonly said: ReadonlyMap<string, number>;
  readonly members: Readonly<Record<string, Member>>;
}

export const numberOf = (history: History | undefined): number => history?.heads.length ?? 0;
export const headOf = (history: History): Position => ({
  number: history.heads.length,
  digest: history.heads.at(-1)!,
});

export const memberOf = (history: History, id: string): Member | undefined =>
  Object.hasOwn(history.members, id) ? history.members[id] : undefined;

/**
 * The version in which two speak with each other: the newest that both speak. Undefined where there is none: one of them has to be upgraded.
 * @param ours what we speak, whatever the history has heard of it.
 */
export function versionWith(history: History, id: string, ours: Versions): number | undefined {
  const theirs = memberOf(history, id)?.speaks ?? FIRST;
  const version = Math.min(ours.to, theirs.to);
  return version >= Math.max(ours.from, theirs.from) ? version : undefined;
}

/** What a member was when the history had so many entries. */
export const standingAt = (history: History, id: string, number: number): Standing | undefined =>
  memberOf(history, id)?.standings.findLast((standing) => standing.number <= number);
export const standingNow = (history: History, id: string): Standing | undefined =>
  memberOf(history, id)?.standings.at(-1);
export const isActive = (history: History, id: string): boolean => standingNow(history, id)?.status === 'active';
export const activeMembers = (history: History): string[] =>
  Object.keys(history.members).filter((id) => isActive(history, id));

/** Who was what at a moment, by the dates of the entries: for people. Messages are judged by position, never by dates. */
export function membersAt(history: History, at: Instant): Readonly<Record<string, Standing>> {
  const standings = Object.entries(history.members).map(
    ([id, member]) => [id, member.standings.findLast((standing) => standing.at <= at)] as const,
  );
  return Object.fromEntries(standings.filter((pair): pair is [string, Standing] => pair[1] !== undefined));
}

/** The history after an entry that `faultOfEntry` finds no fault with. */
export function evolveHistory(history: History | undefined, entry: Entry): History {
  const { statement, number, at } = entry;
  const { says } = statement;
  const before = history ?? foundedBy(statement, at);
  const next: History = {
    ...before,
    at,
    heads: [...before.heads, digestOfDocument(entry)],
    said: new Map([...before.said, [digestOf(bodyOf(statement)), number]]),
  };
  if (says.what === 'amend') return { ...next, charter: says.charter };
  const id = subjectOf(says)!;
  const member = changed(memberOf(before, id) ?? unknown(id), statement, { number, at });
  const keeper = says.what === 'hand-over' ? id : next.keeper;
  return { ...next, keeper, members: { ...next.members, [id]: member } };
}

function foundedBy({ partnership, says }: Statement, at: Instant): History {
  if (says.what !== 'found') throw new RangeError(`a history begins with 'found', not '${says.what}'`);
  return { partnership, charter: says.charter, keeper: says.member, at, heads: [], said: new Map(), members: {} };
}

const FIRST: Versions = { from: 1, to: 1 };
const NO_KEY = { key: null, keyEndsAt: null };
const NO_INVITATION = { invitation: null, invitedUntil: null, phraseKey: null };
const unknown = (id: string): Member => ({
  id,
  name: id,
  standings: [],
  suspendedBy: null,
  ...NO_INVITATION,
  lostKeys: [],
  maintenance: null,
  speaks: FIRST,
});

function changed(member: Member, statement: Statement, entered: Pick<Standing, 'number' | 'at'>): Member {
  const { says } = statement;
  const last = member.standings.at(-1);
  // Who is invited has no key yet, also when it was a member before.
  const { key, keyEndsAt } = keyGiven(says) ?? (says.what === 'invite' ? NO_KEY : (last ?? NO_KEY));
  const status = STATEMENTS[says.what].to ?? last!.status;
  const standings = [...member.standings, { ...entered, status, key, keyEndsAt }];
  return { ...member, standings, ...particularsOf(member, statement) };
}

/** What a statement says beside status and key. */
function particularsOf({ standings, lostKeys }: Member, statement: Statement): Partial<Member> {
  const { says } = statement;
  switch (says.what) {
    case 'found':
      return { name: says.name };
    case 'invite':
      return {
        name: says.name,
        ...{ invitation: digestOf(bodyOf(statement)), invitedUntil: says.expiresAt, phraseKey: says.phraseKey },
      };
    case 'join':
      return NO_INVITATION;
    case 'suspend':
      return { suspendedBy: statement.signatures.some(({ by }) => by === says.member) ? 'itself' : 'others' };
    case 'resume':
    case 'leave':
    case 'exclude':
      return { suspendedBy: null, ...NO_INVITATION };
    case 'replace-key':
      return { lostKeys: [...lostKeys, standings.at(-1)!.key!] };
    case 'announce-maintenance':
      return { maintenance: { begins: says.begins, ends: says.ends } };
    case 'announce-versions':
      return { speaks: says.speaks };
    default:
      return {};
  }
}
