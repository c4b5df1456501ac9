import { useState } from 'react';
import { tell } from '../api/told.js';
import { useText } from '../i18n/i18n.js';

interface HandOverProps {
  readonly text: string;
  readonly file: string;
  readonly hint: string;
}

/** A signed text that goes to somebody else by another way: as a file, or copied. */
export function HandOver({ text, file, hint }: HandOverProps) {
  const { t } = useText();
  const [address] = useState(() => URL.createObjectURL(new Blob([text], { type: 'application/json' })));
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => tell({ text: t('ptn.copied') }));
  return (
    <div className="hand-over">
      <p>{hint}</p>
      <p className="actions">
        <a className="button button-secondary" href={address} download={file}>
          {t('ptn.download')}
        </a>
        <button type="button" className="button button-tertiary" onClick={copy}>
          {t('ptn.copy')}
        </button>
      </p>
    </div>
  );
}
