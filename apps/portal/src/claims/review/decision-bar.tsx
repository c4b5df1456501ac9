import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { AFFECTED } from '../../api/use-action.js';
import { useText } from '../../i18n/i18n.js';
import { ErrorNotice } from '../../ui/notices.js';
import type { Waiting } from './decisions.js';
import { useDecisions } from './use-decisions.js';

/** What was decided in the last minute, on every page: told aloud once, taken back or sent at once by a button. */
export function DecisionBar() {
  const { t } = useText();
  const { waiting, sent } = useDecisions();
  const queries = useQueryClient();
  useEffect(() => {
    if (sent > 0) void queries.invalidateQueries(AFFECTED);
  }, [sent, queries]);
  const newest = waiting.at(-1);
  return (
    <>
      <p role="status" className="sr-only">
        {newest?.state === 'waiting' && t('review.toldAloud', { said: newest.said })}
      </p>
      {waiting.length > 0 && (
        <aside className="decision-bar" aria-label={t('review.waiting')}>
          <div className="container">
            <ul>
              {waiting.map((decision) => (
                <DecisionLine key={decision.id} decision={decision} />
              ))}
            </ul>
          </div>
        </aside>
      )}
    </>
  );
}

function DecisionLine({ decision }: { readonly decision: Waiting }) {
  const { t } = useText();
  const { takeBack, sendNow } = useDecisions();
  const { id, said, state, claimId, contractId, error } = decision;
  return (
    <li>
      <p>
        <Link to={`/contracts/${contractId}/claims/${claimId}`}>{said}</Link>{' '}
        <span className="decision-when">
          {state === 'waiting' ? <Countdown until={decision.sendAt} /> : t(`review.${state}`)}
        </span>
      </p>
      {state !== 'sending' && (
        <span className="actions">
          <button type="button" className="button button-secondary" onClick={() => takeBack(id)}>
            {t(state === 'waiting' ? 'review.takeBack' : 'review.giveUp')}
            <span className="sr-only"> – {said}</span>
          </button>
          <button type="button" className="button button-tertiary" onClick={() => void sendNow(id)}>
            {t(state === 'waiting' ? 'review.sendNow' : 'state.retry')}
            <span className="sr-only"> – {said}</span>
          </button>
        </span>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
    </li>
  );
}

/** Not read aloud: it changes every second. */
function Countdown({ until }: { readonly until: number }) {
  const { t } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  return <>{t('review.sentIn', { seconds: Math.max(0, Math.ceil((until - now) / 1_000)) })}</>;
}
