import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import type { Sentence } from '@ringvirkning/kernel';

/** Which forecast is shown: the whole plan, or the scenario of a success rate. */
export type Shown = 'plan' | number;

/** The forecast that is shown; the plan when no scenario has this rate any more. */
export const forecastOf = (simulation: Simulation, shown: Shown): Forecast =>
  simulation.scenarios.find(({ success }) => success === shown)?.forecast ?? simulation.plan;

export const nameOf =
  ({ parties }: Pick<Simulation, 'parties'>) =>
  (party: string): string =>
    parties.find(({ id }) => id === party)?.name ?? party;

/** What most parts of the result show: a simulation, and which forecast of it. */
export interface ResultProps {
  readonly simulation: Simulation;
  readonly shown: Shown;
}

/** Whether there is anything that success rates are about. */
export const canFail = ({ basis, plans, claims }: Simulation): boolean => (basis === 'plan' ? plans : claims > 0);

/** The name of an outcome of the forecast by its code; the code itself for what it does not have. */
export const outcomeName =
  ({ outcomes }: Pick<Forecast, 'outcomes'>) =>
  (code: string): Sentence =>
    outcomes.find(({ outcome }) => outcome === code)?.name ?? { da: code, en: code };

export const sumOf = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();

export const amountOf = (
  amounts: readonly { readonly party: string; readonly amount: string }[],
  party: string,
): string => amounts.find((each) => each.party === party)?.amount ?? '0';

/** Lowest and highest return of the providers of capital that have one. */
export function returnRange(capital: Forecast['capital']): {
  readonly irr: readonly string[];
  readonly multiple: readonly string[];
} {
  const ends = (values: readonly (string | null)[]): string[] => {
    const sorted = values.filter((value) => value !== null).sort((a, b) => Number(a) - Number(b));
    return [...new Set([sorted[0], sorted.at(-1)])].filter((value) => value !== undefined);
  };
  return { irr: ends(capital.map(({ irr }) => irr)), multiple: ends(capital.map(({ multiple }) => multiple)) };
}
