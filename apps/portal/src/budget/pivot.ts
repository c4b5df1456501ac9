import type { DepartmentYear } from '@ringvirkning/contracts-api';

/** A department over several years. */
export interface DepartmentRow extends Pick<DepartmentYear, 'organisation' | 'payerName' | 'department' | 'currency'> {
  readonly years: ReadonlyMap<number, DepartmentYear>;
}

/** One row per municipality, department and currency, in the order in which they come. */
export function byDepartment(items: readonly DepartmentYear[]): DepartmentRow[] {
  const rows = Map.groupBy(items, ({ organisation, department, currency }) =>
    JSON.stringify([organisation, department, currency]),
  );
  return [...rows.values()].map((same) => {
    const { organisation, payerName, department, currency } = same[0]!;
    const years = new Map(same.map((each) => [each.budgetYear, each]));
    return { organisation, payerName, department, currency, years };
  });
}
