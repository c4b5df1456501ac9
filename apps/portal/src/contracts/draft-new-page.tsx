import { useNavigate, useSearchParams } from 'react-router';
import type { ContractDetails, ContractVersionCreated, TemplateGallery } from '@ringvirkning/contracts-api';
import { useContract } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { NotFoundPage } from '../layout/not-found-page.js';
import { LoadedPage, Page } from '../layout/page.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { ErrorNotice } from '../ui/notices.js';
import { draftOf, draftRef } from './draft-start.js';
import { useGallery } from './draft-gallery-page.js';
import { DraftEditor, useDraftCheck } from './draft-editor.js';
import { contentTypeOf } from './draft-text.js';
import { useDraftText } from './use-draft-text.js';

addTexts(draftTexts);

/** A new draft that begins as a copy of a contract, or with a template. */
export function DraftNewPage() {
  const [asked] = useSearchParams();
  const [template, id] = [asked.get('template'), asked.get('copy') ?? ''];
  return template === null ? <CopiedDraft key={id} id={id} /> : <DraftOfTemplate key={template} template={template} />;
}

function CopiedDraft({ id }: { readonly id: string }) {
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(id)} title={t('draft.newTitle')}>
      {({ ref, source }) => (
        <NewDraft
          place={`copy ${id}`}
          start={draftOf(source.text, { ref: draftRef(ref, todayInDenmark(new Date())) })}
          lead={t('draft.copyIntro', { ref })}
        />
      )}
    </LoadedPage>
  );
}

function DraftOfTemplate({ template }: { readonly template: string }) {
  const { t, say } = useText();
  const author = useSession().data ?? undefined;
  return (
    <LoadedPage<TemplateGallery> query={useGallery()} title={t('draft.newTitle')}>
      {({ items }) => {
        const found = items.find(({ ref }) => ref === template);
        if (!found) return <NotFoundPage />;
        const ref = draftRef(found.ref, todayInDenmark(new Date()));
        return (
          <NewDraft
            place={`template ${template}`}
            start={draftOf(found.text, author ? { ref, author } : { ref })}
            lead={t('draft.templateIntro', { title: say(found.title) })}
          />
        );
      }}
    </LoadedPage>
  );
}

interface NewDraftProps {
  /** What the text is kept by while it is written. */
  readonly place: string;
  readonly start: string;
  readonly lead: string;
}

function NewDraft({ place, start, lead }: NewDraftProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const who = useSession().data?.subject ?? '';
  const written = useDraftText(who, `terms ${place}`, start, 0);
  const { text } = written;
  const attempt = useDraftCheck(text);
  const action = useAction<ContractVersionCreated>();
  const hasErrors = attempt.errors.length > 0;
  return (
    <Page title={t('draft.newTitle')} lead={<p>{lead}</p>}>
      <DraftNotice at={written.restored} forget={written.beginAnew} />
      <DraftEditor text={text} attempt={attempt} change={written.change} />
      <p>
        <button
          type="button"
          className="button button-primary"
          disabled={action.isPending || hasErrors}
          onClick={() =>
            action.mutate({
              path: '/api/contracts',
              body: text,
              contentType: contentTypeOf(text),
              done: written.forget,
              goOn: ({ id }) => void navigate(`/contracts/${id}/terms`),
            })
          }
        >
          {t(action.isPending ? 'state.saving' : 'draft.create')}
        </button>
      </p>
      {hasErrors && <p className="note">{t('draft.hasErrors')}</p>}
      {action.error && <ErrorNotice error={action.error} focus />}
    </Page>
  );
}
