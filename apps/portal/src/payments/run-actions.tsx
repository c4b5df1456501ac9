import type { Currency } from '@ringvirkning/kernel';
import type { RunStatus } from '@ringvirkning/payments-api';
import { useText } from '../i18n/i18n.js';
import { TwoPersonActions } from './two-person-actions.js';

interface RunActionsProps {
  readonly runId: string;
  readonly no: number;
  readonly status: RunStatus;
  readonly amount: string | null;
  readonly currency: Currency;
  readonly about?: string | undefined;
}

const NEXT = { calculated: 'certify', certified: 'authorise', authorised: null, cancelled: null } as const;

/** A payment run of our own. */
export function RunActions({ runId, no, status, amount, currency, about }: RunActionsProps) {
  const { t, money } = useText();
  const params = { no, amount: amount === null ? t('state.hidden') : money(amount, currency) };
  const next = NEXT[status];
  return (
    <TwoPersonActions
      at={`/api/payments/runs/${runId}`}
      next={next}
      ask={{ certify: t('runs.certifyAsk', params), authorise: t('runs.authoriseAsk', params) }}
      stop={next ? { label: t('runs.cancel'), step: 'cancellation' } : undefined}
      about={about}
    />
  );
}
