import type { PartnershipLink, PartnershipState, SealedBatch } from '@ringvirkning/partnership-api';
import {
  digestOfHead,
  peerOf,
  textOf,
  witnessesOf,
  type Head,
  type Instance,
  type Seal,
} from '@ringvirkning/partnership-domain';
import { verifyTimeStamp } from '@ringvirkning/time-stamp';
import type { LastHead } from '../persistence/sealed-log.store.js';

const batchOf = ({ number, at, leaves: words }: Head): SealedBatch => ({ number, at, words });

/** How our own log stands. @param authority Address of the time-stamping authority that is set up. */
export async function ownLog(
  { log, peers, history }: Instance,
  me: string,
  last: LastHead | undefined,
  authority: string | undefined,
): Promise<PartnershipState['log']> {
  const digest = last && digestOfHead(last.head);
  const cosignedBy = Object.entries(peers).filter(([, { seals }]) => digest && seals.ours.digest === digest);
  return {
    last: last ? batchOf(last.head) : null,
    waiting: log.size,
    witnesses: history ? [...witnessesOf(history, me)] : [],
    cosignedBy: cosignedBy.map(([id]) => id),
    authority: authority === undefined ? null : new URL(authority).host,
    stamp: last?.token ? await stampOf(last.token, last.head) : null,
  };
}

/** Its chain was looked at when it came; here it is only read. */
async function stampOf(token: string, head: Head): Promise<PartnershipState['log']['stamp']> {
  const { at, by } = await verifyTimeStamp(Buffer.from(token, 'base64'), textOf(head), null);
  return { at, by };
}

/** The numbers of the last heads of others that we cosigned. */
export const cosignedHeads = ({ peers }: Instance): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(peers)
      .map(([id, { seals }]) => [id, seals.theirs.number] as const)
      .filter(([, number]) => number > 0),
  );

/** How the log of another stands with us, and ours with it. @param cosignature Ours, under the last head of theirs that we cosigned. */
export function logWith(
  state: Instance,
  me: string,
  id: string,
  cosignature: Seal | undefined,
): Pick<PartnershipLink, 'cosigned' | 'oursIsApart' | 'isWitnessed' | 'witnessed' | 'logIsApart'> {
  const { seals, heard } = peerOf(state, id);
  return {
    cosigned: seals.ours.number,
    oursIsApart: heard?.stands.seals.isApart ?? false,
    isWitnessed: state.history !== undefined && witnessesOf(state.history, id).includes(me),
    witnessed: cosignature ? { ...batchOf(cosignature.head), cosignedAt: cosignature.at } : null,
    logIsApart: seals.isApart,
  };
}
