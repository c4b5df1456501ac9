import { useId, useRef, useState, type ReactNode } from 'react';
import { useAction, type Act } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input, TextArea, type FieldProps } from './forms.js';
import { ErrorNotice } from './notices.js';
import { UploadField } from './uploads.js';
import { keptFiles, useUploads } from './use-uploads.js';

type Beside = FieldProps & { readonly type?: 'date' | undefined };

/** A file that may go along: where it is sent while the dialog is open. */
interface Attaching {
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  /** Endings of what is taken. */
  readonly accept: string;
}

export interface ActionProps<T> {
  readonly label: string;
  /** Tells apart buttons with the same label, e.g. the row they stand in; read by screen readers only. */
  readonly about?: string | undefined;
  /** What the person confirms. Without it the action is carried out at once. */
  readonly ask?: string | undefined;
  /** Whether a text goes along: optional (`note`) or required (`reason`). */
  readonly text?: 'note' | 'reason' | undefined;
  /** What may go along beside: what each is called and what it is for; days, or texts. */
  readonly beside?: readonly Beside[] | undefined;
  readonly attach?: Attaching | undefined;
  /** @param beside In the order of `beside`. @param attached Digest of the file that was sent. */
  readonly act: (text: string | undefined, beside: readonly (string | undefined)[], attached?: string) => Act<T>;
  readonly kind?: 'primary' | 'secondary' | 'tertiary' | undefined;
}

/** A button that changes something: asks first where it matters, shows that it works, and what went wrong. */
export function ActionButton<T = unknown>({
  label,
  about,
  ask,
  text,
  beside = [],
  attach,
  act,
  kind = 'secondary',
}: ActionProps<T>) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const action = useAction<T>({ text: t('act.done', { action: about ? `${label} – ${about}` : label }) });
  const needsDialog = ask !== undefined || text !== undefined;
  const carryOut = (note?: string, marks: readonly (string | undefined)[] = [], attached?: string) => {
    const its = act(note, marks, attached);
    action.mutate({
      ...its,
      done: (answer) => {
        dialog.current?.close();
        its.done?.(answer);
      },
    });
  };
  return (
    <span className="action">
      <button
        type="button"
        className={`button button-${kind}`}
        disabled={action.isPending}
        onClick={() => (needsDialog ? dialog.current?.showModal() : carryOut())}
      >
        {action.isPending ? t('state.saving') : label}
        {about && <span className="sr-only"> – {about}</span>}
      </button>
      {needsDialog && (
        <dialog ref={dialog} className="dialog" onClose={() => action.reset()} aria-label={label}>
          <Confirmation
            label={label}
            ask={ask}
            text={text}
            beside={beside}
            attach={attach}
            busy={action.isPending}
            error={action.error}
            cancel={() => dialog.current?.close()}
            confirm={carryOut}
          />
        </dialog>
      )}
      {!needsDialog && action.error && <ErrorNotice error={action.error} focus />}
    </span>
  );
}

interface ConfirmationProps {
  readonly label: string;
  readonly ask: string | undefined;
  readonly text: 'note' | 'reason' | undefined;
  readonly beside: readonly Beside[];
  readonly attach: Attaching | undefined;
  readonly busy: boolean;
  readonly error: Error | null;
  cancel(): void;
  confirm(text: string | undefined, beside: readonly (string | undefined)[], attached: string | undefined): void;
}

function Confirmation(props: ConfirmationProps): ReactNode {
  const { label, ask, text, beside, attach, busy, error, cancel, confirm } = props;
  const { t } = useText();
  const [note, setNote] = useState('');
  const [marks, setMarks] = useState<Readonly<Record<number, string>>>({});
  const [missing, setMissing] = useState(false);
  const uploads = useUploads(attach?.path ?? '');
  const isSending = uploads.files.some(({ state }) => state === 'sending');
  const heading = useId();
  const submit = () =>
    text === 'reason' && note.trim() === ''
      ? setMissing(true)
      : confirm(
          note.trim() || undefined,
          beside.map((_, i) => marks[i]?.trim() || undefined),
          keptFiles(uploads.files).at(-1),
        );
  return (
    <form
      method="dialog"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 id={heading} className="h3">
        {label}
      </h2>
      {ask && <p>{ask}</p>}
      {beside.map((field, i) => (
        <Input
          key={field.label}
          {...field}
          maxLength={64}
          value={marks[i] ?? ''}
          onChange={(event) => setMarks({ ...marks, [i]: event.target.value })}
        />
      ))}
      {attach && <UploadField uploads={uploads} {...attach} />}
      {text && (
        <TextArea
          label={t(text === 'note' ? 'act.note' : 'act.reason')}
          rows={3}
          maxLength={2000}
          value={note}
          error={missing ? t('act.required') : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      {error && <ErrorNotice error={error} focus />}
      <div className="dialog-actions">
        <button type="submit" className="button button-primary" disabled={busy || isSending}>
          {busy ? t('state.saving') : label}
        </button>
        <button type="button" className="button button-secondary" onClick={cancel}>
          {t('act.cancel')}
        </button>
      </div>
    </form>
  );
}
