import type { PartnershipHistoryEntry, PartnershipMember } from '@ringvirkning/partnership-api';
import { useText } from '../i18n/i18n.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { More } from '../ui/more.js';
import { nameOf } from './names.js';
import { useHistory } from './queries.js';

/** All that the members have decided about their partnership, newest first, with whose word it was. */
export function History({ members }: { readonly members: readonly PartnershipMember[] }) {
  const { t, instant, date } = useText();
  const history = useHistory();
  if (history.error) return <ErrorNotice error={history.error} retry={() => history.refetch()} />;
  if (!history.data) return <Loading />;
  const rows = history.data.pages.flatMap(({ items }) => items);
  const particulars = ({ reason, keyEndsAt, maintenance, charter }: PartnershipHistoryEntry): string =>
    [
      reason,
      keyEndsAt && t('ptn.keyUntil', { date: date(keyEndsAt.slice(0, 10)) }),
      maintenance && t('ptn.maintenanceFrom', { from: instant(maintenance.begins), to: instant(maintenance.ends) }),
      charter?.purpose,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <Table
        caption={t('ptn.history')}
        captionHidden
        rows={rows}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'number', title: t('ptn.number'), value: ({ number }) => number },
          { key: 'at', title: t('ptn.at'), value: ({ at }) => ({ at }) },
          {
            key: 'what',
            title: t('ptn.what'),
            heading: true,
            value: ({ what, about, name }) =>
              t(`ptn.said.${what}`, { member: about === null ? '' : (name ?? nameOf(members, about)) }),
          },
          { key: 'more', title: t('ptn.particulars'), value: particulars },
          {
            key: 'by',
            title: t('ptn.signedBy'),
            value: ({ signedBy }) => signedBy.map((id) => nameOf(members, id)).join(', '),
          },
        ]}
      />
      <More of={history} />
    </>
  );
}
