import { json, type Api } from '../api.js';
import { activateContract } from '../contract-steps.js';
import { edited, exampleTerms, OWN_HOME, valuationModel } from '../documents.js';
import { progressionTerms } from './progression.js';

/** Per budget year, in øre: two thirds of what the plan of the terms costs, rounded up. */
const APPROPRIATIONS = [2024, 2025, 2026, 2027, 2028, 2029].map((budgetYear) => ({
  payer: 'aarhus',
  budgetYear,
  amount: '240000000',
}));

/** The Aarhus contract in force under a ref of its own, with the valuation model that every such contract shares. @returns the contract's id. */
export async function activateAarhus(api: Api, ref: string): Promise<string> {
  const contractId = await activateContract(api, {
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
    appropriations: APPROPRIATIONS,
  });
  const { model } = await api.post<{ model: string }>(
    'controller',
    '/api/benefits/valuation-models',
    'aarhus-young-homeless:model',
    { type: 'application/yaml', text: valuationModel('aarhus-young-homeless') },
  );
  await api.post('controller', `/api/benefits/contracts/${contractId}/valuation`, `${ref}:valuation`, json({ model }));
  return contractId;
}
