import type { Gains, Overview } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { Amount, Facts } from '../ui/values.js';

const plus = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : (BigInt(a) + BigInt(b)).toString();

/** Realised and expected, cashable and not, are never blended silently: each figure says what it holds. */
export function KeyFigures({ overview: { totals, currency } }: { readonly overview: Overview }) {
  const { t, money } = useText();
  const cashable = (amount: Gains[keyof Gains]) =>
    amount === null ? undefined : t('front.cashablePart', { amount: money(amount, currency, true) });
  const { realisedCashable, realisedNonCashable, forecastCashable, forecastNonCashable } = totals.gains;
  return (
    <Facts
      figures
      items={[
        [t('front.invested'), <Amount amount={totals.invested} currency={currency} whole />],
        [t('front.paid'), <Amount amount={totals.paid} currency={currency} whole />],
        [
          t('front.realised'),
          <Amount amount={plus(realisedCashable, realisedNonCashable)} currency={currency} whole />,
          cashable(realisedCashable),
        ],
        [
          t('front.forecast'),
          <Amount amount={plus(forecastCashable, forecastNonCashable)} currency={currency} whole />,
          cashable(forecastCashable),
        ],
      ]}
    />
  );
}
