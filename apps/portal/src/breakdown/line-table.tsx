import { Link } from 'react-router';
import type { Breakdown } from '@ringvirkning/benefits-api';
import { minorUnits, type Currency } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Table, type Column } from '../ui/table.js';

export type Line = Breakdown['contracts'][number]['lines'][number];

/** Lines of a model, each with its quantity, its unit price and the source of that, and the provision that splits it. */
export function LineTable({
  lines,
  currency,
  of,
  show,
}: {
  readonly lines: readonly Line[];
  readonly currency: Currency;
  readonly of: readonly string[];
  /** Shows the outcomes behind a line, to those who may see them. */
  readonly show: ((line: Line) => void) | undefined;
}) {
  const { t } = useText();
  const told = useTold(currency);
  const hasFigures = lines.some(({ realised }) => realised !== null);
  const figure = (key: 'realised' | 'forecast'): Column<Line> => ({
    key,
    title: t(`silos.${key}`),
    total: true,
    value: (line) => moneyOf(line[key], currency),
  });
  return (
    <Table<Line>
      caption={t('breakdown.caption')}
      rows={lines}
      rowKey={({ outcome, consequence, cashable }) => `${outcome} ${consequence} ${cashable}`}
      empty={t('breakdown.none')}
      file={{ name: [t('breakdown.title'), ...of] }}
      columns={[
        { key: 'line', title: t('breakdown.line'), heading: true, value: told.name },
        hasFigures && figure('realised'),
        hasFigures && figure('forecast'),
        hasFigures && {
          key: 'cashable',
          title: t('breakdown.cashable'),
          filter: true,
          value: ({ cashable }) => (cashable === null ? undefined : t(cashable ? 'breakdown.yes' : 'breakdown.no')),
        },
        { key: 'quantity', title: t('breakdown.perOutcome'), value: told.quantity },
        { key: 'price', title: t('breakdown.price'), value: told.price },
        { key: 'source', title: t('breakdown.source'), value: told.source },
        {
          key: 'law',
          title: t('breakdown.law'),
          value: told.law,
          cell: (row) =>
            row.line?.anchor.provision ? (
              <Link to={`/provisions/${row.line.anchor.provision}`}>{told.law(row)}</Link>
            ) : (
              told.law(row)
            ),
        },
        lines.some(({ line }) => line !== null && line.confirmedBy.length > 0) && {
          key: 'confirmed',
          title: t('breakdown.confirmed'),
          value: ({ line }: Line) => line?.confirmedBy.join(', '),
        },
        show !== undefined && {
          key: 'outcomes',
          title: t('breakdown.outcomes'),
          cell: (row) => (
            <button type="button" className="button button-tertiary" onClick={() => show(row)}>
              {t('breakdown.showOutcomes')}
              <span className="sr-only">: {told.name(row)}</span>
            </button>
          ),
        },
      ]}
    />
  );
}

/** Parts of a line in words. */
function useTold(currency: Currency) {
  const { t, say, money, date, decimal } = useText();
  return {
    name: ({ line, consequence }: Line): string => (line ? say(line.title) : consequence),
    quantity: ({ line }: Line): string | undefined =>
      line ? t('breakdown.quantity', { quantity: decimal(line.quantity), unit: line.price.unit }) : undefined,
    price: ({ line }: Line): string | undefined =>
      line?.price.values
        .map(({ from, amount }) =>
          t('breakdown.priceSince', {
            amount: money(minorUnits(amount, currency).toString(), currency),
            day: date(from),
          }),
        )
        .join('; '),
    source: ({ line }: Line): string | undefined => {
      if (!line) return undefined;
      const { basis, source, priceLevelYear: year } = line.price;
      return t('breakdown.level', {
        source: basis === 'public' ? source : t('breakdown.assumption', { reason: source }),
        year,
      });
    },
    law: ({ line }: Line): string | undefined =>
      line ? [say(line.anchor.title), ...line.anchor.sources.map((source) => `(${source})`)].join(' ') : undefined,
  };
}
