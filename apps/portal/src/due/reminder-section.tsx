import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { Reminder } from '@ringvirkning/outcomes-api';
import { get } from '../api/http.js';
import { useAction } from '../api/use-action.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { reminderTexts } from '../i18n/reminder-texts.js';
import { Section } from '../layout/page.js';
import { Select } from '../ui/forms.js';
import { ErrorNotice, Loaded } from '../ui/notices.js';

addTexts(reminderTexts);

const EVERY = ['never', 'daily', 'weekly'] as const;
const ADDRESS = '/api/outcomes/due/reminder';
/** Where the link in each mail leads. */
const PLACE = 'reminder';

/** Whether and how often the person is told by mail of what is due; nothing where no mail is sent. */
export function ReminderSection() {
  const { t } = useText();
  const reminder = useQuery({ queryKey: ['reminder'], queryFn: ({ signal }) => get<Reminder>(ADDRESS, signal) });
  const place = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  const asked = hash === `#${PLACE}`;
  const isThere = reminder.data !== undefined;
  useEffect(() => {
    if (asked && isThere) place.current?.focus();
  }, [asked, isThere]);
  if (reminder.data?.offered === false) return null;
  return (
    <div id={PLACE} ref={place} tabIndex={-1}>
      <Section title={t('reminder.title')}>
        <Loaded<Reminder> query={reminder}>
          {(known) =>
            known.address === null ? (
              <p>{t('reminder.noAddress')}</p>
            ) : (
              <ReminderForm known={known} address={known.address} />
            )
          }
        </Loaded>
      </Section>
    </div>
  );
}

function ReminderForm({ known, address }: { readonly known: Reminder; readonly address: string }) {
  const { t, language } = useText();
  const [every, choose] = useState(known.every);
  const action = useAction<Reminder>();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: ADDRESS, body: { every, language } });
      }}
    >
      <p>
        {t('reminder.intro', { address })} {t('reminder.ends')}
      </p>
      {known.refused && (
        <div className="alert alert-warning notice">
          <p className="alert-text">{t('reminder.refused', { address })}</p>
        </div>
      )}
      <div className="toolbar">
        <Select
          label={t('reminder.every')}
          value={every}
          onChange={({ target }) => choose(target.value as Reminder['every'])}
        >
          {EVERY.map((one) => (
            <option key={one} value={one}>
              {t(`reminder.every.${one}`)}
            </option>
          ))}
        </Select>
        <button type="submit" className="button button-secondary" disabled={action.isPending}>
          {action.isPending ? t('state.saving') : t('reminder.save')}
        </button>
      </div>
      {action.error && <ErrorNotice error={action.error} focus />}
      <p role="status">
        {action.data && t(action.data.every === 'never' ? 'reminder.stopped' : 'reminder.saved', { address })}
      </p>
    </form>
  );
}
