import { Link } from 'react-router';
import type { SettlementTask } from '@ringvirkning/payments-api';
import { ContractTitle } from '../contracts/contract-title.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';

const KINDS = ['certify-settlement', 'authorise-settlement'] as const;

/** Contracts that are over and wait to be settled for good. */
export function SettlementTasks({ tasks }: { readonly tasks: readonly SettlementTask[] }) {
  const { t, date } = useText();
  return KINDS.map((kind) => {
    const rows = tasks.filter((task) => task.kind === kind);
    if (rows.length === 0) return null;
    return (
      <Section key={kind} title={t(`task.${kind}`)}>
        <Table
          caption={t('work.caption', { kind: t(`task.${kind}`), count: rows.length })}
          captionHidden
          rows={rows}
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
            { key: 'lastDay', title: t('work.lastDay'), cell: ({ lastDay }) => date(lastDay) },
            {
              key: 'act',
              title: t('table.actions'),
              cell: ({ contractId, title }) => (
                <Link className="button button-secondary" to={`/contracts/${contractId}/settlement`}>
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
  });
}
