import type { ReactNode } from 'react';
import type { ClaimStatus } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';

interface Subject {
  readonly claimId: string;
  readonly pseudonym: string;
  readonly outcome: string;
}

const at = (claimId: string, step: string): string => `/api/outcomes/claims/${claimId}/${step}`;

export function AttestActions({ claimId, pseudonym, outcome }: Subject) {
  const { t } = useText();
  const about = `${pseudonym}, ${outcome}`;
  return (
    <span className="actions">
      <ActionButton
        label={t('claims.attest')}
        about={about}
        act={() => ({ path: at(claimId, 'attestation'), body: { decision: 'attested' } })}
      />
      <ActionButton
        kind="tertiary"
        label={t('claims.return')}
        about={about}
        text="reason"
        act={(note) => ({ path: at(claimId, 'attestation'), body: { decision: 'returned', note } })}
      />
    </span>
  );
}

export function VerifyActions({ claimId, pseudonym, outcome }: Subject) {
  const { t } = useText();
  const about = `${pseudonym}, ${outcome}`;
  return (
    <span className="actions">
      <ActionButton
        label={t('claims.approve')}
        about={about}
        act={() => ({ path: at(claimId, 'verification'), body: { decision: 'approved' } })}
      />
      <ActionButton
        kind="tertiary"
        label={t('claims.reject')}
        about={about}
        text="reason"
        act={(note) => ({ path: at(claimId, 'verification'), body: { decision: 'rejected', note } })}
      />
    </span>
  );
}

export function ObjectionActions({ objectionId, about }: { readonly objectionId: string; readonly about: string }) {
  const { t } = useText();
  const decide = (decision: 'upheld' | 'dismissed') => (note: string | undefined) => ({
    path: `/api/outcomes/objections/${objectionId}/decision`,
    body: { decision, note },
  });
  return (
    <span className="actions">
      <ActionButton label={t('claims.uphold')} about={about} text="note" act={decide('upheld')} />
      <ActionButton kind="tertiary" label={t('claims.dismiss')} about={about} text="note" act={decide('dismissed')} />
    </span>
  );
}

/** What this person may do with a claim where it stands. `null` when there is nothing. */
export function ClaimActions({ status, ...subject }: Subject & { readonly status: ClaimStatus }): ReactNode {
  const { t } = useText();
  const may = useMay();
  const about = `${subject.pseudonym}, ${subject.outcome}`;
  if (status === 'claimed' && may('outcomes.attest')) return <AttestActions {...subject} />;
  if (status === 'attested' && may('outcomes.verify')) return <VerifyActions {...subject} />;
  if (status === 'verified' && may('outcomes.object')) {
    return (
      <ActionButton
        label={t('claims.object')}
        about={about}
        text="reason"
        act={(reason) => ({ path: at(subject.claimId, 'objections'), body: { reason } })}
      />
    );
  }
  if (status === 'final' && may('outcomes.attest')) {
    return (
      <ActionButton
        kind="tertiary"
        label={t('claims.reverse')}
        about={about}
        text="reason"
        act={(reason) => ({ path: at(subject.claimId, 'reversal'), body: { reason } })}
      />
    );
  }
  return null;
}
