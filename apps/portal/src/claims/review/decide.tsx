import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useText } from '../../i18n/i18n.js';
import { TextArea } from '../../ui/forms.js';
import { useDecisions } from './use-decisions.js';
import { useNext } from './use-next.js';
import { useShortcuts, useShortcutsOn } from './use-shortcuts.js';

const STEPS = {
  attest: { step: 'attestation', yes: 'attested', no: 'returned', yesText: 'claims.attest', noText: 'claims.return' },
  verify: { step: 'verification', yes: 'approved', no: 'rejected', yesText: 'claims.approve', noText: 'claims.reject' },
} as const;

/** The decision that this person may take about this claim, by button or key, and the way to the next claim that waits. */
export function Decide({ claim, about }: { readonly claim: ClaimDetails; readonly about: string }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { waiting, decide, takeBack } = useDecisions();
  const [reason, setReason] = useState<string>();
  const [missing, setMissing] = useState(false);
  const [keysOn, setKeysOn] = useShortcutsOn();
  const kind = (['attest', 'verify'] as const).find((step) => claim.mayTake.includes(step));
  const next = useNext(claim, kind);
  const pending = waiting.find(({ claimId }) => claimId === claim.claimId);
  const goOn = (): void => void navigate(next?.path ?? '/work-list');
  const take = (yes: boolean): void => {
    if (!kind || pending) return;
    if (!yes && !reason?.trim()) {
      setMissing(reason !== undefined);
      setReason((now) => now ?? '');
      return;
    }
    const { step, yesText, noText, ...its } = STEPS[kind];
    decide({
      id: crypto.randomUUID(),
      claimId: claim.claimId,
      contractId: claim.contractId,
      said: t(yes ? `review.said.${its.yes}` : `review.said.${its.no}`, { about }),
      path: `/api/outcomes/claims/${claim.claimId}/${step}`,
      body: { decision: yes ? its.yes : its.no, ...(yes ? {} : { note: reason?.trim() }) },
    });
    goOn();
  };
  const undo = (): void => {
    const last = waiting.at(-1);
    if (last) takeBack(last.id);
  };
  useShortcuts(
    { ...(kind ? { g: () => take(true), r: () => take(false) } : {}), n: goOn, z: undo },
    keysOn && (kind !== undefined || waiting.length > 0),
  );
  if (!kind) return null;
  const { yesText, noText } = STEPS[kind];
  return (
    <div className="decide">
      {pending ? (
        <p>{t('review.decided', { said: pending.said })}</p>
      ) : (
        <>
          <p className="actions">
            <button type="button" className="button button-primary" onClick={() => take(true)}>
              {t(yesText)}
            </button>
            {reason === undefined && (
              <button type="button" className="button button-secondary" onClick={() => setReason('')}>
                {t(noText)} …
              </button>
            )}
          </p>
          {reason !== undefined && (
            <Reason
              label={t(noText)}
              reason={reason}
              missing={missing}
              write={setReason}
              cancel={() => setReason(undefined)}
              confirm={() => take(false)}
            />
          )}
        </>
      )}
      <p className="decide-next">
        {next ? (
          <Link to={next.path}>{t('review.next', { count: next.left })}</Link>
        ) : (
          <Link to="/work-list">{t('review.none')}</Link>
        )}
      </p>
      <Shortcuts yes={t(yesText)} no={t(noText)} on={keysOn} turn={setKeysOn} />
    </div>
  );
}

interface ReasonProps {
  readonly label: string;
  readonly reason: string;
  readonly missing: boolean;
  write(reason: string): void;
  cancel(): void;
  confirm(): void;
}

function Reason({ label, reason, missing, write, cancel, confirm }: ReasonProps) {
  const { t } = useText();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <TextArea
        label={t('act.reason')}
        rows={3}
        maxLength={2000}
        autoFocus
        value={reason}
        error={missing && reason.trim() === '' ? t('act.required') : undefined}
        onChange={(event) => write(event.target.value)}
      />
      <p className="actions">
        <button type="submit" className="button button-primary">
          {label}
        </button>
        <button type="button" className="button button-secondary" onClick={cancel}>
          {t('act.cancel')}
        </button>
      </p>
    </form>
  );
}

interface ShortcutsProps {
  readonly yes: string;
  readonly no: string;
  readonly on: boolean;
  turn(on: boolean): void;
}

function Shortcuts({ yes, no, on, turn }: ShortcutsProps) {
  const { t } = useText();
  const keys = [
    ['G', yes],
    ['R', no],
    ['N', t('review.nextClaim')],
    ['Z', t('review.takeBack')],
  ] as const;
  return (
    <details className="shortcuts">
      <summary>{t('review.shortcuts')}</summary>
      <ul>
        {keys.map(([key, does]) => (
          <li key={key}>
            <kbd>{key}</kbd> {does}
          </li>
        ))}
      </ul>
      <label className="shortcuts-on">
        <input type="checkbox" checked={on} onChange={(event) => turn(event.target.checked)} />{' '}
        {t('review.shortcutsOn')}
      </label>
    </details>
  );
}
