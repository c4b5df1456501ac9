import { sum, yearOf, type Currency, type LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { Contract, WorstCase } from '../contract.js';
import { isOurs } from '../joint.js';
import { appropriatedIn, riskCarriedIn } from './appropriations.js';
import { unspent } from './carry-over.js';

/** What is spent of a payer's budget year, and what is in runs that are not authorised yet (a credit below zero); minor units. */
export interface SpentInYear {
  readonly payer: string;
  readonly budgetYear: number;
  readonly spent: bigint;
  readonly due: bigint;
  /** Payable by what is verified, and in no run. */
  readonly verified?: bigint | undefined;
}

/** A payer's budget year in a contract; minor units. */
export interface BudgetYear extends SpentInYear {
  readonly verified: bigint;
  readonly appropriated: bigint;
  /** When everything is achieved that the terms plan. */
  readonly worstCase: bigint;
  /** When as many succeed as the municipality expects. */
  readonly expected: bigint;
  /** What is known (spent, due, verified), and the rest of what is expected. */
  readonly forecast: bigint;
  /** The one account string and steering area that the year's entries name; null where they name none, or several. */
  readonly account: string | null;
  readonly area: string | null;
  readonly riskCarried: bigint;
  /** Of the appropriation; never below zero, as nothing is authorised beyond it. */
  readonly left: bigint;
  /** The most that may still come beyond the appropriation, by the plan or because it is due already. */
  readonly uncovered: bigint;
  /** Neither spent, due nor verified: lapses with the year. Undefined before the year begins. */
  readonly lapses: bigint | undefined;
  readonly hasEnded: boolean;
}

/**
 * Every budget year of those who pay here and have a council to ask: the contract's own years, and any in which something is appropriated or spent beside them;
 * by payer, in order of year.
 */
export function budgetYearsOf(
  contract: Contract,
  costs: YearCosts,
  spent: readonly SpentInYear[],
  today: LocalDate,
): BudgetYear[] {
  const { agreement, appropriations } = contract;
  const { first, last } = agreement.budgetYears;
  const own = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const payers = agreement.appropriating.filter((payer) => isOurs(contract, payer));
  return payers.flatMap((payer) => {
    const beside = [...appropriations, ...spent].flatMap((each) => (each.payer === payer ? each.budgetYear : []));
    return [...new Set([...own, ...beside])]
      .sort((a, b) => a - b)
      .map((budgetYear) => budgetYearOf(contract, { payer, budgetYear }, costs, spent, today));
  });
}

function budgetYearOf(
  contract: Contract,
  { payer, budgetYear }: Pick<BudgetYear, 'payer' | 'budgetYear'>,
  costs: YearCosts,
  all: readonly SpentInYear[],
  today: LocalDate,
): BudgetYear {
  const year = all.find((each) => each.payer === payer && each.budgetYear === budgetYear);
  const use = {
    ...{ payer, budgetYear, spent: year?.spent ?? 0n, due: year?.due ?? 0n, verified: year?.verified ?? 0n },
    appropriated: appropriatedIn(contract.appropriations, payer, budgetYear),
  };
  const [planned, expected] = [costs.worst(payer, budgetYear), costs.expected(payer, budgetYear)];
  const known = use.spent + use.due + use.verified;
  const hasEnded = budgetYear < yearOf(today);
  // What was planned of a year that is over may still be verified; what is known to be due is due whatever was planned.
  const committed = most(planned, known);
  return {
    ...use,
    worstCase: planned,
    expected,
    forecast: known + (isStillExpected(budgetYear, today) ? most(expected - known, 0n) : 0n),
    ...namedIn(contract.appropriations, payer, budgetYear),
    riskCarried: riskCarriedIn(contract, payer, budgetYear),
    left: use.appropriated - use.spent,
    uncovered: most(committed - use.appropriated, 0n),
    lapses: budgetYear > yearOf(today) ? undefined : unspent(use),
    hasEnded,
  };
}

/** What a year lacks may be verified and paid in the year after it; later it is not expected any more. */
const isStillExpected = (budgetYear: number, today: LocalDate): boolean => budgetYear >= yearOf(today) - 1;

function namedIn(
  appropriations: Contract['appropriations'],
  payer: string,
  budgetYear: number,
): Pick<BudgetYear, 'account' | 'area'> {
  const own = appropriations.filter((each) => each.payer === payer && each.budgetYear === budgetYear);
  const only = (named: readonly (string | undefined)[]): string | null => {
    const all = new Set(named.filter((each) => each !== undefined));
    return all.size === 1 ? [...all][0]! : null;
  };
  return { account: only(own.map(({ account }) => account)), area: only(own.map(({ area }) => area)) };
}

/** What a contract may cost a payer in a budget year. */
export interface YearCosts {
  readonly worst: WorstCase;
  readonly expected: WorstCase;
}

/** Of the payers of one steering area in a budget year; null where a year's entries do not name one. Minor units. */
export interface AreaYear {
  readonly budgetYear: number;
  readonly area: string | null;
  readonly appropriated: bigint;
  readonly spent: bigint;
  readonly forecast: bigint;
}

/** Steering areas are never added to each other: one row per year and area. */
export function areaYears(years: readonly BudgetYear[]): AreaYear[] {
  const groups = Map.groupBy(years, ({ budgetYear, area }) => `${budgetYear} ${area ?? ''}`);
  return [...groups.keys()].sort().map((key) => {
    const of = groups.get(key)!;
    const total = (figure: 'appropriated' | 'spent' | 'forecast'): bigint => sum(of.map((year) => year[figure]));
    const { budgetYear, area } = of[0]!;
    return {
      ...{ budgetYear, area },
      ...{ appropriated: total('appropriated'), spent: total('spent'), forecast: total('forecast') },
    };
  });
}

const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** What a payer may have to pay in a year, with whose budget it is; minor units. */
export interface CommittedTo {
  readonly payer: string;
  readonly organisation: string;
  readonly payerName: string;
  readonly department: string | null;
  readonly currency: Currency;
  readonly budgetYear: number;
  readonly worstCase: bigint;
}

/** Every year of those who pay here and have a council to ask in which the contract may cost something, or something may be set aside: one more than it runs. */
export function committedYears(
  contract: Contract,
  { parties, currency }: Pick<Terms, 'parties' | 'currency'>,
  worstCase: WorstCase,
): CommittedTo[] {
  const { agreement } = contract;
  const { first, last } = agreement.budgetYears;
  const years = Array.from({ length: last - first + 1 + BEYOND }, (_, index) => first + index);
  return parties
    .filter(({ id }) => agreement.appropriating.includes(id) && isOurs(contract, id))
    .flatMap(({ id, name, organisation, department = null }) =>
      years
        .map((budgetYear) => ({ budgetYear, worstCase: worstCase(id, budgetYear) }))
        .filter((each) => each.budgetYear <= last + 1 || each.worstCase > 0n)
        .map((each) => ({ ...each, payer: id, organisation, payerName: name, department, currency })),
    );
}

/** Years after the period that are looked at: cohorts may be measured, and paid for, long after it. */
const BEYOND = 10;
