import type { Currency } from '@ringvirkning/kernel';
import type { DueStatus } from '@ringvirkning/payments-api';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnerPaymentTexts } from '../i18n/partner-payment-texts.js';
import { ActionButton } from '../ui/action.js';

addTexts(partnerPaymentTexts);

interface PaymentDueActionsProps {
  readonly dueId: string;
  readonly fromName: string;
  readonly number: number;
  readonly status: DueStatus;
  /** What is booked when it is authorised. */
  readonly amount: string;
  readonly currency: Currency;
  readonly about?: string | undefined;
}

/** Two people pay what is due, or one objects. */
export function PaymentDueActions({
  dueId,
  fromName,
  number,
  status,
  amount,
  currency,
  about,
}: PaymentDueActionsProps) {
  const { t, money } = useText();
  const may = useMay();
  const params = { from: fromName, no: number, amount: money(amount, currency) };
  const step = (name: string, body?: object) => ({ path: `/api/payments/due/${dueId}/${name}`, body });
  const isOpen = status === 'waiting' || status === 'received' || status === 'certified';
  return (
    <span className="actions">
      {status === 'received' && may('payments.certify') && (
        <ActionButton
          kind="primary"
          label={t('runs.certify')}
          about={about}
          ask={t('owed.certifyAsk', params)}
          act={() => step('certification')}
        />
      )}
      {status === 'certified' && may('payments.authorise') && (
        <ActionButton
          kind="primary"
          label={t('runs.authorise')}
          about={about}
          ask={t('owed.authoriseAsk', params)}
          act={() => step('authorisation')}
        />
      )}
      {isOpen && may('payments.run') && (
        <ActionButton
          kind="tertiary"
          label={t('owed.object')}
          about={about}
          text="reason"
          act={(reason) => step('objection', { reason })}
        />
      )}
    </span>
  );
}
