import type { PartnershipMember, Quarantined, QuarantinedText } from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { More } from '../ui/more.js';
import { nameOf } from './names.js';
import { PARTNERSHIP, useQuarantine } from './queries.js';

/** What came from outside and did not prove itself: it had no effect, and somebody should know. */
export function Quarantine({ members }: { readonly members: readonly PartnershipMember[] }) {
  const { t, count } = useText();
  const may = useMay();
  const quarantine = useQuarantine(may('partnership.manage'));
  const [opened, setOpened] = useState<QuarantinedText>();
  const rows = (quarantine.data?.pages ?? []).flatMap(({ items }) => items);
  if (rows.length === 0) return null;
  return (
    <Section title={t('ptn.quarantine')}>
      <p>{t('ptn.quarantineLead')}</p>
      <Table<Quarantined>
        caption={t('ptn.quarantine')}
        captionHidden
        rows={rows}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'at', title: t('ptn.at'), heading: true, value: ({ at }) => ({ at }) },
          { key: 'why', title: t('ptn.why'), filter: true, value: ({ reason }) => t(`ptn.aside.${reason}`) },
          {
            key: 'from',
            title: t('ptn.saysFrom'),
            value: ({ from }) => (from === null ? t('ptn.unknown') : nameOf(members, from)),
          },
          { key: 'size', title: t('ptn.letters'), value: ({ size }) => size, cell: ({ size }) => count(size) },
          may('operations.operate') && {
            key: 'text',
            title: t('ptn.itsText'),
            cell: ({ id }) => (
              <ActionButton<QuarantinedText>
                label={t('ptn.open')}
                about={String(id)}
                kind="tertiary"
                act={() => ({ path: `${PARTNERSHIP}/quarantine/${id}/opening`, done: setOpened })}
              />
            ),
          },
        ]}
      />
      {opened && (
        <div role="status">
          <h3>{t('ptn.openedText', { number: opened.id })}</h3>
          <p>
            <code>{opened.text}</code>
            {opened.isCut && ' …'}
          </p>
        </div>
      )}
      <More of={quarantine} />
    </Section>
  );
}
