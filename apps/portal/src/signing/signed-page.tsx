import type { ContractDetails, SigningPage } from '@ringvirkning/contracts-api';
import { Link, useParams } from 'react-router';
import { useContract } from '../api/queries.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { signingTexts } from '../i18n/signing-texts.js';
import { LoadedPage, Page } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { useSigning } from './queries.js';
import { SummaryView } from './summary-view.js';

addTexts(signingTexts);

/** What somebody has signed on, as it was shown then; one can take it along as PDF. */
export function SignedPage() {
  const { contractId = '', digest = '' } = useParams();
  const { t, say, instant } = useText();
  const signed = useSigning(contractId, { digest });
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('signing.signed')}>
      {(contract) => (
        <Page
          title={t('signing.signed')}
          onPaper
          lead={
            <p>
              <Link to={`/contracts/${contract.id}`}>{say(contract.titles)}</Link> ({contract.ref})
            </p>
          }
        >
          <Loaded<SigningPage> query={signed}>
            {(page) => (
              <>
                {page.signedOn && <p>{t('signing.signedAt', { at: instant(page.signedOn) })}</p>}
                <SummaryView contract={contract} page={page} />
              </>
            )}
          </Loaded>
        </Page>
      )}
    </LoadedPage>
  );
}
