import { useState, type DragEvent } from 'react';
import { ChooseFiles } from '../ui/uploads.js';
import { useText } from '../i18n/i18n.js';
import { ErrorNotice } from '../ui/notices.js';
import type { FileImport } from './use-file-import.js';

interface ChooseProps {
  readonly work: FileImport;
  readonly hint: string;
  readonly accept?: string;
  readonly multiple: boolean;
}

/** Files are dropped or chosen, and looked through: nothing is stored by that. */
export function ChooseAndLook({ work, hint, accept = '', multiple }: ChooseProps) {
  const { t, size, count } = useText();
  const { files, named, working, error } = work;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void work.look();
      }}
    >
      <Drop add={work.add}>
        <p>{t('import.drop')}</p>
        {named && (
          <p className="form-error-message" role="alert">
            {t('file.cprInName')}
          </p>
        )}
        <p className="file-choice">
          <ChooseFiles label={t('upload.choose')} add={work.add} accept={accept} multiple={multiple} />
        </p>
        <p className="form-hint">{hint}</p>
      </Drop>
      <ul className="uploads">
        {files.map((file) => (
          <li key={file.name}>
            <p className="upload-head">
              <span className="file-name">
                {file.name} <span className="cell-note">{size(file.size)}</span>
              </span>
              <button type="button" className="link-button" onClick={() => work.remove(file)}>
                {t('upload.remove')}
                <span className="sr-only"> – {file.name}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
      <p>
        <button type="submit" className="button button-primary" disabled={working !== undefined || files.length === 0}>
          {t('import.look')}
        </button>
      </p>
      <p role="status">
        {working && t(working.what === 'look' ? 'import.looking' : 'import.taking', { rows: count(working.rows) })}
      </p>
      {error !== undefined && <ErrorNotice error={error} focus />}
    </form>
  );
}

function Drop({ add, children }: { add(files: Iterable<File>): void; readonly children: React.ReactNode }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? 'drop-zone drop-zone-over' : 'drop-zone'}
      role="group"
      aria-label={t('import.drop')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
