import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useClaim, useContract } from '../api/queries.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ClaimVersions } from './claim-versions.js';
import { CorrectForm } from './correct-form.js';

/** A claim that came back is corrected, and what was asked is answered. */
export function CorrectPage() {
  const { contractId = '', claimId = '' } = useParams();
  const [contract, claim] = [useContract(contractId), useClaim(claimId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('correct.title')}>
      {(its) => (
        <LoadedPage<ClaimDetails> query={claim} title={t('correct.title')}>
          {(data) => <CorrectView key={data.claimId} claim={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function CorrectView({ claim, contract }: { readonly claim: ClaimDetails; readonly contract: ContractDetails }) {
  const { t } = useText();
  const names = useNames(contract);
  const returned = claim.history.findLast(({ type }) => type === 'returned');
  return (
    <Page
      title={t('correct.title')}
      part={claim.pseudonym}
      lead={
        <p>
          <Link to={`/contracts/${contract.id}/claims/${claim.claimId}`}>
            {names.outcome(claim.outcome)} – {claim.pseudonym}
          </Link>
        </p>
      }
    >
      {claim.status === 'returned' && (
        <div className="alert alert-warning notice">
          <p className="alert-heading">{t('correct.why')}</p>
          <p className="alert-text">
            {returned?.note ?? t('correct.noWhy')}
            {returned?.byName && ` – ${returned.byName}`}
          </p>
        </div>
      )}
      {claim.status === 'attested' && <p className="alert alert-warning notice">{t('correct.attested')}</p>}
      <CorrectForm claim={claim} contract={contract} />
      {claim.versions.length > 0 && (
        <Section title={t('correct.versions')}>
          <ClaimVersions claim={claim} />
        </Section>
      )}
    </Page>
  );
}
