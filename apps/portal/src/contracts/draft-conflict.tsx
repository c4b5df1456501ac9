import { useEffect, useRef, useState } from 'react';
import type { VersionDocument } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { Loaded } from '../ui/notices.js';
import { useVersionDocument } from './draft-queries.js';
import { ownLines } from './draft-text.js';

interface DraftConflictProps {
  readonly contractId: string;
  /** The one that was saved meanwhile. */
  readonly version: number;
  readonly mine: string;
  readonly busy: boolean;
  keepMine(): void;
  /** Puts another text in place of the one being written. */
  goOnWith(text: string): void;
}

/** Two edited at once: both texts, what each has alone, and the ways on. Nothing is thrown away. */
export function DraftConflict(props: DraftConflictProps) {
  const { t } = useText();
  const { contractId, version } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [version]);
  return (
    <section className="alert alert-warning notice" role="alert">
      <h2 className="h3" tabIndex={-1} ref={heading}>
        {t('draft.conflict')}
      </h2>
      <p>{t('draft.conflictText', { version })}</p>
      <Loaded<VersionDocument> query={useVersionDocument(contractId, version)}>
        {({ source }) => <TwoTexts {...props} theirs={source.text} />}
      </Loaded>
    </section>
  );
}

function TwoTexts({
  version,
  mine,
  theirs,
  busy,
  keepMine,
  goOnWith,
}: DraftConflictProps & { readonly theirs: string }) {
  const { t } = useText();
  const [own, setOwn] = useState<string>();
  const lines = ownLines(own ?? mine, theirs);
  return (
    <>
      <Lines title={t('draft.linesTheirs')} lines={lines.theirs} />
      <Lines title={t('draft.linesMine')} lines={lines.mine} />
      <details className="source">
        <summary>{t('draft.theirs', { version })}</summary>
        <pre tabIndex={0}>
          <code>{theirs}</code>
        </pre>
      </details>
      <p className="notice-actions">
        <button type="button" className="button button-primary" disabled={busy} onClick={keepMine}>
          {t('draft.keepMine', { version: version + 1 })}
        </button>
        {own === undefined ? (
          <button
            type="button"
            className="button button-secondary"
            onClick={() => {
              setOwn(mine);
              goOnWith(theirs);
            }}
          >
            {t('draft.takeTheirs')}
          </button>
        ) : (
          <button
            type="button"
            className="button button-secondary"
            onClick={() => {
              goOnWith(own);
              setOwn(undefined);
            }}
          >
            {t('draft.mineBack')}
          </button>
        )}
      </p>
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const { t } = useText();
  return (
    <>
      <h3 className="h4">{title}</h3>
      {lines.length === 0 ? (
        <p>{t('draft.noLines')}</p>
      ) : (
        <pre tabIndex={0}>
          <code>{lines.join('\n')}</code>
        </pre>
      )}
    </>
  );
}
