import { localDate, type LocalDate } from '@ringvirkning/kernel';
import { json, several, type Api } from '../api.js';
import { attest, claimIds, importClaims, paymentsKnow, payUpTo, runsOf, sendEvidence, verify } from '../claim-steps.js';
import { refOf, toCsv, type SyntheticClaim } from '../claim-rows.js';
import type { Progress } from '../progress.js';
import { activateAarhus } from './activate-aarhus.js';
import { aarhusYoungHomeless, type Enrolment } from './claims.js';
import { recordScores } from './progression.js';

const REF = 'AAR-UH-2024';
/** Ends of the half-years that have been paid; what comes later is work in progress. */
const PAID = ['2024-12-31', '2025-06-30', '2025-12-31', '2026-06-30'].map(localDate);

/** People get their contract-local pseudonyms; there is no CPR number behind synthetic people. */
export async function enrol(
  api: Api,
  contractId: string,
  ref: string,
  people: readonly Enrolment[],
): Promise<Map<string, string>> {
  const enrolled = await several(people, ({ person, referredOn, startedOn }) =>
    api.post<{ pseudonym: string }>(
      'case-worker',
      `/api/outcomes/contracts/${contractId}/participants`,
      `${ref}:${person}`,
      json({ referredOn, startedOn }),
    ),
  );
  return new Map(people.map(({ person }, index) => [person, enrolled[index]!.pseudonym]));
}

const fileOf = (claims: readonly SyntheticClaim[], pseudonyms: ReadonlyMap<string, string>): string =>
  toCsv(claims, (person) => ({ participant: pseudonyms.get(person)! }));

/** A half-year from claim to authorised payment. @returns how many outcomes are final by now. */
async function settle(
  api: Api,
  contractId: string,
  wave: readonly SyntheticClaim[],
  pseudonyms: ReadonlyMap<string, string>,
  cutOff: LocalDate,
  before: number,
): Promise<number> {
  if (wave.length === 0) return before;
  const key = `${REF}:${cutOff}`;
  await importClaims(api, 'case-worker', contractId, `${key}:claims`, fileOf(wave, pseudonyms));
  await attest(api, 'department-head', contractId, key, { all: true });
  await verify(api, 'verifier', contractId, key, { all: true });
  await paymentsKnow(api, contractId, before + wave.length);
  await payUpTo(api, contractId, key, cutOff, 'authorised');
  return before + wave.length;
}

/** The present half-year, as a working day finds it: some outcomes final, some to verify, some to attest, one returned, and a run to certify. */
async function leaveWork(
  api: Api,
  contractId: string,
  wave: readonly SyntheticClaim[],
  pseudonyms: ReadonlyMap<string, string>,
  before: number,
  until: LocalDate,
): Promise<void> {
  if (wave.length === 0) return;
  const key = `${REF}:open:${until}`;
  await sendEvidence(api, 'case-worker', contractId, wave);
  await importClaims(api, 'case-worker', contractId, `${key}:claims`, fileOf(wave, pseudonyms));
  const idOf = await claimIds(api, contractId);
  const ids = wave.map((claim) => idOf.get(refOf(claim))!);
  const third = Math.floor(ids.length / 3);
  await attest(api, 'department-head', contractId, key, { claimIds: ids.slice(0, 2 * third) });
  await verify(api, 'verifier', contractId, key, { claimIds: ids.slice(0, third) });
  await api.post(
    'department-head',
    `/api/outcomes/claims/${ids.at(-1)}/attestation`,
    `${key}:returned`,
    json({ decision: 'returned', note: 'Skemaet mangler borgerens underskrift.' }),
  );
  await paymentsKnow(api, contractId, before + third);
  await payUpTo(api, contractId, key, until, 'calculated');
}

/** The Aarhus contract from terms to the present day, with its valuation model. */
export async function seedAarhus(api: Api, until: LocalDate, progress: Progress): Promise<void> {
  progress('Aarhus: contract');
  const contractId = await activateAarhus(api, REF);
  const { people, claims } = aarhusYoungHomeless(until);
  progress(`Aarhus: ${people.length} people, ${claims.length} claims`);
  const pseudonyms = await enrol(api, contractId, REF, people);
  await recordScores(api, contractId, { people, pseudonyms, until });
  let final = 0;
  let from = '';
  for (const cutOff of PAID.filter((day) => day <= until)) {
    progress(`Aarhus: payment up to ${cutOff}`);
    final = await settle(
      api,
      contractId,
      claims.filter(({ on }) => on > from && on <= cutOff),
      pseudonyms,
      cutOff,
      final,
    );
    from = cutOff;
  }
  // Once there is a run beyond the paid half-years, people have taken over.
  if ((await runsOf(api, contractId)) > PAID.filter((day) => day <= until).length) return;
  progress('Aarhus: work in progress');
  await leaveWork(
    api,
    contractId,
    claims.filter(({ on }) => on > from),
    pseudonyms,
    final,
    until,
  );
}
