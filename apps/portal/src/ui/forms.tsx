import {
  useId,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** Label, hint and error of a field, tied to it for assistive technology. */
function Field({
  label,
  hint,
  error,
  id,
  children,
}: FieldProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={error ? 'form-group form-error' : 'form-group'}>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <span className="form-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="form-error-message" id={`${id}-error`}>
          {error}
        </span>
      )}
      {children}
    </div>
  );
}

const describedBy = (id: string, { hint, error }: FieldProps): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

export function Input({ label, hint, error, ...input }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <input
        className="form-input"
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, error })}
        {...input}
      />
    </Field>
  );
}

export function Select({
  label,
  hint,
  error,
  children,
  ...select
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <div className="form-select-box">
        <select
          className="form-select"
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { label, hint, error })}
          {...select}
        >
          {children}
        </select>
      </div>
    </Field>
  );
}

export function TextArea({ label, hint, error, ...area }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <textarea
        className="form-input"
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, error })}
        {...area}
      />
    </Field>
  );
}

interface FileFieldProps extends FieldProps {
  readonly accept?: string | undefined;
  readonly required?: boolean | undefined;
  /** What the button says, and what stands beside it before a file is chosen. */
  readonly words: { readonly choose: string; readonly none: string };
  choose(file: File | undefined): void;
}

/** A file field that speaks the page's language; the browser's own button speaks the browser's. */
export function FileField({ label, hint, error, words, accept, required, choose }: FileFieldProps) {
  const id = useId();
  const [name, setName] = useState<string>();
  const chosen = (file: File | undefined) => {
    setName(file?.name);
    choose(file);
  };
  return (
    <div className="form-group file-field">
      <span className="form-label" id={`${id}-label`}>
        {label}
      </span>
      {hint && (
        <span className="form-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="form-error-message" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
      <span className="file-choice">
        <input
          id={id}
          type="file"
          className="sr-only"
          accept={accept}
          required={required}
          aria-labelledby={`${id}-label ${id}-button`}
          aria-describedby={describedBy(id, { label, hint, error })}
          onChange={(event) => chosen(event.target.files?.[0])}
        />
        <label htmlFor={id} id={`${id}-button`} className="button button-secondary">
          {words.choose}
        </label>
        <span className="file-name" aria-live="polite">
          {name ?? words.none}
        </span>
      </span>
    </div>
  );
}
