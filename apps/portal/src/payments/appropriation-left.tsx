import { Link } from 'react-router';
import type { Budget } from '@ringvirkning/payments-api';
import { useBudget } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';

/** What the appropriations hold, before a run (or a claim of a partner) is authorised: nobody spends more than the council has set aside. */
export function AppropriationLeft({ at, contractId }: { readonly at: string; readonly contractId: string }) {
  const { t } = useText();
  const query = useBudget(at);
  if (query.data?.items.length === 0) return null;
  return (
    <Section title={t('budget.title')}>
      <Loaded<Budget> query={query}>{(budget) => <Years {...budget} contractId={contractId} />}</Loaded>
    </Section>
  );
}

function Years({ items, currency, contractId }: Budget & { readonly contractId: string }) {
  const { t } = useText();
  const figure = (key: 'appropriated' | 'used' | 'amount' | 'left') => ({
    key,
    title: t(`budget.${key}`),
    value: (row: Budget['items'][number]) => moneyOf(row[key], currency),
  });
  const isShort = items.some(({ amount, left }) => BigInt(amount) > 0n && BigInt(left) < 0n);
  return (
    <>
      {isShort && (
        <div className="alert alert-warning notice">
          <p className="alert-text">
            {t('budget.short')} <Link to={`/contracts/${contractId}`}>{t('budget.toContract')}</Link>
          </p>
        </div>
      )}
      <Table
        caption={t('budget.title')}
        captionHidden
        rows={items}
        rowKey={({ payer, budgetYear }) => `${payer}-${budgetYear}`}
        columns={[
          { key: 'payer', title: t('pay.payer'), heading: true, value: ({ payerName }) => payerName },
          { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
          ...(['appropriated', 'used', 'amount', 'left'] as const).map(figure),
        ]}
      />
    </>
  );
}
