import { lazy, Suspense } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import type { Currency } from '@ringvirkning/kernel';
import type { Flows, Matrix, Overview } from '@ringvirkning/benefits-api';
import type { ContractSummary } from '@ringvirkning/contracts-api';
import { useContracts, useFlows, useMatrix, useOverview, type BenefitsFilter } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { firstPlace } from '../layout/places.js';
import { Select } from '../ui/forms.js';
import { Empty, Loaded, Loading } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { HiddenNote, RestrictedNote } from '../ui/values.js';
import { DepartmentBack } from './department-back.js';
import { KeyFigures } from './key-figures.js';
import { MatrixTable } from './matrix-table.js';
import { toRows, withoutGain } from './sankey-data.js';
import { SiloTable } from './silo-table.js';
import { YearSlider } from './year-slider.js';

const SankeyChart = lazy(() => import('./sankey-chart.js').then((module) => ({ default: module.SankeyChart })));

/** Front page: what do we pay, and who gets the benefit? The choice stands in the address, so that it can be shared. */
export function FrontPage() {
  const start = firstPlace(useMay());
  return start === '/' ? <OverviewPage /> : <Navigate to={start} replace />;
}

function OverviewPage() {
  const { t } = useText();
  const [choice, setChoice] = useSearchParams();
  const may = useMay();
  const contracts = useContracts();
  const filter: BenefitsFilter = {
    contractId: choice.get('contract') ?? undefined,
    currency: choice.get('contract')
      ? undefined
      : (choice.get('currency') ?? soleCurrency(contracts.data?.items ?? [])),
    year: choice.get('year') ? Number(choice.get('year')) : undefined,
  };
  const [flows, overview, matrix] = [useFlows(filter), useOverview(filter), useMatrix(filter)];
  const of = [
    contracts.data?.items.find(({ id }) => id === filter.contractId)?.ref ?? '',
    flows.data?.currency ?? '',
    choice.get('year') ?? '',
  ];
  const choose = (changes: Record<string, string>) =>
    setChoice(
      (now) => {
        for (const [name, value] of Object.entries(changes))
          if (value) now.set(name, value);
          else now.delete(name);
        return now;
      },
      { replace: true },
    );
  return (
    <Page title={t('front.title')} lead={<p>{t('front.intro')}</p>} onPaper>
      {may('benefits.read-agreements') && <DepartmentBack />}
      <Filters flows={flows.data} contracts={contracts.data?.items ?? []} filter={filter} choose={choose} />
      <Section title={t('front.keyFigures')}>
        <Loaded<Overview> query={overview}>{(data) => <KeyFigures overview={data} />}</Loaded>
      </Section>
      <Section title={t('front.flows')}>
        <Loaded<Flows> query={flows}>{(data) => <FlowsView flows={data} of={of} />}</Loaded>
      </Section>
      <Section title={t('matrix.title')}>
        <Loaded<Matrix> query={matrix}>
          {(data) => <MatrixTable matrix={data} of={of} contractId={filter.contractId} year={filter.year} />}
        </Loaded>
      </Section>
      <Section title={t('silos.title')}>
        <Loaded<Overview> query={overview}>
          {(data) => (
            <SiloTable overview={data} byYear={false} of={of} contractId={filter.contractId} year={filter.year} />
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

/** Whose contracts are all in one currency sees that one first, and no zeros of another. */
function soleCurrency(contracts: readonly ContractSummary[]): Currency | undefined {
  const currencies = new Set(contracts.filter(({ status }) => status !== 'draft').map(({ currency }) => currency));
  return currencies.size === 1 ? [...currencies][0] : undefined;
}

interface FiltersProps {
  readonly flows: Flows | undefined;
  readonly contracts: readonly ContractSummary[];
  readonly filter: BenefitsFilter;
  choose(changes: Record<string, string>): void;
}

function Filters({ flows, contracts, filter, choose }: FiltersProps) {
  const { t, say } = useText();
  const current = flows?.currency ?? 'DKK';
  const currencies: readonly Currency[] = [
    ...new Set([current, ...(flows?.otherCurrencies ?? []), ...contracts.map(({ currency }) => currency)]),
  ].sort();
  return (
    <form className="filters" aria-label={t('front.filter')} onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t('front.contract')}
        value={filter.contractId ?? ''}
        onChange={(event) => choose({ contract: event.target.value, currency: '', year: '' })}
      >
        <option value="">
          {t('front.allContracts', { currency: filter.contractId ? (filter.currency ?? 'DKK') : current })}
        </option>
        {contracts
          .filter(({ status }) => status !== 'draft')
          .map(({ id, ref, titles }) => (
            <option key={id} value={id}>
              {say(titles)} ({ref})
            </option>
          ))}
      </Select>
      {!filter.contractId && currencies.length > 1 && (
        <Select
          label={t('front.currency')}
          value={filter.currency ?? current}
          onChange={(event) => choose({ currency: event.target.value, year: '' })}
        >
          {currencies.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </Select>
      )}
      <Select
        label={t('front.year')}
        value={filter.year ?? ''}
        onChange={(event) => choose({ year: event.target.value })}
      >
        <option value="">{t('front.allYears')}</option>
        {(flows?.years ?? []).map((year) => (
          <option key={year}>{year}</option>
        ))}
      </Select>
      <YearSlider
        years={flows?.years ?? []}
        year={filter.year}
        choose={(year) => choose({ year: year === undefined ? '' : String(year) })}
      />
    </form>
  );
}

function FlowsView({ flows, of }: { readonly flows: Flows; readonly of: readonly string[] }) {
  const { t, language } = useText();
  const rows = toRows(flows, language);
  const gainless = flows.suppressed ? [] : withoutGain(flows, language);
  if (rows.length === 0) return <Empty>{t('front.flowsEmpty')}</Empty>;
  return (
    <>
      <Suspense fallback={<Loading />}>
        <SankeyChart flows={flows} />
      </Suspense>
      <ul className="legend" aria-hidden="true">
        {(['invested', 'paid', 'gained', 'expected'] as const).map((kind) => (
          <li key={kind} className={`legend-${kind}`}>
            {t(`flow.${kind}`)}
          </li>
        ))}
      </ul>
      {gainless.length > 0 && <p className="note">{t('front.gainless', { contracts: gainless.join('; ') })}</p>}
      <Table
        caption={t('front.flowsTable')}
        rows={rows}
        rowKey={({ key }) => key}
        file={{ name: [t('front.flows'), ...of] }}
        columns={[
          { key: 'from', title: t('front.from'), heading: true, filter: true, value: ({ from }) => from },
          { key: 'to', title: t('front.to'), filter: true, value: ({ to }) => to },
          { key: 'kind', title: t('front.kind'), filter: true, value: ({ kind }) => t(`flow.${kind}`) },
          {
            key: 'amount',
            title: t('front.amount'),
            value: ({ amount }) => moneyOf(amount, flows.currency, { whole: true }),
          },
        ]}
      />
      <HiddenNote when={flows.suppressed} />
      <RestrictedNote when={flows.restricted} />
    </>
  );
}
