import type { Forecast, Simulation } from '@ringvirkning/contracts-api';

/** Which forecast is shown: the whole plan, or the scenario of a success rate. */
export type Shown = 'plan' | number;

/** The forecast that is shown; the plan when no scenario has this rate any more. */
export const forecastOf = (simulation: Simulation, shown: Shown): Forecast => simulation.scenarios.find(({ success }) => success === shown)?.forecast ?? simulation.plan;

export const nameOf =
  ({ parties }: Pick<Simulation, 'parties'>) =>
  (party: string): string =>
    parties.find(({ id }) => id === party)?.name ?? party;

export const sumOf = (amounts: readonly string[]): string => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();

export const amountOf = (amounts: readonly { readonly party: string; readonly amount: string }[], party: string): string => amounts.find((each) => each.party === party)?.amount ?? '0';

/** Lowest and highest return of the providers of capital that have one. */
export function returnRange(capital: Forecast['capital']): { readonly irr: readonly string[]; readonly multiple: readonly string[] } {
  const ends = (values: readonly (string | null)[]): string[] => {
    const sorted = values.filter((value) => value !== null).sort((a, b) => Number(a) - Number(b));
    return [...new Set([sorted[0], sorted.at(-1)])].filter((value) => value !== undefined);
  };
  return { irr: ends(capital.map(({ irr }) => irr)), multiple: ends(capital.map(({ multiple }) => multiple)) };
}
