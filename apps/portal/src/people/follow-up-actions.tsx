import { useRef } from 'react';
import { Link } from 'react-router';
import type { Closing, PersonDetails } from '@ringvirkning/outcomes-api';
import { meanwhile } from '../api/problem.js';
import { useMay } from '../api/session.js';
import { useAction, type Act } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { ErrorNotice } from '../ui/notices.js';
import { goOnAfter } from './next-row.js';
import { TwoAnswers } from './two-answers.js';

interface FollowUpProps {
  readonly contractId: string;
  readonly participantId: string;
  readonly pseudonym: string;
  readonly outcome: string;
  readonly followUp: string;
  readonly state: PersonDetails['followUps'][number]['state'];
}

const WAYS = ['not-reached', 'no-answer', 'dropped-out'] as const satisfies readonly Closing[];

/**
 * A follow-up ends: it was reached, which is claimed, or it was not, which is said in one of three words and can be taken back. What is not due yet is not asked
 * about.
 */
export function FollowUpActions({ contractId, participantId, pseudonym, outcome, followUp, state }: FollowUpProps) {
  const { t, word } = useText();
  const may = useMay();
  const box = useRef<HTMLSpanElement>(null);
  const action = useAction();
  if (!may('outcomes.claim') || state === 'reached' || state === 'claimed' || state === 'later') return null;
  const closed = WAYS.find((way) => way === state) ?? null;
  const said = (closing: Closing | null): string =>
    closing === null ? t('person.notClosed') : word('closing', closing);
  const write = (closing: Closing | null, seen: Closing | null): Act => ({
    path: `/api/outcomes/participants/${participantId}/follow-ups`,
    body: { outcome, followUp, closing, seen },
    told: {
      text: t('told.followUp', { person: pseudonym, state: said(closing) }),
      undo: closing === null ? undefined : write(null, closing),
    },
    goOn: goOnAfter(box.current),
  });
  const mine = (action.variables?.body as { readonly closing: Closing | null } | undefined)?.closing ?? null;
  const theirs = meanwhile(action.error, 'outcomes.closing-changed');
  if (theirs) {
    const now = WAYS.find((way) => way === theirs['now']) ?? null;
    return (
      <TwoAnswers
        theirs={said(now)}
        mine={said(mine)}
        busy={action.isPending}
        drop={action.reset}
        insist={() => action.mutate(write(mine, now))}
      />
    );
  }
  const button = (label: string, closing: Closing | null) => (
    <button
      key={label}
      type="button"
      className="button button-tertiary"
      disabled={action.isPending}
      onClick={() => action.mutate(write(closing, closed))}
    >
      {label}
      <span className="sr-only"> – {pseudonym}</span>
    </button>
  );
  return (
    <span className="actions" ref={box}>
      {closed ? (
        button(t('person.reopen'), null)
      ) : (
        <>
          <Link
            className="button button-secondary"
            to={`/contracts/${contractId}/claims/new?person=${participantId}&outcome=${encodeURIComponent(outcome)}&followUp=${encodeURIComponent(followUp)}`}
          >
            {t('person.report')}
            <span className="sr-only"> – {pseudonym}</span>
          </Link>
          {WAYS.map((way) => button(t(`closing.${way}`), way))}
        </>
      )}
      {action.error && <ErrorNotice error={action.error} focus />}
    </span>
  );
}
