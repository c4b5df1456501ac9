import { Link } from 'react-router';
import type { ProvisionList } from '@ringvirkning/benefits-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { provisionTexts } from '../i18n/provision-texts.js';
import { Page } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { useProvisions } from './provision-queries.js';

addTexts(provisionTexts);

/** The catalogue of provisions of law that valuation models may name. */
export function ProvisionsPage() {
  const { t, say } = useText();
  return (
    <Page title={t('provisions.title')} lead={<p>{t('provisions.intro')}</p>} onPaper>
      <Loaded<ProvisionList> query={useProvisions()}>
        {({ items }) => (
          <Table
            caption={t('provisions.caption')}
            captionHidden
            rows={items}
            rowKey={({ code }) => code}
            file={{ name: [t('provisions.title')] }}
            columns={[
              {
                key: 'name',
                title: t('provisions.name'),
                heading: true,
                value: ({ title }) => say(title),
                cell: ({ code, title }) => <Link to={`/provisions/${code}`}>{say(title)}</Link>,
              },
              { key: 'reference', title: t('provisions.reference'), value: ({ reference }) => reference },
              { key: 'code', title: t('provisions.code'), value: ({ code }) => code },
              { key: 'latest', title: t('provisions.latest'), value: ({ latestFrom }) => ({ day: latestFrom }) },
              { key: 'rules', title: t('provisions.rules'), value: ({ rules }) => rules },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
