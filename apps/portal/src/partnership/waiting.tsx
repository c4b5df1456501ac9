import type { PartnershipMember, WaitingMessage } from '@ringvirkning/partnership-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { nameOf } from './names.js';
import { useWaiting } from './queries.js';

interface WaitingProps {
  readonly members: readonly PartnershipMember[];
  readonly partner?: string | undefined;
}

/** What we have to say and may not say yet, and why; nothing where nothing waits. */
export function Waiting({ members, partner }: WaitingProps) {
  const { t, word, count } = useText();
  const { data } = useWaiting();
  const rows = (data?.items ?? []).filter(({ to }) => partner === undefined || to === partner);
  if (rows.length === 0) return null;
  return (
    <Section title={t('ptn.waiting')}>
      {data!.total > data!.items.length && <p>{t('ptn.waitingTotal', { count: count(data!.total) })}</p>}
      <Table<WaitingMessage>
        caption={t('ptn.waiting')}
        captionHidden
        rows={rows}
        rowKey={({ to, id }) => `${to} ${id}`}
        columns={[
          { key: 'to', title: t('ptn.with'), heading: true, value: ({ to }) => nameOf(members, to) },
          { key: 'type', title: t('ptn.what'), filter: true, value: ({ type }) => word('ptn.type', type) },
          { key: 'since', title: t('ptn.since'), value: ({ since }) => ({ at: since }) },
          { key: 'why', title: t('ptn.why'), filter: true, value: ({ reason }) => t(`ptn.waits.${reason}`) },
        ]}
      />
    </Section>
  );
}
