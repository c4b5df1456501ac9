import { useQuery } from '@tanstack/react-query';
import type { Estimate, EstimateRequest, ValuationModelItem } from '@ringvirkning/benefits-api';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { write } from '../api/http.js';

/** The model that knows most of what is achieved, the newest of them; the newest of all when none knows any of it. Only models in the contract's currency can be used. */
export function bestModel(
  models: readonly ValuationModelItem[],
  achieved: Forecast['achieved'],
  currency: string,
): ValuationModelItem | undefined {
  const known = ({ outcomes }: ValuationModelItem): number =>
    achieved.filter(({ outcome }) => outcomes.includes(outcome)).reduce((sum, { count }) => sum + count, 0);
  const fitting = models.filter((model) => model.currency === currency);
  return fitting.reduce<ValuationModelItem | undefined>(
    (best, each) =>
      best && (known(best) > known(each) || (known(best) === known(each) && best.version > each.version)) ? best : each,
    undefined,
  );
}

/** What is asked of benefits: the simulated outcomes with the contract's parties, and what the payers pay. */
export const estimateOf = (
  { currency, parties }: Pick<Simulation, 'currency' | 'parties'>,
  { achieved, payers }: Pick<Forecast, 'achieved' | 'payers'>,
  model: string,
): EstimateRequest => ({
  model,
  currency,
  parties,
  achieved: [...achieved],
  payments: payers.map(({ party, amount }) => ({ party, amount })),
});

/** Who would gain, by a valuation model; asked anew when the simulated outcomes change. */
export const useEstimate = (request: EstimateRequest | undefined) =>
  useQuery({
    queryKey: ['estimate', request],
    queryFn: ({ signal }) =>
      write<Estimate>({ path: '/api/benefits/estimates', body: request, idempotencyKey: crypto.randomUUID(), signal }),
    enabled: request !== undefined,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: (before) => before,
  });
