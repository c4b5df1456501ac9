import type { Currency } from '@ringvirkning/kernel';
import type { RunStatus } from '@ringvirkning/payments-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { runTexts } from '../i18n/run-texts.js';
import { TwoPersonActions } from './two-person-actions.js';

addTexts(runTexts);

interface RunActionsProps {
  readonly contractId: string;
  readonly runId: string;
  readonly no: number;
  readonly status: RunStatus;
  readonly amount: string | null;
  readonly currency: Currency;
  readonly about?: string | undefined;
  /** The digest of its difference, where that is shown: only there one certifies. */
  readonly shown?: string | undefined;
}

const NEXT = { calculated: 'certify', certified: 'authorise', authorised: null, cancelled: null } as const;

/** A payment run of our own. */
export function RunActions({ runId, no, status, amount, currency, about, contractId, shown }: RunActionsProps) {
  const { t, money } = useText();
  const params = { no, amount: amount === null ? t('state.hidden') : money(amount, currency) };
  const next = NEXT[status];
  return (
    <TwoPersonActions
      at={`/api/payments/runs/${runId}`}
      next={next}
      ask={{ certify: t('runs.certifyAsk', params), authorise: t('runs.authoriseAsk', params) }}
      stop={next ? { label: t('runs.cancel'), step: 'cancellation', ask: t('runs.cancelAsk', params) } : undefined}
      about={about}
      certifies={shown === undefined ? { lookAt: `/contracts/${contractId}/payments/${runId}` } : { shown }}
    />
  );
}
