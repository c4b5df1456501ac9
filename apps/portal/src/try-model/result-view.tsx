import { lazy, memo, Suspense, type ReactNode } from 'react';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { localeOf } from '../format/money.js';
import { useText } from '../i18n/i18n.js';
import { Loading } from '../ui/notices.js';
import { Cell, Table } from '../ui/table.js';
import { Amount, Facts } from '../ui/values.js';
import { liquidityLines, paymentBars } from './curves.js';
import { amountOf, forecastOf, nameOf, returnRange, sumOf, type ResultProps } from './result-figures.js';
import { ByYearTable, LiquidityTable } from './result-tables.js';

const CurveChart = lazy(() => import('./curve-chart.js').then((module) => ({ default: module.CurveChart })));

/** The answer in brief, beside the text: key figures, payments and liquidity, each chart with its table. */
export const ResultView = memo(function ResultView({ simulation, shown }: ResultProps) {
  const { t } = useText();
  const { currency } = simulation;
  const forecast = forecastOf(simulation, shown);
  const names = { paidIn: t('model.paidIn'), received: t('model.received'), position: t('model.position') };
  return (
    <>
      <Remarks simulation={simulation} />
      <KeyFigures simulation={simulation} forecast={forecast} />
      {forecast.years.length > 0 && (
        <ResultPart title={t('model.payments')}>
          <Suspense fallback={<Loading />}>
            <CurveChart
              chart={paymentBars(simulation, forecast)}
              currency={currency}
              label={t('model.paymentsChart')}
            />
          </Suspense>
          <ByYearTable simulation={simulation} forecast={forecast} />
        </ResultPart>
      )}
      <ResultPart title={t('model.liquidity')}>
        <Suspense fallback={<Loading />}>
          <CurveChart
            chart={liquidityLines(forecast, names, currency)}
            currency={currency}
            label={t('model.liquidityChart')}
          />
        </Suspense>
        <LiquidityTable simulation={simulation} forecast={forecast} />
      </ResultPart>
      <Payees simulation={simulation} forecast={forecast} />
    </>
  );
});

export function ResultPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="result-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export function Remarks({ simulation: { remarks } }: { readonly simulation: Simulation }) {
  const { t, say } = useText();
  if (remarks.length === 0) return null;
  return (
    <div className="alert alert-warning notice">
      <p className="alert-heading">{t('model.remarks')}</p>
      <ul className="notice-list">
        {remarks.map((remark, index) => (
          <li key={index}>{say(remark)}</li>
        ))}
      </ul>
    </div>
  );
}

function KeyFigures({ simulation, forecast }: { readonly simulation: Simulation; readonly forecast: Forecast }) {
  const { t, money } = useText();
  const [percent, times] = [usePercent(), useTimes()];
  const { currency, worstCase, parties } = simulation;
  const amount = (value: string) => <Amount amount={value} currency={currency} />;
  const { irr, multiple } = returnRange(forecast.capital);
  const municipality = worstCase.find(({ party }) =>
    parties.some(({ id, kind }) => id === party && kind === 'municipality'),
  );
  return (
    <Facts
      figures
      items={[
        [t('model.payable'), amount(forecast.payable)],
        [t('model.gross'), amount(forecast.gross)],
        [t('model.excess'), amount(sumOf(forecast.excess.map((each) => each.amount)))],
        ...(municipality
          ? [
              [
                t('model.worst', { party: nameOf(simulation)(municipality.party) }),
                amount(municipality.amount),
                municipality.year === null
                  ? undefined
                  : t('model.worstHint', { amount: money(municipality.yearAmount, currency), year: municipality.year }),
              ] as const,
            ]
          : []),
        ...(irr.length > 0
          ? [
              [
                t('model.return'),
                irr.map(percent).join(' – '),
                t('model.returnHint', { multiple: multiple.map(times).join(' – ') }),
              ] as const,
            ]
          : []),
      ]}
    />
  );
}

/** Per budget year, and in all. */
function Payees({
  simulation,
  forecast: { years, payees },
}: {
  readonly simulation: Simulation;
  readonly forecast: Forecast;
}) {
  const { t } = useText();
  if (payees.length === 0) return null;
  const name = nameOf(simulation);
  const amount = (value: string) => <Amount amount={value} currency={simulation.currency} />;
  return (
    <Table
      caption={t('model.payees')}
      rows={years}
      rowKey={({ year }) => String(year)}
      columns={[
        { key: 'year', title: t('model.year'), heading: true, cell: ({ year }) => year },
        ...payees.map(({ party }) => ({
          key: party,
          title: name(party),
          figures: true,
          cell: (row: Forecast['years'][number]) => amount(amountOf(row.payees, party)),
        })),
      ]}
      foot={
        <tr role="row">
          <th role="rowheader" scope="row">
            {t('table.total')}
          </th>
          {payees.map((payee) => (
            <Cell key={payee.party} title={name(payee.party)} figures>
              {amount(payee.amount)}
            </Cell>
          ))}
        </tr>
      }
    />
  );
}

/** A multiple such as `1.2253`, to two decimals. */
export function useTimes(): (multiple: string) => string {
  const { language } = useText();
  const format = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (multiple) => format.format(Number(multiple));
}

/** A rate such as `0.051` as per cent with one decimal; nearly nothing is 0, not −0. */
export function usePercent(): (rate: string) => string {
  const { share } = useText();
  return (rate) => share(Math.abs(Number(rate)) < 0.0005 ? 0 : Number(rate));
}
