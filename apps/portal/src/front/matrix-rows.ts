import type { Matrix } from '@ringvirkning/benefits-api';

export type Basis = 'realised' | 'forecast' | 'atSignature';

/** A line of the matrix: what each purse gained for the cost that one purse bore; minor units. */
export interface MatrixRow {
  readonly investedBy: string | null;
  readonly gained: ReadonlyMap<string, string>;
  readonly total: string;
}

/** Whether what was expected at signature is kept of anything. */
export const hasSigned = ({ cells }: Pick<Matrix, 'cells'>): boolean =>
  cells.some(({ atSignature }) => atSignature !== undefined);

const amountOf = (cell: Matrix['cells'][number], basis: Basis): string => cell[basis] ?? '0';
const isNil = (amount: string): boolean => /^-?0+$/.test(amount);

/** Lines and columns that hold something; who bears the cost without a name comes last. */
export function matrixRows(
  { cells }: Pick<Matrix, 'cells'>,
  basis: Basis,
): { readonly columns: readonly string[]; readonly rows: readonly MatrixRow[] } {
  const told = cells.filter((cell) => !isNil(amountOf(cell, basis)));
  const rows = [...Map.groupBy(told, ({ investedBy }) => investedBy)].map(([investedBy, of]): MatrixRow => ({
    investedBy,
    gained: new Map(of.map((cell) => [cell.gainedBy, amountOf(cell, basis)])),
    total: of.reduce((total, cell) => total + BigInt(amountOf(cell, basis)), 0n).toString(),
  }));
  return {
    columns: [...new Set(told.map(({ gainedBy }) => gainedBy))].sort(),
    rows: [
      ...rows.filter(({ investedBy }) => investedBy !== null),
      ...rows.filter(({ investedBy }) => investedBy === null),
    ],
  };
}

export const purseName =
  ({ silos }: Pick<Matrix, 'silos'>) =>
  (key: string): Matrix['silos'][number]['name'] =>
    silos.find(({ silo }) => silo === key)!.name;
