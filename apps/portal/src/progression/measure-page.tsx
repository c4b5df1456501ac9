import './progression.css';
import { Link, useNavigate, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { useContract } from '../api/queries.js';
import { tell } from '../api/told.js';
import { useNames } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { NotFoundPage } from '../layout/not-found-page.js';
import { LoadedPage, Page } from '../layout/page.js';
import { usePerson } from '../people/people-queries.js';
import { ScoreForm } from './score-form.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

/** One measurement of one person, from the list of what is due and back to it. */
export function MeasurePage() {
  const { contractId = '', participantId = '' } = useParams();
  const [contract, person] = [useContract(contractId), usePerson(participantId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('score.new')}>
      {(its) => (
        <LoadedPage<PersonDetails> query={person} title={t('score.new')}>
          {(data) => <MeasureView person={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function MeasureView({ person, contract }: { readonly person: PersonDetails; readonly contract: ContractDetails }) {
  const { measure: code } = useParams();
  const { t, say } = useText();
  const { terms } = useNames(contract);
  const navigate = useNavigate();
  const measure = terms.measures.find((one) => one.code === code);
  if (!measure) return <NotFoundPage />;
  const about = { person: person.pseudonym, measure: say(measure.name) };
  return (
    <Page
      title={about.measure}
      part={person.pseudonym}
      lead={
        <>
          <p>{t('path.intro')}</p>
          <p>
            <Link to={`/contracts/${contract.id}/participants/${person.participantId}`} className="pseudonym">
              {person.pseudonym}
            </Link>
            {person.key && ` · ${person.key}`}
          </p>
        </>
      }
    >
      <ScoreForm
        heading="h2"
        participantId={person.participantId}
        measures={[measure]}
        terms={terms}
        done={() => {
          tell({ text: t('told.measured', about) });
          void navigate('/due');
        }}
      />
    </Page>
  );
}
