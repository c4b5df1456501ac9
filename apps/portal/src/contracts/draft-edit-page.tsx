import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ContractDetails, ContractVersionCreated } from '@ringvirkning/contracts-api';
import { meanwhile } from '../api/problem.js';
import { useContract } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page } from '../layout/page.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { ErrorNotice } from '../ui/notices.js';
import { DraftConflict } from './draft-conflict.js';
import { DraftEditor, useDraftCheck } from './draft-editor.js';
import { contentTypeOf } from './draft-text.js';
import { useDraftText } from './use-draft-text.js';

/** A draft is edited: what is saved is its next version, and nobody's edit is lost. */
export function DraftEditPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('draft.edit')}>
      {(contract) =>
        contract.status === 'draft' && contract.joint?.isLedHere !== false ? (
          <EditDraft key={contract.id} contract={contract} />
        ) : (
          <Page title={t('draft.notEditable')} lead={<p>{t('draft.notEditableText')}</p>}>
            <ToContract id={contract.id} />
          </Page>
        )
      }
    </LoadedPage>
  );
}

const ToContract = ({ id }: { readonly id: string }) => (
  <p>
    <Link to={`/contracts/${id}/terms`}>{useText().t('draft.toContract')}</Link>
  </p>
);

function EditDraft({ contract }: { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const who = useSession().data?.subject ?? '';
  // What the page was opened with: that it is read again must not change what is being written.
  const [{ version, source }] = useState(contract);
  const written = useDraftText(who, `terms ${contract.id}`, source.text, version);
  const { text, from } = written;
  const attempt = useDraftCheck(text);
  const action = useAction<ContractVersionCreated>();
  const newer = meanwhile(action.error, 'contracts.edited-meanwhile')?.['version'];
  const save = (base: number) =>
    action.mutate({
      path: `/api/contracts/${contract.id}/versions?from=${base}`,
      body: text,
      contentType: contentTypeOf(text),
      done: written.forget,
      goOn: () => void navigate(`/contracts/${contract.id}/terms`),
    });
  const saveAs = (base: number) => {
    written.goOnFrom(base);
    save(base);
  };
  const isSame = text === source.text && from === version;
  const hasErrors = attempt.errors.length > 0;
  return (
    <Page
      title={t('draft.editTitle', { title: say(contract.titles) })}
      lead={<p>{t('draft.editIntro', { version: from })}</p>}
    >
      <ToContract id={contract.id} />
      <DraftNotice at={written.restored} forget={written.beginAnew} />
      <DraftEditor text={text} attempt={attempt} change={written.change} />
      <p>
        <button
          type="button"
          className="button button-primary"
          disabled={action.isPending || isSame || hasErrors}
          onClick={() => save(from)}
        >
          {action.isPending ? t('state.saving') : t('draft.save', { version: from + 1 })}
        </button>
      </p>
      {(isSame || hasErrors) && <p className="note">{t(isSame ? 'draft.unchanged' : 'draft.hasErrors')}</p>}
      {newer === undefined ? (
        action.error && <ErrorNotice error={action.error} focus />
      ) : (
        <DraftConflict
          contractId={contract.id}
          version={Number(newer)}
          mine={text}
          keepMine={() => saveAs(Number(newer))}
          goOnWith={(other) => written.goOnFrom(Number(newer), other)}
          busy={action.isPending}
        />
      )}
    </Page>
  );
}
