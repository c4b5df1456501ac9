import { useQuery } from '@tanstack/react-query';
import type { Estimate, EstimateRequest, ValuationModelItem } from '@ringvirkning/benefits-api';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { write } from '../api/http.js';
import type { Shown } from './result-figures.js';

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

/** How many draws show how sure the figures are; more make the page wait without telling more. */
const RUNS = 300;

/** What is asked of benefits: the simulated outcomes with the contract's parties, what the payers pay, and what other success rates would bring. */
export function estimateOf(
  simulation: Pick<Simulation, 'currency' | 'parties' | 'plan' | 'scenarios'>,
  shown: Shown,
  model: string,
): EstimateRequest {
  const { currency, parties, scenarios } = simulation;
  const rates = [
    ...scenarios.map(({ success, forecast }) => ({ rate: success, forecast })),
    { rate: 100, forecast: simulation.plan },
  ];
  const rate = scenarios.some(({ success }) => success === shown) ? Number(shown) : 100;
  const forecast = rates.find((each) => each.rate === rate)!.forecast;
  const others = rates.filter((each) => each.rate !== rate && each.rate > 0);
  const brought = ({ achieved, payments }: Forecast) => ({ achieved: [...achieved], payments: [...payments] });
  return {
    model,
    currency,
    parties,
    ...brought(forecast),
    uncertainty: {
      runs: RUNS,
      ...(scenarios.length > 0 && rate > 0 && others.length > 0
        ? { success: { shown: rate, others: others.map((each) => ({ rate: each.rate, ...brought(each.forecast) })) } }
        : {}),
    },
  };
}

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
