import type { ReactNode } from 'react';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';

interface Subject {
  readonly claimId: string;
  readonly pseudonym: string;
  readonly outcome: string;
}

const at = (claimId: string, step: string): string => `/api/outcomes/claims/${claimId}/${step}`;

export function ObjectionActions({ objectionId, about }: { readonly objectionId: string; readonly about: string }) {
  const { t } = useText();
  const decide = (decision: 'upheld' | 'dismissed') => (note: string | undefined) => ({
    path: `/api/outcomes/objections/${objectionId}/decision`,
    body: { decision, note },
    told: { text: t(`told.${decision}`, { about }) },
  });
  return (
    <span className="actions">
      <ActionButton label={t('claims.uphold')} about={about} text="note" act={decide('upheld')} />
      <ActionButton kind="tertiary" label={t('claims.dismiss')} about={about} text="note" act={decide('dismissed')} />
    </span>
  );
}

/** What may be done to a claim that has been decided: each with a reason, asked for first. `null` when there is nothing. */
export function LaterSteps({
  claimId,
  pseudonym,
  outcome,
  mayTake,
}: Subject & Pick<ClaimDetails, 'mayTake'>): ReactNode {
  const { t } = useText();
  const about = `${pseudonym}, ${outcome}`;
  if (mayTake.includes('object')) {
    return (
      <ActionButton
        label={t('claims.object')}
        about={about}
        text="reason"
        act={(reason) => ({
          path: at(claimId, 'objections'),
          body: { reason },
          told: { text: t('told.objected', { about }) },
        })}
      />
    );
  }
  if (mayTake.includes('reverse')) {
    return (
      <ActionButton
        kind="tertiary"
        label={t('claims.reverse')}
        about={about}
        text="reason"
        act={(reason) => ({
          path: at(claimId, 'reversal'),
          body: { reason },
          told: { text: t('told.reversed', { about }) },
        })}
      />
    );
  }
  return null;
}
