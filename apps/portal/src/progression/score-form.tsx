import { useId, type FormEvent } from 'react';
import type { PathScore, PRESENT } from '@ringvirkning/outcomes-api';
import { scaleOf, type Measure, type Scale, type Terms } from '@ringvirkning/terms-language';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { Input, Select, TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { useScoreDraft } from './use-score-draft.js';

const PEOPLE = [
  'citizen',
  'contact-person',
  'case-worker',
  'relative',
  'interpreter',
  'other',
] as const satisfies typeof PRESENT;

interface ScoreFormProps {
  readonly participantId: string;
  readonly measures: readonly Measure[];
  readonly terms: Terms;
  /** The score that is corrected. */
  readonly replacing?: { readonly measure: string; readonly score: PathScore } | undefined;
  readonly heading?: 'h2' | 'h3';
  done(): void;
}

/** A score in a minute, on a phone too: the step, the day, who set it, who was there, and what to remember. */
export function ScoreForm({
  participantId,
  measures,
  terms,
  replacing,
  heading: Heading = 'h3',
  done,
}: ScoreFormProps) {
  const { t, say, date } = useText();
  const action = useAction();
  const first = replacing?.measure ?? measures[0]!.code;
  const { fields, set, restored, forget } = useScoreDraft(
    [participantId, measures.length === 1 ? first : '', replacing?.score.measurementId ?? ''].join(' '),
    {
      code: first,
      value: replacing?.score.value ?? '',
      on: replacing?.score.on ?? todayInDenmark(new Date()),
      scoredBy: replacing?.score.scoredBy ?? '',
      present: replacing?.score.present ?? [],
      note: replacing?.score.note ?? '',
    },
  );
  const { value, on, scoredBy, present, note } = fields;
  const measure = measures.find((one) => one.code === fields.code) ?? measures[0]!;
  const scale = scaleOf(terms, measure);
  const scorers = scale?.scoredBy ?? (['citizen', 'professional', 'together'] as const);
  const who = scorers.length === 1 ? scorers[0]! : scoredBy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = {
      measure: measure.code,
      value,
      on,
      present,
      ...(who && { scoredBy: who }),
      ...(note.trim() && { note: note.trim() }),
      ...(replacing && { replaces: replacing.score.measurementId }),
    };
    action.mutate({
      path: `/api/outcomes/participants/${participantId}/measurements`,
      body,
      done: forget,
      goOn: done,
    });
  };
  const title = replacing ? t('score.correcting', { date: date(replacing.score.on) }) : t('score.new');
  return (
    <form className="score-form" aria-label={title} onSubmit={submit}>
      <Heading>{title}</Heading>
      <DraftNotice at={restored} forget={forget} />
      {!replacing && measures.length > 1 && (
        <Select
          label={t('score.measure')}
          value={measure.code}
          onChange={({ target }) => set({ code: target.value, value: '' })}
        >
          {measures.map((one) => (
            <option key={one.code} value={one.code}>
              {say(one.name)}
            </option>
          ))}
        </Select>
      )}
      {scale ? (
        <Steps scale={scale} value={value} choose={(step) => set({ value: step })} legend={say(measure.name)} />
      ) : (
        <Input
          label={t('score.value')}
          required
          inputMode="decimal"
          value={value}
          onChange={({ target }) => set({ value: target.value })}
        />
      )}
      <Input
        label={t('path.on')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={on}
        onChange={({ target }) => set({ on: target.value })}
      />
      {scorers.length > 1 && (
        <Select
          label={t('score.who')}
          required={scale !== undefined}
          value={scoredBy}
          onChange={({ target }) => set({ scoredBy: target.value })}
        >
          <option value="">{t('person.choose')}</option>
          {scorers.map((one) => (
            <option key={one} value={one}>
              {t(`scorer.${one}`)}
            </option>
          ))}
        </Select>
      )}
      <fieldset>
        <legend>{t('score.present')}</legend>
        {PEOPLE.map((one) => (
          <label key={one} className="score-choice">
            <input
              type="checkbox"
              checked={present.includes(one)}
              onChange={({ target }) =>
                set({ present: target.checked ? [...present, one] : present.filter((other) => other !== one) })
              }
            />
            {t(`present.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextArea
        label={t('score.note')}
        hint={t('score.noteHint')}
        rows={3}
        maxLength={2000}
        value={note}
        onChange={({ target }) => set({ note: target.value })}
      />
      {action.error && <ErrorNotice error={action.error} focus />}
      <div className="dialog-actions">
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {t(action.isPending ? 'state.saving' : 'score.save')}
        </button>
        {replacing && (
          <button
            type="button"
            className="button button-tertiary"
            onClick={() => {
              forget();
              done();
            }}
          >
            {t('score.stop')}
          </button>
        )}
      </div>
    </form>
  );
}

interface StepsProps {
  readonly scale: Scale;
  readonly value: string;
  readonly legend: string;
  choose(value: string): void;
}

function Steps({ scale, value, legend, choose }: StepsProps) {
  const { say } = useText();
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {scale.steps.map((step) => (
        <label key={step.value} className="score-choice score-step">
          <input
            type="radio"
            name={name}
            required
            value={step.value}
            checked={value === String(step.value)}
            onChange={({ target }) => choose(target.value)}
          />
          <span>
            <strong>
              {step.value} · {say(step.title)}
            </strong>
            {step.description && <span className="cell-note">{say(step.description)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
