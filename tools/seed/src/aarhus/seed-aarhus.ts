import { addDays, addMonths, localDate, type LocalDate } from '@ringvirkning/kernel';
import { json, several, type Api, type DemoUser } from '../api.js';
import { attest, claimIds, importClaims, paymentsKnow, payUpTo, runsOf, sendEvidence, verify } from '../claim-steps.js';
import { digestOf, refOf, toCsv, type SyntheticClaim } from '../claim-rows.js';
import type { Progress } from '../progress.js';
import { activateAarhus } from './activate-aarhus.js';
import { shareBenefits } from './share-benefits.js';
import { aarhusClosings, aarhusYoungHomeless, type Enrolment, type SyntheticClosing } from './claims.js';
import { recordScores } from './progression.js';
import { recordCapital } from './record-capital.js';

const REF = 'AAR-UH-2024';
/** Ends of the half-years that have been paid; what comes later is work in progress. */
const PAID = ['2024-12-31', '2025-06-30', '2025-12-31', '2026-06-30'].map(localDate);

export interface Enrolled {
  readonly participantId: string;
  readonly pseudonym: string;
}

/** People are enrolled under the own keys of whoever works with them and get their contract-local pseudonyms; there is no CPR number behind synthetic people. */
export async function enrol(
  api: Api,
  contractId: string,
  ref: string,
  people: readonly Enrolment[],
  by: DemoUser = 'case-worker',
): Promise<Map<string, Enrolled>> {
  const enrolled = await several(people, ({ person, referredOn, startedOn }) =>
    api.post<Enrolled>(
      by,
      `/api/outcomes/contracts/${contractId}/participants`,
      `${ref}:${person}`,
      json({ referredOn, startedOn, key: person }),
    ),
  );
  return new Map(people.map(({ person }, index) => [person, enrolled[index]!]));
}

export const fileOf = (claims: readonly SyntheticClaim[], enrolled: ReadonlyMap<string, Enrolled>): string =>
  toCsv(claims, (person) => ({ participant: enrolled.get(person)!.pseudonym }));

/** A half-year from claim to authorised payment. @returns how many outcomes are final by now. */
async function settle(
  api: Api,
  contractId: string,
  wave: readonly SyntheticClaim[],
  enrolled: ReadonlyMap<string, Enrolled>,
  cutOff: LocalDate,
  before: number,
): Promise<number> {
  if (wave.length === 0) return before;
  const key = `${REF}:${cutOff}`;
  await importClaims(api, 'case-worker', contractId, `${key}:claims`, fileOf(wave, enrolled));
  await attest(api, 'department-head', contractId, key, { all: true });
  await verify(api, 'verifier', contractId, key, { all: true });
  await paymentsKnow(api, contractId, before + wave.length);
  await payUpTo(api, contractId, key, cutOff, 'authorised');
  return before + wave.length;
}

/** One that the department head sent back, and that the case worker has corrected: a day later, with the same evidence. */
async function correct(api: Api, claim: SyntheticClaim, claimId: string, key: string): Promise<void> {
  await api.post(
    'department-head',
    `/api/outcomes/claims/${claimId}/attestation`,
    `${key}:sent-back`,
    json({ decision: 'returned', note: 'Datoen er ikke den, der står i dokumentationen.' }),
  );
  await api.post(
    'case-worker',
    `/api/outcomes/claims/${claimId}/correction`,
    `${key}:corrected`,
    json({
      version: 1,
      on: addDays(claim.on, 1),
      evidence: [{ digest: digestOf(claim), source: claim.evidence }],
      externalRef: refOf(claim),
      answer: 'Datoen er rettet efter dokumentationen.',
    }),
  );
}

/** The present half-year, as a working day finds it: some outcomes final, some to verify, some to attest, one returned, one corrected, and a run to certify. */
async function leaveWork(
  api: Api,
  contractId: string,
  wave: readonly SyntheticClaim[],
  enrolled: ReadonlyMap<string, Enrolled>,
  before: number,
  until: LocalDate,
): Promise<void> {
  if (wave.length === 0) return;
  const key = `${REF}:open:${until}`;
  await sendEvidence(api, 'case-worker', contractId, wave);
  await importClaims(api, 'case-worker', contractId, `${key}:claims`, fileOf(wave, enrolled));
  const idOf = await claimIds(api, contractId);
  const ids = wave.map((claim) => idOf.get(refOf(claim))!);
  await correct(api, wave[0]!, ids[0]!, key);
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

/** One of those who never moved in drops out. */
const leaveEarly = (api: Api, enrolled: ReadonlyMap<string, Enrolled>, { person, startedOn }: Enrolment) =>
  api.post(
    'case-worker',
    `/api/outcomes/participants/${enrolled.get(person)!.participantId}/departure`,
    `${REF}:${person}:left`,
    json({ on: addMonths(startedOn, 2), reason: 'withdrew' }),
  );

/** What was not reached is closed as such: shares then are of those of whom it is known. */
const closeFollowUps = (
  api: Api,
  enrolled: ReadonlyMap<string, Enrolled>,
  closings: readonly SyntheticClosing[],
): Promise<unknown> =>
  several(closings, ({ person, ...closing }) =>
    api.post(
      'case-worker',
      `/api/outcomes/participants/${enrolled.get(person)!.participantId}/follow-ups`,
      `${REF}:${person}:${closing.outcome}:${closing.followUp}:closed`,
      json(closing),
    ),
  );

/** The Aarhus contract from terms to the present day, with its valuation model. */
export async function seedAarhus(api: Api, until: LocalDate, progress: Progress): Promise<void> {
  progress('Aarhus: contract');
  const contractId = await activateAarhus(api, REF);
  await shareBenefits(api, contractId, REF);
  const { people, claims } = aarhusYoungHomeless(until);
  progress(`Aarhus: ${people.length} people, ${claims.length} claims`);
  const enrolled = await enrol(api, contractId, REF, people);
  await recordScores(api, contractId, { people, enrolled, until });
  await leaveEarly(api, enrolled, people.at(-6)!);
  await closeFollowUps(api, enrolled, aarhusClosings(until));
  let final = 0;
  let from = '';
  for (const cutOff of PAID.filter((day) => day <= until)) {
    progress(`Aarhus: payment up to ${cutOff}`);
    final = await settle(
      api,
      contractId,
      claims.filter(({ on }) => on > from && on <= cutOff),
      enrolled,
      cutOff,
      final,
    );
    from = cutOff;
  }
  // Once there is a run beyond the paid half-years, people have taken over.
  if ((await runsOf(api, contractId)) > PAID.filter((day) => day <= until).length) return;
  progress('Aarhus: capital');
  await recordCapital(api, contractId, REF, '2024-01-01', PAID);
  progress('Aarhus: work in progress');
  await leaveWork(
    api,
    contractId,
    claims.filter(({ on }) => on > from),
    enrolled,
    final,
    until,
  );
}
