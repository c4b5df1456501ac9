import type { ReactNode } from 'react';
import type { Terms } from '@ringvirkning/terms-language';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import {
  ofOutcomesLine,
  payerLine,
  capLine,
  floorLine,
  followUpNames,
  groupLine,
  kindLine,
  allPriceLines,
  termsShare,
} from './terms-words.js';
import { capitalLine } from './capital-words.js';
import { conditionLines } from './condition-words.js';
import { Basics } from './terms-basics.js';
import { List } from './terms-list.js';
import { Measures, Scales } from './terms-measures.js';
import { useContractContext } from './use-contract-context.js';

/** Where a person reads each member of the terms. One that is new in the language does not compile until somebody decides here. */
const SHOWN: Readonly<Record<keyof Terms, (() => ReactNode) | 'in the title' | 'in the document only'>> = {
  language: 'in the document only',
  ref: 'in the title',
  title: 'in the title',
  // In the contract's life, with what was before.
  amends: 'in the document only',
  description: 'in the title',
  intervention: Basics,
  period: Basics,
  currency: Basics,
  priceLevelYear: Basics,
  rounding: Basics,
  pricesRoundedTo: Basics,
  claims: Basics,
  verification: Basics,
  indexation: Basics,
  outcomes: Outcomes,
  followUps: Outcomes,
  groups: Groups,
  cohorts: Cohorts,
  measures: Measures,
  scales: Scales,
  caps: Caps,
  floors: Floors,
  payers: Payers,
  payees: Payees,
  capital: CapitalStack,
  parties: Parties,
  // Beside the parties, by who has signed.
  signOffs: 'in the document only',
  assumptions: Assumptions,
  sources: Sources,
};

const LISTS = [...new Set(Object.values(SHOWN))]
  .filter((part) => typeof part === 'function')
  .filter((Part) => Part !== Basics && Part !== Outcomes && Part !== Parties);

/** The terms as a person reads them. */
export const TermsSections = () => (
  <>
    <Basics />
    <Outcomes />
    <div className="section-grid">
      {LISTS.map((Part) => (
        <Part key={Part.name} />
      ))}
    </div>
    <Parties />
  </>
);

function Outcomes() {
  const text = useText();
  const { t, say } = text;
  const { terms } = useContractContext();
  return (
    <Section title={t('terms.outcomes')}>
      <Table
        caption={t('terms.outcomesCaption')}
        captionHidden
        rows={terms.outcomes}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'outcome',
            title: t('terms.outcome'),
            heading: true,
            cell: (outcome) => (
              <>
                {say(outcome.name)}
                {outcome.description && <span className="cell-note">{say(outcome.description)}</span>}
                {conditionLines(outcome, terms, text).map((line) => (
                  <span key={line} className="cell-note">
                    {line}
                  </span>
                ))}
              </>
            ),
          },
          { key: 'kind', title: t('terms.kind'), cell: (outcome) => kindLine(outcome, text) },
          {
            key: 'followUps',
            title: t('terms.followUps'),
            value: (outcome) => followUpNames(outcome, terms, text) || undefined,
          },
          {
            key: 'price',
            title: t('terms.price'),
            cell: (outcome) => <Lines lines={allPriceLines(outcome, terms, text)} />,
          },
        ]}
      />
    </Section>
  );
}

function Groups() {
  const text = useText();
  const { terms } = useContractContext();
  return <List title={text.t('terms.groups')} items={terms.groups.map((group) => groupLine(group, text))} />;
}

function Cohorts() {
  const { t, say, date } = useText();
  const { terms } = useContractContext();
  const lines = terms.cohorts.map(({ name, from, to }) =>
    t('terms.cohortLine', { name: say(name), from: date(from), to: date(to) }),
  );
  return <List title={t('terms.cohorts')} items={lines} />;
}

function Caps() {
  const text = useText();
  const { terms } = useContractContext();
  const lines = terms.caps.map((cap) => capLine(cap, terms, text));
  return <List title={text.t('terms.caps')} items={lines.length > 0 ? lines : [text.t('terms.noCaps')]} />;
}

function Floors() {
  const text = useText();
  const { terms } = useContractContext();
  return <List title={text.t('terms.floors')} items={terms.floors.map((floor) => floorLine(floor, terms, text))} />;
}

function Payers() {
  const text = useText();
  const { t } = text;
  const { terms, party } = useContractContext();
  const { parts, otherwise } = terms.payers;
  const name = (id: string): string => (id === 'of-participant' ? t('terms.ofParticipant') : party(id));
  const lines = parts.map((part) => payerLine(part, terms, name(part.party), text));
  const rest = otherwise ? [t('terms.otherwise', { party: party(otherwise) })] : [];
  return <List title={t('terms.payers')} items={[...lines, ...rest]} />;
}

function Payees() {
  const text = useText();
  const { t, word } = text;
  const { terms, party } = useContractContext();
  const lines = terms.payees.map(({ party: id, share, from, outcomes, vat }) => {
    const part = { party: party(id), share: termsShare(share, text) };
    const paid = from ? t('terms.shareFrom', { ...part, from: party(from) }) : t('terms.share', part);
    const line = ofOutcomesLine(paid, outcomes, terms, text);
    return vat === undefined ? line : t('terms.vat', { line, vat: word('vat', vat) });
  });
  return <List title={t('terms.payees')} items={lines} />;
}

function CapitalStack() {
  const text = useText();
  const { t } = text;
  const { terms, party } = useContractContext();
  const lines = terms.capital.map((capital) => capitalLine(capital, terms, party, text));
  return <List title={t('terms.capital')} items={lines} />;
}

function Assumptions() {
  const { t, say } = useText();
  const { terms } = useContractContext();
  return <List title={t('terms.assumptions')} items={terms.assumptions.map(say)} />;
}

function Parties() {
  const { t, word } = useText();
  const { contract } = useContractContext();
  return (
    <Section title={t('terms.parties')}>
      <Table
        caption={t('terms.parties')}
        captionHidden
        rows={contract.parties}
        rowKey={({ id }) => id}
        columns={[
          { key: 'party', title: t('terms.party'), heading: true, cell: ({ name }) => name },
          {
            key: 'roles',
            title: t('terms.roles'),
            cell: ({ roles }) => roles.map((role) => word('role', role)).join(', '),
          },
        ]}
      />
    </Section>
  );
}

function Sources() {
  const { t } = useText();
  const { terms } = useContractContext();
  if (terms.sources.length === 0) return null;
  const source = ({ title, url }: (typeof terms.sources)[number]) =>
    url ? (
      <a href={url} target="_blank" rel="noreferrer">
        {title} {t('terms.newWindow')}
      </a>
    ) : (
      title
    );
  return (
    <Section title={t('terms.sources')}>
      <ul>
        {terms.sources.map((one) => (
          <li key={one.title}>{source(one)}</li>
        ))}
      </ul>
    </Section>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 1
    ? lines
    : lines.map((line, index) => (
        <span key={index} className="cell-line">
          {line}
        </span>
      ));
