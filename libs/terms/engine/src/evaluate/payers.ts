import { least, minorUnits, splitExactly, sum } from '@ringvirkning/kernel';
import {
  multiply,
  parseRational,
  type PartyAmount,
  payeesOf,
  type PayerPart,
  type Payment,
  type Rational,
  rational,
  roundTo,
  type Terms,
} from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import { splitLines } from './split-lines.js';

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

/**
 * Splits lines between payers, each with its share and its caps. Lines come in order of year: a cap over the years is used up in that order, and within a
 * year by the lines in theirs. Shares are of a budget year, not of a line, so that nobody gains or loses by the number of lines.
 * @param paid What each payer has paid so far by earlier versions of the terms, in all (`party`) and per year (`party/year`): it counts towards caps. Added to.
 */
export function splitBetweenPayers(
  terms: Terms,
  lines: readonly ToSplit[],
  paid: Map<string, bigint> = new Map(),
): PayerSplit[] {
  const purses = new Purses(terms, paid);
  const shares = terms.payers.split === 'fixed' ? fixedShares(terms, lines) : undefined;
  return lines.map((line) => (shares ? purses.payShares(line, shares.get(line)!) : purses.topUp(line)));
}

/** What each part of a fixed split should pay of each line: a budget year is split exactly, then what falls to each paying municipality's people, then their lines. */
function fixedShares(terms: Terms, lines: readonly ToSplit[]): Map<ToSplit, bigint[]> {
  const weights = integerWeights(terms.payers.parts.map((part) => parseRational(part.share!)));
  const shares = new Map<ToSplit, bigint[]>();
  for (const ofYear of Map.groupBy(lines, (line) => line.year).values()) {
    const municipalities = [...Map.groupBy(ofYear, (line) => line.payer).values()].map((own) => ({
      own,
      amounts: own.map((line) => line.amount),
    }));
    const totals = splitLines(
      municipalities.map(({ amounts }) => sum(amounts)),
      weights,
    );
    for (const [m, { own, amounts }] of municipalities.entries())
      splitLines(amounts, weights, totals[m]).forEach((parts, i) => shares.set(own[i]!, parts));
  }
  return shares;
}

/** What payers have paid so far. Of its part of the split each paying municipality has its own purse. */
class Purses {
  private readonly spent = new Map<string, bigint>();
  /** What a year's lines have come to, by payer: the base of a top-up payer's share. */
  private readonly base = new Map<string, bigint>();

  /** What was paid by earlier versions. */
  private readonly before: ReadonlyMap<string, bigint>;

  constructor(
    private readonly terms: Terms,
    private readonly paid: Map<string, bigint>,
  ) {
    this.before = new Map(paid);
  }

  payShares(line: ToSplit, shares: readonly bigint[]): PayerSplit {
    const payers = new Amounts();
    const unpaid = new Amounts();
    for (const [i, part] of this.terms.payers.parts.entries()) {
      const party = partyOf(part, line);
      const paid = this.pay(part, i, party, shares[i]!, line.year);
      payers.add(party, paid);
      unpaid.add(party, shares[i]! - paid);
    }
    return { payers: payers.list(), unpaid: unpaid.list() };
  }

  /** In order, each up to its limits; the rest to the next. */
  topUp(line: ToSplit): PayerSplit {
    const payers = new Amounts();
    let rest = line.amount;
    for (const [i, part] of this.terms.payers.parts.entries()) {
      const party = partyOf(part, line);
      const paid = this.pay(part, i, party, least(rest, this.topUpLimit(part, i, party, line)), line.year);
      payers.add(party, paid);
      rest -= paid;
    }
    const unpaid = new Amounts();
    unpaid.add(partyOf(this.terms.payers.parts.at(-1)!, line), rest);
    return { payers: payers.list(), unpaid: unpaid.list() };
  }

  /** The share is of all that the payer's lines of the year come to so far, less what its share of them was before this line; so the year's is rounded once. */
  private topUpLimit(part: PayerPart, index: number, party: string, line: ToSplit): bigint {
    const limits = [line.amount];
    if (part.share !== undefined) {
      const key = `${index}/${party}/${line.year}`;
      const before = this.base.get(key) ?? 0n;
      this.base.set(key, before + line.amount);
      const shareOf = (amount: bigint): bigint =>
        roundTo(multiply(parseRational(part.share!), rational(amount)), this.terms.rounding);
      limits.push(shareOf(before + line.amount) - shareOf(before));
    }
    if (part.perClaim !== undefined) limits.push(minorUnits(part.perClaim, this.terms.currency) * BigInt(line.claims));
    return limits.reduce((a, b) => least(a, b));
  }

  private pay(part: PayerPart, index: number, party: string, asked: bigint, year: number): bigint {
    if (party === '') return 0n;
    const caps = [
      { name: party, max: part.cap },
      { name: `${party}/${year}`, max: part.yearCaps.find((cap) => cap.year === year)?.max },
    ];
    const paid = caps.reduce((amount, { name, max }) => {
      if (max === undefined) return amount;
      const left =
        minorUnits(max, this.terms.currency) - valueOf(this.before, name) - valueOf(this.spent, `${index}/${name}`);
      return least(amount, left < 0n ? 0n : left);
    }, asked);
    for (const { name } of caps) {
      this.spent.set(`${index}/${name}`, valueOf(this.spent, `${index}/${name}`) + paid);
      this.paid.set(name, valueOf(this.paid, name) + paid);
    }
    return paid;
  }
}

/** Amounts by party, without zeros. */
class Amounts {
  private readonly of = new Map<string, bigint>();

  add(party: string, amount: bigint): void {
    if (amount > 0n) this.of.set(party, (this.of.get(party) ?? 0n) + amount);
  }

  list(): PartyAmount[] {
    return amounts(this.of);
  }
}

/** `''` when nobody is known to pay for the person. */
const partyOf = (part: PayerPart, line: ToSplit): string =>
  part.party === 'of-participant' ? (line.payer ?? '') : part.party;
const valueOf = (amounts: ReadonlyMap<string, bigint>, name: string): bigint => amounts.get(name) ?? 0n;
const amounts = (map: ReadonlyMap<string, bigint>): PartyAmount[] =>
  [...map].map(([party, amount]) => ({ party, amount }));

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
      return payees
        .map((payee, i) => ({ payer: party, payee: payee.party, year, amount: parts[i]! }))
        .filter((payment) => payment.amount !== 0n);
    }),
  );
}

/** Sums amounts per party, in the order of the contract's parties. */
export function sumByParty(plan: Plan, entries: Iterable<PartyAmount>): PartyAmount[] {
  const totals = new Map<string, bigint>(plan.terms.parties.map((party) => [party.id, 0n]));
  for (const { party, amount } of entries) totals.set(party, (totals.get(party) ?? 0n) + amount);
  return amounts(totals).filter((entry) => entry.amount !== 0n);
}

export const total = (entries: readonly { readonly amount: bigint }[]): bigint =>
  sum(entries.map((entry) => entry.amount));
