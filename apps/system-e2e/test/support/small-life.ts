import { localDate } from '@ringvirkning/kernel';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import {
  aarhusCase,
  activateAarhus,
  attest,
  claimIds,
  enrol,
  fileOf,
  importClaims,
  json,
  paymentsKnow,
  payUpTo,
  refOf,
  verify,
  type Api,
  type Enrolled,
  type SyntheticClaim,
} from '@ringvirkning/seed';

const UNTIL = localDate('2026-06-30');
const HALF = localDate('2025-03-31');

/** A contract with a few people, whose claims come in two halves. */
export interface SmallLife {
  readonly contractId: string;
  readonly ref: string;
  readonly people: ReturnType<typeof aarhusCase>['people'];
  readonly halves: readonly [readonly SyntheticClaim[], readonly SyntheticClaim[]];
  readonly enrolled: ReadonlyMap<string, Enrolled>;
}

export async function begin(api: Api, ref: string, count = 8): Promise<SmallLife> {
  const contractId = await activateAarhus(api, ref);
  const { people, claims } = aarhusCase({
    ...{ seed: 11, prefix: 'few', people: count, from: localDate('2024-01-08'), days: 60, until: UNTIL },
  });
  const enrolled = await enrol(api, contractId, ref, people);
  return {
    contractId,
    ref,
    people,
    enrolled,
    halves: [claims.filter(({ on }) => on <= HALF), claims.filter(({ on }) => on > HALF)],
  };
}

export const claim = (api: Api, { contractId, ref, halves, enrolled }: SmallLife, half: 0 | 1): Promise<void> =>
  importClaims(api, 'case-worker', contractId, `${ref}:${half}`, fileOf(halves[half], enrolled));

/** Attested and verified; waits until payments knows, unless it cannot. `again` tells a repetition from the first time. */
export async function makeFinal(
  api: Api,
  { contractId, ref, halves }: SmallLife,
  half: 0 | 1,
  { known = true, again = '' }: { readonly known?: boolean; readonly again?: string } = {},
): Promise<void> {
  await attest(api, 'department-head', contractId, `${ref}:${half}${again}`, { all: true });
  await verify(api, 'verifier', contractId, `${ref}:${half}${again}`, { all: true });
  if (known) await paymentsKnow(api, contractId, halves.slice(0, half + 1).flat().length);
}

export const pay = (api: Api, { contractId, ref }: SmallLife, half: 0 | 1): Promise<void> =>
  payUpTo(api, contractId, `${ref}:${half}`, half === 0 ? HALF : UNTIL, 'authorised');

/** A follow-up that nobody has claimed is closed as not reached. */
export async function closeOne(api: Api, { ref, enrolled }: SmallLife): Promise<void> {
  for (const { participantId } of enrolled.values()) {
    const path = `/api/outcomes/participants/${participantId}`;
    const { followUps } = await api.get<PersonDetails>('case-worker', path);
    const open = followUps.find(({ state }) => state === 'due' || state === 'later');
    if (!open) continue;
    const { outcome, followUp } = open;
    const closing = json({ outcome, followUp, closing: 'not-reached' });
    await api.post('case-worker', `${path}/follow-ups`, `${ref}:closing`, closing);
    return;
  }
  throw new Error(`${ref}: every follow-up is claimed`);
}

/** The last outcome of the first half turns out wrong. */
export async function reverseOne(api: Api, { contractId, ref, halves: [first] }: SmallLife): Promise<void> {
  const claimId = (await claimIds(api, contractId)).get(refOf(first.at(-1)!))!;
  await api.post(
    'department-head',
    `/api/outcomes/claims/${claimId}/reversal`,
    `${ref}:reversal`,
    json({ reason: 'Registered for the wrong person' }),
  );
}
