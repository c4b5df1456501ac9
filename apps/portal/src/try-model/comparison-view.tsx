import { memo } from 'react';
import type { Simulation } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Empty } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { compare, type ComparedFigure } from './comparison.js';
import type { Shown } from './result-figures.js';
import { usePercent, useTimes } from './result-view.js';

interface ComparisonProps {
  readonly a: Simulation | undefined;
  readonly b: Simulation | undefined;
  readonly shown: Shown;
  /** What the two are; absent: versions A and B. */
  readonly names?: readonly [string, string] | undefined;
}

/** Both versions side by side, with what changes from A to B. */
export const ComparisonView = memo(function ComparisonView({ a, b, shown, names }: ComparisonProps) {
  const { t } = useText();
  return (
    <Section title={names ? t('model.sideBySide') : t('model.comparison')}>
      {!a || !b ? (
        <Empty>{t('model.waiting')}</Empty>
      ) : a.currency !== b.currency ? (
        <Empty>{t('model.notComparable')}</Empty>
      ) : (
        <Figures a={a} b={b} shown={shown} names={names} />
      )}
    </Section>
  );
});

function Figures({
  a,
  b,
  shown,
  names,
}: Pick<ComparisonProps, 'shown' | 'names'> & { readonly a: Simulation; readonly b: Simulation }) {
  const { t, decimal, money } = useText();
  const [percent, times] = [usePercent(), useTimes()];
  const label = ({ label: kind, about = '' }: ComparedFigure): string => {
    switch (kind) {
      case 'payer':
        return t('model.payerTotal', { party: about });
      case 'year':
        return t('model.yearTotal', { year: about });
      case 'irr':
        return t('model.irrOf', { party: about });
      case 'multiple':
        return t('model.multipleOf', { party: about });
      default:
        return t(`model.${kind}`);
    }
  };
  const value = (kind: ComparedFigure['kind'], figure: string | null) =>
    figure === null ? (
      '–'
    ) : kind === 'money' ? (
      <Amount amount={figure} currency={a.currency} />
    ) : kind === 'share' ? (
      percent(figure)
    ) : (
      times(figure)
    );
  // More is not better or worse for everybody: the difference has a sign and no colour.
  const change = ({ kind, difference }: ComparedFigure): string => {
    if (difference === null) return '–';
    const plus = /^[0.]*$/.test(difference) || difference.startsWith('-') ? '' : '+';
    if (kind === 'money') return plus + money(difference, a.currency);
    return (
      plus +
      (kind === 'share'
        ? t('model.points', { points: decimal((Number(difference) * 100).toFixed(1)) })
        : times(difference))
    );
  };
  return (
    <Table
      caption={t('model.comparisonCaption', {
        shown: shown === 'plan' ? t('model.plan') : t('model.success', { percent: shown }),
      })}
      rows={compare(a, b, shown)}
      rowKey={({ key }) => key}
      columns={[
        { key: 'figure', title: t('model.figure'), heading: true, cell: label },
        {
          key: 'a',
          title: names?.[0] ?? t('model.version', { version: 'A' }),
          figures: true,
          cell: (row) => value(row.kind, row.a),
        },
        {
          key: 'b',
          title: names?.[1] ?? t('model.version', { version: 'B' }),
          figures: true,
          cell: (row) => value(row.kind, row.b),
        },
        { key: 'difference', title: names ? t('model.change') : t('model.difference'), figures: true, cell: change },
      ]}
    />
  );
}
