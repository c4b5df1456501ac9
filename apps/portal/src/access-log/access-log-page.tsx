import { useState } from 'react';
import { useContracts } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { csvOf } from './access-csv.js';
import { ANY, everyLine, useAccessLog, type AccessChoice, type AccessLine } from './access-lines.js';

/**
 * Who opened what about whom, in all services. What is looked for stays on the page: a reader's name or a person's id
 * does not belong in the browser's history.
 */
export function AccessLogPage() {
  const { t } = useText();
  const [draft, setDraft] = useState<AccessChoice>(ANY);
  const [choice, setChoice] = useState<AccessChoice>(ANY);
  const ofPerson = (participantId: string): void => {
    setDraft({ ...choice, participantId });
    setChoice({ ...choice, participantId });
  };
  return (
    <Page title={t('access.title')} lead={<p>{t('access.lead')}</p>}>
      <Choice draft={draft} change={(part) => setDraft({ ...draft, ...part })} choose={() => setChoice(draft)} />
      <Lines choice={choice} ofPerson={ofPerson} />
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
      <Input label={t('access.reader')} {...field('subject')} />
      <Input label={t('access.person')} hint={t('access.personHint')} {...field('participantId')} />
      <Input label={t('access.from')} type="date" {...field('from')} />
      <Input label={t('access.to')} type="date" {...field('to')} />
      <button type="submit" className="button button-primary">
        {t('access.search')}
      </button>
    </form>
  );
}

interface LinesProps {
  readonly choice: AccessChoice;
  ofPerson(participantId: string): void;
}

function Lines({ choice, ofPerson }: LinesProps) {
  const { t, count } = useText();
  const log = useAccessLog(choice);
  if (log.error) return <ErrorNotice error={log.error} retry={() => void log.refetch()} />;
  if (!log.data) return <Loading />;
  return (
    <Section title={t('access.lines')} aside={<Export choice={choice} />}>
      <p role="status">{t('access.shown', { count: count(log.data.length) })}</p>
      <LineTable lines={log.data} ofPerson={ofPerson} />
      {log.hasNextPage && (
        <p>
          <button
            type="button"
            className="button button-secondary"
            disabled={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {t('state.more')}
          </button>
        </p>
      )}
    </Section>
  );
}

function LineTable({ lines, ofPerson }: { readonly lines: readonly AccessLine[] } & Pick<LinesProps, 'ofPerson'>) {
  const { t, instant, word } = useText();
  const contracts = useContracts();
  const refOf = (id: string): string => contracts.data?.items.find((contract) => contract.id === id)?.ref ?? id;
  return (
    <Table
      caption={t('access.lines')}
      captionHidden
      rows={lines}
      rowKey={({ service, id }) => `${service} ${id}`}
      empty={t('access.none')}
      columns={[
        { key: 'at', title: t('access.at'), heading: true, cell: ({ at }) => instant(at) },
        {
          key: 'reader',
          title: t('access.reader'),
          cell: ({ subject, organisation }) => (
            <>
              {subject}
              <span className="cell-note">{organisation}</span>
            </>
          ),
        },
        {
          key: 'what',
          title: t('access.what'),
          cell: ({ what, service }) => (
            <>
              <What what={what} />
              <span className="cell-note">{word('access.in', service)}</span>
            </>
          ),
        },
        {
          key: 'why',
          title: t('access.why'),
          cell: ({ permission }) => (permission === null ? t('access.untold') : word('access.why', permission)),
        },
        { key: 'contract', title: t('access.contract'), cell: ({ contractId }) => refOf(contractId) },
        {
          key: 'people',
          title: t('access.people'),
          cell: (line) => <People of={line.participantIds} choose={ofPerson} />,
        },
      ]}
    />
  );
}

function What({ what }: Pick<AccessLine, 'what'>) {
  const { t, word } = useText();
  const no = /^bundle of run (\d+)$/.exec(what)?.[1];
  return <>{no ? t('access.read.bundle', { no }) : word('access.read', what)}</>;
}

/** The people of a line: the one, or how many, with each of them when asked for. */
function People({ of, choose }: { readonly of: readonly string[] | null; choose(participantId: string): void }) {
  const { t, count } = useText();
  if (of === null) return <>{t('access.untold')}</>;
  const buttons = of.map((id) => (
    <button
      key={id}
      type="button"
      className="link-button pseudonym"
      aria-label={t('access.onlyPerson', { id })}
      onClick={() => choose(id)}
    >
      {id.slice(0, 8)}
    </button>
  ));
  if (of.length <= 1) return <>{buttons[0] ?? t('access.nobody')}</>;
  return (
    <details>
      <summary>{t('access.peopleCount', { count: count(of.length) })}</summary>
      {buttons}
    </details>
  );
}

/** All lines of the choice as a file, however many pages they are. */
function Export({ choice }: { readonly choice: AccessChoice }) {
  const { t } = useText();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: unknown }>({ busy: false });
  const save = async (): Promise<void> => {
    setState({ busy: true });
    try {
      const file = URL.createObjectURL(new Blob([csvOf(await everyLine(choice))], { type: 'text/csv;charset=utf-8' }));
      Object.assign(document.createElement('a'), { href: file, download: 'access-log.csv' }).click();
      URL.revokeObjectURL(file);
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <>
      <button type="button" className="button button-secondary" disabled={state.busy} onClick={() => void save()}>
        {t('access.export')}
      </button>
      {state.error !== undefined && <ErrorNotice error={state.error} />}
    </>
  );
}
