import { sum } from '@ringvirkning/kernel';
import type { Appropriation, Contract } from '../contract.js';

/** What is appropriated for a payer in a budget year, all entries added up; minor units. */
export const appropriatedIn = (
  appropriations: readonly Pick<Appropriation, 'payer' | 'budgetYear' | 'amount'>[],
  payer: string,
  budgetYear: number,
): bigint =>
  sum(appropriations.flatMap((each) => (each.payer === payer && each.budgetYear === budgetYear ? each.amount : [])));

/** What the council has decided to leave uncovered: the latest decision counts. */
export const riskCarriedIn = (
  { riskDecisions = [] }: Pick<Contract, 'riskDecisions'>,
  payer: string,
  budgetYear: number,
): bigint => riskDecisions.findLast((each) => each.payer === payer && each.budgetYear === budgetYear)?.uncovered ?? 0n;
