import type { Instant } from '@ringvirkning/kernel';
import { activeMembers, isActive, numberOf, standingAt, type History } from './history.js';
import type { Heartbeat, MemberList } from './schema.js';
import { isSignedBy } from './together.js';
import { PROTOCOL, sign, type Signer, type Verify } from './wire.js';

/** How long a list says anything. */
export const LIST_HOURS = 24;
/** Lists that are kept fresh: with one that is away, and one that is itself in question, a third still vouches. */
const ENOUGH = 3;
const HOUR_MS = 3_600_000;

const membersIn = (history: History, number: number): MemberList['members'] =>
  Object.keys(history.members)
    .sort()
    .flatMap((member) => {
      const standing = standingAt(history, member, number);
      return standing ? [{ member, status: standing.status, key: standing.key }] : [];
    });

/** The list that a member signs now. */
export const listOf = (history: History, by: string, at: Instant, signer: Signer): MemberList =>
  sign(
    {
      protocol: PROTOCOL,
      partnership: history.partnership,
      kind: 'list' as const,
      by,
      charter: numberOf(history),
      head: history.heads.at(-1)!,
      members: membersIn(history, numberOf(history)),
      at,
      until: new Date(Date.parse(at) + LIST_HOURS * HOUR_MS).toISOString() as Instant,
    },
    signer,
  );

export type ListFault = 'ahead' | 'forged' | 'parted' | 'malformed';

/** What is wrong with a list as this history has it; `ahead`: the history has to be asked for first. */
export function faultOfList(history: History, list: MemberList, verify: Verify): ListFault | undefined {
  if (list.charter > numberOf(history)) return 'ahead';
  const standing = standingAt(history, list.by, list.charter);
  if (list.partnership !== history.partnership || standing?.status !== 'active') return 'forged';
  if (list.at >= standing.keyEndsAt! || !isSignedBy(verify, standing.key!, list)) return 'forged';
  if (list.head !== history.heads[list.charter - 1]) return 'parted';
  const hours = (Date.parse(list.until) - Date.parse(list.at)) / HOUR_MS;
  const isWhole = JSON.stringify(list.members) === JSON.stringify(membersIn(history, list.charter));
  return hours <= LIST_HOURS && hours > 0 && isWhole ? undefined : 'malformed';
}

/**
 * Whether a third member says, on a list that still holds, that this one is a member: who is cut off from all but an excluded member does not go
 * on with it for longer than a day. Where there is no third, the history alone decides.
 */
export function isVouchedFor(
  history: History,
  lists: Readonly<Record<string, MemberList>>,
  { me, member, now }: { readonly me: string; readonly member: string; readonly now: Instant },
): boolean {
  const thirds = activeMembers(history).filter((id) => id !== me && id !== member);
  if (thirds.length === 0) return true;
  return thirds.some((id) => {
    const list = lists[id];
    return list !== undefined && now < list.until && standingAt(history, member, list.charter)?.status === 'active';
  });
}

/**
 * Whether whoever has just told where it stands is to be asked for its list: as long as fewer than three others have shown one that says the present
 * history and holds for half its time still. So a partnership of a hundred does not send each list to everybody.
 */
export function wantsList(
  history: History,
  lists: Readonly<Record<string, MemberList>>,
  { me, of, now }: { readonly me: string; readonly of: Pick<Heartbeat, 'from' | 'charter'>; readonly now: Instant },
): boolean {
  const isFresh = (id: string): boolean => {
    const list = lists[id];
    const left = list ? Date.parse(list.until) - Date.parse(now) : 0;
    return list?.charter === numberOf(history) && left > (LIST_HOURS / 2) * HOUR_MS;
  };
  const canShow = of.charter === numberOf(history) && isActive(history, of.from);
  if (!canShow || isFresh(of.from)) return false;
  return Object.keys(lists).filter((id) => id !== me && isFresh(id) && isActive(history, id)).length < ENOUGH;
}
