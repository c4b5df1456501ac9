import type { ReactNode } from 'react';
import { KINDS, type Terms } from '@ringvirkning/terms-language';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { Facts } from '../ui/values.js';
import {
  capitalLine,
  ofOutcomesLine,
  capLine,
  floorLine,
  followUpNames,
  groupLine,
  allPriceLines,
  termsAmount,
  termsShare,
} from './terms-words.js';
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

function Basics() {
  const text = useText();
  const { t, word, date, say } = text;
  const { terms } = useContractContext();
  const { by, attestBy, verifyBy } = terms.claims;
  const roles = (codes: readonly string[]): string => codes.map((role) => word('role', role)).join(', ');
  const unit = word('unit', terms.currency);
  const { required, sources } = terms.verification.evidence;
  return (
    <Section title={t('terms.basics')}>
      <Facts
        items={[
          ...(terms.intervention ? [[t('terms.intervention'), say(terms.intervention)] as const] : []),
          [t('terms.period'), t('terms.periodValue', { from: date(terms.period.from), to: date(terms.period.to) })],
          [t('terms.currency'), terms.currency],
          ...(terms.priceLevelYear ? [[t('terms.priceLevel'), terms.priceLevelYear] as const] : []),
          ...(terms.indexation
            ? [[t('terms.indexation'), t('terms.indexationValue', { year: terms.indexation.baseYear })] as const]
            : []),
          [
            t('terms.rounding'),
            t(`rounding.${terms.rounding}`, { unit: unit === terms.currency ? t('terms.smallestUnit') : unit }),
          ],
          ...(terms.pricesRoundedTo
            ? [
                [
                  t('terms.pricesRoundedTo'),
                  t('terms.pricesRoundedToValue', { amount: termsAmount(terms.pricesRoundedTo, terms.currency, text) }),
                ] as const,
              ]
            : []),
          [
            t('terms.claims'),
            t('terms.claimsValue', { by: roles(by), attestBy: roles([attestBy]), verifyBy: roles([verifyBy]) }),
          ],
          [t('terms.objection'), t('terms.days', { count: terms.verification.objectionDays })],
          [
            t('terms.evidence'),
            t(required ? 'terms.evidenceRequired' : 'terms.evidenceOptional', {
              sources: sources.map((source) => word('source', source).toLowerCase()).join(', '),
            }),
          ],
        ]}
      />
    </Section>
  );
}

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
            cell: ({ name, description }) => (
              <>
                {say(name)}
                {description && <span className="cell-note">{say(description)}</span>}
              </>
            ),
          },
          { key: 'kind', title: t('terms.kind'), cell: ({ kind }) => say(KINDS[kind].name) },
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
  const lines = parts.map(({ party: id, share, cap, outcomes }) => {
    const line = share ? t('terms.share', { party: name(id), share: termsShare(share, text) }) : name(id);
    const capped = cap ? t('terms.capped', { text: line, amount: termsAmount(cap, terms.currency, text) }) : line;
    return ofOutcomesLine(capped, outcomes, terms, text);
  });
  const rest = otherwise ? [t('terms.otherwise', { party: party(otherwise) })] : [];
  return <List title={t('terms.payers')} items={[...lines, ...rest]} />;
}

function Payees() {
  const text = useText();
  const { t } = text;
  const { terms, party } = useContractContext();
  const lines = terms.payees.map(({ party: id, share, from, outcomes }) => {
    const line = { party: party(id), share: termsShare(share, text) };
    const paid = from ? t('terms.shareFrom', { ...line, from: party(from) }) : t('terms.share', line);
    return ofOutcomesLine(paid, outcomes, terms, text);
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
