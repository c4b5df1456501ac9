import type { CarryOverDraft, ContractBudget, ContractBudgetYear } from '@ringvirkning/contracts-api';
import { areaYears, carryOverDraft, type BudgetYear, type Contract } from '@ringvirkning/contracts-domain';
import type { LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { presentAppropriation, presentRiskDecision } from './present-appropriation.js';

interface Reading {
  readonly today: LocalDate;
  /** Who is told nothing of what is paid here. */
  readonly isOutside: boolean;
}

export function presentBudget(
  { id, agreement, appropriations, riskDecisions = [] }: Contract,
  { currency, parties }: Pick<Terms, 'currency' | 'parties'>,
  years: readonly BudgetYear[],
  { today, isOutside }: Reading,
): ContractBudget {
  const accountOf = (payer: string) =>
    appropriations.findLast((each) => each.payer === payer && each.account !== undefined)?.account;
  return {
    ...{ id, ref: agreement.ref, currency, today },
    years: years.map((year) => presentYear(year, parties, isOutside)),
    areas: areaYears(years).map(({ appropriated, spent, forecast, ...of }) => ({
      ...{ ...of, appropriated: appropriated.toString() },
      ...{ spent: isOutside ? null : spent.toString(), forecast: isOutside ? null : forecast.toString() },
    })),
    entries: appropriations.map((each) => presentAppropriation(each, currency)),
    riskDecisions: riskDecisions.map((each) => presentRiskDecision(each, currency)),
    carryOvers: isOutside
      ? []
      : years.filter(({ lapses }) => lapses !== undefined).flatMap((year) => presentDraft(year, accountOf(year.payer))),
  };
}

function presentYear(year: BudgetYear, parties: Terms['parties'], isOutside: boolean): ContractBudgetYear {
  const { payer, budgetYear, hasEnded, appropriated, worstCase, expected, account, area, riskCarried, uncovered } =
    year;
  const party = parties.find(({ id }) => id === payer);
  const paid = (amount: bigint | undefined): string | null =>
    isOutside || amount === undefined ? null : amount.toString();
  return {
    ...{ payer, payerName: party?.name ?? payer, department: party?.department ?? null, budgetYear, hasEnded },
    ...{ appropriated: appropriated.toString(), worstCase: worstCase.toString(), expected: expected.toString() },
    ...{ account, area, verified: paid(year.verified), forecast: paid(year.forecast) },
    ...{ riskCarried: riskCarried.toString(), uncovered: uncovered.toString() },
    ...{ due: paid(year.due), spent: paid(year.spent), left: paid(year.left), lapses: paid(year.lapses) },
  };
}

function presentDraft(year: BudgetYear, account: string | undefined): CarryOverDraft[] {
  const draft = carryOverDraft(year, account);
  if (!draft) return [];
  const journal = draft.journal.map((line) => ({
    ...line,
    ...{ account: line.account ?? null, amount: line.amount.toString() },
  }));
  return [{ ...draft, amount: draft.amount.toString(), journal }];
}
