import { splitExactly, sum } from '@ringvirkning/kernel';
import type { Plan } from '../plan.js';
import { minorUnits } from '../prices/minor.js';
import { multiply, parseRational, rational, roundTo, type Rational } from '../rational.js';
import { payeesOf } from '../schema/payees.js';
import type { PayerPart, Terms } from '../schema/terms.js';
import type { PartyAmount, Payment } from '../types.js';

export interface PayerSplit {
  readonly payers: readonly PartyAmount[];
  /** What nobody pays, by the payer whose cap was reached (`''`: no payer is known). */
  readonly unpaid: readonly PartyAmount[];
}
interface ToSplit {
  readonly amount: bigint;
  readonly claims: number;
  readonly year: number;
  /** The participants' paying municipality. */
  readonly payer: string | undefined;
}

/** Splits lines between payers, each with its share and its caps. Lines must come in order of year: a cap over the years is used up in that order. */
export class PayerSplitter {
  private readonly spent = new Map<string, bigint>();
  private readonly weights: bigint[];

  constructor(private readonly terms: Terms) {
    this.weights = integerWeights(terms.payers.parts.map((part) => parseRational(part.share ?? '0')));
  }

  split(line: ToSplit): PayerSplit {
    const wanted = this.terms.payers.split === 'fixed' ? splitExactly(line.amount, this.weights) : undefined;
    const payers = new Map<string, bigint>();
    const unpaid = new Map<string, bigint>();
    let rest = line.amount;
    for (const [i, part] of this.terms.payers.parts.entries()) {
      const party = part.party === 'of-participant' ? (line.payer ?? '') : part.party;
      const asked = wanted ? wanted[i]! : least(rest, this.topUpLimit(part, line));
      const paid = party === '' ? 0n : this.pay(part, i, party, asked, line.year);
      rest -= paid;
      if (paid > 0n) payers.set(party, (payers.get(party) ?? 0n) + paid);
      if (wanted && asked > paid) unpaid.set(party, (unpaid.get(party) ?? 0n) + asked - paid);
    }
    if (!wanted && rest > 0n) unpaid.set(this.terms.payers.parts.at(-1)!.party, rest);
    return { payers: amounts(payers), unpaid: amounts(unpaid) };
  }

  private topUpLimit(part: PayerPart, line: ToSplit): bigint {
    const limits = [line.amount];
    if (part.share !== undefined) limits.push(roundTo(multiply(parseRational(part.share), rational(line.amount)), this.terms.rounding));
    if (part.perClaim !== undefined) limits.push(minorUnits(part.perClaim) * BigInt(line.claims));
    return limits.reduce(least);
  }

  /** A cap belongs to the payer's part of the split; each paying municipality has its own. */
  private pay(part: PayerPart, index: number, party: string, asked: bigint, year: number): bigint {
    const caps: [string, string | undefined][] = [
      [`${index}/${party}`, part.cap],
      [`${index}/${party}/${year}`, part.yearCaps.find((cap) => cap.year === year)?.max],
    ];
    const paid = caps.reduce((amount, [key, max]) => (max === undefined ? amount : least(amount, minorUnits(max) - (this.spent.get(key) ?? 0n))), asked);
    for (const [key] of caps) this.spent.set(key, (this.spent.get(key) ?? 0n) + paid);
    return paid;
  }
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const amounts = (map: ReadonlyMap<string, bigint>): PartyAmount[] => [...map].map(([party, amount]) => ({ party, amount }));

/** Shares as whole numbers with the same ratios. */
export function integerWeights(shares: readonly Rational[]): bigint[] {
  const denominator = shares.reduce((product, share) => product * share.d, 1n);
  return shares.map((share) => (share.n * denominator) / share.d);
}

/** What each payer owes each payee per budget year: the year's total of a payer is shared exactly between its payees. */
export function paymentsOf(plan: Plan, years: readonly { year: number; payers: readonly PartyAmount[] }[]): Payment[] {
  return years.flatMap(({ year, payers }) =>
    payers.flatMap(({ party, amount }) => {
      const payees = payeesOf(plan.terms.payees, party);
      const parts = splitExactly(amount, integerWeights(payees.map((payee) => parseRational(payee.share))));
      return payees.map((payee, i) => ({ payer: party, payee: payee.party, year, amount: parts[i]! })).filter((payment) => payment.amount !== 0n);
    }),
  );
}

/** Sums amounts per party, in the order of the contract's parties. */
export function sumByParty(plan: Plan, entries: Iterable<PartyAmount>): PartyAmount[] {
  const totals = new Map<string, bigint>(plan.terms.parties.map((party) => [party.id, 0n]));
  for (const { party, amount } of entries) totals.set(party, (totals.get(party) ?? 0n) + amount);
  return amounts(totals).filter((entry) => entry.amount !== 0n);
}

export const total = (entries: readonly PartyAmount[]): bigint => sum(entries.map((entry) => entry.amount));
