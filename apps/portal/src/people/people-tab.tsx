import { useState } from 'react';
import { Link } from 'react-router';
import type { Participant } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import type { Cohort, Group } from '@ringvirkning/terms-language';
import { useContractContext } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { allPeople, usePaused, usePeople, type PeopleChoice } from './people-queries.js';

/** The people of a contract: who they are here, how they are doing, and what comes next. */
export function PeopleTab() {
  const { t } = useText();
  const may = useMay();
  const { contract, terms } = useContractContext();
  const [choice, setChoice] = useState<PeopleChoice>({ text: '', group: '', cohort: '', state: '' });
  const text = usePaused(choice.text);
  const people = usePeople(contract.id, { ...choice, text });
  const set = (change: Partial<PeopleChoice>) => setChoice((now) => ({ ...now, ...change }));
  return (
    <Section
      title={t('people.title')}
      aside={
        may('outcomes.enrol') && (
          <Link className="button button-primary" to={`/contracts/${contract.id}/participants/new`}>
            {t('people.enrol')}
          </Link>
        )
      }
    >
      <div className="toolbar">
        <Input
          label={t('people.search')}
          type="search"
          autoComplete="off"
          value={choice.text}
          onChange={(event) => set({ text: event.target.value })}
        />
        {terms.groups.length > 0 && (
          <Words label={t('people.group')} of={terms.groups} value={choice.group} set={(group) => set({ group })} />
        )}
        {terms.cohorts.length > 0 && (
          <Words
            label={t('people.cohort')}
            of={terms.cohorts}
            value={choice.cohort}
            set={(cohort) => set({ cohort })}
          />
        )}
        <Select
          label={t('people.state')}
          value={choice.state}
          onChange={(event) => set({ state: event.target.value as PeopleChoice['state'] })}
        >
          <option value="">{t('people.all')}</option>
          <option value="here">{t('people.here')}</option>
          <option value="left">{t('people.left')}</option>
          <option value="move-refused">{t('people.moveRefused')}</option>
        </Select>
      </div>
      <Loaded query={people}>
        {({ pages }) => (
          <PeopleTable
            people={pages.flatMap(({ items }) => items)}
            count={pages.at(-1)!.count}
            all={pages.at(-1)!.all}
            choice={{ ...choice, text }}
          />
        )}
      </Loaded>
      <More of={people} />
    </Section>
  );
}

interface WordsProps {
  readonly label: string;
  readonly of: readonly (Cohort | Group)[];
  readonly value: string;
  set(code: string): void;
}

function Words({ label, of, value, set }: WordsProps) {
  const { t, say } = useText();
  return (
    <Select label={label} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{t('people.all')}</option>
      {of.map(({ code, name }) => (
        <option key={code} value={code}>
          {say(name)}
        </option>
      ))}
    </Select>
  );
}

interface TableProps {
  /** Those that are here so far. */
  readonly people: readonly Participant[];
  /** All that fit the choice. */
  readonly count: number;
  readonly all: number;
  readonly choice: PeopleChoice;
}

function PeopleTable({ people, count, all, choice }: TableProps) {
  const text = useText();
  const { t, date, say } = text;
  const { contract, terms, outcome, followUp, party } = useContractContext();
  const nameIn = (known: WordsProps['of'], code: string | null): string => {
    const found = known.find((one) => one.code === code);
    return found ? say(found.name) : (code ?? '–');
  };
  return (
    <>
      <p role="status">{t('people.shown', { shown: text.count(count), all: text.count(all) })}</p>
      <Table
        caption={t('people.caption')}
        captionHidden
        rows={people}
        rowKey={({ participantId }) => participantId}
        empty={t('people.none')}
        file={{
          name: [contract.ref, t('people.title'), count < all ? t('table.selected') : undefined],
          all: people.length < count ? () => allPeople(contract.id, choice) : undefined,
          searched: true,
        }}
        columns={[
          {
            key: 'person',
            title: t('people.person'),
            heading: true,
            value: ({ pseudonym }) => pseudonym,
            cell: ({ participantId, pseudonym, key }) => (
              <>
                <Link to={`/contracts/${contract.id}/participants/${participantId}`} className="pseudonym">
                  {pseudonym}
                </Link>
                {key && <span className="cell-note">{key}</span>}
              </>
            ),
          },
          { key: 'referred', title: t('people.referred'), value: ({ referredOn }) => ({ day: referredOn }) },
          terms.groups.length > 0 && {
            key: 'group',
            title: t('people.group'),
            value: ({ group }) => nameIn(terms.groups, group),
          },
          terms.cohorts.length > 0 && {
            key: 'cohort',
            title: t('people.cohort'),
            value: ({ cohort }) => nameIn(terms.cohorts, cohort),
          },
          people.some(({ payingMunicipality }) => payingMunicipality !== null) && {
            key: 'payer',
            title: t('people.payer'),
            filter: true,
            value: ({ payingMunicipality }) => (payingMunicipality ? party(payingMunicipality) : undefined),
          },
          {
            key: 'next',
            title: t('people.next'),
            value: ({ nextFollowUp: next }) => (next ? { day: next.dueOn } : undefined),
            cell: ({ nextFollowUp: next }) =>
              next ? (
                <>
                  {date(next.dueOn)}
                  <span className="cell-note">
                    {outcome(next.outcome)}, {followUp(next.followUp)}
                  </span>
                </>
              ) : (
                '–'
              ),
          },
          {
            key: 'state',
            title: t('people.state'),
            value: ({ left, erased }) => t(erased ? 'people.erased' : left ? 'people.left' : 'people.here'),
            cell: (person) => <PersonState person={person} />,
          },
        ]}
      />
    </>
  );
}

/** Whether somebody takes part, and why they left. */
export function PersonState({ person: { left, erased } }: { readonly person: Pick<Participant, 'left' | 'erased'> }) {
  const { t, date, word } = useText();
  if (erased) return <Badge state="warning">{t('people.erased')}</Badge>;
  if (!left) return <Badge state="active">{t('people.here')}</Badge>;
  return (
    <>
      <Badge state={left.reason === 'completed' ? 'final' : 'warning'}>{t('people.left')}</Badge>
      <span className="cell-note">
        {word('departure', left.reason)}, {date(left.on)}
      </span>
    </>
  );
}
