import type { Cell } from '@ringvirkning/benefits-domain';
import { parseMinor } from '@ringvirkning/kernel';
import type { ToldFigure } from '@ringvirkning/partnership-api';

/** Figures as a partner told them: what it withholds is there, and is not shown. */
export const toldCells = (contractId: string, figures: readonly ToldFigure[]): Cell[] =>
  figures.map(({ figure, purse, budgetYear, steeringArea, cashable, basis, amount, isBehind }) => ({
    ...{ figure, contractId, silo: purse, budgetYear, steeringArea, cashable, basis, behind: isBehind },
    ...(amount === null ? { amount: 1n, people: 0 } : { amount: parseMinor(amount), people: null }),
  }));
