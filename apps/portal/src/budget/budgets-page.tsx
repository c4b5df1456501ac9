import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { DepartmentYear, MunicipalBudget } from '@ringvirkning/contracts-api';
import { budgetCalendar, comingBudget } from '@ringvirkning/reference';
import { localDate, yearOf } from '@ringvirkning/kernel';
import { get } from '../api/http.js';
import { todayInDenmark } from '../format/text.js';
import { budgetTexts } from '../i18n/budget-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Select } from '../ui/forms.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Facts } from '../ui/values.js';
import { departmentName } from './department-name.js';
import { byDepartment, type DepartmentRow } from './pivot.js';

addTexts(budgetTexts);

/** The current year and three estimate years: what a municipality's budget spans (budgetoverslagsår). */
const BUDGET_SPAN = 4;

/** All contracts in force: this budget year, several years beside each other, and what they contribute to the budget that is being made. */
export function BudgetsPage() {
  const { t } = useText();
  const [asked, ask] = useSearchParams();
  const today = localDate(todayInDenmark(new Date()));
  const thisYear = yearOf(today);
  const year = Number(asked.get('year') ?? thisYear);
  const coming = comingBudget(today);
  return (
    <Page title={t('budgets.title')} lead={<p>{t('years.intro')}</p>} onPaper>
      <div className="toolbar">
        <Select
          label={t('pay.year')}
          value={String(year)}
          onChange={({ target }) => ask({ year: target.value }, { replace: true })}
        >
          {Array.from({ length: 10 }, (_, index) => thisYear - 4 + index).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Select>
      </div>
      <YearSection year={year} />
      <SeveralYears
        title={t('budgets.several', { from: year, to: year + BUDGET_SPAN - 1 })}
        from={year}
        figure="worstCase"
        beside="appropriated"
      />
      <Calendar />
      <SeveralYears
        title={t('budgets.contribution', { year: coming.budgetYear })}
        intro={t('budgets.contributionIntro')}
        from={coming.budgetYear}
        figure="worstCase"
      />
    </Page>
  );
}

const useBudgets = (from: number, years: number) => {
  const path = `/api/contracts/budgets?from=${from}&years=${years}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<MunicipalBudget>(path, signal),
    placeholderData: keepPreviousData,
    // Contracts that are seen for the first time are computed some at a time.
    refetchInterval: ({ state }) => (state.data?.isComplete === false ? 1_000 : false),
  });
};

const ALWAYS = ['appropriated', 'worstCase', 'uncovered'] as const;
const PAID = ['spent', 'left', 'lapses'] as const;
const TITLES = {
  appropriated: 'years.appropriated',
  worstCase: 'years.worst',
  uncovered: 'years.uncovered',
  spent: 'years.spent',
  left: 'years.left',
  lapses: 'budgets.lapsesMost',
} as const;

function YearSection({ year }: { readonly year: number }) {
  const { t } = useText();
  const figure = (key: keyof typeof TITLES) => ({
    key,
    title: t(TITLES[key]),
    // Before a year begins nothing lapses with it.
    value: (row: DepartmentYear) => moneyOf(row[key] ?? undefined, row.currency, { whole: true }),
  });
  return (
    <Section title={t('budgets.year', { year })}>
      <Loaded<MunicipalBudget> query={useBudgets(year, 1)}>
        {({ items, isComplete }) => (
          <>
            {!isComplete && <p className="note">{t('budgets.computing')}</p>}
            <Table
              caption={t('budgets.year', { year })}
              captionHidden
              empty={t('budgets.none')}
              file={{ name: [t('budgets.title'), String(year)] }}
              rows={items}
              rowKey={({ organisation, department, currency }) => `${organisation} ${department} ${currency}`}
              columns={[
                { key: 'department', title: t('years.department'), heading: true, value: nameOf },
                { key: 'payer', title: t('pay.payer'), filter: true, value: ({ payerName }) => payerName },
                { key: 'contracts', title: t('budgets.contracts'), value: ({ contracts }) => contracts },
                ...ALWAYS.map(figure),
                ...(items.some(({ spent }) => spent === null) ? [] : PAID.map(figure)),
              ]}
            />
            {items.some(({ spent }) => spent === null) && <p className="note">{t('years.hidden')}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Where the terms name no department, the municipality itself pays. */
const nameOf = ({ department, payerName }: Pick<DepartmentYear, 'department' | 'payerName'>): string =>
  department === null ? payerName : departmentName(department);

interface SeveralProps {
  readonly title: string;
  readonly intro?: string;
  readonly from: number;
  readonly figure: 'worstCase' | 'appropriated';
  /** Shown in a table of its own, to be compared. */
  readonly beside?: 'worstCase' | 'appropriated';
}

function SeveralYears({ title, intro, from, figure, beside }: SeveralProps) {
  const budgets = useBudgets(from, BUDGET_SPAN);
  return (
    <Section title={title}>
      {intro && <p>{intro}</p>}
      <Loaded<MunicipalBudget> query={budgets}>
        {({ items }) => (
          <>
            <YearsTable rows={byDepartment(items)} from={from} figure={figure} title={title} />
            {beside && <YearsTable rows={byDepartment(items)} from={from} figure={beside} title={title} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function YearsTable({
  rows,
  from,
  figure,
  title,
}: Pick<SeveralProps, 'from' | 'figure' | 'title'> & { readonly rows: readonly DepartmentRow[] }) {
  const { t } = useText();
  const caption = `${title}: ${t(TITLES[figure])}`;
  return (
    <Table
      caption={caption}
      empty={t('budgets.none')}
      file={{ name: [title, t(TITLES[figure])] }}
      rows={rows}
      rowKey={({ organisation, department, currency }) => `${organisation} ${department} ${currency}`}
      columns={[
        { key: 'department', title: t('years.department'), heading: true, value: nameOf },
        { key: 'payer', title: t('pay.payer'), filter: true, value: ({ payerName }) => payerName },
        ...Array.from({ length: BUDGET_SPAN }, (_, index) => from + index).map((year) => ({
          key: String(year),
          title: String(year),
          value: ({ years, currency }: DepartmentRow) =>
            moneyOf(years.get(year)?.[figure] ?? '0', currency, { whole: true }),
        })),
      ]}
    />
  );
}

/** When the budget that is being made must be where. */
function Calendar() {
  const { t, date } = useText();
  const today = localDate(todayInDenmark(new Date()));
  const { budgetYear, proposal, secondReading } = comingBudget(today);
  const { lapses } = budgetCalendar(yearOf(today));
  return (
    <Section title={t('budgets.calendar')}>
      <Facts
        items={[
          [t('budgets.proposal', { year: budgetYear }), date(proposal)],
          [t('budgets.reading', { year: budgetYear }), date(secondReading)],
          [t('budgets.lapses', { year: yearOf(today) }), date(lapses)],
        ]}
      />
    </Section>
  );
}
