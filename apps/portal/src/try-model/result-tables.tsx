import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Cell, FoldedTable, Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { amountOf, nameOf } from './result-figures.js';

type Row = Pick<Simulation['scenarios'][number], 'success'> & Partial<Simulation['scenarios'][number]>;

export interface ForecastProps {
  readonly simulation: Simulation;
  readonly forecast: Forecast;
}

export function ByYearTable({ simulation, forecast: { years, payers, payable } }: ForecastProps) {
  const { t } = useText();
  const name = nameOf(simulation);
  const amount = (value: string) => <Amount amount={value} currency={simulation.currency} />;
  return (
    <Table
      caption={t('model.paymentsCaption')}
      rows={years}
      file={{ name: [t('model.paymentsCaption')] }}
      rowKey={({ year }) => String(year)}
      columns={[
        { key: 'year', title: t('model.year'), heading: true, value: ({ year }) => String(year) },
        ...payers.map(({ party }) => ({
          key: party,
          title: name(party),
          value: (row: Forecast['years'][number]) => moneyOf(amountOf(row.payers, party), simulation.currency),
        })),
        payers.length > 1 && {
          key: 'total',
          title: t('model.total'),
          value: (row) => moneyOf(row.payable, simulation.currency),
        },
      ]}
      foot={
        <tr role="row">
          <th role="rowheader" scope="row">
            {t('table.total')}
          </th>
          {payers.map((payer) => (
            <Cell key={payer.party} title={name(payer.party)} figures>
              {amount(payer.amount)}
            </Cell>
          ))}
          {payers.length > 1 && (
            <Cell title={t('model.total')} figures>
              {amount(payable)}
            </Cell>
          )}
        </tr>
      }
    />
  );
}

export function LiquidityTable({ simulation: { currency }, forecast: { liquidity } }: ForecastProps) {
  const { t } = useText();
  const withCapital = liquidity.some(({ paidIn }) => paidIn !== '0');
  const figure = (key: 'paidIn' | 'received' | 'position') => ({
    key,
    title: t(`model.${key}`),
    value: (row: Forecast['liquidity'][number]) => moneyOf(row[key], currency, { signed: key === 'position' }),
  });
  return (
    <FoldedTable
      caption={t('model.liquidityCaption')}
      rows={liquidity}
      file={{ name: [t('model.liquidityCaption')] }}
      rowKey={({ on }) => on}
      columns={[
        { key: 'on', title: t('model.day'), heading: true, value: ({ on }) => ({ day: on }) },
        withCapital && figure('paidIn'),
        figure('received'),
        withCapital && figure('position'),
      ]}
    />
  );
}

export function ExcessTable({ simulation: { currency }, forecast: { excess } }: ForecastProps) {
  const { t, word, say } = useText();
  return (
    <Table
      caption={t('model.capsCaption')}
      empty={t('model.noExcess')}
      rows={excess}
      rowKey={({ step, cap }) => `${step}/${cap}`}
      columns={[
        {
          key: 'step',
          title: t('pay.step'),
          heading: true,
          cell: (row) => (
            <>
              {word('step', row.step)}
              <span className="cell-note">{say(row)}</span>
            </>
          ),
        },
        {
          key: 'amount',
          title: t('model.excess'),
          value: ({ amount }) => moneyOf(amount, currency),
        },
      ]}
    />
  );
}

/** One row per rate; what is not computed yet has no figures. */
export function SpreadTable({
  simulation: { scenarios, currency },
  rates,
}: {
  readonly simulation: Simulation;
  readonly rates: readonly number[];
}) {
  const { t } = useText();
  const rows = rates.map((success): Row => scenarios.find((each) => each.success === success) ?? { success });
  const drawn = rows.map(({ distribution }) => distribution?.runs ?? 0);
  const figure = (key: 'p5' | 'p50' | 'p95') => ({
    key,
    title: t(`model.${key}`),
    figures: true,
    value: ({ distribution }: Row) => moneyOf(distribution?.payable[key], currency),
  });
  return (
    <>
      <Table
        caption={t('model.spreadCaption')}
        empty={t('model.noScenarios')}
        rows={rows}
        rowKey={({ success }, index) => `${success}/${index}`}
        columns={[
          {
            key: 'success',
            title: t('model.rateTitle'),
            heading: true,
            cell: ({ success }) => t('model.rateValue', { percent: success }),
          },
          {
            key: 'expected',
            title: t('model.expected'),
            figures: true,
            value: ({ forecast }) => moneyOf(forecast?.payable, currency),
          },
          figure('p5'),
          figure('p50'),
          figure('p95'),
        ]}
      />
      {drawn[0] ? <p className="note">{t('model.spreadNote', { runs: drawn[0] })}</p> : null}
    </>
  );
}

export function WorstTable({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useText();
  const { worstCase, currency } = simulation;
  return (
    <Table
      caption={t('model.worstCaption')}
      rows={worstCase}
      rowKey={({ party }) => party}
      columns={[
        { key: 'party', title: t('model.payer'), heading: true, value: ({ party }) => nameOf(simulation)(party) },
        {
          key: 'amount',
          title: t('model.total'),
          value: ({ amount }) => moneyOf(amount, currency),
        },
        {
          key: 'year',
          title: t('model.worstYear'),
          figures: true,
          cell: ({ year, yearAmount }) =>
            year === null ? (
              '–'
            ) : (
              <>
                {year}: <Amount amount={yearAmount} currency={currency} />
              </>
            ),
        },
        {
          key: 'ceiling',
          title: t('model.ceiling'),
          figures: true,
          cell: ({ ceiling }) =>
            ceiling === null ? t('model.noCeiling') : <Amount amount={ceiling} currency={currency} />,
        },
        worstCase.some(({ atRisk }) => atRisk !== '0') && {
          key: 'atRisk',
          title: t('model.atRisk'),
          value: ({ atRisk }) => moneyOf(atRisk, currency),
        },
      ]}
    />
  );
}
