import { sum, type Currency, type LocalDate } from '@ringvirkning/kernel';

/** What a payer owes a payee for the outcomes of a budget year: by the terms at the cut-off, and by the claim before. */
export interface DuePayment {
  readonly payer: string;
  readonly payee: string;
  readonly budgetYear: number;
  readonly payable: bigint;
  readonly before: bigint;
}

/** What of a payer's budget year falls to an outcome and follow-up; neither is named where several are told together. */
export interface DueLine {
  readonly payer: string;
  readonly outcome: string | null;
  readonly followUp: string | null;
  readonly budgetYear: number;
  readonly payable: bigint;
}

/** A partner's own part of an authorised run. The claims of a contract to one partner follow each other: `after` is the number of the one before. */
export interface DueClaim {
  readonly contractId: string;
  readonly runId: string;
  readonly number: number;
  readonly after: number | null;
  readonly termsDigest: string;
  readonly cutOff: LocalDate;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly payments: readonly DuePayment[];
  readonly lines: readonly DueLine[];
}

type Between = Pick<DuePayment, 'payer' | 'payee' | 'budgetYear'>;
export const betweenKey = ({ payer, payee, budgetYear }: Between): string => `${budgetYear} ${payer} ${payee}`;

/** An amount between a payer and a payee for a budget year. */
export interface DueAmount extends Between {
  readonly amount: bigint;
}
export const totalOf = (amounts: readonly DueAmount[]): bigint => sum(amounts.map(({ amount }) => amount));

export const amountsOf = (payments: readonly DuePayment[], of: 'payable' | 'before'): DueAmount[] =>
  payments.map(({ payer, payee, budgetYear, ...figures }) => ({ payer, payee, budgetYear, amount: figures[of] }));

/** to − from, without zeros. */
function difference(to: readonly DueAmount[], from: readonly DueAmount[]): DueAmount[] {
  const all = [...to, ...from.map((each) => ({ ...each, amount: -each.amount }))];
  return [...Map.groupBy(all, betweenKey).values()]
    .map((same) => ({ ...same[0]!, amount: totalOf(same) }))
    .filter(({ amount }) => amount !== 0n);
}

type Told = Pick<DueClaim, 'number' | 'after' | 'payments'>;

/** The claims that a claim follows, the nearest first; undefined when one of them is missing. */
export function ancestors<C extends Told>(claim: Told, known: readonly C[]): C[] | undefined {
  const before: C[] = [];
  for (let { after } = claim; after !== null; after = before.at(-1)!.after) {
    const one = known.find(({ number }) => number === after);
    if (!one || one.number >= (before.at(-1) ?? claim).number) return undefined;
    before.push(one);
  }
  return before;
}

/** What had been settled by other means before the first claim of all. */
const outside = (claim: Told, before: readonly Told[]): DueAmount[] =>
  amountsOf((before.at(-1) ?? claim).payments, 'before');

/**
 * What is to be booked when a claim is authorised: what it says is payable, minus what the last one authorised said. So a claim that was objected to is
 * answered by the next, and nothing is booked twice. Undefined when a claim between is missing.
 */
export function toBook(
  claim: Told,
  known: readonly (Told & { readonly isAuthorised: boolean })[],
): DueAmount[] | undefined {
  const before = ancestors(claim, known);
  const last = before?.find(({ isAuthorised }) => isAuthorised);
  return (
    before &&
    difference(
      amountsOf(claim.payments, 'payable'),
      last ? amountsOf(last.payments, 'payable') : outside(claim, before),
    )
  );
}

/** All that the books hold by a row of claims once this one is authorised. */
export function bookedWith(claim: Told, known: readonly Told[]): DueAmount[] | undefined {
  const before = ancestors(claim, known);
  return before && difference(amountsOf(claim.payments, 'payable'), outside(claim, before));
}
