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
  const groups = new Map<string, DepartmentYear>();
  for (const year of years) {
    if (year.appropriated === 0n && year.worstCase === 0n && year.spent === 0n) continue;
    const key = [year.budgetYear, year.organisation, year.department ?? '', year.currency].join('\u0000');
    groups.set(key, added(groups.get(key), year, today));
  }
  return [...groups.keys()].sort().map((key) => groups.get(key)!);
}

function added(before: DepartmentYear | undefined, year: ContractYear, today: LocalDate): DepartmentYear {
  const { contractId: _, appropriated, worstCase, spent, ...of } = year;
  const committed = worstCase > spent ? worstCase : spent;
  const lapses = of.budgetYear > yearOf(today) ? undefined : unspent({ ...year, payer: of.organisation, due: 0n });
  return {
    ...of,
    contracts: (before?.contracts ?? 0) + 1,
    appropriated: (before?.appropriated ?? 0n) + appropriated,
    worstCase: (before?.worstCase ?? 0n) + worstCase,
    spent: (before?.spent ?? 0n) + spent,
    left: (before?.left ?? 0n) + appropriated - spent,
    uncovered: (before?.uncovered ?? 0n) + (committed > appropriated ? committed - appropriated : 0n),
    lapses: lapses === undefined ? undefined : (before?.lapses ?? 0n) + lapses,
  };
}
