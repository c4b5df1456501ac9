import { localDate, type LocalDate } from '@ringvirkning/kernel';
import {
  aarhusYoungHomeless,
  activateAarhus,
  attest,
  claimIds,
  enrol,
  fileOf,
  importClaims,
  json,
  payUpTo,
  refOf,
  verify,
  type Api,
} from '@ringvirkning/seed';

const UNTIL = localDate('2026-09-30');
const CUT_OFFS = [
  '2024-09-30',
  '2024-12-31',
  '2025-03-31',
  '2025-06-30',
  '2025-09-30',
  '2025-12-31',
  '2026-03-31',
  '2026-06-30',
  '2026-09-30',
].map(localDate);

/** Steps of one contract's life, each of which may be asked for again when no answer came: quarters of claims, verified and paid, some reversed. */
export async function liveThrough(
  api: Api,
  ref: string,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const contractId = await activateAarhus(api, ref);
  const { people, claims } = aarhusYoungHomeless(UNTIL);
  const enrolled = await enrol(api, contractId, ref, people);
  const wave = (from: LocalDate | undefined, to: LocalDate) => claims.filter(({ on }) => on > (from ?? '') && on <= to);
  let [final, reversed] = [0, 0];
  for (const [index, cutOff] of CUT_OFFS.entries()) {
    const due = wave(CUT_OFFS[index - 1], cutOff);
    if (due.length === 0) continue;
    const key = `${ref}:${cutOff}`;
    await importClaims(api, 'case-worker', contractId, `${key}:claims`, fileOf(due, enrolled));
    await between();
    await attest(api, 'department-head', contractId, key, { all: true });
    await between();
    await verify(api, 'verifier', contractId, key, { all: true });
    await between();
    final += due.length;
    await paymentsHold(api, contractId, final - reversed);
    // An outcome that no later one requires.
    const mistaken = index % 3 === 2 ? due.find(({ outcome }) => outcome === 'self-mastery') : undefined;
    if (mistaken) {
      await reverse(api, contractId, key, refOf(mistaken));
      reversed += 1;
      await paymentsHold(api, contractId, final - reversed);
    }
    await payUpTo(api, contractId, key, cutOff, 'authorised');
    await between();
  }
  return contractId;
}

async function reverse(api: Api, contractId: string, key: string, externalRef: string): Promise<void> {
  const claimId = (await claimIds(api, contractId)).get(externalRef);
  await api.post(
    'department-head',
    `/api/outcomes/claims/${claimId}/reversal`,
    `${key}:reversal`,
    json({ reason: 'Registered for the wrong person' }),
  );
}

/** Waits for exactly so many facts: a reversal that arrives after a run was calculated would rightly stop the run. */
const paymentsHold = (api: Api, contractId: string, facts: number): Promise<unknown> =>
  api.until(
    `payments to hold ${facts} outcomes`,
    () => api.get<{ facts: number | null }>('controller', `/api/payments/contracts/${contractId}/summary`),
    (summary) => summary.facts === facts,
  );
