import { fail, sum, writtenAmount, type Currency, type DomainError } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';

/** What the council has set aside for a payer in a budget year; minor units. */
export interface Appropriated {
  readonly payer: string;
  readonly budgetYear: number;
  readonly amount: bigint;
}

/** What a contract comes to for a payer in a budget year, and what of it is still to be booked; minor units. */
export interface Spending {
  readonly payer: string;
  readonly budgetYear: number;
  readonly payable: bigint;
  readonly amount: bigint;
}

/** A payer's budget year: what is appropriated, what of it was spent before, and what is to be spent now; minor units. */
export interface BudgetYear {
  readonly payer: string;
  readonly payerName: string;
  readonly budgetYear: number;
  readonly appropriated: bigint;
  readonly used: bigint;
  readonly amount: bigint;
}

/**
 * The parties that spend only what their council has appropriated, and whose appropriations are recorded in this instance: the municipalities, but for
 * `partners` (organisations), which pay from an instance of their own. Who is no municipality has no council to ask.
 * @returns their names by their ids
 */
export const appropriating = (
  { parties }: Pick<Terms, 'parties'>,
  partners: readonly string[] = [],
): ReadonlyMap<string, string> =>
  new Map(
    parties
      .filter(({ kind, organisation }) => kind === 'municipality' && !partners.includes(organisation))
      .map(({ id, name }) => [id, name]),
  );

/** One for each budget year and payer of `spending` that must ask a council, in their order. */
export function budgetYears(
  spending: readonly Spending[],
  appropriated: readonly Appropriated[],
  payers: ReadonlyMap<string, string>,
): BudgetYear[] {
  const years = Map.groupBy(
    spending.filter(({ payer }) => payers.has(payer)),
    ({ payer, budgetYear }) => `${budgetYear} ${payer}`,
  );
  return [...years.values()].map((same) => {
    const { payer, budgetYear } = same[0]!;
    const amount = sum(same.map((each) => each.amount));
    return {
      ...{ payer, payerName: payers.get(payer)!, budgetYear, amount },
      appropriated: sum(
        appropriated.flatMap((each) => (each.payer === payer && each.budgetYear === budgetYear ? each.amount : [])),
      ),
      used: sum(same.map(({ payable }) => payable)) - amount,
    };
  });
}

/**
 * The budget years in which more would be spent than is appropriated: no municipality spends without an appropriation, which is of one year
 * (kommunestyrelsesloven § 40). A year in which nothing is to be spent, or a credit, is not asked about, so that what is wrong can always be put right.
 */
export const overspent = (years: readonly BudgetYear[]): BudgetYear[] =>
  years.filter(({ appropriated, used, amount }) => amount > 0n && used + amount > appropriated);

/** @throws DomainError `payments.beyond-appropriation` with what is missing in each budget year; same words as where a contract comes into force. */
export function mustBeAppropriated(years: readonly BudgetYear[], currency: Currency): void {
  const missing = overspent(years);
  if (missing.length > 0) throw beyondAppropriation(missing, currency);
}

function beyondAppropriation(years: readonly BudgetYear[], currency: Currency): DomainError {
  const da = (amount: bigint): string => writtenAmount(amount, currency, 'da-DK');
  const en = (amount: bigint): string => writtenAmount(amount, currency, 'en-GB');
  return fail.rule(
    'payments.beyond-appropriation',
    'Bevillingen rækker ikke til betalingen.',
    'The appropriation does not cover the payment.',
    {
      errors: years.map(({ payerName, budgetYear, appropriated, used, amount }) => {
        const payable = used + amount;
        return {
          code: 'payments.appropriation-missing',
          da: `Bevillingen fra ${payerName} for budgetåret ${budgetYear} skal dække ${da(payable)}; bevilget er ${da(appropriated)}, så der mangler ${da(payable - appropriated)}.`,
          en: `The appropriation of ${payerName} for the budget year ${budgetYear} must cover ${en(payable)}; ${en(appropriated)} is appropriated, so ${en(payable - appropriated)} is missing.`,
        };
      }),
      whatToDo: {
        da: 'Registrér bevillingen eller tillægsbevillingen på kontrakten, og anvis igen.',
        en: 'Record the appropriation or supplementary appropriation with the contract, and authorise again.',
      },
    },
  );
}
