import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';

interface KeptProps {
  readonly evidence: ClaimDetails['evidence'];
  /** Digests of what is taken away. */
  readonly gone: ReadonlySet<string>;
  change(gone: ReadonlySet<string>): void;
}

/** What the claim rests on already, to open or to take away: a wrong document is replaced, not only added to. The version before keeps it. */
export function KeptEvidence({ evidence, gone, change }: KeptProps) {
  const { t, word, size } = useText();
  if (evidence.length === 0) return null;
  const turn = (digest: string, isKept: boolean): void => {
    const next = new Set(gone);
    if (isKept) next.delete(digest);
    else next.add(digest);
    change(next);
  };
  return (
    <fieldset className="form-group">
      <legend className="form-label">{t('correct.kept')}</legend>
      {evidence.map(({ digest, source, file }) => (
        <label key={digest} className="choice">
          <input type="checkbox" checked={!gone.has(digest)} onChange={(event) => turn(digest, event.target.checked)} />{' '}
          {word('source', source)}
          {file && `, ${word('media', file.mediaType)}, ${size(file.size)}`} <code>{digest.slice(0, 8)}</code>
        </label>
      ))}
    </fieldset>
  );
}
