import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { searchTexts } from '../i18n/search-texts.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { find, questionsFor, type Answer } from './find.js';
import { HitList, useGroups } from './hits.js';

addTexts(searchTexts);

/** As many of a kind a service tells. */
const MOST = 20;

/** Finds what somebody knows the name of, from any page. What is looked for stays in this box: it is in no address and no history. */
export function SearchDialog({ close }: { close(): void }) {
  const { t } = useText();
  const may = useMay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [term, setTerm] = useState('');
  const search = useMutation({ mutationFn: (text: string) => find(questionsFor(may, text)) });
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (): void => {
    if (term.trim() !== '') search.mutate(term.trim());
  };
  return (
    <dialog
      ref={dialog}
      className="dialog search-dialog"
      aria-labelledby={heading}
      onClose={close}
      onKeyDown={(event) => moveAmongHits(event, dialog)}
    >
      <form
        method="dialog"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id={heading} className="h3">
          {t('search.title')}
        </h2>
        <Input
          label={t('search.label')}
          hint={t('search.hint')}
          role="searchbox"
          enterKeyHint="search"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={term}
          onChange={(event) => setTerm(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="submit" className="button button-primary" disabled={search.isPending}>
            {t(search.isPending ? 'search.searching' : 'search.go')}
          </button>
          <button type="button" className="button button-secondary" onClick={() => dialog.current?.close()}>
            {t('search.close')}
          </button>
        </div>
      </form>
      <Results answer={search.data} follow={() => dialog.current?.close()} />
    </dialog>
  );
}

function Results({ answer, follow }: { readonly answer: Answer | undefined; follow(): void }) {
  const { t, count } = useText();
  const groups = useGroups(answer?.found ?? {});
  const sum = groups.reduce((all, [, hits]) => all + hits.length, 0);
  const said = sum > 0 ? t('search.found', { count: count(sum) }) : t('search.none');
  return (
    <>
      <p role="status" className={sum > 0 ? 'sr-only' : 'search-said'}>
        {answer && (sum > 0 || !answer.error) && said}
      </p>
      {groups.map(([group, hits]) => (
        <section key={group} className="hit-group">
          <h3 className="h4">{group}</h3>
          <HitList hits={hits} follow={follow} />
          {hits.length >= MOST && <p className="note">{t('search.most', { count: MOST })}</p>}
        </section>
      ))}
      {answer?.error !== undefined && <ErrorNotice error={answer.error} />}
    </>
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** From the field down into what was found, and back, as in every search box. */
function moveAmongHits(event: KeyboardEvent, dialog: RefObject<HTMLDialogElement | null>): void {
  const step = STEPS[event.key];
  if (!step) return;
  const places = [...(dialog.current?.querySelectorAll<HTMLElement>('[role=searchbox], .hits a') ?? [])];
  const next = places[places.indexOf(event.target as HTMLElement) + step];
  if (!next || !places.includes(event.target as HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
