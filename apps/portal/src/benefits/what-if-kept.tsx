import { useState } from 'react';
import type { KeptWhatIf, KeptWhatIfs } from '@ringvirkning/benefits-api';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { keptPathOf } from './use-what-if.js';
import { MOST_BESIDE, requestOf, type Change } from './what-if-change.js';

/** What is kept: which of it stands in the table, and whose it is. */
export function KeptList({
  contractId,
  items,
  beside,
  toggle,
}: {
  readonly contractId: string;
  readonly items: readonly KeptWhatIf[];
  readonly beside: readonly string[];
  toggle(id: string): void;
}) {
  const { t, instant } = useText();
  const { mutate, error } = useAction<KeptWhatIfs>();
  if (items.length === 0) return null;
  return (
    <>
      <fieldset>
        <legend className="form-label">{t('whatIf.kept', { most: MOST_BESIDE })}</legend>
        <ul className="notice-list">
          {items.map(({ id, name, ownerName, isOwn, keptAt }) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={beside.includes(id)} onChange={() => toggle(id)} /> {name}
              </label>{' '}
              <span className="cell-note">{t('whatIf.by', { name: ownerName, at: instant(keptAt) })}</span>{' '}
              {isOwn && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => mutate({ method: 'DELETE', path: `${keptPathOf(contractId)}/${id}` })}
                >
                  {t('whatIf.forget', { name })}
                </button>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

/** Keeps what is tried now. `kept` is told the id it has. */
export function KeepForm({
  contractId,
  change,
  kept,
}: {
  readonly contractId: string;
  readonly change: Change;
  kept(id: string): void;
}) {
  const { t } = useText();
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useAction<KeptWhatIfs>();
  const keep = (): void =>
    mutate({
      path: keptPathOf(contractId),
      body: { name: name.trim(), change: requestOf(change) },
      done: ({ items }) => {
        const own = items.find((one) => one.isOwn && one.name === name.trim());
        if (own) kept(own.id);
        setName('');
      },
    });
  return (
    <>
      <form
        className="inline-form"
        aria-label={t('whatIf.save')}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Input
          label={t('whatIf.name')}
          hint={t('whatIf.nameHint')}
          required
          pattern=".*\S.*"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button button-secondary" disabled={isPending}>
          {t('whatIf.save')}
        </button>
      </form>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
