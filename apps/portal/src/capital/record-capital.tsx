import { useState } from 'react';
import type { ContractCapital } from '@ringvirkning/payments-api';
import { useAction } from '../api/use-action.js';
import { parseMoney } from '../format/money.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { Amount, Facts } from '../ui/values.js';
import { capitalRequest, type Asked, type Field } from './capital-request.js';

const EMPTY = { type: 'drawn', capital: '', runId: '', reference: '', reason: '' } as const;
const TYPES = ['drawn', 'received', 'called', 'lost'] as const;

/** Records what happened to the capital: the terms say how it is shared out. */
export function RecordCapital({ contractId, positions, runs, currency, toPassOn, today }: ContractCapital) {
  const { t, language } = useText();
  const action = useAction<ContractCapital>({ text: t('act.done', { action: t('cap.record') }) });
  const [asked, setAsked] = useState<Asked>({ ...EMPTY, on: todayInDenmark(new Date()) });
  const [amount, setAmount] = useState('');
  const [wrong, setWrong] = useState<readonly Field[]>([]);
  const set = (more: Partial<Asked>) => setAsked((before) => ({ ...before, ...more }));
  const { type } = asked;
  const choices = positions.filter(({ kind }) => (kind === 'first-loss-guarantee') === (type === 'called'));
  const chosen = {
    ...asked,
    capital: choices.some(({ capital }) => capital === asked.capital) ? asked.capital : (choices[0]?.capital ?? ''),
    runId: runs.some(({ runId }) => runId === asked.runId) ? asked.runId : (runs.at(-1)?.runId ?? ''),
  };
  const submit = () => {
    const { body, wrong: faults } = capitalRequest(chosen, parseMoney(amount, currency, language));
    setWrong(faults);
    if (!body) return;
    action.mutate({
      path: `/api/payments/contracts/${contractId}/capital`,
      body,
      done: () => {
        setAmount('');
        set({ reference: '', reason: '' });
      },
    });
  };
  const fault = (field: Field) => (wrong.includes(field) ? t('cap.missing') : undefined);
  return (
    <Section title={t('cap.record')}>
      <Facts figures items={[[t('cap.toPassOn'), <Amount key="open" amount={toPassOn} currency={currency} />]]} />
      <form
        className="inline-form"
        aria-label={t('cap.record')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Select
          label={t('cap.what')}
          value={type}
          onChange={({ target }) => set({ type: TYPES.find((each) => each === target.value) ?? 'drawn' })}
        >
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {t(`cap.type.${each}`)}
            </option>
          ))}
        </Select>
        {type === 'received' ? (
          <Select
            label={t('runs.no')}
            error={fault('run')}
            value={chosen.runId}
            onChange={({ target }) => set({ runId: target.value })}
          >
            {runs.map(({ runId, no }) => (
              <option key={runId} value={runId}>
                {t('cap.run', { no })}
              </option>
            ))}
          </Select>
        ) : (
          <Select
            label={t('cap.which')}
            value={chosen.capital}
            onChange={({ target }) => set({ capital: target.value })}
          >
            {choices.map(({ capital, partyName, kind }) => (
              <option key={capital} value={capital}>{`${partyName}, ${t(`capital.${kind}`)}`}</option>
            ))}
          </Select>
        )}
        <Input
          label={t('sign.amount')}
          hint={t('sign.amountHint', { currency })}
          inputMode="decimal"
          value={amount}
          error={wrong.includes('amount') ? t('sign.amountWrong') : undefined}
          onChange={({ target }) => setAmount(target.value)}
        />
        <Input
          label={t('cap.on')}
          error={fault('on')}
          type="date"
          required
          max={today}
          value={asked.on}
          onChange={({ target }) => set({ on: target.value })}
        />
        <Input
          label={t('cap.reference')}
          hint={t('cap.referenceHint')}
          maxLength={64}
          value={asked.reference}
          error={fault('reference')}
          onChange={({ target }) => set({ reference: target.value })}
        />
        {(type === 'called' || type === 'lost') && (
          <Input
            label={t('cap.reason')}
            maxLength={2000}
            value={asked.reason}
            error={fault('reason')}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
        <button type="submit" className="button button-secondary" disabled={action.isPending}>
          {t(action.isPending ? 'state.saving' : 'cap.record')}
        </button>
        {action.error && <ErrorNotice error={action.error} focus />}
      </form>
    </Section>
  );
}
