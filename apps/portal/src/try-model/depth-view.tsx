import { memo } from 'react';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { FoldedTable, Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { PurseView } from './purse-view.js';
import { canFail, forecastOf, nameOf, sumOf, type ResultProps } from './result-figures.js';
import { ExcessTable, SpreadTable, WorstTable, type ForecastProps } from './result-tables.js';
import { usePercent, useTimes } from './result-view.js';

/** What one asks next: how sure is it, what do the caps do, what do the investors get, and why. */
export const DepthView = memo(function DepthView({
  simulation,
  shown,
  rates,
}: ResultProps & { readonly rates: readonly number[] }) {
  const { t } = useText();
  const forecast = forecastOf(simulation, shown);
  return (
    <>
      <PurseView simulation={simulation} shown={shown} />
      <Section title={t('model.spread')}>
        <SpreadTable simulation={simulation} rates={canFail(simulation) ? rates : []} />
        <ReturnSpread simulation={simulation} />
      </Section>
      <Section title={t('model.worstTitle')}>
        <WorstTable simulation={simulation} />
      </Section>
      <Section title={t('model.caps')}>
        <ExcessTable simulation={simulation} forecast={forecast} />
      </Section>
      {forecast.capital.length > 0 && (
        <Section title={t('model.capital')}>
          <Investors simulation={simulation} forecast={forecast} />
        </Section>
      )}
      <Explanation simulation={simulation} forecast={forecast} />
    </>
  );
});

function Investors({ simulation, forecast }: ForecastProps) {
  const { t, word, money, language } = useText();
  const [percent, times] = [usePercent(), useTimes()];
  const { currency } = simulation;
  const name = nameOf(simulation);
  const amount = (value: string) => <Amount amount={value} currency={currency} />;
  const { surplus, repaidBy } = forecast;
  return (
    <>
      <Table
        caption={t('model.capitalCaption')}
        rows={forecast.capital}
        rowKey={({ party, kind }) => `${party}/${kind}`}
        columns={[
          {
            key: 'party',
            title: t('model.investor'),
            heading: true,
            cell: ({ party, kind }) => (
              <>
                {name(party)}
                <span className="cell-note">{word('capital', kind)}</span>
              </>
            ),
          },
          { key: 'paidIn', title: t('model.paidIn'), figures: true, cell: ({ paidIn }) => amount(paidIn) },
          {
            key: 'back',
            title: t('model.back'),
            figures: true,
            cell: (row) => amount(sumOf([row.principal, row.return, row.guaranteed])),
          },
          { key: 'lost', title: t('model.lost'), figures: true, cell: ({ lost }) => amount(lost) },
          { key: 'irr', title: t('model.irr'), figures: true, cell: ({ irr }) => (irr === null ? '–' : percent(irr)) },
          {
            key: 'multiple',
            title: t('model.multiple'),
            figures: true,
            cell: ({ multiple }) => (multiple === null ? '–' : times(multiple)),
          },
        ]}
      />
      <p className="note">{t('model.returnNote')}</p>
      {forecast.capital.map(
        ({ party, kind, irrRemark }) =>
          irrRemark && (
            <p className="note" key={`${party}/${kind}`}>
              {name(party)}: {irrRemark[language]}
            </p>
          ),
      )}
      <p className="note">
        {t(repaidBy.passedOn ? 'model.passedOn' : 'model.repaidBy', {
          parties: new Intl.ListFormat(language).format(repaidBy.parties.map(name)),
        })}
      </p>
      {!/^0+$/.test(surplus) && <p className="note">{t('model.surplus', { amount: money(surplus, currency) })}</p>}
      <details className="source">
        <summary>{t('model.cashFlow')}</summary>
        <CashFlow simulation={simulation} forecast={forecast} />
      </details>
    </>
  );
}

/** What each investor gets back at random: per rate, low, median and high, each figure ranked by itself. */
function ReturnSpread({ simulation }: { readonly simulation: Simulation }) {
  const { t, word } = useText();
  const [percent, times] = [usePercent(), useTimes()];
  const name = nameOf(simulation);
  const rows = simulation.scenarios.flatMap(({ success, distribution }) =>
    (distribution?.investors ?? []).map((investor) => ({ success, ...investor })),
  );
  if (rows.length === 0) return null;
  const range = ({ p5, p50, p95 }: Percentiles, write: (figure: string) => string): string =>
    [p5, p50, p95].map((figure) => (figure === null ? '–' : write(figure))).join(' / ');
  return (
    <>
      <Table
        caption={t('model.returnSpread')}
        rows={rows}
        rowKey={(_, index) => String(index)}
        columns={[
          {
            key: 'success',
            title: t('model.rateTitle'),
            heading: true,
            cell: ({ success }) => t('model.rateValue', { percent: success }),
          },
          {
            key: 'party',
            title: t('model.investor'),
            cell: ({ party, kind }) => (
              <>
                {name(party)}
                <span className="cell-note">{word('capital', kind)}</span>
              </>
            ),
          },
          { key: 'irr', title: t('model.irr'), figures: true, cell: ({ irr }) => range(irr, percent) },
          {
            key: 'multiple',
            title: t('model.multiple'),
            figures: true,
            cell: ({ multiple }) => range(multiple, times),
          },
        ]}
      />
      <p className="note">{t('model.returnSpreadNote')}</p>
    </>
  );
}
type Percentiles = NonNullable<Simulation['scenarios'][number]['distribution']>['investors'][number]['irr'];

function CashFlow({ simulation, forecast: { cashFlow } }: ForecastProps) {
  const { t, date, word } = useText();
  return (
    <FoldedTable
      caption={t('model.cashFlow')}
      captionHidden
      rows={cashFlow}
      rowKey={(_, index) => String(index)}
      columns={[
        { key: 'on', title: t('model.day'), heading: true, cell: ({ on }) => date(on) },
        { key: 'party', title: t('model.investor'), cell: ({ party }) => nameOf(simulation)(party) },
        {
          key: 'kind',
          title: t('model.move'),
          cell: ({ kind, generation }) =>
            generation === undefined
              ? word('move', kind)
              : t('model.moveAgain', { move: word('move', kind), generation }),
        },
        {
          key: 'amount',
          title: t('model.amount'),
          figures: true,
          cell: ({ amount }) => <Amount amount={amount} currency={simulation.currency} />,
        },
      ]}
    />
  );
}

function Explanation({ simulation: { currency }, forecast }: ForecastProps) {
  const { t, say } = useText();
  const { lines, lineCount, unpaid } = forecast;
  return (
    <Section title={t('model.explanation')}>
      <FoldedTable
        caption={t('model.explanationCaption')}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          { key: 'year', title: t('model.year'), cell: ({ year }: Forecast['lines'][number]) => year },
          { key: 'line', title: t('model.line'), cell: (row) => say(row) },
          {
            key: 'gross',
            title: t('pay.gross'),
            figures: true,
            cell: ({ gross }) => <Amount amount={gross} currency={currency} />,
          },
          {
            key: 'payable',
            title: t('model.payable'),
            figures: true,
            cell: ({ payable }) => <Amount amount={payable} currency={currency} />,
          },
        ]}
      />
      {lineCount > lines.length && (
        <p className="note">{t('model.moreLines', { shown: lines.length, count: lineCount })}</p>
      )}
      {unpaid.length > 0 && (
        <>
          <h3 className="h4">{t('model.unpaid')}</h3>
          <ul>
            {unpaid.map((each) => (
              <li key={`${each.reason}/${each.outcome}`}>
                {t('model.unpaidOf', { outcome: say(each.name), text: say(each) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
