import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useContract } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page } from '../layout/page.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { DraftEditor, useDraftCheck } from './draft-editor.js';
import { useDraftText } from './use-draft-text.js';

/** Other terms that a party would agree to: the draft as they would have it, for the authority to accept or refuse. */
export function DraftProposePage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('remarks.propose')}>
      {(contract) => <Propose key={contract.id} contract={contract} />}
    </LoadedPage>
  );
}

function Propose({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const navigate = useNavigate();
  const who = useSession().data?.subject ?? '';
  const [{ version, source }] = useState(contract);
  const written = useDraftText(who, `proposal ${contract.id}`, source.text, version);
  const { text, from } = written;
  const [words, setWords] = useState('');
  const attempt = useDraftCheck(text);
  const action = useAction();
  const isIdle = action.isPending || text === source.text || words.trim() === '' || attempt.errors.length > 0;
  return (
    <Page title={t('remarks.propose')} lead={<p>{t('remarks.proposeIntro', { version: from })}</p>}>
      <DraftNotice at={written.restored} forget={written.beginAnew} />
      <DraftEditor text={text} attempt={attempt} change={written.change} />
      <TextArea
        label={t('remarks.why')}
        hint={t('remarks.hint')}
        rows={3}
        maxLength={4000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p>
        <button
          type="button"
          className="button button-primary"
          disabled={isIdle}
          onClick={() =>
            action.mutate({
              path: `/api/contracts/${contract.id}/remarks`,
              body: { version: from, words, terms: text },
              done: written.forget,
              goOn: () => void navigate(`/contracts/${contract.id}/terms`),
            })
          }
        >
          {t(action.isPending ? 'state.saving' : 'remarks.proposal.send')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
    </Page>
  );
}
