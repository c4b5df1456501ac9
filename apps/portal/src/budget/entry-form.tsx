import { useState } from 'react';
import type { AppropriationRequest, ContractBudget } from '@ringvirkning/contracts-api';
import { useAction } from '../api/use-action.js';
import { parseMoney } from '../format/money.js';
import { useText } from '../i18n/i18n.js';
import type { TextKey } from '../i18n/texts.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, SuccessNotice } from '../ui/notices.js';
import {
  entryRequest,
  isDecided,
  RECORDS,
  takesMoney,
  yearAmong,
  type EntryFields,
  type RecordKind,
} from './entry-request.js';

const AREAS = ['service', 'transfers', 'construction'] as const satisfies readonly AppropriationRequest['area'][];
const EMPTY = { body: '', on: '', caseNumber: '', financing: '', reason: '', account: '', area: '', isKnowing: false };
type Texts = Omit<EntryFields, 'payer' | 'budgetYear' | 'amount'>;

/** Records what a council has set aside, takes back, carries over, or decides to leave uncovered. */
export function EntryForm({ budget, isDraft }: { readonly budget: ContractBudget; readonly isDraft: boolean }) {
  const { t, language } = useText();
  const action = useAction();
  const payers = [...new Map(budget.years.map(({ payer, payerName }) => [payer, payerName]))];
  const [kind, setKind] = useState<RecordKind>('original');
  const [payer, setPayer] = useState(payers[0]?.[0] ?? '');
  const years = budget.years.filter((each) => each.payer === payer).map(({ budgetYear }) => budgetYear);
  const [asked, setYear] = useState(yearToBegin(budget));
  const year = yearAmong(years, asked);
  const [amount, setAmount] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [texts, setTexts] = useState<Texts>(EMPTY);
  const change = (over: Partial<Texts>) => setTexts({ ...texts, ...over });
  const submit = () => {
    const minor = parseMoney(amount, budget.currency, language);
    setWrong(minor === undefined);
    if (minor === undefined) return;
    const { path, body } = entryRequest(kind, { ...texts, payer, budgetYear: year, amount: minor });
    action.mutate({
      path: `/api/contracts/${budget.id}/${path}`,
      body,
      done: () => {
        setAmount('');
        setTexts(EMPTY);
      },
    });
  };
  return (
    <form
      className="inline-form"
      aria-label={t('years.forms')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select
        label={t('years.what')}
        hint={kind === 'original' ? undefined : t(`years.hint.${kind}`)}
        value={kind}
        onChange={({ target }) => setKind(target.value as RecordKind)}
      >
        {RECORDS.filter((each) => each !== 'risk' || isDraft).map((each) => (
          <option key={each} value={each}>
            {t(`years.form.${each}`)}
          </option>
        ))}
      </Select>
      <Select label={t('pay.payer')} value={payer} onChange={({ target }) => setPayer(target.value)}>
        {payers.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select label={t('pay.year')} value={String(year)} onChange={({ target }) => setYear(Number(target.value))}>
        {years.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Select>
      <Input
        label={t('sign.amount')}
        hint={t('sign.amountHint', { currency: budget.currency })}
        error={isWrong ? t('sign.amountWrong') : undefined}
        inputMode="decimal"
        required
        value={amount}
        onChange={({ target }) => setAmount(target.value)}
      />
      <Grounds kind={kind} texts={texts} change={change} />
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'years.save')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.isSuccess && <SuccessNotice>{t('state.saved')}</SuccessNotice>}
    </form>
  );
}

/** This year where the contract runs in it, or else its first. */
const yearToBegin = ({ years, today }: ContractBudget): number => {
  const now = Number(today.slice(0, 4));
  return years.find(({ budgetYear }) => budgetYear === now)?.budgetYear ?? years[0]?.budgetYear ?? now;
};

/** What a record rests on: each kind asks for its own. */
function Grounds({
  kind,
  texts,
  change,
}: {
  readonly kind: RecordKind;
  readonly texts: Texts;
  change(over: Partial<Texts>): void;
}) {
  const { t } = useText();
  const field = (key: 'body' | 'caseNumber' | 'financing' | 'reason' | 'account', label: TextKey, hint?: string) => (
    <Input
      label={t(label)}
      hint={hint}
      required={key !== 'account'}
      value={texts[key]}
      onChange={({ target }) => change({ [key]: target.value })}
    />
  );
  return (
    <>
      {isDecided(kind) && (
        <>
          {field('body', 'years.body')}
          <Input
            label={t('years.decidedOn')}
            type="date"
            required
            value={texts.on}
            onChange={({ target }) => change({ on: target.value })}
          />
          {field('caseNumber', 'years.case')}
        </>
      )}
      {kind === 'supplementary' && field('financing', 'years.financing')}
      {kind === 'correction' && field('reason', 'years.reason')}
      {(kind === 'original' || kind === 'supplementary') && (
        <>
          {field('account', 'years.account', t('years.accountHint'))}
          <Select label={t('years.area')} value={texts.area} onChange={({ target }) => change({ area: target.value })}>
            <option value="">{t('years.area.none')}</option>
            {AREAS.map((area) => (
              <option key={area} value={area}>
                {t(`years.area.${area}`)}
              </option>
            ))}
          </Select>
        </>
      )}
      {takesMoney(kind) && (
        <label>
          <input
            type="checkbox"
            checked={texts.isKnowing}
            onChange={({ target }) => change({ isKnowing: target.checked })}
          />{' '}
          {t('years.knowing')}
        </label>
      )}
    </>
  );
}
