import type { Currency } from '@ringvirkning/kernel';
import type { DueStatus } from '@ringvirkning/payments-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnerPaymentTexts } from '../i18n/partner-payment-texts.js';
import { TwoPersonActions } from './two-person-actions.js';

addTexts(partnerPaymentTexts);

interface PaymentDueActionsProps {
  readonly dueId: string;
  readonly fromName: string;
  readonly number: number;
  readonly status: DueStatus;
  /** What is booked when it is authorised. */
  readonly amount: string;
  readonly currency: Currency;
}

/** What another municipality claims from us; one may object as long as it is not paid. */
export function PaymentDueActions({ dueId, fromName, number, status, amount, currency }: PaymentDueActionsProps) {
  const { t, money } = useText();
  const params = { from: fromName, no: number, amount: money(amount, currency) };
  const next = status === 'received' ? 'certify' : status === 'certified' ? 'authorise' : null;
  return (
    <TwoPersonActions
      at={`/api/payments/due/${dueId}`}
      next={next}
      ask={{ certify: t('owed.certifyAsk', params), authorise: t('owed.authoriseAsk', params) }}
      stop={next || status === 'waiting' ? { label: t('owed.object'), step: 'objection' } : undefined}
    />
  );
}
