import { useQuery } from '@tanstack/react-query';
import { get } from '../api/http.js';
import { apiDocsTexts } from '../i18n/api-docs-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { operationsOf, type ApiDocument } from './operations-of.js';

addTexts(apiDocsTexts);

const DOCUMENT = '/api/openapi.json';

/** Every address of the programming interface, with what it does and what one must be permitted to. It holds no data, so everybody may read it. */
export function ApiDocsPage() {
  const { t, language } = useText();
  const document = useQuery({
    queryKey: ['api-document'],
    queryFn: ({ signal }) => get<ApiDocument>(DOCUMENT, signal),
    staleTime: Infinity,
  });
  return (
    <Page
      title={t('apiDocs.title')}
      lead={
        <p>
          {t('apiDocs.lead')} <a href={DOCUMENT}>{t('apiDocs.document')}</a>
        </p>
      }
    >
      <Loaded<ApiDocument> query={document}>
        {(found) => (
          <>
            {found['x-not-answering'] && (
              <p className="note">{t('apiDocs.missing', { services: found['x-not-answering'].join(', ') })}</p>
            )}
            <Table
              caption={t('apiDocs.addresses')}
              captionHidden
              rows={operationsOf(found, language)}
              rowKey={({ method, path }) => `${method} ${path}`}
              file={{ name: [t('apiDocs.title')] }}
              columns={[
                {
                  key: 'address',
                  title: t('apiDocs.address'),
                  heading: true,
                  value: ({ method, path }) => `${method} ${path}`,
                  cell: ({ method, path }) => (
                    <code className="address">
                      {method} {path}
                    </code>
                  ),
                },
                { key: 'purpose', title: t('apiDocs.purpose'), value: ({ purpose }) => purpose },
                { key: 'service', title: t('apiDocs.service'), filter: true, value: ({ service }) => service },
                {
                  key: 'permission',
                  title: t('apiDocs.permission'),
                  filter: true,
                  value: ({ permission }) => permission ?? t('apiDocs.public'),
                  cell: ({ permission }) => (permission ? <code>{permission}</code> : t('apiDocs.public')),
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
