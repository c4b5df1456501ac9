import { useState } from 'react';
import type { FACT_SOURCES, FactsOfOutcome } from '@ringvirkning/benefits-api';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { bodyOf, fieldsOf, isDay, keyOf, NOT_LASTING, valueOf, type Field } from './facts-fields.js';

const SOURCES = ['register', 'case-file', 'statement'] as const satisfies typeof FACT_SOURCES;

interface FormProps {
  readonly path: string;
  readonly data: FactsOfOutcome;
  /** Its name by its code. */
  followUp(code: string): string;
  saved(): void;
}

/** One field for each thing that the law asks, with what is assumed instead; and whether the effect has lasted. Sent upon what was seen: a colleague's answer is not overwritten. */
export function FactsForm({ path, data, followUp, saved }: FormProps) {
  const { t, language } = useText();
  const action = useAction();
  const [fields, setFields] = useState(() => fieldsOf(data, language));
  const body = bodyOf(data, fields);
  const put = (part: 'asks' | 'followUps', key: string) => (field: Field) =>
    setFields((now) => ({ ...now, [part]: { ...now[part], [key]: field } }));
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (body) action.mutate({ method: 'PUT', path, body, told: { text: t('facts.saved') }, goOn: saved });
      }}
    >
      {data.asks.map((ask) => (
        <AskFields
          key={keyOf(ask)}
          ask={ask}
          on={data.on}
          field={fields.asks[keyOf(ask)]!}
          change={put('asks', keyOf(ask))}
        />
      ))}
      {data.confirmedBy.length > 0 && (
        <>
          <h2>{t('facts.lasting')}</h2>
          <p>{t('facts.lastingLead')}</p>
        </>
      )}
      {data.confirmedBy.map((of) => (
        <LastingFields
          key={of.followUp}
          state={of.state}
          name={followUp(of.followUp)}
          field={fields.followUps[of.followUp]!}
          change={put('followUps', of.followUp)}
        />
      ))}
      <p>
        <button type="submit" className="button button-primary" disabled={action.isPending || !body}>
          {t(action.isPending ? 'state.saving' : 'facts.save')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}

interface FieldProps {
  readonly field: Field;
  change(field: Field): void;
}

/** What the law asks, in the words of the provision. */
function AskFields({
  ask,
  on,
  field,
  change,
}: FieldProps & { readonly ask: FactsOfOutcome['asks'][number]; readonly on: string }) {
  const { t, say, decimal, share } = useText();
  const day = isDay(ask, field.value);
  const what = t(ask.need === 'monthsSince' && !day ? 'facts.need.monthsTold' : `facts.need.${ask.need}`);
  const assumed = ask.assumes.values.map(({ value, share: part }) =>
    t('facts.share', { value: decimal(value), share: share(Number(part)) }),
  );
  const isWrong = field.value !== '' && valueOf(ask, field.value) === undefined;
  return (
    <>
      <Input
        label={`${say(ask.title)}: ${what}`}
        hint={t('facts.assumed', { values: assumed.join(', '), source: ask.assumes.source })}
        error={isWrong ? t('facts.invalid') : undefined}
        {...(day ? { type: 'date', max: on } : { inputMode: 'decimal', maxLength: 16 })}
        value={field.value}
        onChange={(event) => change({ ...field, value: event.target.value })}
      />
      {field.value !== '' && <SourceField what={what} field={field} change={change} />}
    </>
  );
}

/** What a follow-up is to confirm: what is verified stands; that it has not lasted can be told. */
function LastingFields({
  state,
  name,
  field,
  change,
}: FieldProps & { readonly state: FactsOfOutcome['confirmedBy'][number]['state']; readonly name: string }) {
  const { t } = useText();
  if (state === 'reached' || state === 'not-lasting')
    return <p>{t('facts.state', { followUp: name, state: t(`facts.state.${state}`) })}</p>;
  return (
    <>
      <Select label={name} value={field.value} onChange={(event) => change({ ...field, value: event.target.value })}>
        <option value="">{t('facts.untold')}</option>
        <option value={NOT_LASTING}>{t('facts.notLasting')}</option>
      </Select>
      {field.value !== '' && <SourceField what={name} field={field} change={change} />}
    </>
  );
}

function SourceField({ what, field, change }: FieldProps & { readonly what: string }) {
  const { t } = useText();
  return (
    <Select
      label={t('facts.sourceOf', { what })}
      required
      value={field.source}
      onChange={(event) => change({ ...field, source: event.target.value as Field['source'] })}
    >
      <option value="">{t('facts.choose')}</option>
      {SOURCES.map((source) => (
        <option key={source} value={source}>
          {t(`facts.source.${source}`)}
        </option>
      ))}
    </Select>
  );
}
