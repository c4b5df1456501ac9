import { useMemo, type ReactNode } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { addTexts, useText, type Text } from '../i18n/i18n.js';
import { formTexts } from '../i18n/form-texts.js';
import type { TextKey } from '../i18n/texts.js';
import { Empty } from '../ui/notices.js';
import './form.css';
import { addEntry, readForm, removeWhole, type Path } from './form-document.js';
import { FormInput } from './form-input.js';
import { nameOfEntry } from './form-names.js';
import { Form, useForm, type FormState } from './form-state.js';
import { SECTIONS } from './form-sections.js';
import {
  applies,
  beyondForm,
  isLine,
  isRecord,
  labelOf,
  valueAt,
  type FormField,
  type FormList,
  type FormSection,
} from './form-fields.js';

addTexts(formTexts);

interface FormViewProps {
  readonly text: string;
  readonly errors: readonly ErrorDetail[];
  /** A contract's, unless others are given, with what the names of their labels begin with. */
  readonly sections?: readonly FormSection[];
  readonly labels?: FormState['labels'];
  change(text: string): void;
}

/** A document as fields and lists. The text is the document: each field writes there, and what has no field here stays there. */
export function FormView({ text, errors, sections = SECTIONS, labels = '', change }: FormViewProps) {
  const { t } = useText();
  const document = useMemo(() => readForm(text), [text]);
  const byPath = useMemo(
    () =>
      new Map(errors.flatMap((error) => (error.path === undefined ? [] : [[error.path, error] as const])).toReversed()),
    [errors],
  );
  if (!document) return <Empty>{t('form.unreadable')}</Empty>;
  const beyond = beyondForm(document.value, sections);
  return (
    <Form value={{ text, document, errors: byPath, labels, change }}>
      <form className="terms-form" aria-label={t(`${labels}form.label`)} onSubmit={(event) => event.preventDefault()}>
        <p className="note">{t('form.intro')}</p>
        {sections.map(({ name, fields = [], lists = [] }, index) => (
          <details key={name} className="form-section" open={index === 0 || name === 'outcomes' || name === 'steps'}>
            <summary>
              <h3 className="h4">{t(`${labels}form.section.${name}` as TextKey)}</h3>
            </summary>
            <Fields fields={fields} base={[]} />
            {lists.map((list) => (
              <Entries key={list.at.join('.')} list={list} base={[]} />
            ))}
          </details>
        ))}
        {beyond.length > 0 && <p className="note">{t('form.beyond', { fields: beyond.join(', ') })}</p>}
      </form>
    </Form>
  );
}

function Fields({ fields, base }: { readonly fields: readonly FormField[]; readonly base: Path }) {
  const { document } = useForm();
  const entry = valueAt(document.value, base);
  return (
    <div className="form-fields">
      {fields
        .filter((field) => applies(field, entry))
        .map((field) => (
          <FormInput key={labelOf(field)} field={field} base={base} />
        ))}
    </div>
  );
}

function Entries({ list, base }: { readonly list: FormList; readonly base: Path }): ReactNode {
  const words = useText();
  const { t } = words;
  const { text, document, labels, change } = useForm();
  const path = [...base, ...list.at];
  const what = t(`${labels}entry.${list.at.at(-1)!}` as TextKey);
  if (!applies(list, valueAt(document.value, base))) return null;
  const entries = valueAt(document.value, path);
  const known: readonly unknown[] = Array.isArray(entries) ? entries : [];
  return (
    <>
      {known.map((entry, index) => (
        <fieldset key={index} className={isLine(list) ? 'form-line' : 'form-entry'}>
          <legend>{`${what} ${index + 1}${nameOf(entry, words)}`}</legend>
          <Fields fields={list.fields} base={[...path, index]} />
          {list.lists?.map((inner) => (
            <Entries key={inner.at.join('.')} list={inner} base={[...path, index]} />
          ))}
          <button
            type="button"
            className="button button-tertiary"
            onClick={() => change(removeWhole(text, base, [...list.at, index]))}
          >
            {t('form.remove')}
            <span
              className={isLine(list) ? 'sr-only' : undefined}
            >{` – ${what} ${index + 1}${nameOf(entry, words)}`}</span>
          </button>
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          className="button button-secondary"
          onClick={() => change(addEntry(text, path, freshIn(list, known)))}
        >
          {t('form.add', { what })}
          <span className="sr-only">{nameOf(valueAt(document.value, base), words)}</span>
        </button>
      </p>
    </>
  );
}

/** A new entry has a short name of its own. */
function freshIn({ fresh }: FormList, known: readonly unknown[]): Readonly<Record<string, unknown>> {
  const key = 'id' in fresh ? 'id' : 'code' in fresh ? 'code' : undefined;
  if (key === undefined) return fresh;
  const taken = new Set(known.map((entry) => (isRecord(entry) ? entry[key] : undefined)));
  let name = String(fresh[key]);
  for (let nth = 2; taken.has(name); nth += 1) name = `${String(fresh[key])}-${nth}`;
  return { ...fresh, [key]: name };
}

function nameOf(entry: unknown, words: Pick<Text, 't' | 'say'>): string {
  const name = isRecord(entry) ? nameOfEntry(entry, words) : undefined;
  return name === undefined ? '' : ` – ${name}`;
}
