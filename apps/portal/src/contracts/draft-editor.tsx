import { useEffect, useId, useRef, useState } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { modelTexts } from '../i18n/model-texts.js';
import { CodeEditor, ErrorList, type Editor } from '../try-model/code-editor.js';
import { Choice } from '../try-model/controls.js';
import { ByYearTable, WorstTable } from '../try-model/result-tables.js';
import { Remarks } from '../try-model/result-view.js';
import { useSimulation, type Attempt } from '../try-model/use-simulation.js';
import { Empty, ErrorNotice } from '../ui/notices.js';
import { FormView } from './form-view.js';
import '../try-model/try-model.css';

addTexts(modelTexts);
addTexts(draftTexts);

/** What a text would give, computed while it is written. */
export const useDraftCheck = (text: string): Attempt =>
  useSimulation({ text, assumptions: NO_RATES, shown: 'plan', factsFor: noFacts });
const NO_RATES = { success: [], runs: 0 };
const noFacts = () => undefined;

type View = 'form' | 'text';

interface DraftEditorProps {
  readonly text: string;
  readonly attempt: Attempt;
  change(text: string): void;
}

/** The terms as form or text, which are the same document, beside what they cost, with every error at its field and its line. */
export function DraftEditor({ text, attempt, change }: DraftEditorProps) {
  const { t } = useText();
  const [view, setView] = useState<View>('form');
  const [wanted, want] = useState<ErrorDetail>();
  const editor = useRef<Editor>(null);
  const errorsId = useId();
  // An error is shown in the text, which may have to come first.
  useEffect(() => {
    if (wanted && view === 'text') editor.current?.goTo(wanted);
  }, [wanted, view]);
  return (
    <div className="try-model">
      <section className="try-model-terms" aria-label={t('draft.text')}>
        <Choice<View>
          label={t('form.view')}
          options={[
            ['form', t('form.asForm')],
            ['text', t('form.asText')],
          ]}
          chosen={view}
          choose={setView}
        />
        {view === 'form' ? (
          <FormView text={text} errors={attempt.errors} change={change} />
        ) : (
          <CodeEditor
            label={t('draft.text')}
            text={text}
            errors={attempt.errors}
            errorsId={errorsId}
            editor={editor}
            change={change}
          />
        )}
      </section>
      <section className="try-model-result" aria-label={t('draft.result')}>
        <h2 className="h3">{t('draft.result')}</h2>
        {attempt.errors.length > 0 && (
          <ErrorList
            id={errorsId}
            errors={attempt.errors}
            goTo={(error) => {
              setView('text');
              want({ ...error });
            }}
          />
        )}
        {attempt.problem && <ErrorNotice error={attempt.problem} />}
        <DraftFigures attempt={attempt} />
      </section>
    </div>
  );
}

function DraftFigures({ attempt: { result, state } }: { readonly attempt: Attempt }) {
  const { t } = useText();
  if (!result)
    return state === 'computing' ? <p role="status">{t('model.computing')}</p> : <Empty>{t('model.empty')}</Empty>;
  return (
    <div className={state === 'old' ? 'computed stale' : 'computed'}>
      <p role="status">
        {t(state === 'current' ? 'model.current' : state === 'old' ? 'model.old' : 'model.computing')}
      </p>
      <WorstTable simulation={result} />
      {result.plans && <ByYearTable simulation={result} forecast={result.plan} />}
      <Remarks simulation={result} />
    </div>
  );
}
