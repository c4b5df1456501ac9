import { useState } from 'react';
import { useText } from '../i18n/i18n.js';
import type { TextKey } from '../i18n/texts.js';
import { Input, Select, TextArea } from '../ui/forms.js';
import { putScalar, putValue, remove, removeWhole, type Path } from './form-document.js';
import { codedIn, labelOf, pathText, valueAt, type FormField, type Options } from './form-fields.js';
import { nameOfEntry } from './form-names.js';
import { digitsScalar, numberScalar, plainNumber, textScalar } from './form-scalar.js';
import { useForm } from './form-state.js';

interface FormInputProps {
  readonly field: FormField;
  /** Where the thing stands that the field is of. */
  readonly base: Path;
}

/** One field, written straight into the text; empty means that the document does not say it. */
export function FormInput({ field, base }: FormInputProps) {
  const { t, say } = useText();
  const { text, document, errors, labels, change } = useForm();
  const path = [...base, ...field.at];
  const place = pathText(path);
  const fault = errors.get(place);
  const label = t(`${labels}field.${labelOf(field)}` as TextKey);
  const error = fault && say(fault);
  const value = document.written(path);
  const write = (typed: string) => {
    const absent = typed === '' && field.required === undefined;
    change(absent ? removeWhole(text, base, field.at) : putScalar(text, path, scalarOf(field, typed)));
  };
  switch (field.kind) {
    case 'flag':
      return (
        <label className="form-flag">
          <input type="checkbox" checked={value === 'true'} onChange={(event) => write(String(event.target.checked))} />{' '}
          {label}
        </label>
      );
    case 'several':
      return <Several label={label} error={error} path={path} options={field.options} />;
    case 'shape':
      return (
        <Choose
          label={label}
          error={error}
          value={document.written([...path, 'kind'])}
          options={field.options}
          choose={(kind) => change(kind === '' ? remove(text, path) : putValue(text, path, field.shapes[kind]))}
        />
      );
    case 'choice':
      return <Choose label={label} error={error} value={value} options={field.options} choose={write} />;
    default:
      return <Typed label={label} error={error} value={value} kind={field.kind} write={write} />;
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;

interface TypedProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly kind: FormField['kind'];
  write(typed: string): void;
}

/** Shows what is typed as it is typed; what it was read as stands there afterwards. */
function Typed({ label, error, value, kind, write }: TypedProps) {
  const [typed, setTyped] = useState<string>();
  const shared = {
    label,
    error,
    value: typed ?? value,
    onBlur: () => setTyped(undefined),
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      setTyped(target.value);
      write(target.value);
    },
  };
  if (kind === 'prose' || shared.value.includes('\n')) return <TextArea rows={3} {...shared} />;
  // What is no day cannot be shown by a field for days, and is mended as text.
  if (kind === 'date' && (shared.value === '' || DAY.test(shared.value))) return <Input type="date" {...shared} />;
  return <Input inputMode={kind === 'number' ? 'decimal' : undefined} autoComplete="off" {...shared} />;
}

/** Shares of a whole: a decimal comma in them never parts thousands. */
const RATES: ReadonlySet<string> = new Set([
  'uplift',
  'deadweight',
  'share',
  'yearlyReturn',
  'irrCap',
  'rate',
  'minimumRate',
  'limit',
]);

function scalarOf({ kind, at }: FormField, typed: string): string {
  switch (kind) {
    case 'number':
      return numberScalar(RATES.has(at.at(-1)!) ? typed.trim().replace(',', '.') : plainNumber(typed));
    case 'date':
      return numberScalar(typed.trim());
    case 'digits':
      return digitsScalar(typed.trim());
    case 'flag':
      return typed;
    default:
      return textScalar(typed);
  }
}

/** What can be chosen, in words; what stands there and is none of it stays a choice. */
function useOptions(options: Options): (value: string) => readonly (readonly [code: string, name: string])[] {
  const words = useText();
  const { word } = words;
  const { document } = useForm();
  const known =
    'codes' in options
      ? codedIn(document.value, options.codes).map(
          ({ code, entry }) => [code, nameOfEntry(entry, words) ?? code] as const,
        )
      : options.words.map((each) => [each, word(options.prefix, each)] as const);
  return (value) =>
    value === '' || known.some(([code]) => code === value)
      ? known
      : [...known, [value, 'prefix' in options ? word(options.prefix, value) : value]];
}

interface ChooseProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly options: Options;
  choose(value: string): void;
}

function Choose({ label, error, value, options, choose }: ChooseProps) {
  const { t } = useText();
  const known = useOptions(options);
  return (
    <Select label={label} error={error} value={value} onChange={(event) => choose(event.target.value)}>
      <option value="">{t('form.none')}</option>
      {known(value).map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function Several({ label, error, path, options }: Omit<ChooseProps, 'value' | 'choose'> & { readonly path: Path }) {
  const { text, document, change } = useForm();
  const known = useOptions(options);
  const held = valueAt(document.value, path);
  const chosen: readonly string[] = Array.isArray(held) ? held.map(String) : [];
  const choices = [
    ...known(''),
    ...chosen.flatMap((code) => (known('').some(([each]) => each === code) ? [] : [[code, code] as const])),
  ];
  const toggle = (code: string, on: boolean) => {
    const next = choices.map(([each]) => each).filter((each) => (each === code ? on : chosen.includes(each)));
    change(next.length === 0 ? remove(text, path) : putValue(text, path, next));
  };
  return (
    <fieldset className="form-several">
      <legend className="form-label">{label}</legend>
      {error && <span className="form-error-message">{error}</span>}
      {choices.map(([code, name]) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={(event) => toggle(code, event.target.checked)}
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  );
}
