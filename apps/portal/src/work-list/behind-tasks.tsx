import type { WorkList } from '@ringvirkning/outcomes-api';
import { Link } from 'react-router';
import { ContractTitle } from '../contracts/contract-title.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';

/** Contracts to which fewer people came than planned: to be looked at, and renegotiated. */
export function BehindTasks({ tasks }: { readonly tasks: WorkList['behind'] }) {
  const { t } = useText();
  if (tasks.length === 0) return null;
  return (
    <Section title={t('task.behind')}>
      <Table
        caption={t('work.caption', { kind: t('task.behind'), count: tasks.length })}
        captionHidden
        rows={tasks}
        rowKey={({ contractId }) => contractId}
        columns={[
          {
            key: 'contract',
            title: t('work.contract'),
            heading: true,
            cell: ({ contractId, title, ref }) => (
              <>
                <ContractTitle id={contractId} title={title} />
                <span className="cell-note">{ref}</span>
              </>
            ),
          },
          { key: 'people', title: t('work.came'), value: ({ people }) => people },
          { key: 'planned', title: t('work.plannedByNow'), value: ({ plannedByNow }) => plannedByNow },
          {
            key: 'act',
            title: t('table.actions'),
            cell: ({ contractId, title }) => (
              <Link className="button button-secondary" to={`/contracts/${contractId}/terms`}>
                {t('act.open')}
                <span className="sr-only">
                  {' '}
                  – <ContractTitle id={contractId} title={title} />
                </span>
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}
