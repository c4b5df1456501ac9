import { addDays, addMonths, type LocalDate } from '@ringvirkning/kernel';
import { enrol, fileOf, type Enrolled } from '../aarhus/seed-aarhus.js';
import type { Enrolment } from '../aarhus/claims.js';
import { json, several, type Api } from '../api.js';
import { attest, claimIds, importClaims, sendEvidence } from '../claim-steps.js';
import { refOf, type SyntheticClaim } from '../claim-rows.js';
import { activateContract, yearly, type ContractPlan } from '../contract-steps.js';
import { edited, exampleTerms, scaleOf } from '../documents.js';
import type { Progress } from '../progress.js';

const REF = 'AAR-BO';
const FIRST_YEAR = 2024;
const FOLLOW_UP_MONTHS = 6;

/** A supplier of its own delivers, and is paid by the municipality alone: follow-ups after half a year and a year, and a scale twice a year. */
export const supplierContract = (): string =>
  edited(
    exampleTerms('aarhus-young-homeless-b'),
    [
      [['ref'], REF],
      [['title'], { da: 'Bostøtte til unge i Aarhus', en: 'Housing support for young people in Aarhus' }],
      [['intervention'], { da: 'Bostøtte', en: 'Housing support' }],
      [['period'], { from: `${FIRST_YEAR}-01-01`, to: `${FIRST_YEAR + 4}-12-31` }],
      [
        ['parties'],
        [
          {
            ...{ id: 'aarhus', name: 'Aarhus Kommune', kind: 'municipality', organisation: 'aarhus' },
            ...{ municipalityCode: '0751', roles: ['authority', 'payer'] },
          },
          { id: 'st-basils', name: 'St Basils', kind: 'supplier', organisation: 'st-basils', roles: ['supplier'] },
          {
            ...{ id: 'verifier', name: 'Uafhængig verifikator', kind: 'verifier', organisation: 'verifier-org' },
            roles: ['verifier'],
          },
        ],
      ],
      [['verification'], { objectionDays: 14, evidence: { required: true, sources: ['document', 'questionnaire'] } }],
      [
        ['signOffs'],
        [
          { role: 'council', party: 'aarhus' },
          { role: 'supplier', party: 'st-basils' },
        ],
      ],
      [
        ['followUps'],
        [
          { code: 'm6', months: FOLLOW_UP_MONTHS, name: { da: '6 måneder', en: '6 months' } },
          { code: 'm12', months: 12, name: { da: '12 måneder', en: '12 months' } },
        ],
      ],
      [
        ['outcomes'],
        [
          {
            ...{ code: 'own-home', name: { da: 'Bor i egen bolig', en: 'Lives in own home' }, kind: 'reached' },
            followUps: ['m6', 'm12'],
            planned: [
              { followUp: 'm6', count: 8 },
              { followUp: 'm12', count: 7 },
            ],
            price: { kind: 'per-claim', amount: 20000 },
          },
        ],
      ],
      [['scales'], [scaleOf('everyday-life')]],
      [
        ['measures'],
        [
          {
            code: 'everyday-life',
            name: { da: 'Hverdagen derhjemme', en: 'Everyday life at home' },
            ...{ purpose: 'dialogue', scale: 'everyday-life', every: FOLLOW_UP_MONTHS },
          },
        ],
      ],
      [['payers'], { split: 'fixed', parts: [{ party: 'aarhus', share: 1 }] }],
      [['payees'], [{ party: 'st-basils', share: 1 }]],
      [['capital'], []],
      [['assumptions'], []],
      [['sources'], []],
    ],
    ' Et eksempel: en leverandør, der selv indberetter. Alle tal er eksempler.',
  );

export const supplierPlan = (): ContractPlan => ({
  ref: REF,
  terms: supplierContract(),
  signOffs: [
    { by: 'council-member', role: 'council', party: 'aarhus' },
    { by: 'supplier', role: 'supplier', party: 'st-basils' },
  ],
  appropriations: yearly(['aarhus'], [FIRST_YEAR, FIRST_YEAR + 4], '40000000'),
});

/** Eight people; of four the follow-up after half a year is overdue, or due within days. */
export const supplierPeople = (today: LocalDate): readonly Enrolment[] => {
  const half = addMonths(today, -FOLLOW_UP_MONTHS);
  const starts = [addMonths(today, -9), ...[-20, -3, 2, 5].map((days) => addDays(half, days))];
  return [...starts, ...[4, 2, 1].map((months) => addMonths(today, -months))].map((startedOn, index) => ({
    ...{ person: `stb-${String(index + 1).padStart(2, '0')}`, startedOn },
    referredOn: addDays(startedOn, -14),
  }));
};

/** What a supplier finds: follow-ups that are due, a claim that came back, one that waits for others, and a first score of everybody. */
export async function seedSupplierContract(api: Api, progress: Progress): Promise<void> {
  progress('Aarhus, a supplier');
  const contractId = await activateContract(api, supplierPlan());
  // As seen on the day it came into force: seeded again later, all this is as it was.
  const { activatedOn } = await api.get<{ activatedOn: LocalDate }>('supplier', `/api/contracts/${contractId}`);
  const people = supplierPeople(activatedOn);
  const enrolled = await enrol(api, contractId, REF, people, 'supplier');
  await score(api, contractId, people, enrolled);
  const claims = people.slice(0, 2).map(({ person, startedOn }): SyntheticClaim => ({
    ...{ person, outcome: 'own-home', followUp: 'm6', evidence: 'document' },
    on: addDays(addMonths(startedOn, FOLLOW_UP_MONTHS), 5),
  }));
  await sendEvidence(api, 'supplier', contractId, claims);
  // A claim that came back would be claimed anew.
  if ((await claimIds(api, contractId)).size === 0)
    await importClaims(api, 'supplier', contractId, `${REF}:claims`, fileOf(claims, enrolled));
  const idOf = await claimIds(api, contractId);
  const [first, second] = claims.map((claim) => idOf.get(refOf(claim))!);
  await attest(api, 'department-head', contractId, REF, { claimIds: [first!] });
  await api.post(
    'department-head',
    `/api/outcomes/claims/${second}/attestation`,
    `${REF}:returned`,
    json({ decision: 'returned', note: 'Lejekontraktens anden side mangler.' }),
  );
}

const score = (
  api: Api,
  contractId: string,
  people: readonly Enrolment[],
  enrolled: ReadonlyMap<string, Enrolled>,
): Promise<unknown> =>
  several(people, ({ person, startedOn: on }) =>
    api.post(
      'supplier',
      `/api/outcomes/participants/${enrolled.get(person)!.participantId}/measurements`,
      `${contractId}:${person}:everyday-life`,
      json({
        ...{ scoredBy: 'together', measure: 'everyday-life', value: String(1 + (Number(person.slice(-2)) % 3)), on },
        present: ['citizen', 'contact-person'],
      }),
    ),
  );
