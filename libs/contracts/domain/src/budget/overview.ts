import { yearOf, type Currency, type LocalDate } from '@ringvirkning/kernel';
import { unspent } from './carry-over.js';

/** A contract in a payer's budget year; minor units. */
export interface ContractYear {
  readonly contractId: string;
  /** The paying municipality, and the silo of it that pays; null where the terms name none. */
  readonly organisation: string;
  readonly payerName: string;
  readonly department: string | null;
  readonly budgetYear: number;
  readonly currency: Currency;
  readonly appropriated: bigint;
  readonly worstCase: bigint;
  readonly spent: bigint;
}

/** All contracts of a department in a budget year; minor units. */
export interface DepartmentYear extends Omit<ContractYear, 'contractId'> {
  readonly contracts: number;
  readonly left: bigint;
  /** Contract by contract: what one has too much does not cover what another lacks. */
  readonly uncovered: bigint;
  /** Undefined before the year begins. */
  readonly lapses: bigint | undefined;
}

/** By year, municipality, department and currency, in that order. Contracts in which nothing is set aside, planned or spent in a year do not count in it. */
export function overviewOf(years: readonly ContractYear[], today: LocalDate): DepartmentYear[] {
  const thisYear = yearOf(today);
  const groups = new Map<string, Sums>();
  for (const year of years) {
    if (year.appropriated === 0n && year.worstCase === 0n && year.spent === 0n) continue;
    const key = `${year.budgetYear}\u0000${year.organisation}\u0000${year.department ?? ''}\u0000${year.currency}`;
    const sums = groups.get(key);
    if (sums) add(sums, year);
    else groups.set(key, add(nothing(year, thisYear), year));
  }
  return [...groups.keys()].sort().map((key) => groups.get(key)!);
}

/** Added to in place: there may be a million contract years. */
type Sums = { -readonly [K in keyof DepartmentYear]: DepartmentYear[K] };

const nothing = ({ contractId: _, ...of }: ContractYear, thisYear: number): Sums => ({
  ...of,
  ...{ contracts: 0, appropriated: 0n, worstCase: 0n, spent: 0n, left: 0n, uncovered: 0n },
  lapses: of.budgetYear > thisYear ? undefined : 0n,
});

function add(sums: Sums, { appropriated, worstCase, spent }: ContractYear): Sums {
  const committed = worstCase > spent ? worstCase : spent;
  sums.contracts += 1;
  sums.appropriated += appropriated;
  sums.worstCase += worstCase;
  sums.spent += spent;
  sums.left += appropriated - spent;
  if (committed > appropriated) sums.uncovered += committed - appropriated;
  if (sums.lapses !== undefined) sums.lapses += unspent({ appropriated, spent, due: 0n });
  return sums;
}
