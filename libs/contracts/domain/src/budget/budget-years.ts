import { yearOf, type Currency, type LocalDate } from '@ringvirkning/kernel';
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
}

/** A payer's budget year in a contract; minor units. */
export interface BudgetYear extends SpentInYear {
  readonly appropriated: bigint;
  /** When everything is achieved that the terms plan. */
  readonly worstCase: bigint;
  readonly riskCarried: bigint;
  /** Of the appropriation; never below zero, as nothing is authorised beyond it. */
  readonly left: bigint;
  /** The most that may still come beyond the appropriation, by the plan or because it is due already. */
  readonly uncovered: bigint;
  /** Neither spent nor due: lapses with the year. Undefined before the year begins. */
  readonly lapses: bigint | undefined;
  readonly hasEnded: boolean;
}

/**
 * Every budget year of those who pay here and have a council to ask: the contract's own years, and any in which something is appropriated or spent beside them;
 * by payer, in order of year.
 */
export function budgetYearsOf(
  contract: Contract,
  worstCase: WorstCase,
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
      .map((budgetYear) => budgetYearOf(contract, { payer, budgetYear }, worstCase, spent, today));
  });
}

function budgetYearOf(
  contract: Contract,
  { payer, budgetYear }: Pick<BudgetYear, 'payer' | 'budgetYear'>,
  worstCase: WorstCase,
  all: readonly SpentInYear[],
  today: LocalDate,
): BudgetYear {
  const year = all.find((each) => each.payer === payer && each.budgetYear === budgetYear);
  const use = {
    ...{ payer, budgetYear, spent: year?.spent ?? 0n, due: year?.due ?? 0n },
    appropriated: appropriatedIn(contract.appropriations, payer, budgetYear),
  };
  const planned = worstCase(payer, budgetYear);
  const hasEnded = budgetYear < yearOf(today);
  // What was planned of a year that is over may still be verified; what is known to be due is due whatever was planned.
  const committed = most(planned, use.spent + use.due);
  return {
    ...use,
    worstCase: planned,
    riskCarried: riskCarriedIn(contract, payer, budgetYear),
    left: use.appropriated - use.spent,
    uncovered: most(committed - use.appropriated, 0n),
    lapses: budgetYear > yearOf(today) ? undefined : unspent(use),
    hasEnded,
  };
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
