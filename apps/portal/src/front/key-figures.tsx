import type { Gains, Overview } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { Amount, Facts } from '../ui/values.js';
import { forecastOf, hasGains, realisedOf } from './silo-rows.js';

/** Realised and expected, cashable and not, are never blended silently: each figure says what it holds. */
export function KeyFigures({
  overview: { totals, currency },
  valued = true,
}: {
  readonly overview: Overview;
  /** Whether gains can be told: noughts would look like a result. */
  readonly valued?: boolean;
}) {
  const { t, money } = useText();
  const cashable = (amount: Gains[keyof Gains]) =>
    amount === null || /^-?0+$/.test(amount)
      ? undefined
      : t('front.cashablePart', { amount: money(amount, currency, true) });
  const { realisedCashable, forecastCashable } = totals.gains;
  const counted = hasGains(totals.gains);
  const gain = (amount: string | null) =>
    counted ? (
      <Amount amount={amount} currency={currency} whole />
    ) : (
      <span className="hidden-figure">{t('front.noGain')}</span>
    );
  const gains = [
    [t('front.realised'), gain(realisedOf(totals.gains)), cashable(realisedCashable)],
    [t('front.forecast'), gain(forecastOf(totals.gains)), cashable(forecastCashable)],
  ] as const;
  return (
    <Facts
      figures
      items={[
        [t('front.invested'), <Amount amount={totals.invested} currency={currency} whole />],
        [t('front.paid'), <Amount amount={totals.paid} currency={currency} whole />],
        ...(valued ? gains : []),
      ]}
    />
  );
}
