import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CapitalOverview } from '@ringvirkning/payments-api';
import { get } from '../api/http.js';
import { capitalTexts } from '../i18n/capital-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { Empty, ErrorNotice, Loading } from '../ui/notices.js';
import { More } from '../ui/more.js';
import { KeyFigures, PositionTable, QuarterTable } from './positions.js';
import { addQuarters, ownOf } from './totals.js';

addTexts(capitalTexts);

const PATH = '/api/payments/capital';

/** All contracts with capital that somebody sees: what comes next, how each capital stands, and liquidity by quarter. */
export function CapitalPage() {
  const { t } = useText();
  const pages = useInfiniteQuery({
    queryKey: [PATH],
    queryFn: ({ pageParam, signal }) => get<CapitalOverview>(pageParam ? `${PATH}?after=${pageParam}` : PATH, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('cap.title')} lead={<p>{t('cap.intro')}</p>} onPaper>
      {pages.isPending && <Loading />}
      {pages.error && <ErrorNotice error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && items.length === 0 && <Empty>{t('cap.none')}</Empty>}
      {[...Map.groupBy(items, ({ currency }) => currency)].map(([currency, of]) => (
        <Contracts key={currency} currency={currency} items={of} />
      ))}
      <More of={pages} />
    </Page>
  );
}

function Contracts({
  items,
  currency,
}: Pick<CapitalOverview, 'items'> & Pick<CapitalOverview['items'][number], 'currency'>) {
  const { t } = useText();
  return (
    <>
      <KeyFigures positions={items.flatMap(({ positions }) => ownOf(positions))} currency={currency} />
      {items.some(({ isBehind }) => isBehind) && <p className="note">{t('cap.behind')}</p>}
      <Section title={t('cap.providers')}>
        <PositionTable
          of={[]}
          rows={items.flatMap(({ contractId, contractRef, positions }) =>
            ownOf(positions).map((position) => ({ ...position, contractId, contractRef, currency })),
          )}
        />
        <p className="note">{t('cap.expectedHint')}</p>
        <ul>
          {items.map(({ contractId, contractRef, contractTitle }) => (
            <li key={contractId}>
              <Link to={`/contracts/${contractId}/capital`}>{`${contractRef} – ${contractTitle}`}</Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('cap.quarters')}>
        <p className="note">{t('cap.quartersHint')}</p>
        <QuarterTable quarters={addQuarters(items.map(({ quarters }) => quarters))} currency={currency} of={[]} />
      </Section>
    </>
  );
}
