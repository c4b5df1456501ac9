import type { ProposeSharing as Terms, SharingPurses } from '@ringvirkning/benefits-api';
import { useState } from 'react';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select, TextArea } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded } from '../ui/notices.js';
import { SHARING, useSharingPurses } from './queries.js';

const FIGURES = ['gained', 'invested', 'paid', 'received'] as const;
const DETAILS = ['published', 'figures', 'entries'] as const;

/** A new agreement: one's own department reads, or is read. */
export function ProposeSharing() {
  const { t } = useText();
  return (
    <Loaded<SharingPurses> query={useSharingPurses(true)}>
      {({ items }) =>
        items.length > 1 && items.some(({ own }) => own) ? (
          <Form items={items} />
        ) : (
          <Empty>{t('sharing.noPurses')}</Empty>
        )
      }
    </Loaded>
  );
}

function Form({ items }: { readonly items: SharingPurses['items'] }) {
  const { t, say } = useText();
  const today = todayInDenmark(new Date());
  const action = useAction({ text: t('sharing.proposed') });
  const own = items.find((each) => each.own)!.silo;
  const [terms, setTerms] = useState<Terms>({
    ...{ provider: items.find(({ silo }) => silo !== own)!.silo, receiver: own },
    ...{ purpose: '', legalBasis: '', figures: ['gained'], detail: 'figures' },
    ...{ from: today as Terms['from'], to: `${today.slice(0, 4)}-12-31` as Terms['to'] },
  });
  const set = (change: { readonly [K in keyof Terms]?: string | Terms[K] }) =>
    setTerms((now) => ({ ...now, ...change }) as Terms);
  const field = (name: 'provider' | 'receiver' | 'purpose' | 'legalBasis' | 'detail' | 'from' | 'to') => ({
    required: true,
    value: terms[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  });
  const choose = (figure: (typeof FIGURES)[number], is: boolean) =>
    set({ figures: FIGURES.filter((each) => (each === figure ? is : terms.figures.includes(each))) });
  const purses = items.map(({ silo, name }) => (
    <option key={silo} value={silo}>
      {say(name)}
    </option>
  ));
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: SHARING, body: terms, done: () => set({ purpose: '', legalBasis: '' }) });
      }}
    >
      <Select label={t('sharing.provider')} {...field('provider')}>
        {purses}
      </Select>
      <Select label={t('sharing.receiver')} {...field('receiver')}>
        {purses}
      </Select>
      <TextArea label={t('sharing.purpose')} rows={2} maxLength={500} {...field('purpose')} />
      <TextArea label={t('sharing.legalBasis')} rows={2} maxLength={500} {...field('legalBasis')} />
      <fieldset>
        <legend className="form-label">{t('sharing.figures')}</legend>
        {FIGURES.map((figure) => (
          <label key={figure} className="choice">
            <input
              type="checkbox"
              checked={terms.figures.includes(figure)}
              onChange={(event) => choose(figure, event.target.checked)}
            />{' '}
            {t(`sharing.figure.${figure}`)}
          </label>
        ))}
      </fieldset>
      <Select label={t('sharing.detail')} {...field('detail')}>
        {DETAILS.map((detail) => (
          <option key={detail} value={detail}>
            {t(`sharing.detail.${detail}`)}
          </option>
        ))}
      </Select>
      <Input label={t('sharing.from')} type="date" {...field('from')} />
      <Input label={t('sharing.to')} type="date" min={terms.from} {...field('to')} />
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending || terms.figures.length === 0}>
        {action.isPending ? t('state.saving') : t('sharing.propose')}
      </button>
    </form>
  );
}
