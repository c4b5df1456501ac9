import type { RunningInstance } from '@ringvirkning/embedded';
import { localDate } from '@ringvirkning/kernel';
import { activateContract, Api, clientCredentials, edited, exampleTerms, json, toCsv, valuationModel } from '@ringvirkning/seed';

export const apiOf = (instance: RunningInstance): Api => new Api(instance.overview.url, clientCredentials(instance.seedClient));

/** An active contract with a valuation model, so that every final outcome is booked in both ledgers. */
export async function benchContract(api: Api, ref: string): Promise<string> {
  const contractId = await activateContract(api, {
    ref,
    terms: edited(exampleTerms('aarhus-young-homeless'), [[['ref'], ref]]),
    signOffs: [{ by: 'council-member', role: 'council', party: 'aarhus' }, { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' }],
    appropriations: [{ payer: 'aarhus', budgetYear: 2024, amount: '240000000' }],
  });
  const { model } = await api.post<{ model: string }>('controller', '/api/benefits/valuation-models', 'bench-model', { type: 'application/yaml', text: valuationModel('aarhus-young-homeless') });
  await api.post('controller', `/api/benefits/contracts/${contractId}/valuation`, `${ref}:valuation`, json({ model }));
  return contractId;
}

/** One claim each of so many people, as a file to import. */
export const claimsOf = (people: number): string =>
  toCsv(
    Array.from({ length: people }, (_, n) => ({ person: `bench-${n}`, outcome: 'moved-in', on: localDate('2024-06-30'), evidence: 'document' as const })),
    (participant) => ({ participant, referredOn: localDate('2024-01-15') }),
  );
