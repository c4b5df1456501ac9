import { Link } from 'react-router';
import type { CLOSINGS, PersonDetails } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';

interface FollowUpProps {
  readonly contractId: string;
  readonly participantId: string;
  readonly pseudonym: string;
  readonly outcome: string;
  readonly followUp: string;
  readonly state: PersonDetails['followUps'][number]['state'];
}

const WAYS = ['not-reached', 'no-answer', 'dropped-out'] as const satisfies typeof CLOSINGS;

/** A follow-up ends: it was reached, which is claimed, or it was not, which is said in one of three words and can be taken back. */
export function FollowUpActions({ contractId, participantId, pseudonym, outcome, followUp, state }: FollowUpProps) {
  const { t } = useText();
  const may = useMay();
  if (!may('outcomes.claim') || state === 'reached' || state === 'claimed') return null;
  const path = `/api/outcomes/participants/${participantId}/follow-ups`;
  const seen = WAYS.find((closing) => closing === state) ?? null;
  if (seen)
    return (
      <ActionButton
        kind="tertiary"
        label={t('person.reopen')}
        about={pseudonym}
        act={() => ({ path, body: { outcome, followUp, closing: null, seen } })}
      />
    );
  return (
    <span className="actions">
      <Link
        className="button button-secondary"
        to={`/contracts/${contractId}/claims/new?person=${participantId}&outcome=${encodeURIComponent(outcome)}&followUp=${encodeURIComponent(followUp)}`}
      >
        {t('person.report')}
        <span className="sr-only"> – {pseudonym}</span>
      </Link>
      {WAYS.map((closing) => (
        <ActionButton
          key={closing}
          kind="tertiary"
          label={t(`closing.${closing}`)}
          about={pseudonym}
          act={() => ({ path, body: { outcome, followUp, closing, seen: null } })}
        />
      ))}
    </span>
  );
}
