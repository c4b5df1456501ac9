import { useState } from 'react';
import type { Transfer } from '@ringvirkning/payments-api';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { transferKey } from './transfer-table.js';

/** Records that a payment was made, or failed: its date and reference by the bank, and of a failed one why. */
export function RecordTransfer({ items }: { readonly items: readonly Transfer[] }) {
  const { t } = useText();
  const action = useAction({ text: t('act.done', { action: t('transfer.record') }) });
  const today = todayInDenmark(new Date());
  const [chosen, setChosen] = useState(transferKey(items[0]!));
  const [state, setState] = useState<'paid' | 'failed'>('paid');
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const needed = state === 'paid' ? reference : reason;
  const transfer = items.find((item) => transferKey(item) === chosen) ?? items[0]!;
  const submit = () => {
    setMissing(needed.trim() === '');
    if (needed.trim() === '') return;
    const { payer, payee } = transfer;
    const said = { ...(reference.trim() && { reference: reference.trim() }), ...(state === 'failed' && { reason }) };
    action.mutate({
      path: `/api/payments/runs/${transfer.runId}/payments`,
      body: { state, payer, payee, on, ...said },
      done: () => {
        setReference('');
        setReason('');
      },
    });
  };
  return (
    <form
      className="inline-form"
      aria-label={t('transfer.record')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select label={t('transfer.payment')} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {items.map((item) => (
          <option key={transferKey(item)} value={transferKey(item)}>
            {t('transfer.between', { payer: item.payerName, payee: item.payeeName })}
          </option>
        ))}
      </Select>
      <Select
        label={t('transfer.what')}
        value={state}
        onChange={(event) => setState(event.target.value === 'failed' ? 'failed' : 'paid')}
      >
        <option value="paid">{t('transferState.paid')}</option>
        <option value="failed">{t('transferState.failed')}</option>
      </Select>
      <Input
        label={t('transfer.on')}
        type="date"
        required
        max={today}
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <Input
        label={t('transfer.reference')}
        hint={t('transfer.referenceHint')}
        maxLength={64}
        value={reference}
        error={missing && state === 'paid' ? t('transfer.missing') : undefined}
        onChange={(event) => setReference(event.target.value)}
      />
      {state === 'failed' && (
        <Input
          label={t('transfer.reason')}
          maxLength={2000}
          value={reason}
          error={missing ? t('transfer.missing') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'transfer.record')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
