import { useId, useState, type DragEvent } from 'react';
import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import type { UploadedFile, Uploads } from './use-uploads.js';

export interface EvidenceChoice {
  readonly source: EvidenceSource;
  readonly legalBasis: string;
}

interface EvidenceFieldsProps {
  readonly sources: readonly string[];
  readonly uploads: Uploads;
  readonly error: string | undefined;
  readonly value: EvidenceChoice;
  change(value: EvidenceChoice): void;
}

/** What the claim rests on: files that are dropped, chosen or photographed, and what kind of source they are. */
export function EvidenceFields({ sources, uploads, error, value, change }: EvidenceFieldsProps) {
  const { t, word } = useText();
  return (
    <fieldset className="evidence">
      <legend className="form-label">{t('claims.evidence')}</legend>
      <DropZone add={uploads.add} error={error} />
      <ul className="uploads">
        {uploads.files.map((file) => (
          <UploadLine key={file.id} file={file} uploads={uploads} />
        ))}
      </ul>
      <Select
        label={t('newClaim.source')}
        value={value.source}
        onChange={(event) => change({ ...value, source: event.target.value as EvidenceSource })}
      >
        {sources.map((source) => (
          <option key={source} value={source}>
            {word('source', source)}
          </option>
        ))}
      </Select>
      <Input
        label={t('newClaim.legalBasis')}
        maxLength={200}
        value={value.legalBasis}
        onChange={(event) => change({ ...value, legalBasis: event.target.value })}
      />
    </fieldset>
  );
}

const TAKEN = '.pdf,.jpg,.jpeg,.png,.webp,.gif,.heic,.docx,.xlsx,.odt,.ods';

function DropZone({ add, error }: { readonly add: Uploads['add']; readonly error: string | undefined }) {
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
      <p id={`${id}-label`}>{t('upload.drop')}</p>
      {error && (
        <p className="form-error-message" role="alert">
          {error}
        </p>
      )}
      <p className="file-choice">
        <ChooseFiles label={t('upload.choose')} add={add} multiple accept={TAKEN} />
        <ChooseFiles label={t('upload.camera')} add={add} accept="image/*" capture="environment" />
      </p>
      <p className="form-hint" id={`${id}-hint`}>
        {t('upload.hint')}
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
