import type { Region, Town } from '@ringvirkning/region';
import { eventually } from '@ringvirkning/testing';
import type { Traffic } from './traffic.js';

/** What is to be found once everything has come to rest. */
export interface Expected {
  /** Texts put aside at a town, each as `<reason> <sender>`; all others are faults. */
  readonly aside: ReadonlyMap<string, readonly string[]>;
  /** Messages that need not be booked: each is, or was refused as `ended`, or waits at its sender. */
  readonly mayEnd: ReadonlySet<string>;
  /** Excluded: what it has said before that is booked once or not at all. */
  readonly excluded: ReadonlySet<string>;
}

const PATIENCE_MS = 240_000;

/** Waits until nothing is wrong any more: everything given is booked once and settled on both sides, and both hold the same. @throws Error with what still is. */
export async function comeToRest(region: Region, traffic: Traffic, expected: Expected): Promise<void> {
  await eventually(
    async () => {
      const faults = await faultsOf(region, traffic, expected);
      if (faults.length > 0) throw new Error(faults.slice(0, 10).join('\n'));
    },
    { timeout: PATIENCE_MS, interval: 250 },
  );
}

async function faultsOf(region: Region, traffic: Traffic, expected: Expected): Promise<string[]> {
  const faults: string[] = [];
  for (const from of region.all)
    for (const to of region.all)
      if (from !== to) faults.push(...(await faultsBetween(from, to, traffic.known, expected)));
  for (const town of region.all) faults.push(...(await faultsAside(town, expected)));
  // Costly, and only asked when all has arrived.
  if (faults.length > 0) return faults;
  for (const town of region.all) faults.push(...(await faultsOfLinks(town, expected.excluded)));
  return faults;
}

/** How often each id is there. */
const counted = (ids: readonly string[]): Map<string, number> =>
  ids.reduce((counts, id) => counts.set(id, (counts.get(id) ?? 0) + 1), new Map<string, number>());

async function faultsBetween(
  from: Town,
  to: Town,
  known: ReadonlySet<string>,
  { mayEnd, excluded }: Expected,
): Promise<string[]> {
  const [given, settled] = (await Promise.all([from.noted('given'), from.noted('settled')])).map((rows) =>
    rows.filter(({ peer }) => peer === to.id),
  );
  const booked = counted((await to.noted('booked')).filter(({ peer }) => peer === from.id).map(({ id }) => id));
  const heard = counted(settled!.map(({ id }) => id));
  const way = `${from.id}→${to.id}`;
  const always = [
    ...[...booked].filter(([, times]) => times > 1).map(([id]) => `${way}: ${id} is booked twice`),
    ...[...heard].filter(([, times]) => times > 1).map(([id]) => `${way}: ${id} is settled twice`),
    ...[...booked.keys()].filter((id) => !known.has(id)).map((id) => `${way}: ${id} was given by nobody`),
    ...settled!
      .filter(({ id, outcome }) => (outcome === 'booked') !== booked.has(id) && !excluded.has(to.id))
      .map(({ id, outcome }) => `${way}: ${id} is told to be ${outcome!}`),
  ];
  if (excluded.has(from.id) || excluded.has(to.id)) return always;
  const waiting = new Set((await from.waitingPost()).map(({ message_id }) => message_id));
  const open = given!.filter(({ id }) => !heard.has(id) && !(mayEnd.has(id) && waiting.has(id)));
  const unbooked = given!.filter(({ id }) => !booked.has(id) && !mayEnd.has(id));
  return [
    ...always,
    ...unbooked.map(({ id }) => `${way}: ${id} is not booked`),
    ...open.map(({ id }) => `${way}: ${id} is not settled`),
  ];
}

async function faultsAside(town: Town, { aside, excluded }: Expected): Promise<string[]> {
  if (excluded.has(town.id)) return [];
  const { items } = await town.http<{ items: { reason: string; from: string | null }[] }>(
    'GET',
    '/quarantine?limit=200',
  );
  const found = items
    .map(({ reason, from }) => `${reason} ${from}`)
    .filter((one) => ![...excluded].some((id) => one === `excluded ${id}`));
  const [is, should] = [found.sort().join(), [...(aside.get(town.id) ?? [])].sort().join()];
  return is === should ? [] : [`${town.id} has put aside [${is}] instead of [${should}]`];
}

interface Link {
  readonly open: number;
  readonly sharedDiffersAt: number | null;
  readonly agreementsDiffer: boolean;
}

async function faultsOfLinks(town: Town, excluded: ReadonlySet<string>): Promise<string[]> {
  if (excluded.has(town.id)) return [];
  const { members } = await town.http<{ members: { id: string; link: Link | null }[] }>('GET', '');
  const faults: string[] = [];
  for (const { id, link } of members) {
    if (!link || excluded.has(id)) continue;
    const { outcome } = await town.http('POST', `/members/${id}/verification`);
    const { open, sharedDiffersAt, agreementsDiffer } = link;
    if (outcome !== 'same') faults.push(`${town.id}, ${id}: compared, they are ${String(outcome)}`);
    if (open > 0 || sharedDiffersAt !== null || agreementsDiffer)
      faults.push(`${town.id}, ${id}: ${JSON.stringify(link)}`);
  }
  return faults;
}
