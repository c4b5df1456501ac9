import { fail, sum, writtenAmount, type Currency, type DomainError } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { DueAmount, DuePayment } from './claim.js';

/** What the council has set aside for a payer in a budget year; minor units. */
export interface Appropriated {
  readonly payer: string;
  readonly budgetYear: number;
  readonly amount: bigint;
}

/** A budget year that a claim would overspend: all that the contract then comes to in it, and what is set aside. */
export interface Overspent extends Appropriated {
  readonly payable: bigint;
}

/**
 * The budget years in which a claim would spend more than is appropriated: no municipality spends without an appropriation, which is of one year
 * (kommunestyrelsesloven § 40). `toBook` is what authorising it books; a year in which that is nothing or a credit is not asked about, so that what is wrong
 * can always be put right. Who is no municipality has no council to ask.
 */
export function overspent(
  { payments }: { readonly payments: readonly DuePayment[] },
  toBook: readonly DueAmount[],
  appropriated: readonly Appropriated[],
  { parties }: Pick<Terms, 'parties'>,
): Overspent[] {
  const municipalities = new Set(parties.filter(({ kind }) => kind === 'municipality').map(({ id }) => id));
  const years = Map.groupBy(
    toBook.filter(({ payer }) => municipalities.has(payer)),
    ({ payer, budgetYear }) => `${budgetYear} ${payer}`,
  );
  return [...years.values()]
    .filter((same) => sum(same.map(({ amount }) => amount)) > 0n)
    .map((same) => {
      const { payer, budgetYear } = same[0]!;
      const isOf = (each: Pick<Appropriated, 'payer' | 'budgetYear'>): boolean =>
        each.payer === payer && each.budgetYear === budgetYear;
      return {
        ...{ payer, budgetYear },
        payable: sum(payments.filter(isOf).map(({ payable }) => payable)),
        amount: sum(appropriated.filter(isOf).map(({ amount }) => amount)),
      };
    })
    .filter(({ payable, amount }) => payable > amount);
}

/** Same words as where a contract comes into force without its appropriations. */
export const beyondAppropriation = (years: readonly Overspent[], currency: Currency): DomainError => {
  const da = (amount: bigint): string => writtenAmount(amount, currency, 'da-DK');
  const en = (amount: bigint): string => writtenAmount(amount, currency, 'en-GB');
  return fail.rule(
    'payments.beyond-appropriation',
    'Bevillingen rækker ikke til betalingskravet.',
    'The appropriation does not hold the claim.',
    {
      errors: years.map(({ payer, budgetYear, payable, amount }) => ({
        code: 'payments.appropriation-missing',
        da: `Bevillingen fra ${payer} for budgetåret ${budgetYear} skal dække ${da(payable)}; bevilget er ${da(amount)}, så der mangler ${da(payable - amount)}.`,
        en: `The appropriation of ${payer} for the budget year ${budgetYear} must cover ${en(payable)}; ${en(amount)} is appropriated, so ${en(payable - amount)} is missing.`,
      })),
      whatToDo: {
        da: 'Registrér bevillingen eller tillægsbevillingen på kontrakten, og anvis igen; eller gør indsigelse.',
        en: 'Record the appropriation or supplementary appropriation with the contract, and authorise again; or object.',
      },
    },
  );
};
