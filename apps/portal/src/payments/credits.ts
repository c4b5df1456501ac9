import type { LineDifference, RunDifference } from '@ringvirkning/payments-api';

/** What somebody gets back, and the lines whose part for that payer and year fell; `less` and `amount` are positive, in minor units. */
export interface Credit {
  readonly payer: string;
  readonly payee: string;
  readonly budgetYear: number;
  readonly amount: string;
  readonly lines: readonly { readonly line: LineDifference; readonly less: string }[];
}

/** Every negative amount between a payer and a payee. None of its lines: it is divided otherwise between payees than before. */
export function creditsOf({ settlements, lines }: Pick<RunDifference, 'settlements' | 'lines'>): Credit[] {
  return settlements.flatMap(({ payer, payee, budgetYear, amount }) => {
    if (!amount?.startsWith('-')) return [];
    const fell = lines
      .filter((line) => line.budgetYear === budgetYear)
      .flatMap((line) => {
        const part = line.payers.find(({ party }) => party === payer)?.amount;
        return part?.startsWith('-') ? [{ line, less: part.slice(1) }] : [];
      });
    return [{ payer, payee, budgetYear, amount: amount.slice(1), lines: fell }];
  });
}
