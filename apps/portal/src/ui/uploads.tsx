import { useId, useState, type DragEvent } from 'react';
import { useText } from '../i18n/i18n.js';
import { ErrorNotice } from './notices.js';
import type { UploadedFile, Uploads } from './use-uploads.js';

interface UploadFieldProps {
  readonly uploads: Uploads;
  /** What belongs here. */
  readonly label: string;
  readonly hint: string;
  readonly error?: string | undefined;
  /** Endings of what is taken. */
  readonly accept: string;
  readonly multiple?: boolean;
}

/** Files that are dropped, chosen or photographed, and how far each has come. Where one belongs, another takes its place. */
export function UploadField({ uploads, ...zone }: UploadFieldProps) {
  const addOne: Uploads['add'] = (chosen) => {
    uploads.clear();
    uploads.add([...chosen].slice(0, 1));
  };
  return (
    <>
      <DropZone {...zone} add={zone.multiple ? uploads.add : addOne} />
      <ul className="uploads">
        {uploads.files.map((file) => (
          <UploadLine key={file.id} file={file} uploads={uploads} />
        ))}
      </ul>
    </>
  );
}

function DropZone({
  add,
  label,
  hint,
  error,
  accept,
  multiple = false,
}: Omit<UploadFieldProps, 'uploads'> & { readonly add: Uploads['add'] }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? 'drop-zone drop-zone-over' : 'drop-zone'}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p id={`${id}-label`}>{label}</p>
      {error && (
        <p className="form-error-message" role="alert">
          {error}
        </p>
      )}
      <p className="file-choice">
        <ChooseFiles label={t('upload.choose')} add={add} multiple={multiple} accept={accept} />
        <ChooseFiles label={t('upload.camera')} add={add} accept="image/*" capture="environment" />
      </p>
      <p className="form-hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly add: Uploads['add'];
  readonly accept: string;
  readonly multiple?: boolean;
  readonly capture?: 'environment';
}

/** The browser's own button speaks the browser's language; this one speaks the page's. */
export function ChooseFiles({ label, add, ...input }: ChooseProps) {
  const id = useId();
  return (
    <span className={input.capture ? 'choose-files choose-camera' : 'choose-files'}>
      <input
        id={id}
        type="file"
        className="sr-only"
        {...input}
        onChange={({ target }) => {
          add(target.files ?? []);
          // The same file can be chosen again after it was removed.
          target.value = '';
        }}
      />
      <label htmlFor={id} className="button button-secondary">
        {label}
      </label>
    </span>
  );
}

function UploadLine({ file, uploads }: { readonly file: UploadedFile; readonly uploads: Uploads }) {
  const { t, say, share, size } = useText();
  const { id, state, kept, error } = file;
  const name = file.file.name || t('draft.file');
  return (
    <li>
      <p className="upload-head">
        <span className="file-name">
          {name} <span className="cell-note">{size(kept?.size ?? file.file.size)}</span>
        </span>
        <span role="status">
          {state === 'sending' && t('upload.sending', { share: share(file.share) })}
          {state === 'kept' && t('upload.kept')}
        </span>
        <button type="button" className="link-button" onClick={() => uploads.remove(id)}>
          {t('upload.remove')}
          <span className="sr-only"> – {name}</span>
        </button>
      </p>
      {state === 'sending' && <progress value={file.share} aria-label={name} />}
      {kept?.warnings.map((warning) => (
        <p key={warning.code} className="upload-warning">
          {say(warning)}
        </p>
      ))}
      {error !== undefined && <ErrorNotice error={error} retry={() => uploads.retry(id)} />}
    </li>
  );
}
