import { Link, useParams } from 'react-router';
import type { VersionDocument } from '@ringvirkning/contracts-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ContractTitle, useContractTitle } from './contract-title.js';
import { useVersionDocument } from './draft-queries.js';

addTexts(draftTexts);

/** One version of the terms, as it was written. */
export function DraftVersionPage() {
  const { contractId = '', version = '' } = useParams();
  const { t, instant } = useText();
  const title = useContractTitle()(contractId, t('contracts.name'));
  return (
    <LoadedPage<VersionDocument> query={useVersionDocument(contractId, Number(version))} title={t('draft.version')}>
      {(document) => (
        <Page
          title={t('draft.versionTitle', { title, version })}
          lead={
            <p>
              {t('draft.saved')} {instant(document.createdAt)} ·{' '}
              {document.frozenAt ? `${t('draft.frozen')} ${instant(document.frozenAt)}` : t('draft.notFrozen')}
            </p>
          }
        >
          <p>
            <Link to={`/contracts/${contractId}/terms`}>
              <ContractTitle id={contractId} title={t('draft.toContract')} />
            </Link>
          </p>
          <Section title={t('terms.source')}>
            <p className="note digest">
              {t('terms.digest')}: <code>{document.termsDigest}</code>
            </p>
            <pre tabIndex={0}>
              <code>{document.source.text}</code>
            </pre>
          </Section>
        </Page>
      )}
    </LoadedPage>
  );
}
