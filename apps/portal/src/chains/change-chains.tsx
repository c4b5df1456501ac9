import { useState } from 'react';
import type { ChainSetting } from '@ringvirkning/contracts-api';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { RuleFields } from './rule-fields.js';
import { draftOf, EMPTY_RULE, type RuleDraft, settingOf } from './rules-form.js';

/** The rules as a form; what is saved is a new version. */
export function ChangeChains({ standing }: { readonly standing: ChainSetting | undefined }) {
  const { t, language } = useText();
  const action = useAction({ text: t('chain.saved') });
  const written = (amount: string) =>
    new Intl.NumberFormat(language === 'da' ? 'da-DK' : 'en-GB').format(BigInt(amount) / 100n);
  const [rules, setRules] = useState<readonly RuleDraft[]>(
    standing?.rules.map((rule) => draftOf(rule, written)) ?? [
      { ...EMPTY_RULE, turns: { 'municipal-director': 1, council: 2 } },
    ],
  );
  const [success, setSuccess] = useState(String(standing?.expectedSuccess ?? ''));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    const body = settingOf(standing?.version ?? 0, { success, reason, rules }, language);
    setWrong(!body);
    if (body) action.mutate({ path: '/api/contracts/chains', body, done: () => setReason('') });
  };
  return (
    <form
      className="form-narrow"
      aria-label={t('chain.change')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <button type="button" className="button button-secondary" onClick={() => setRules([EMPTY_RULE, ...rules])}>
        {t('chain.add')}
      </button>
      {rules.map((rule, index) => (
        <RuleFields
          key={index}
          number={index + 1}
          rule={rule}
          isWrong={wrong}
          change={(part) => setRules(rules.with(index, { ...rule, ...part }))}
          remove={rules.length > 1 ? () => setRules(rules.toSpliced(index, 1)) : undefined}
          up={index > 0 ? () => setRules(rules.with(index - 1, rule).with(index, rules[index - 1]!)) : undefined}
        />
      ))}
      <Input
        label={t('chain.success')}
        hint={t('chain.successHint')}
        type="number"
        min={0}
        max={100}
        required
        value={success}
        onChange={(event) => setSuccess(event.target.value)}
      />
      <Input
        label={t('chain.reason')}
        hint={t('chain.reasonHint')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'chain.save')}
      </button>
    </form>
  );
}
