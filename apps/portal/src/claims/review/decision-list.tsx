import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { forgetTold, type Told } from '../../api/told.js';
import { useText } from '../../i18n/i18n.js';
import { ActionButton } from '../../ui/action.js';
import { ErrorNotice } from '../../ui/notices.js';
import type { Waiting } from './decisions.js';
import { useDecisions } from './use-decisions.js';

interface ListProps {
  readonly waiting: readonly Waiting[];
  readonly told: Told | undefined;
}

/** What was done, and what can still be taken back, a line each. */
export function DecisionList({ waiting, told }: ListProps) {
  return (
    <ul>
      {told && <ToldLine told={told} />}
      {waiting.map((decision) => (
        <DecisionLine key={decision.id} decision={decision} />
      ))}
    </ul>
  );
}

function ToldLine({ told: { text, undo } }: { readonly told: Told }) {
  const { t } = useText();
  return (
    <li>
      <p aria-hidden="true">{text}</p>
      <span className="actions">
        {undo && <ActionButton label={t('review.takeBack')} about={text} act={() => undo} />}
        <button type="button" className="button button-tertiary" onClick={forgetTold}>
          {t('told.close')}
          <span className="sr-only"> – {text}</span>
        </button>
      </span>
    </li>
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
