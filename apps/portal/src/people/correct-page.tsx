import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useClaim, useContract } from '../api/queries.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ClaimVersions } from './claim-versions.js';
import { CorrectForm } from './correct-form.js';
import { WhyBack } from './why-back.js';

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
  const about = `${names.outcome(claim.outcome)} – ${claim.pseudonym}`;
  return (
    <Page
      title={t('correct.title')}
      part={about}
      lead={
        <p>
          <Link to={`/contracts/${contract.id}/claims/${claim.claimId}`}>{about}</Link>
        </p>
      }
    >
      <WhyBack claim={claim} />
      {claim.status === 'attested' && <p className="alert alert-warning notice">{t('correct.attested')}</p>}
      <CorrectForm claim={claim} contract={contract} about={about} />
      {claim.versions.length > 0 && (
        <Section title={t('correct.versions')}>
          <ClaimVersions claim={claim} />
        </Section>
      )}
    </Page>
  );
}
