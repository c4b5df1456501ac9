import { Link } from 'react-router';
import type { ContractPage as Contracts } from '@ringvirkning/contracts-api';
import { useContracts } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

export function ContractsPage() {
  const { t, say } = useText();
  const may = useMay();
  const contracts = useContracts();
  return (
    <Page
      title={t('contracts.title')}
      onPaper
      aside={
        <>
          {may('contracts.read-budget') && (
            <Link className="button button-secondary" to="/budget">
              {t('contracts.budgets')}
            </Link>
          )}
          {may('contracts.create') && (
            <>
              <Link className="button button-secondary" to="/contracts/templates">
                {t('contracts.templates')}
              </Link>
              <Link className="button button-primary" to="/contracts/new">
                {t('contracts.new')}
              </Link>
            </>
          )}
          {may('contracts.read-chains') && <Link to="/contracts/sign-off-chains">{t('contracts.chains')}</Link>}
        </>
      }
    >
      <Loaded<Contracts> query={contracts}>
        {({ items }) => (
          <Table
            caption={t('contracts.caption')}
            captionHidden
            rows={items}
            rowKey={({ id }) => id}
            empty={t('contracts.none')}
            file={{ name: [t('contracts.title')] }}
            columns={[
              {
                key: 'name',
                title: t('contracts.name'),
                heading: true,
                value: ({ titles, ref }) => `${say(titles)} (${ref})`,
                cell: ({ id, titles, ref, home, parties }) => (
                  <>
                    <Link to={`/contracts/${id}`}>{say(titles)}</Link>
                    <span className="cell-note">{ref}</span>
                    {home && (
                      <span className="cell-note">
                        {t('joint.ledBy', {
                          home: parties.find(({ organisation }) => organisation === home)?.name ?? home,
                        })}
                      </span>
                    )}
                  </>
                ),
              },
              {
                key: 'parties',
                title: t('contracts.parties'),
                value: ({ parties }) => parties.map(({ name }) => name).join(', '),
              },
              {
                key: 'status',
                title: t('contracts.status'),
                filter: true,
                value: ({ status }) => t(`contractStatus.${status}`),
                cell: ({ status }) => <Badge state={status}>{t(`contractStatus.${status}`)}</Badge>,
              },
              {
                key: 'signOffs',
                title: t('contracts.signOffs'),
                figures: true,
                value: ({ signOffs }) => `${signOffs.given}/${signOffs.required}`,
              },
              {
                key: 'activated',
                title: t('contracts.activated'),
                value: ({ activatedOn }) => (activatedOn ? { day: activatedOn } : undefined),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
