import { useQuery } from '@tanstack/react-query';
import type { Appropriation, ContractBudget, ContractBudgetYear } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { budgetTexts } from '../i18n/budget-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { departmentName } from './department-name.js';
import { EntryForm } from './entry-form.js';

addTexts(budgetTexts);

/** A contract year by year: what is set aside, what it may cost, what is spent and left, what lapses; and the way to record what the council decides. */
export function BudgetTab() {
  const { t } = useText();
  const may = useMay();
  const { contract } = useContractContext();
  const path = `/api/contracts/${contract.id}/budget`;
  const budget = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<ContractBudget>(path, signal) });
  return (
    <Section title={t('years.title')}>
      <p>{t('years.intro')}</p>
      <Loaded<ContractBudget> query={budget}>
        {(data) => (
          <>
            <Years {...data} />
            <Areas {...data} />
            <Drafts {...data} />
            <Entries {...data} />
            {contract.status !== 'ended' && data.years.length > 0 && may('contracts.activate') && (
              <EntryForm budget={data} isDraft={contract.status === 'draft'} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const ALWAYS = ['appropriated', 'expected', 'worstCase', 'uncovered', 'riskCarried'] as const;
const PAID = ['verified', 'due', 'spent', 'left', 'forecast', 'lapses'] as const;
type Figure = (typeof ALWAYS | typeof PAID)[number];
const SELDOM: readonly Figure[] = ['uncovered', 'riskCarried', 'verified'];
const TITLES = {
  appropriated: 'years.appropriated',
  expected: 'years.expected',
  worstCase: 'years.worst',
  uncovered: 'years.uncovered',
  riskCarried: 'years.risk',
  verified: 'years.verified',
  forecast: 'years.forecast',
  due: 'years.due',
  spent: 'years.spent',
  left: 'years.left',
  lapses: 'years.lapses',
} as const;

function Years({ years, currency, ref }: ContractBudget) {
  const { t } = useText();
  const isHidden = years.some(({ spent }) => spent === null);
  const figure = (key: Figure) => ({
    key,
    title: t(TITLES[key]),
    // Before a year begins nothing lapses with it.
    value: (year: ContractBudgetYear) => moneyOf(year[key] ?? undefined, currency, { whole: true }),
  });
  // What seldom happens has a column in the years in which it did.
  const isTold = (key: Figure) => !SELDOM.includes(key) || years.some((year) => Number(year[key] ?? 0) !== 0);
  return (
    <>
      <Table
        caption={t('years.title')}
        captionHidden
        file={{ name: [t('years.title'), ref] }}
        empty={t('years.none')}
        rows={years}
        rowKey={({ payer, budgetYear }) => `${payer}-${budgetYear}`}
        columns={[
          { key: 'year', title: t('pay.year'), heading: true, value: ({ budgetYear }) => String(budgetYear) },
          { key: 'payer', title: t('pay.payer'), filter: true, value: ({ payerName }) => payerName },
          years.some(({ department }) => department) && {
            key: 'department',
            title: t('years.department'),
            filter: true,
            value: ({ department }) => (department === null ? undefined : departmentName(department)),
          },
          years.some(({ account }) => account) && {
            key: 'account',
            title: t('years.account'),
            value: ({ account }) => account ?? undefined,
          },
          ...[...ALWAYS, ...(isHidden ? [] : PAID)].filter(isTold).map(figure),
        ]}
      />
      {isHidden && <p className="note">{t('years.hidden')}</p>}
    </>
  );
}

/** Steering areas apart: they are never added together. */
function Areas({ areas, currency, ref }: ContractBudget) {
  const { t, word } = useText();
  if (!areas.some(({ area }) => area !== null)) return null;
  const figure = (key: 'appropriated' | 'spent' | 'forecast') => ({
    key,
    title: t(TITLES[key]),
    value: (row: ContractBudget['areas'][number]) => moneyOf(row[key], currency),
  });
  return (
    <Table
      caption={t('years.areas')}
      file={{ name: [t('years.areas'), ref] }}
      fold
      rows={areas}
      rowKey={({ budgetYear, area }) => `${budgetYear}-${area}`}
      columns={[
        { key: 'year', title: t('pay.year'), heading: true, value: ({ budgetYear }) => String(budgetYear) },
        {
          key: 'area',
          title: t('years.area'),
          filter: true,
          value: ({ area }) => (area ? word('years.area', area) : t('years.areaNone')),
        },
        ...(['appropriated', 'spent', 'forecast'] as const).map(figure),
      ]}
    />
  );
}

/** What may be put to the council: what lapses, with the journal that moves it. */
function Drafts({ carryOvers, currency, ref, years }: ContractBudget) {
  const { t, say } = useText();
  if (carryOvers.length === 0) return null;
  const nameOf = (payer: string): string => years.find((year) => year.payer === payer)?.payerName ?? payer;
  return (
    <>
      <h3>{t('years.drafts')}</h3>
      <p>{t('years.draftsIntro')}</p>
      {carryOvers.map(({ payer, fromYear, toYear, journal }) => (
        <Table
          key={`${payer}-${fromYear}`}
          caption={t('years.draftCaption', { from: fromYear, to: toYear, payer: nameOf(payer) })}
          file={{ name: [t('years.drafts'), ref, String(fromYear)] }}
          rows={journal}
          rowKey={(_line, index) => String(index)}
          columns={[
            { key: 'text', title: t('years.line'), heading: true, value: ({ text }) => say(text) },
            { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
            { key: 'account', title: t('years.account'), value: ({ account }) => account ?? undefined },
            {
              key: 'amount',
              title: t('sign.amount'),
              total: true,
              value: ({ amount }) => moneyOf(amount, currency, { signed: true }),
            },
          ]}
        />
      ))}
    </>
  );
}

type Grounds = Pick<Partial<Appropriation>, 'decision' | 'reason' | 'financing'>;

function Entries({ entries, riskDecisions, currency, ref, years }: ContractBudget) {
  const { t, date, word } = useText();
  const nameOf = (id: string): string => years.find(({ payer }) => payer === id)?.payerName ?? id;
  if (entries.length + riskDecisions.length === 0) return null;
  const rows = [
    ...entries,
    ...riskDecisions.map(({ uncovered, ...risk }) => ({ ...risk, amount: uncovered, kind: 'risk' as const })),
  ];
  const groundsOf = ({ decision, reason, financing = [] }: Grounds): string =>
    [
      decision && t('years.decision', { body: decision.body, date: date(decision.on), case: decision.caseNumber }),
      ...financing.map(({ text }) => text),
      reason,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Table
      caption={t('years.entries')}
      file={{ name: [t('years.entries'), ref] }}
      fold
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'year', title: t('pay.year'), heading: true, value: ({ budgetYear }) => String(budgetYear) },
        { key: 'payer', title: t('pay.payer'), value: ({ payer }) => nameOf(payer) },
        {
          key: 'kind',
          title: t('years.kind'),
          filter: true,
          value: ({ kind }) => t(kind === 'risk' ? 'years.risk' : `years.kind.${kind}`),
        },
        { key: 'amount', title: t('sign.amount'), value: ({ amount }) => moneyOf(amount, currency, { signed: true }) },
        { key: 'account', title: t('years.account'), value: (row) => ('account' in row ? row.account : undefined) },
        {
          key: 'area',
          title: t('years.area'),
          value: (row) => ('area' in row && row.area ? word('years.area', row.area) : undefined),
        },
        { key: 'grounds', title: t('years.grounds'), value: (row) => groundsOf(row) },
        { key: 'at', title: t('years.recorded'), value: ({ at }) => ({ at }) },
      ]}
    />
  );
}
