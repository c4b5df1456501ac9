import type { Cell, Silo } from '@ringvirkning/benefits-domain';
import { parseMinor } from '@ringvirkning/kernel';
import type { ToldFigure } from '@ringvirkning/partnership-api';

/** A purse as a partner names it. */
export const siloNamed = ({ purse, name }: Pick<ToldFigure, 'purse' | 'name'>): Silo => ({
  ...{ key: purse, name, department: purse.split('/')[1] ?? null },
  treasury: purse.split(':')[0] as Silo['treasury'],
});

/** Figures as a partner told them: what it withholds is there, and is not shown. */
export const toldCells = (contractId: string, figures: readonly ToldFigure[]): Cell[] =>
  figures.map(({ figure, purse, budgetYear, steeringArea, cashable, basis, amount, isBehind }) => ({
    ...{ figure, contractId, silo: purse, budgetYear, steeringArea, cashable, basis, behind: isBehind },
    ...(amount === null ? { amount: 1n, people: 0 } : { amount: parseMinor(amount), people: null }),
  }));
