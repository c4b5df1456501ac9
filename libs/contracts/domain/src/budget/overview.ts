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

/** What the contracts of a department in a budget year come to before anything is spent: sums that are kept, so that they need not be added up for each look. */
export interface KeptYear extends Omit<DepartmentYear, 'spent' | 'left' | 'lapses'> {
  readonly unspent: bigint;
}

/** By year, municipality, department and currency, in that order. Contracts in which nothing is set aside, planned or spent in a year do not count in it. */
export function overviewOf(years: readonly ContractYear[], today: LocalDate): DepartmentYear[] {
  const groups: Groups = new Map();
  for (const year of years) count(groups, year, 1n, today);
  return inOrder(groups);
}

/**
 * The same from sums that are kept. Of all contracts, those alone in which something is spent are told one by one: each is taken out as it was kept,
 * and counted as it is.
 */
export function keptOverview(
  kept: readonly KeptYear[],
  spent: readonly ContractYear[],
  today: LocalDate,
): DepartmentYear[] {
  const groups: Groups = new Map();
  for (const { unspent: left, ...year } of kept) {
    const lapses = year.budgetYear > yearOf(today) ? undefined : left;
    groups.set(keyOf(year), { ...year, spent: 0n, left: year.appropriated, lapses });
  }
  for (const year of spent) {
    count(groups, { ...year, spent: 0n }, -1n, today);
    count(groups, year, 1n, today);
  }
  return inOrder(groups).filter(({ contracts }) => contracts > 0);
}

/** Added to in place: there may be a million contract years. */
type Sums = { -readonly [K in keyof DepartmentYear]: DepartmentYear[K] };
type Groups = Map<string, Sums>;

const keyOf = (of: Pick<DepartmentYear, 'budgetYear' | 'organisation' | 'department' | 'currency'>): string =>
  `${of.budgetYear}\u0000${of.organisation}\u0000${of.department ?? ''}\u0000${of.currency}`;

const inOrder = (groups: Groups): DepartmentYear[] => [...groups.keys()].sort().map((key) => groups.get(key)!);

const nothing = (
  { organisation, payerName, department, budgetYear, currency }: ContractYear,
  thisYear: number,
): Sums => ({
  ...{ organisation, payerName, department, budgetYear, currency, contracts: 0 },
  ...{ appropriated: 0n, worstCase: 0n, spent: 0n, left: 0n, uncovered: 0n },
  lapses: budgetYear > thisYear ? undefined : 0n,
});

function count(groups: Groups, year: ContractYear, times: 1n | -1n, today: LocalDate): void {
  const { appropriated, worstCase, spent } = year;
  if (appropriated === 0n && worstCase === 0n && spent === 0n) return;
  const key = keyOf(year);
  const sums = groups.get(key) ?? nothing(year, yearOf(today));
  groups.set(key, sums);
  const committed = worstCase > spent ? worstCase : spent;
  sums.contracts += Number(times);
  sums.appropriated += times * appropriated;
  sums.worstCase += times * worstCase;
  sums.spent += times * spent;
  sums.left += times * (appropriated - spent);
  if (committed > appropriated) sums.uncovered += times * (committed - appropriated);
  if (sums.lapses !== undefined) sums.lapses += times * unspent({ appropriated, spent, due: 0n });
}
