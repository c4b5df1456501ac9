import type { Api } from '../api.js';
import { attest, importClaims, paymentsKnow, payUpTo, runsOf, verify } from '../claim-steps.js';
import { toCsv, type SyntheticClaim } from '../claim-rows.js';
import { activateContract } from '../contract-steps.js';
import { edited, exampleTerms, hostedBy } from '../documents.js';
import type { Progress } from '../progress.js';
import { fairChance } from './claims.js';

const REF = 'FCF-ST-BASILS';
const CUT_OFF = '2017-12-31';

/** The British reference case by bulk import: the supplier claims, the case worker attests, the verifier approves, one run pays the published value. */
export async function seedFairChance(api: Api, progress: Progress): Promise<void> {
  progress('Fair Chance Fund: contract');
  const contractId = await activateContract(api, {
    ref: REF,
    terms: edited(hostedBy(exampleTerms('fair-chance-fund-st-basils'), 'fcf-authority', 'aarhus'), [
      [['intervention'], { da: 'Bolig, uddannelse og arbejde', en: 'Housing, education and work' }],
    ]),
    signOffs: [{ by: 'municipal-director', role: 'municipal-director', party: 'fcf-authority' }],
    appropriations: [],
  });
  const { people, claims, late } = fairChance();
  const referred = new Map(people.map((one) => [one.person, one.referredOn]));
  const fileOf = (rows: readonly SyntheticClaim[]) =>
    toCsv(rows, (person) => ({ participant: person, referredOn: referred.get(person)! }));
  if ((await runsOf(api, contractId)) === 0) {
    progress(`Fair Chance Fund: ${claims.length} claims of ${people.length} people`);
    await importClaims(api, 'supplier', contractId, `${REF}:claims`, fileOf(claims));
    await attest(api, 'case-worker', contractId, REF, { all: true });
    await verify(api, 'verifier', contractId, REF, { all: true });
  }
  progress('Fair Chance Fund: payment');
  await paymentsKnow(api, contractId, claims.length);
  await payUpTo(api, contractId, REF, CUT_OFF, 'authorised');
  // A few claims beyond the published ones, for the case worker to attest.
  await importClaims(api, 'supplier', contractId, `${REF}:late`, fileOf(late));
}
