import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useContracts } from '../api/queries.js';
import { accessTexts } from '../i18n/access-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { ANY, useAccessLog, withId, type AccessChoice } from './access-lines.js';
import { AccessTable } from './access-table.js';

addTexts(accessTexts);

/**
 * Who opened what about whom, in all services. What is looked for stays on the page: a reader's name or a person's
 * pseudonym does not belong in the browser's history.
 */
export function AccessLogPage() {
  const { t } = useText();
  const [draft, setDraft] = useState<AccessChoice>(ANY);
  const [choice, setChoice] = useState<AccessChoice>(ANY);
  const search = useMutation({
    mutationFn: withId,
    onSuccess: (found) => found && setChoice(found),
  });
  const narrow = (part: Partial<AccessChoice>): void => {
    search.reset();
    setDraft({ ...choice, ...part });
    setChoice({ ...choice, ...part });
  };
  return (
    <Page title={t('access.title')} lead={<p>{t('access.lead')}</p>}>
      <Choice draft={draft} change={(part) => setDraft({ ...draft, ...part })} choose={() => search.mutate(draft)} />
      {search.error && <ErrorNotice error={search.error} />}
      {search.isSuccess && !search.data ? (
        <p role="status">{t('access.nobodyFound')}</p>
      ) : (
        <Lines choice={choice} narrow={narrow} />
      )}
    </Page>
  );
}

interface ChoiceProps {
  readonly draft: AccessChoice;
  change(part: Partial<AccessChoice>): void;
  choose(): void;
}

/** Looked for when asked, not while somebody types: each look leaves lines itself. */
function Choice({ draft, change, choose }: ChoiceProps) {
  const { t } = useText();
  const contracts = useContracts();
  const field = (name: keyof AccessChoice) => ({
    value: draft[name],
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => change({ [name]: event.target.value.trim() }),
  });
  const submit = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    choose();
  };
  return (
    <form className="toolbar" role="search" aria-label={t('access.title')} onSubmit={submit}>
      <Select label={t('access.contract')} {...field('contractId')}>
        <option value="">{t('people.all')}</option>
        {contracts.data?.items.map(({ id, ref }) => (
          <option key={id} value={id}>
            {ref}
          </option>
        ))}
      </Select>
      <Input label={t('access.readerField')} {...field('subject')} />
      <Input label={t('access.person')} placeholder="P-…" {...field('participantId')} />
      <Input label={t('access.from')} type="date" {...field('from')} />
      <Input label={t('access.to')} type="date" {...field('to')} />
      <button type="submit" className="button button-primary">
        {t('access.search')}
      </button>
      <p className="form-hint toolbar-hint">{t('access.personHint')}</p>
    </form>
  );
}

interface LinesProps {
  readonly choice: AccessChoice;
  narrow(part: Partial<AccessChoice>): void;
}

function Lines({ choice, narrow }: LinesProps) {
  const { t, count } = useText();
  const log = useAccessLog(choice);
  if (log.error) return <ErrorNotice error={log.error} retry={() => void log.refetch()} />;
  if (!log.data) return <Loading />;
  return (
    <Section title={t('access.lines')}>
      <p role="status">
        {t('access.shown', { count: count(log.data.length) })}
        {choice.participantId && log.data[0] && (
          <>
            {' · '}
            <Link to={`/contracts/${log.data[0].contractId}/participants/${choice.participantId}`}>
              {t('access.seePerson')}
            </Link>
          </>
        )}
      </p>
      <AccessTable
        lines={log.data}
        choice={choice}
        ofPerson={(participantId) => narrow({ participantId })}
        ofReader={(subject) => narrow({ subject })}
      />
      <More of={log} />
    </Section>
  );
}
