import { useState } from 'react';
import type { ContractDetails, MissingAppropriation } from '@ringvirkning/contracts-api';
import { useAction } from '../api/use-action.js';
import { parseMoney } from '../format/money.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, SuccessNotice } from '../ui/notices.js';
import { termsOf } from './terms-view.js';
import { useNames } from './use-contract-context.js';

/** Records that a payer's council has permitted the spending of one budget year. */
export function AppropriationForm({
  contract,
  suggested,
}: {
  readonly contract: ContractDetails;
  readonly suggested: MissingAppropriation | undefined;
}) {
  const { t, language } = useText();
  const { party } = useNames(contract);
  const action = useAction();
  const payers = contract.parties.filter(
    ({ id, roles }) => roles.includes('payer') && (contract.joint?.ours.includes(id) ?? true),
  );
  const [payer, setPayer] = useState(suggested?.payer ?? payers[0]?.id ?? '');
  const [year, setYear] = useState(String(suggested?.budgetYear ?? termsOf(contract).period.from.slice(0, 4)));
  const [amount, setAmount] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    const minor = parseMoney(amount, contract.currency, language);
    setWrong(minor === undefined);
    if (minor !== undefined)
      action.mutate({
        path: `/api/contracts/${contract.id}/appropriations`,
        body: { payer, budgetYear: Number(year), amount: minor },
        done: () => setAmount(''),
      });
  };
  if (payers.length === 0) return null;
  return (
    <form
      className="inline-form"
      aria-label={t('sign.appropriate')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select label={t('pay.payer')} value={payer} onChange={(event) => setPayer(event.target.value)}>
        {payers.map(({ id }) => (
          <option key={id} value={id}>
            {party(id)}
          </option>
        ))}
      </Select>
      <Input
        label={t('sign.year')}
        type="number"
        min={2000}
        max={2100}
        value={year}
        onChange={(event) => setYear(event.target.value)}
      />
      <Input
        label={t('sign.amount')}
        hint={t('sign.amountHint', { currency: contract.currency })}
        error={wrong ? t('sign.amountWrong') : undefined}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
      />
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'sign.appropriate')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.isSuccess && <SuccessNotice>{t('state.saved')}</SuccessNotice>}
    </form>
  );
}
