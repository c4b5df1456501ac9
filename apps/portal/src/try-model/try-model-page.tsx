import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ContractVersionCreated, Simulation, TermsTemplates } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { modelTexts } from '../i18n/model-texts.js';
import { Page } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Empty, ErrorNotice, Loading } from '../ui/notices.js';
import { CodeEditor, ErrorList, type Editor } from './code-editor.js';
import { ComparisonView } from './comparison-view.js';
import { AssumptionFields, Choice, ShownChoice, TemplateField } from './controls.js';
import { DepthView } from './depth-view.js';
import { Remarks, ResultView } from './result-view.js';
import { canFail, type Shown } from './result-figures.js';
import { AchievedFields, factsOf, useAchieved } from './achieved-fields.js';
import { useSimulation, type Assumptions, type Attempt } from './use-simulation.js';
import { useVersions, type Version } from './use-versions.js';
import './try-model.css';

addTexts(modelTexts);

/** Write terms and see at once what they would give; compare two versions; keep one as a draft. */
export function TryModelPage() {
  const { t } = useText();
  const templates = useQuery({
    queryKey: ['/api/contracts/templates'],
    queryFn: ({ signal }) => get<TermsTemplates>('/api/contracts/templates', signal),
    staleTime: Infinity,
  });
  const versions = useVersions(templates.data?.items[0]?.text);
  const [assumptions, setAssumptions] = useState<Assumptions>({ success: [40, 50, 60], runs: 100 });
  const [shown, setShown] = useState<Shown>('plan');
  const { version, texts } = versions;
  const [achieved, setAchieved] = useAchieved();
  const ask = (text: string) => ({
    text,
    assumptions,
    shown,
    factsFor: (known: Simulation | undefined) => factsOf(achieved, known),
  });
  const attempts = { A: useSimulation(ask(texts.A)), B: useSimulation(ask(texts.B ?? '')) };
  const attempt = attempts[version];
  const editor = useRef<Editor>(null);
  const errorsId = useId();
  const visible = visibleOf(attempt.result, shown);
  useEffect(() => {
    if (shown !== 'plan' && !assumptions.success.includes(shown)) setShown('plan');
  }, [assumptions, shown]);
  if (templates.isLoadingError)
    return (
      <Page title={t('model.title')}>
        <ErrorNotice error={templates.error} retry={() => templates.refetch()} />
      </Page>
    );
  return (
    <Page title={t('model.title')} lead={<p>{t('model.intro')}</p>}>
      <div className="try-model">
        <section className="try-model-terms" aria-label={t('model.terms')}>
          <div className="try-model-tools">
            <TemplateField templates={templates.data} choose={versions.replace} />
            <VersionChoice versions={versions} />
          </div>
          {versions.replaced && (
            <p className="note" role="status">
              {t('model.replaced')}{' '}
              <button type="button" className="link-button" onClick={versions.undo}>
                {t('model.undo')}
              </button>
            </p>
          )}
          <CodeEditor
            key={version}
            label={t('model.editor', { version })}
            text={texts[version] ?? ''}
            errors={attempt.errors}
            errorsId={errorsId}
            editor={editor}
            change={versions.change}
          />
          <SaveDraft
            text={texts[version] ?? ''}
            version={version}
            ready={attempt.result !== undefined && attempt.state !== 'old'}
          />
        </section>
        <section className="try-model-result" aria-labelledby="result-title">
          <ResultHead version={version} attempt={attempt} waiting={templates.isPending && !texts.A} />
          {attempt.errors.length > 0 && (
            <ErrorList id={errorsId} errors={attempt.errors} goTo={(error) => editor.current!.goTo(error)} />
          )}
          {attempt.result && (
            <AchievedFields
              achieved={achieved}
              simulation={attempt.result}
              errors={attempt.factErrors}
              change={setAchieved}
            />
          )}
          <AssumptionFields assumptions={assumptions} change={setAssumptions} />
          {attempt.result && (
            <div className={computed(attempt)}>
              {canFail(attempt.result) && (
                <ShownChoice success={assumptions.success} shown={visible} choose={setShown} />
              )}
              {saysNothing(attempt.result) ? (
                <Remarks simulation={attempt.result} />
              ) : (
                <ResultView simulation={attempt.result} shown={visible} />
              )}
            </div>
          )}
        </section>
      </div>
      {texts.B !== undefined && (
        <div className={computed(attempts.A.state === 'old' ? attempts.A : attempts.B)}>
          <ComparisonView
            a={attempts.A.result}
            b={attempts.B.result}
            shown={visibleOf(attempts.A.result, shown) === visibleOf(attempts.B.result, shown) ? visible : 'plan'}
          />
        </div>
      )}
      {attempt.result && !saysNothing(attempt.result) && (
        <div className={computed(attempt)}>
          <DepthView simulation={attempt.result} shown={visible} rates={assumptions.success} />
        </div>
      )}
    </Page>
  );
}

/** Terms that plan nothing, and no facts given: noughts would look like a result. */
const saysNothing = ({ basis, plans }: Simulation): boolean => basis === 'plan' && !plans;

/** A scenario is shown once it is computed; until then what was shown before it is not called by its name. */
const visibleOf = (result: Simulation | undefined, shown: Shown): Shown =>
  result?.scenarios.some(({ success }) => success === shown) ? shown : 'plan';

const computed = ({ state }: Attempt): string => (state === 'old' ? 'computed stale' : 'computed');

function VersionChoice({ versions }: { readonly versions: ReturnType<typeof useVersions> }) {
  const { t } = useText();
  if (versions.texts.B === undefined)
    return (
      <button type="button" className="button button-secondary" onClick={versions.compare}>
        {t('model.compare')}
      </button>
    );
  return (
    <div className="version-choice">
      <Choice<Version>
        label={t('model.versions')}
        options={[
          ['A', t('model.version', { version: 'A' })],
          ['B', t('model.version', { version: 'B' })],
        ]}
        chosen={versions.version}
        choose={versions.choose}
      />
      <button type="button" className="link-button" onClick={versions.stopComparing}>
        {t('model.stopComparing')}
      </button>
    </div>
  );
}

/** What the figures stand for now: told to everybody, also to those who do not see them fade. */
function ResultHead({
  version,
  attempt,
  waiting,
}: {
  readonly version: Version;
  readonly attempt: Attempt;
  readonly waiting: boolean;
}) {
  const { t } = useText();
  const { result, state, drawing, problem } = attempt;
  const words =
    state === 'computing'
      ? 'model.computing'
      : state === 'old'
        ? oldWords(attempt)
        : drawing
          ? 'model.drawing'
          : 'model.current';
  return (
    <>
      <h2 id="result-title" className="h3">
        {t('model.result', { version })}
      </h2>
      <p className={`result-state result-${state}`} role="status">
        {result || state === 'old' ? t(words) : ''}
      </p>
      {problem && <ErrorNotice error={problem} />}
      {!result && state !== 'old' && (waiting ? <Loading /> : <Empty>{t('model.empty')}</Empty>)}
    </>
  );
}

/** Which figures, if any, are still there when text or facts have errors. */
function oldWords({ result, answered, factErrors }: Attempt) {
  const facts = factErrors.length > 0;
  if (answered) return facts ? 'model.oldFacts' : 'model.old';
  if (result && !saysNothing(result)) return 'model.planInstead';
  return facts ? 'model.cannotFacts' : 'model.cannot';
}

function SaveDraft({
  text,
  version,
  ready,
}: {
  readonly text: string;
  readonly version: Version;
  readonly ready: boolean;
}) {
  const { t } = useText();
  const may = useMay();
  const navigate = useNavigate();
  if (!may('contracts.create') || !ready) return null;
  const contentType = /^\s*\{/.test(text) ? 'application/json' : 'application/yaml';
  return (
    <p>
      <ActionButton<ContractVersionCreated>
        label={t('model.save', { version })}
        kind="primary"
        act={() => ({
          path: '/api/contracts',
          body: text,
          contentType,
          goOn: ({ id }) => void navigate(`/contracts/${id}/terms`),
        })}
      />
    </p>
  );
}
