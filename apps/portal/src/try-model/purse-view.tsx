import { lazy, Suspense, useState } from 'react';
import type { Estimate, ValuationModelItem } from '@ringvirkning/benefits-api';
import { useValuationModels } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useModelName } from '../benefits/use-model-name.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Select } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded, Loading } from '../ui/notices.js';
import { Cell, Table } from '../ui/table.js';
import { Amount, PurseName } from '../ui/values.js';
import { gainBars } from './curves.js';
import { forecastOf, outcomeName, type ResultProps } from './result-figures.js';
import { UncertaintyView } from './uncertainty-view.js';
import { bestModel, estimateOf, useEstimate } from './use-estimate.js';

const CurveChart = lazy(() => import('./curve-chart.js').then((module) => ({ default: module.CurveChart })));

/** Who would pay and who would gain, purse by purse, by a dated valuation model. */
export function PurseView({ simulation, shown }: ResultProps) {
  const { t } = useText();
  const may = useMay();
  const models = useValuationModels(may('benefits.read'));
  if (!may('benefits.read')) return null;
  return (
    <Section title={t('model.purses')}>
      <Loaded query={models}>
        {({ items }) => <Estimated models={items} simulation={simulation} shown={shown} />}
      </Loaded>
    </Section>
  );
}

function Estimated({ models, simulation, shown }: ResultProps & { readonly models: readonly ValuationModelItem[] }) {
  const { t } = useText();
  const nameOf = useModelName();
  const [chosen, choose] = useState<string>();
  const forecast = forecastOf(simulation, shown);
  const fitting = models.filter(({ currency }) => currency === simulation.currency);
  const model =
    fitting.find((each) => each.model === chosen) ?? bestModel(models, forecast.achieved, simulation.currency);
  const estimate = useEstimate(
    model && forecast.achieved.length > 0 ? estimateOf(simulation, shown, model.model) : undefined,
  );
  if (!model)
    return (
      <Empty>
        {t(models.length === 0 ? 'model.noModels' : 'model.otherCurrency', { currency: simulation.currency })}
      </Empty>
    );
  return (
    <>
      <div className="purse-model">
        <Select label={t('model.byModel')} value={model.model} onChange={(event) => choose(event.target.value)}>
          {fitting.map((each) => (
            <option key={each.model} value={each.model}>
              {nameOf(each.model)}
            </option>
          ))}
        </Select>
      </div>
      {forecast.achieved.length === 0 ? (
        <Empty>{t('model.nothingAchieved')}</Empty>
      ) : estimate.error ? (
        <ErrorNotice error={estimate.error} />
      ) : estimate.data ? (
        <>
          <Purses estimate={estimate.data} outcomes={outcomeName(forecast)} />
          <UncertaintyView estimate={estimate.data} outcomes={outcomeName(forecast)} />
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}

const FIGURES = ['paid', 'gained', 'net'] as const;

function Purses({
  estimate,
  outcomes,
}: {
  readonly estimate: Estimate;
  readonly outcomes: (code: string) => { readonly da: string; readonly en: string };
}) {
  const { t, say } = useText();
  const { silos, totals, years, currency, priceLevelYear, withoutConsequences } = estimate;
  const figure = (key: (typeof FIGURES)[number], amount: string) => (
    <Amount amount={amount} currency={currency} signed={key === 'net'} />
  );
  const nothing = years.length === 0;
  return (
    <>
      {nothing && <p>{t('model.noConsequences')}</p>}
      {!nothing && (
        <Suspense fallback={<Loading />}>
          <CurveChart chart={gainBars(estimate, say)} currency={currency} label={t('model.pursesChart')} />
        </Suspense>
      )}
      {!nothing && (
        <Table<Estimate['silos'][number]>
          caption={t('model.pursesCaption')}
          rows={silos}
          rowKey={({ silo }) => silo}
          columns={[
            {
              key: 'silo',
              title: t('silos.silo'),
              heading: true,
              cell: (purse) => <PurseName purse={purse} />,
            },
            ...FIGURES.map((key) => ({
              key,
              title: t(`model.purse.${key}`),
              figures: true,
              cell: (row: Estimate['silos'][number]) => figure(key, row[key]),
            })),
          ]}
          foot={
            <tr role="row">
              <th role="rowheader" scope="row">
                {t('table.total')}
              </th>
              {FIGURES.map((key) => (
                <Cell key={key} title={t(`model.purse.${key}`)} figures>
                  {figure(key, totals[key])}
                </Cell>
              ))}
            </tr>
          }
        />
      )}
      {withoutConsequences.length > 0 && !nothing && (
        <p>
          {t('model.someWithout', {
            outcomes: withoutConsequences.map(({ outcome }) => say(outcomes(outcome))).join(', '),
          })}
        </p>
      )}
      {!nothing && <p className="note">{t('model.pursesNote', { year: priceLevelYear })}</p>}
    </>
  );
}
