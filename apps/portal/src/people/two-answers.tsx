import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { AFFECTED } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';

interface AnswersProps {
  /** What a colleague has written meanwhile, in words. */
  readonly theirs: string;
  readonly mine: string;
  readonly busy: boolean;
  /** The own answer is given up. */
  drop(): void;
  /** The own answer is sent, upon the colleague's. */
  insist(): void;
}

/** Two people answered the same question differently: both answers stand here, and one chooses; the last does not win in silence. */
export function TwoAnswers({ theirs, mine, busy, drop, insist }: AnswersProps) {
  const { t } = useText();
  const queries = useQueryClient();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const keep = () => {
    drop();
    void queries.invalidateQueries(AFFECTED);
  };
  return (
    <div className="alert alert-warning notice" role="alert" tabIndex={-1} ref={box}>
      <p className="alert-heading">{t('conflict.person')}</p>
      <p className="alert-text">{t('conflict.nothingSaved')}</p>
      <p className="actions">
        <button type="button" className="button button-secondary" onClick={keep} disabled={busy}>
          {t('conflict.theirs', { value: theirs })}
        </button>
        <button type="button" className="button button-secondary" onClick={insist} disabled={busy}>
          {t('conflict.mine', { value: mine })}
        </button>
      </p>
    </div>
  );
}
