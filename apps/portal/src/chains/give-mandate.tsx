import { useState } from 'react';
import type { MandateRequest } from '@ringvirkning/contracts-api';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { MANDATES } from './mandates.js';
import { OFFICES } from './rules-form.js';

const DEPUTIES = ['department-head', 'municipal-director', 'council-member'] as const;

/** Lets people of a role, or one person, sign for an office that one holds; the service says whether one does. */
export function GiveMandate() {
  const { t, word } = useText();
  const action = useAction({ text: t('mandate.given') });
  const today = todayInDenmark(new Date());
  const [form, setForm] = useState({
    ...{ office: 'municipal-director', role: 'department-head', subject: '', name: '' },
    ...{ from: today as string, until: '', reason: '' },
  });
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  const { office, role, subject, name, from, until, reason } = form;
  const body = {
    ...{ office, from, until, reason },
    to: role === '' ? { subject, name } : { role },
  } as MandateRequest;
  return (
    <form
      className="form-narrow"
      aria-label={t('mandate.give')}
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: MANDATES, body, done: () => setForm({ ...form, reason: '' }) });
      }}
    >
      <h3>{t('mandate.give')}</h3>
      <Select label={t('mandate.office')} {...field('office')}>
        {OFFICES.map((each) => (
          <option key={each} value={each}>
            {word('role', each)}
          </option>
        ))}
      </Select>
      <Select label={t('mandate.to')} {...field('role')}>
        {DEPUTIES.map((each) => (
          <option key={each} value={each}>
            {word('role', each)}
          </option>
        ))}
        <option value="">{t('mandate.person')}</option>
      </Select>
      {role === '' && (
        <>
          <Input label={t('mandate.name')} required maxLength={200} {...field('name')} />
          <Input
            label={t('mandate.subject')}
            hint={t('mandate.subjectHint')}
            required
            maxLength={200}
            {...field('subject')}
          />
        </>
      )}
      <Input label={t('mandate.from')} type="date" required {...field('from')} />
      <Input label={t('mandate.until')} type="date" required min={from} {...field('until')} />
      <Input label={t('mandate.reason')} required maxLength={500} {...field('reason')} />
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'mandate.give')}
      </button>
    </form>
  );
}
