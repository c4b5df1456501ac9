import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { Sample, SampleDetails } from '@ringvirkning/outcomes-api';
import { json, several, type Api } from '../api.js';
import { attest, importClaims } from '../claim-steps.js';
import { activateContract, yearly, type ContractPlan } from '../contract-steps.js';
import { edited, exampleTerms } from '../documents.js';
import type { Progress } from '../progress.js';

const REF = 'AAR-MENTOR';
const FROM = localDate('2026-01-12');
const PEOPLE = 44;

/** Many small outcomes of the same price: so many that only a sample of them is verified. */
export const sampledContract = (): string =>
  edited(
    exampleTerms('aarhus-young-homeless-b'),
    [
      [['ref'], REF],
      [['title'], { da: 'Mentorer for unge i Aarhus', en: 'Mentors for young people in Aarhus' }],
      [['intervention'], { da: 'Mentor', en: 'A mentor' }],
      [['period'], { from: '2026-01-01', to: '2026-12-31' }],
      [
        ['verification'],
        {
          objectionDays: 14,
          evidence: { required: false, sources: ['register'] },
          sample: { method: 'simple-random', size: 30, confidence: 80, material: 'reduce' },
        },
      ],
      [['followUps'], []],
      [
        ['outcomes'],
        [
          {
            code: 'mentor',
            name: { da: 'Har mødt sin mentor tre gange', en: 'Has met their mentor three times' },
            kind: 'reached',
            planned: [{ count: PEOPLE }],
            price: { kind: 'per-claim', amount: 2500 },
          },
        ],
      ],
      [['capital'], []],
      [['assumptions'], []],
      [['sources'], []],
    ],
    ' Et eksempel: verifikation ved stikprøve. Alle tal er eksempler.',
  );

export const sampledPlan = (): ContractPlan => ({
  ref: REF,
  terms: sampledContract(),
  signOffs: [{ by: 'council-member', role: 'council', party: 'aarhus' }],
  appropriations: yearly(['aarhus'], [2026, 2026], '15000000'),
});

const rows = (): string =>
  [
    'participant,outcome,achieved_on,referred_on',
    ...Array.from(
      { length: PEOPLE },
      (_, i) => `mentor-${String(i + 1).padStart(3, '0')},mentor,${addDays(FROM, 20 + i)},${addDays(FROM, i)}`,
    ),
  ].join('\n');

/** Claims of which a sample is drawn, and decided in part: two thirds approved, one rejected, the rest waits for the verifier. */
export async function seedSampledContract(api: Api, until: LocalDate, progress: Progress): Promise<void> {
  if (until < addDays(FROM, 20 + PEOPLE)) return;
  progress('Aarhus, mentors');
  const contractId = await activateContract(api, sampledPlan());
  await importClaims(api, 'case-worker', contractId, `${REF}:claims`, rows());
  await attest(api, 'department-head', contractId, REF, { all: true });
  const { sampleId } = await api.post<Sample>(
    'verifier',
    `/api/outcomes/contracts/${contractId}/samples`,
    `${REF}:sample`,
    json({ from: '2026-01-01', to: '2026-06-30' }),
  );
  await api.post('verifier', `/api/outcomes/samples/${sampleId}/seed`, `${REF}:seed`);
  const { claims } = await api.get<SampleDetails>('verifier', `/api/outcomes/samples/${sampleId}`);
  await several(claims.slice(0, 20), ({ claimId }) =>
    api.post(
      'verifier',
      `/api/outcomes/claims/${claimId}/verification`,
      `${claimId}:verification`,
      json(
        claimId === claims[3]!.claimId
          ? { decision: 'rejected', note: 'Kun to møder i kalenderen.' }
          : { decision: 'approved' },
      ),
    ),
  );
}
