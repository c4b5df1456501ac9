import { Link } from 'react-router';
import type { BehindPage } from '@ringvirkning/benefits-api';
import type { Currency } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import type { Line } from './line-table.js';
import { useBehind } from './queries.js';

/** The outcomes that a line is the sum of. That somebody looked is logged. */
export function BehindLine({
  line: { line, consequence },
  of,
  currency,
}: {
  readonly line: Line;
  readonly of: Parameters<typeof useBehind>[0];
  readonly currency: Currency;
}) {
  const { t, say } = useText();
  const behind = useBehind(of);
  if (behind.error) return <ErrorNotice error={behind.error} retry={() => void behind.refetch()} />;
  if (!behind.data) return <Loading />;
  const rows = behind.data.pages.flatMap(({ items }) => items);
  const figure = (key: 'realised' | 'forecast') => ({
    key,
    title: t(`silos.${key}`),
    value: (row: BehindPage['items'][number]) => moneyOf(row[key], currency),
  });
  return (
    <>
      <Table
        caption={t('breakdown.ofLine', { line: line ? say(line.title) : consequence })}
        rows={rows}
        rowKey={({ claimId }) => claimId}
        empty={t('breakdown.noOutcomes')}
        columns={[
          {
            key: 'claim',
            title: t('breakdown.claim'),
            heading: true,
            cell: ({ claimId }) => (
              <Link to={`/contracts/${of.contractId}/claims/${claimId}`}>
                {t('breakdown.open')} <span className="cell-note">{claimId.slice(-8)}</span>
              </Link>
            ),
          },
          { key: 'on', title: t('breakdown.on'), value: ({ on }) => ({ day: on }) },
          { key: 'quantity', title: t('breakdown.units'), value: ({ quantity }) => ({ decimal: quantity }) },
          figure('realised'),
          figure('forecast'),
        ]}
      />
      <More of={behind} />
      <p className="note" role="status">
        {t('breakdown.logged')}
      </p>
    </>
  );
}
