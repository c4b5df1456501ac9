import { lazy, Suspense, useState } from 'react';
import type { Estimate, Uncertainty } from '@ringvirkning/benefits-api';
import type { Sentence } from '@ringvirkning/kernel';
import { useText, type Text } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Select } from '../ui/forms.js';
import { Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { tornadoBars } from './curves.js';
import { PayersValue } from './payers-value.js';
import { ALL_PURSES, endsFor } from './uncertainty-figures.js';
import { ResultPart } from './result-view.js';

const CurveChart = lazy(() => import('./curve-chart.js').then((module) => ({ default: module.CurveChart })));

type Input = Uncertainty['inputs'][number];
type Purse = Uncertainty['purses'][number];
interface Shown {
  readonly estimate: Estimate;
  readonly outcomes: (code: string) => Sentence;
}

/** How far the figures may lie off, what they hang on, and whether each payer gets what it pays for. */
export function UncertaintyView({ estimate, outcomes }: Shown) {
  const { uncertainty, payersValue, years } = estimate;
  if (!uncertainty || years.length === 0) return null;
  return (
    <>
      <Tornado estimate={estimate} outcomes={outcomes} uncertainty={uncertainty} />
      <PerPurse currency={estimate.currency} uncertainty={uncertainty} />
      {payersValue.length > 0 && <PayersValue values={payersValue} currency={estimate.currency} outcomes={outcomes} />}
    </>
  );
}

/** Longer lists of figures that hardly move anything tell nothing. */
const SHOWN = 10;

function Tornado({ estimate, outcomes, uncertainty }: Shown & { readonly uncertainty: Uncertainty }) {
  const text = useText();
  const { t, say } = text;
  const { currency } = estimate;
  const [chosen, choose] = useState(ALL_PURSES);
  const purse = uncertainty.purses.some(({ silo }) => silo === chosen) ? chosen : ALL_PURSES;
  const rows = endsFor(uncertainty, purse).map((each) => ({ ...each, label: labelOf(each.input, outcomes, text) }));
  return (
    <ResultPart title={t('model.tornado')}>
      <Select label={t('model.sureFor')} value={purse} onChange={(event) => choose(event.target.value)}>
        <option value={ALL_PURSES}>{t('model.allPurses')}</option>
        {uncertainty.purses.map(({ silo, name }) => (
          <option key={silo} value={silo}>
            {say(name)}
          </option>
        ))}
      </Select>
      <Suspense fallback={<Loading />}>
        <CurveChart
          chart={tornadoBars(rows.slice(0, SHOWN), { low: t('model.low'), high: t('model.high') }, currency)}
          currency={currency}
          label={t('model.tornadoChart')}
        />
      </Suspense>
      <Table
        caption={t('model.tornadoCaption')}
        rows={rows}
        file={{ name: [t('model.tornado')] }}
        rowKey={({ input }) => `${input.kind}/${input.code}`}
        columns={[
          { key: 'input', title: t('model.input'), heading: true, value: ({ label }) => label },
          { key: 'range', title: t('model.range'), value: ({ input }) => rangeOf(input, text) },
          {
            key: 'low',
            title: t('model.low'),
            value: ({ low }) => moneyOf(low, currency, { signed: true, whole: true }),
          },
          {
            key: 'high',
            title: t('model.high'),
            value: ({ high }) => moneyOf(high, currency, { signed: true, whole: true }),
          },
        ]}
      />
    </ResultPart>
  );
}

const NEEDS = ['weeks', 'days', 'yearlyCost', 'monthsSince', 'monthsUsed'] as const;

function labelOf({ kind, code, title, outcome }: Input, outcomes: Shown['outcomes'], { t, say }: Text): string {
  const need = NEEDS.find((each) => code.endsWith(`/${each}`));
  return t(`model.input.${kind}`, {
    need: kind === 'assumed' && need ? t(`model.need.${need}`) : '',
    title: title ? say(title) : '',
    outcome: outcome === null ? '' : say(outcomes(outcome)),
  });
}

/** `40 % – 60 %` of the people; `−20 % – +20 %` of what the model states. */
function rangeOf(
  { kind, from, to }: Pick<Input, 'kind' | 'from' | 'to'>,
  { share, decimal }: Pick<Text, 'share' | 'decimal'>,
): string {
  if (kind === 'assumed') return `${decimal(from)} – ${decimal(to)}`;
  if (kind === 'success') return `${share(Number(from) / 100)} – ${share(Number(to) / 100)}`;
  const off = (factor: string): string => {
    const difference = Number(factor) - 1;
    return `${difference > 0 ? '+' : ''}${share(difference)}`;
  };
  return `${off(from)} – ${off(to)}`;
}

function PerPurse({
  currency,
  uncertainty,
}: {
  readonly currency: Estimate['currency'];
  readonly uncertainty: Uncertainty;
}) {
  const { t, say, share, decimal } = useText();
  const { purses, total, runs, ranges } = uncertainty;
  const all = { ...total, silo: ALL_PURSES, name: null, pays: purses.some(({ pays }) => pays) };
  const breakEven = ({ pays, breakEven: at }: Pick<Purse, 'pays' | 'breakEven'>): string => {
    if (!pays) return t('model.paysNothing');
    return at === null ? '–' : t(`model.breakEven.${at.kind}`, { percent: decimal(at.from ?? '0') });
  };
  const net = (key: 'p5' | 'p50' | 'p95') => ({
    key,
    title: t(`model.net${key === 'p5' ? 'P5' : key === 'p50' ? 'P50' : 'P95'}`),
    value: (row: Pick<Purse, 'net'>) => moneyOf(row.net[key], currency, { signed: true, whole: true }),
  });
  const off = (range: string): string => `±${share(Number(range))}`;
  return (
    <ResultPart title={t('model.sure')}>
      <Table
        caption={t('model.purseSure')}
        rows={[...purses, all]}
        file={{ name: [t('model.purseSure')] }}
        rowKey={({ silo }) => silo}
        columns={[
          {
            key: 'silo',
            title: t('silos.silo'),
            heading: true,
            value: ({ name }) => (name ? say(name) : t('model.allPurses')),
          },
          { key: 'even', title: t('model.breakEven'), value: breakEven },
          {
            key: 'payback',
            title: t('model.payback'),
            value: ({ pays, paybackYear }) =>
              !pays ? t('model.paysNothing') : paybackYear === null ? t('model.noPayback') : String(paybackYear),
          },
          {
            key: 'present',
            title: t('model.presentValue'),
            value: ({ presentValue }) => moneyOf(presentValue ?? undefined, currency, { signed: true, whole: true }),
          },
          net('p5'),
          net('p50'),
          net('p95'),
          { key: 'covered', title: t('model.covered'), value: (row) => ({ share: row.net.covered / runs }) },
        ]}
      />
      <p className="note">
        {t('model.sureNote', { runs, high: off(ranges.high), medium: off(ranges.medium), low: off(ranges.low) })}
      </p>
    </ResultPart>
  );
}
