import { localDate, type LocalDate } from '@ringvirkning/kernel';
import { aarhusCase } from '../aarhus/claims.js';
import { enrol, fileOf } from '../aarhus/seed-aarhus.js';
import { json, type Api } from '../api.js';
import { attest, claimIds, importClaims, verify, sendEvidence } from '../claim-steps.js';
import { refOf, type SyntheticClaim } from '../claim-rows.js';
import { activateContract, yearly, type ContractPlan } from '../contract-steps.js';
import { edited, exampleTerms, OWN_HOME } from '../documents.js';
import type { Progress } from '../progress.js';

const REF = 'AAR-UH-B';

/** Contract B of the examples, with time for objections, which the demo's first contract has none of, and with a plan for the intake, which is not kept. */
export const contractB = (): string =>
  edited(exampleTerms('aarhus-young-homeless-b'), [
    [['intervention'], OWN_HOME],
    [['verification', 'objectionDays'], 14],
    [
      ['cohorts'],
      [{ code: 'all', name: { da: 'Alle', en: 'Everybody' }, from: '2024-11-01', to: '2025-10-31', planned: 36 }],
    ],
  ]);

export const contractBPlan = (): ContractPlan => ({
  ref: REF,
  terms: contractB(),
  signOffs: [{ by: 'council-member', role: 'council', party: 'aarhus' }],
  appropriations: yearly(['aarhus'], [2022, 2028], '120000000'),
});

/** Fewer people than the 36 planned; this contract pays for self-mastery only. */
export function contractBClaims(until: LocalDate): {
  readonly people: ReturnType<typeof aarhusCase>['people'];
  readonly claims: readonly SyntheticClaim[];
} {
  const { people, claims } = aarhusCase({
    seed: 36,
    prefix: 'aab',
    people: 24,
    from: localDate('2024-11-04'),
    days: 260,
    until,
  });
  return { people, claims: claims.filter(({ outcome }) => outcome === 'self-mastery') };
}

/** Claims at every step, and an objection of an investor that waits for a decision. */
export async function seedContractB(api: Api, until: LocalDate, progress: Progress): Promise<void> {
  progress('Aarhus, contract B');
  const contractId = await activateContract(api, contractBPlan());
  const { people, claims } = contractBClaims(until);
  const enrolled = await enrol(api, contractId, REF, people);
  await sendEvidence(api, 'case-worker', contractId, claims.slice(-6));
  await importClaims(api, 'case-worker', contractId, `${REF}:claims`, fileOf(claims, enrolled));
  const idOf = await claimIds(api, contractId);
  const ids = claims.map((claim) => idOf.get(refOf(claim))!);
  const key = `${REF}:${until}`;
  await attest(api, 'department-head', contractId, key, { claimIds: ids.slice(0, -3) });
  await verify(api, 'verifier', contractId, key, { claimIds: ids.slice(0, -6) });
  if (ids.length > 6)
    await api.post(
      'investor',
      `/api/outcomes/claims/${ids[0]}/objections`,
      `${REF}:objection`,
      json({ reason: 'Skemaet er udfyldt før opfølgningens periode var gået.' }),
    );
}
