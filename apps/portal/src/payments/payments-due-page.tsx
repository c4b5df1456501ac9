import { Link } from 'react-router';
import type { DueItem } from '@ringvirkning/payments-api';
import { usePaymentsDue } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnerPaymentTexts } from '../i18n/partner-payment-texts.js';
import { Page } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { MovedCitizens } from './moved-citizens.js';

addTexts(partnerPaymentTexts);

/** What other municipalities claim from us by the contracts that they lead. */
export function PaymentsDuePage() {
  const { t } = useText();
  const may = useMay();
  const dues = usePaymentsDue();
  return (
    <Page title={t('nav.paymentsDue')} lead={<p>{t('owed.intro')}</p>}>
      <Loaded query={dues}>{({ pages }) => <Dues dues={pages.flatMap(({ items }) => items)} />}</Loaded>
      <More of={dues} />
      {may('people.read-moved') && <MovedCitizens />}
    </Page>
  );
}

function Dues({ dues }: { readonly dues: readonly DueItem[] }) {
  const { t } = useText();
  return (
    <Table
      caption={t('owed.caption')}
      captionHidden
      rows={dues}
      rowKey={({ dueId }) => dueId}
      empty={t('owed.none')}
      file={{ name: [t('nav.paymentsDue')] }}
      columns={[
        {
          key: 'contract',
          title: t('owed.contract'),
          heading: true,
          value: (due) => `${due.contractTitle ?? due.contractRef}, ${t('owed.run', { no: due.number }).toLowerCase()}`,
          cell: (due) => (
            <>
              <Link to={`/payments-due/${due.dueId}`}>
                {due.contractTitle ?? due.contractRef}, {t('owed.run', { no: due.number }).toLowerCase()}
              </Link>
              <span className="cell-note">{due.contractRef}</span>
            </>
          ),
        },
        { key: 'from', title: t('owed.from'), filter: true, value: ({ fromName }) => fromName },
        { key: 'cutOff', title: t('runs.cutOff'), value: ({ cutOff }) => ({ day: cutOff }) },
        { key: 'received', title: t('owed.received'), value: ({ receivedAt }) => ({ at: receivedAt }) },
        {
          key: 'amount',
          title: t('owed.amount'),
          value: ({ amount, currency }) => moneyOf(amount, currency),
        },
        {
          key: 'status',
          title: t('owed.status'),
          filter: true,
          value: ({ status }) => t(`owedStatus.${status}`),
          cell: ({ status, answerRefused }) => (
            <>
              <Badge state={status}>{t(`owedStatus.${status}`)}</Badge>
              {answerRefused && <span className="cell-note">{t('owed.answerRefusedShort')}</span>}
            </>
          ),
        },
      ]}
    />
  );
}
