import type { Cell, SiloAccess } from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import type { SignedCell } from '../persistence/signature.store.js';

/** Those that the reader may read. What is planned is in the contract, and tells of nobody. */
export const readable = (cells: readonly SignedCell[], access: SiloAccess): SignedCell[] =>
  cells.filter(({ silo, contractId }) => access.mayRead({ silo, figure: 'gained', contractId }));

/** As cells of gains that nobody has: what they add up to stands beside the gains, never in them. */
export const asCells = (cells: readonly SignedCell[], amount: (cell: SignedCell) => bigint): Cell[] =>
  cells.map((cell) => ({
    ...{ figure: 'gained', contractId: cell.contractId, silo: cell.silo, budgetYear: cell.budgetYear },
    ...{ steeringArea: null, cashable: cell.cashable, basis: 'forecast', amount: amount(cell), people: null },
  }));

export const totalOf = (cells: readonly SignedCell[]): string => sum(cells.map(({ amount }) => amount)).toString();
