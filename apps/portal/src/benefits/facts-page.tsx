import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import type { FactsOfOutcome } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useContract } from '../api/queries.js';
import { useNames } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { factsTexts } from '../i18n/facts-texts.js';
import { LoadedPage, Page } from '../layout/page.js';
import { Empty } from '../ui/notices.js';
import { FactsForm } from './facts-form.js';

addTexts(factsTexts);

/** What the law asks of the person behind a final outcome, and a form for what is known. */
export function FactsPage() {
  const { contractId = '', claimId = '' } = useParams();
  const { t } = useText();
  const path = `/api/benefits/contracts/${contractId}/outcomes/${claimId}/facts`;
  const contract = useContract(contractId);
  const facts = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<FactsOfOutcome>(path, signal) });
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('facts.title')}>
      {(its) => (
        <LoadedPage<FactsOfOutcome> query={facts} title={t('facts.title')}>
          {(data) => <FactsView key={data.number} path={path} contract={its} data={data} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function FactsView({
  path,
  contract,
  data,
}: {
  readonly path: string;
  readonly contract: ContractDetails;
  readonly data: FactsOfOutcome;
}) {
  const { t, date } = useText();
  const navigate = useNavigate();
  const names = useNames(contract);
  const claim = `/contracts/${contract.id}/claims/${data.claimId}`;
  const isAsked = data.asks.length + data.confirmedBy.length > 0;
  return (
    <Page
      title={t('facts.title')}
      part={names.outcome(data.outcome)}
      lead={
        <p>
          <Link to={claim}>{t('facts.back')}</Link> · {names.outcome(data.outcome)}, {date(data.on)}
        </p>
      }
    >
      <p>{t('facts.lead')}</p>
      {isAsked ? (
        <FactsForm path={path} data={data} followUp={names.followUp} saved={() => void navigate(claim)} />
      ) : (
        <Empty>{t(data.model === null ? 'facts.noModel' : 'facts.nothing')}</Empty>
      )}
    </Page>
  );
}
