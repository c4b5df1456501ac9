import type { Currency } from '@ringvirkning/kernel';
import type { RunStatus } from '@ringvirkning/payments-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';

interface RunActionsProps {
  readonly runId: string;
  readonly no: number;
  readonly status: RunStatus;
  readonly amount: string | null;
  readonly currency: Currency;
  readonly about?: string | undefined;
}

/** Two people take the two steps; who may take which is decided by the service. */
export function RunActions({ runId, no, status, amount, currency, about }: RunActionsProps) {
  const { t, money } = useText();
  const may = useMay();
  const params = { no, amount: amount === null ? t('state.hidden') : money(amount, currency) };
  const step = (name: string, body?: object) => ({ path: `/api/payments/runs/${runId}/${name}`, body });
  return (
    <span className="actions">
      {status === 'calculated' && may('payments.certify') && (
        <ActionButton
          kind="primary"
          label={t('runs.certify')}
          about={about}
          ask={t('runs.certifyAsk', params)}
          act={() => step('certification')}
        />
      )}
      {status === 'certified' && may('payments.authorise') && (
        <ActionButton
          kind="primary"
          label={t('runs.authorise')}
          about={about}
          ask={t('runs.authoriseAsk', params)}
          act={() => step('authorisation')}
        />
      )}
      {(status === 'calculated' || status === 'certified') && may('payments.run') && (
        <ActionButton
          kind="tertiary"
          label={t('runs.cancel')}
          about={about}
          text="reason"
          act={(reason) => step('cancellation', { reason })}
        />
      )}
    </span>
  );
}
