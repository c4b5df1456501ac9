import type { Estimate } from '@ringvirkning/benefits-api';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import type { Currency, Sentence } from '@ringvirkning/kernel';
import { chartValue, localeOf, type Language } from '../format/money.js';
import { amountOf, nameOf } from './result-figures.js';

/** A chart's geometry: floats, for the drawing only. The figures stand in the table beside it. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
  /** What is told about a point: amounts in minor units. */
  readonly amounts: readonly string[];
}
export interface Chart {
  /** `ends`: two bars from a common zero line, one row per label, the first on top. */
  readonly kind: 'bars' | 'lines' | 'ends';
  readonly labels: readonly string[];
  readonly curves: readonly Curve[];
}

const curve = (name: string, amounts: readonly string[], currency: Currency): Curve => ({
  name,
  amounts,
  values: amounts.map((amount) => chartValue(amount, currency)),
});

/** What each payer pays per budget year, one on top of the other. */
export const paymentBars = (simulation: Simulation, { years, payers }: Forecast): Chart => ({
  kind: 'bars',
  labels: years.map(({ year }) => String(year)),
  curves: payers.map(({ party }) =>
    curve(
      nameOf(simulation)(party),
      years.map((year) => amountOf(year.payers, party)),
      simulation.currency,
    ),
  ),
});

/** What falls to each purse per budget year, one on top of the other; extra costs hang below. */
export const gainBars = (
  { years, silos, currency }: Pick<Estimate, 'years' | 'silos' | 'currency'>,
  say: (name: Sentence) => string,
): Chart => ({
  kind: 'bars',
  labels: years.map(({ budgetYear }) => String(budgetYear)),
  curves: silos
    .filter(({ gained }) => gained !== '0')
    .map(({ silo, name }) =>
      curve(
        say(name),
        years.map(({ gains }) => gains.find((gain) => gain.silo === silo)?.amount ?? '0'),
        currency,
      ),
    ),
});

/** What each input moves when it alone is low or high; the widest on top. */
export const tornadoBars = (
  inputs: readonly { readonly label: string; readonly low: string; readonly high: string }[],
  names: { readonly low: string; readonly high: string },
  currency: Currency,
): Chart => ({
  kind: 'ends',
  labels: inputs.map(({ label }) => label),
  curves: (['low', 'high'] as const).map((end) =>
    curve(
      names[end],
      inputs.map((input) => input[end]),
      currency,
    ),
  ),
});

export const liquidityLines = (
  { liquidity }: Forecast,
  names: { readonly paidIn: string; readonly received: string; readonly position: string },
  currency: Currency,
): Chart => {
  const withCapital = liquidity.some(({ paidIn }) => paidIn !== '0');
  const shown = withCapital ? (['paidIn', 'received', 'position'] as const) : (['received'] as const);
  return {
    kind: 'lines',
    labels: liquidity.map(({ on }) => on),
    curves: shown.map((key) =>
      curve(
        names[key],
        liquidity.map((point) => point[key]),
        currency,
      ),
    ),
  };
};

/** An axis label: `2,5 mio.` / `2.5m`. */
export const roughly = (value: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
