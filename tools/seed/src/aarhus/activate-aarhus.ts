import { json, type Api } from '../api.js';
import { activateContract, yearly, type ContractPlan } from '../contract-steps.js';
import { edited, exampleTerms, OWN_HOME, valuationModel } from '../documents.js';
import { progressionTerms } from './progression.js';

export const aarhusPlan = (ref: string): ContractPlan => ({
  ref,
  terms: edited(exampleTerms('aarhus-young-homeless'), [
    [['ref'], ref],
    [['intervention'], OWN_HOME],
    ...progressionTerms(),
  ]),
  signOffs: [
    { by: 'council-member', role: 'council', party: 'aarhus' },
    { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
  ],
  // Two thirds of what the plan of the terms costs, rounded up.
  appropriations: yearly(['aarhus'], [2024, 2029], '240000000'),
});

/** The Aarhus contract in force under a ref of its own, with the valuation model that every such contract shares. @returns the contract's id. */
export async function activateAarhus(api: Api, ref: string): Promise<string> {
  const contractId = await activateContract(api, aarhusPlan(ref));
  const { model } = await api.post<{ model: string }>(
    'controller',
    '/api/benefits/valuation-models',
    'aarhus-young-homeless:model',
    { type: 'application/yaml', text: valuationModel('aarhus-young-homeless') },
  );
  await api.post('controller', `/api/benefits/contracts/${contractId}/valuation`, `${ref}:valuation`, json({ model }));
  return contractId;
}
