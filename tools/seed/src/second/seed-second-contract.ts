import { localDate, type LocalDate } from '@ringvirkning/kernel';
import { aarhusCase } from '../aarhus/claims.js';
import { enrol } from '../aarhus/seed-aarhus.js';
import { json, type Api } from '../api.js';
import { attest, claimIds, importClaims, verify } from '../claim-steps.js';
import { refOf, toCsv } from '../claim-rows.js';
import { activateContract } from '../contract-steps.js';
import { edited, exampleTerms } from '../documents.js';
import type { Progress } from '../progress.js';

const REF = 'AAR-UH-2026';
const planned = (first: number, step: number) => ['m12', 'm18', 'm24', 'm36', 'm48'].map((followUp, n) => ({ followUp, count: first - n * step }));

/** The second public contract of the same kind: 36 people, 15.9m kr, self-mastery 15,000 and later 30,000 kr. With time for objections, unlike the first. */
export const secondTerms = (): string =>
  edited(
    exampleTerms('aarhus-young-homeless'),
    [
      [['ref'], REF],
      [['title'], { da: 'Unge hjemløse i Aarhus – anden aftale', en: 'Young homeless people in Aarhus – second agreement' }],
      [['period'], { from: '2026-01-01', to: '2031-12-31' }],
      [['verification', 'objectionDays'], 14],
      [['outcomes', 0, 'planned'], [{ count: 36 }]],
      [['outcomes', 1, 'planned'], planned(26, 2)],
      [['outcomes', 1, 'price', 'amount'], 15000],
      [['outcomes', 2, 'planned'], planned(31, 2)],
      [['outcomes', 3, 'planned'], planned(12, 1)],
      [['capital', 0, 'amount'], 7950000],
      [['capital', 1, 'amount'], 7950000],
      [['assumptions', 3], { about: 'planned', da: 'De planlagte antal er eksempler; offentligt er kun de 36 unge.', en: 'The planned counts are examples; only the 36 young people are public.' }],
    ],
    ' Anden aftale om unge hjemløse i Aarhus.\n Public: 36 people, 15.9m kr (half of it from DSI), the price of self-mastery (15,000, later 30,000 kr). The rest is listed under assumptions.',
  );

/** Half as many people as planned so far, claims at every step, and an objection of the investor that waits for a decision. */
export async function seedSecondContract(api: Api, until: LocalDate, progress: Progress): Promise<void> {
  progress('Aarhus, second agreement');
  const contractId = await activateContract(api, {
    ref: REF,
    terms: secondTerms(),
    signOffs: [{ by: 'council-member', role: 'council', party: 'aarhus' }, { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' }],
    appropriations: [2026, 2027].map((budgetYear) => ({ payer: 'aarhus', budgetYear, amount: '200000000' })),
  });
  const { people, claims } = aarhusCase({ seed: 2026, prefix: 'aa2', people: 18, from: localDate('2026-01-12'), days: 220, until });
  const pseudonyms = await enrol(api, contractId, REF, people);
  await importClaims(api, 'case-worker', contractId, `${REF}:claims`, toCsv(claims, (person) => ({ participant: pseudonyms.get(person)! })));
  const idOf = await claimIds(api, contractId);
  const ids = claims.map((claim) => idOf.get(refOf(claim))!);
  const key = `${REF}:${until}`;
  await attest(api, 'department-head', contractId, key, { claimIds: ids.slice(0, -3) });
  await verify(api, 'verifier', contractId, key, { claimIds: ids.slice(0, -6) });
  if (ids.length > 6) await api.post('investor', `/api/outcomes/claims/${ids[0]}/objections`, `${REF}:objection`, json({ reason: 'Lejekontrakten viser en midlertidig bolig, ikke egen bolig.' }));
}
