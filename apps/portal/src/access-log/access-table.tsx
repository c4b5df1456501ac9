import { useMemo } from 'react';
import { useContracts } from '../api/queries.js';
import { useText, type Text } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { everyLine, perPerson, readerOf, type AccessChoice, type AccessLine } from './access-lines.js';

interface AccessTableProps {
  readonly lines: readonly AccessLine[];
  readonly choice: AccessChoice;
  ofPerson(participantId: string): void;
  ofReader(subject: string): void;
}

/** Readings as they were noted; the file holds all of the choice, a row for each person. */
export function AccessTable({ lines, choice, ofPerson, ofReader }: AccessTableProps) {
  const text = useText();
  const { t, word } = text;
  const contracts = useContracts().data?.items;
  const { contractOf, names } = useMemo(() => {
    const all = contracts ?? [];
    const parties = all.flatMap(({ parties }) => parties);
    return {
      contractOf: new Map(all.map((contract) => [contract.id, contract])),
      names: new Map(parties.map(({ organisation, name }) => [organisation, name])),
    };
  }, [contracts]);
  const refOf = (id: string): string => contractOf.get(id)?.ref ?? id;
  /** By its name in the contract that was read about: an organisation may stand for another in some contract. */
  const organisationOf = ({ contractId, organisation: its }: AccessLine): string =>
    contractOf.get(contractId)?.parties.find(({ organisation }) => organisation === its)?.name ?? names.get(its) ?? its;
  return (
    <Table
      caption={t('access.lines')}
      captionHidden
      rows={lines}
      rowKey={({ service, id }) => `${service} ${id}`}
      empty={t('access.none')}
      file={{
        name: [t('access.title'), choice.contractId && refOf(choice.contractId), choice.from, choice.to],
        all: async () => perPerson(await everyLine(choice)),
        searched: true,
      }}
      columns={[
        { key: 'at', title: t('access.at'), heading: true, value: ({ at }) => ({ at }) },
        {
          key: 'reader',
          title: t('access.reader'),
          value: readerOf,
          cell: (line) => <Reader line={line} choose={ofReader} />,
        },
        {
          key: 'organisation',
          title: t('access.organisation'),
          filter: true,
          value: organisationOf,
        },
        { key: 'what', title: t('access.what'), filter: true, value: ({ what }) => whatOf(what, text) },
        {
          key: 'why',
          title: t('access.why'),
          value: ({ permission }) => (permission === null ? t('access.untold') : word('access.why', permission)),
        },
        { key: 'service', title: t('access.service'), filter: true, value: ({ service }) => word('service', service) },
        { key: 'contract', title: t('access.contract'), value: ({ contractId }) => refOf(contractId) },
        {
          key: 'people',
          title: t('access.people'),
          value: ({ participantIds }) => participantIds?.join(' ') ?? t('access.untold'),
          cell: (line) => <People of={line.participantIds} choose={ofPerson} />,
        },
      ]}
    />
  );
}

function whatOf(what: string, { t, word }: Text): string {
  const [, read, no] = /^(bundle|claims) of run (\d+)$/.exec(what) ?? [];
  if (!no) return word('access.read', what);
  return t(read === 'bundle' ? 'access.read.bundle' : 'access.read.claims-of-run', { no });
}

/** Who read, by name; the user name beneath shows the other readings of the same. */
function Reader({ line: { name, subject }, choose }: { readonly line: AccessLine; choose(subject: string): void }) {
  const { t } = useText();
  const button = (
    <button
      type="button"
      className="link-button"
      aria-label={t('access.onlyReader', { subject })}
      onClick={() => choose(subject)}
    >
      {subject}
    </button>
  );
  return name === null ? (
    button
  ) : (
    <>
      {name}
      <span className="cell-note">{button}</span>
    </>
  );
}

/** The people of a line: the one, or how many, with each of them when asked for. */
function People({ of, choose }: { readonly of: readonly string[] | null; choose(participantId: string): void }) {
  const { t, count } = useText();
  if (of === null) return <>{t('access.untold')}</>;
  const buttons = of.map((participantId) => {
    const id = `…${participantId.slice(-8)}`;
    return (
      <button
        key={participantId}
        type="button"
        className="link-button pseudonym"
        aria-label={t('access.onlyPerson', { id })}
        onClick={() => choose(participantId)}
      >
        {id}
      </button>
    );
  });
  if (of.length <= 1) return <>{buttons[0] ?? t('access.nobody')}</>;
  return (
    <details>
      <summary>{t('access.peopleCount', { count: count(of.length) })}</summary>
      {buttons}
    </details>
  );
}
