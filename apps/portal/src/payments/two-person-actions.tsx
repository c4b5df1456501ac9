import { Link } from 'react-router';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';

interface TwoPersonActionsProps {
  /** Where its steps are taken. */
  readonly at: string;
  /** Which step is next: null once all are taken. */
  readonly next: 'certify' | 'authorise' | null;
  /** What each of the two confirms. */
  readonly ask: { readonly certify: string; readonly authorise: string };
  /** How it is stopped with a reason, as long as it may be. */
  readonly stop?:
    { readonly label: string; readonly step: 'cancellation' | 'objection'; readonly ask?: string } | undefined;
  readonly about?: string | undefined;
  /** What goes with a certification: what was shown. Without it one has to look first, where this leads. */
  readonly certifies?: { readonly shown: string } | { readonly lookAt: string } | undefined;
}

/** Two people take the two steps before money is booked, or one stops it. Who may take which is decided by the service. */
export function TwoPersonActions({ at, next, ask, stop, about, certifies }: TwoPersonActionsProps) {
  const { t } = useText();
  const may = useMay();
  const step = (name: string, body?: object) => ({ path: `${at}/${name}`, body });
  return (
    <span className="actions">
      {next === 'certify' && may('payments.certify') && certifies && 'lookAt' in certifies && (
        <Link className="button button-primary" to={certifies.lookAt}>
          {t('runs.look')}
          {about && <span className="sr-only"> – {about}</span>}
        </Link>
      )}
      {next === 'certify' && may('payments.certify') && !(certifies && 'lookAt' in certifies) && (
        <ActionButton
          kind="primary"
          label={t('runs.certify')}
          about={about}
          ask={ask.certify}
          act={() => step('certification', certifies)}
        />
      )}
      {next === 'authorise' && may('payments.authorise') && (
        <ActionButton
          kind="primary"
          label={t('runs.authorise')}
          about={about}
          ask={ask.authorise}
          act={() => step('authorisation')}
        />
      )}
      {stop && may('payments.run') && (
        <ActionButton
          kind="tertiary"
          label={stop.label}
          about={about}
          ask={stop.ask}
          text="reason"
          act={(reason) => step(stop.step, { reason })}
        />
      )}
    </span>
  );
}
