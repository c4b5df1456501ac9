import type { ContractDetails, SigningPage } from '@ringvirkning/contracts-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { signingTexts } from '../i18n/signing-texts.js';
import { Section } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { useSigning } from './queries.js';
import { SummaryView } from './summary-view.js';

addTexts(signingTexts);

/** What a draft costs, for whoever is asked to sign it: the sign-off below is on this. */
export function SigningSection({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  return (
    <Section title={t('sign.costs')}>
      <Loaded<SigningPage> query={useSigning(contract.id)}>
        {(page) => <SummaryView contract={contract} page={page} />}
      </Loaded>
    </Section>
  );
}
