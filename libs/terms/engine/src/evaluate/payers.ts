import { least, minorUnits, splitExactly, sum } from '@ringvirkning/kernel';
import {
  type Line,
  multiply,
  namedFor,
  outcomesByEntries,
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
  /** What it is due for. */
  readonly outcome: string;
}

/**
 * Splits lines between payers, each with its share and its caps. Lines come in order of year: a cap over the years is used up in that order, and within a
 * year by the lines in theirs. Shares are of a budget year, not of a line, so that nobody gains or loses by the number of lines; where some outcomes
 * have payers of their own, of what the year comes to for them, and of the rest.
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
  const shares = new Map<ToSplit, bigint[]>();
  for (const { entries: parts, outcomes } of outcomesByEntries(terms.payers.parts, terms.outcomes)) {
    const own = lines.filter(({ outcome }) => outcomes.has(outcome));
    const weights = integerWeights(parts.map((part) => parseRational(part.share!)));
    for (const ofYear of Map.groupBy(own, (line) => line.year).values()) addShares(ofYear, weights, shares);
  }
  return shares;
}

function addShares(ofYear: readonly ToSplit[], weights: readonly bigint[], shares: Map<ToSplit, bigint[]>): void {
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

/** What payers have paid so far. Of its part of the split each paying municipality has its own purse. */
class Purses {
  private readonly spent = new Map<string, bigint>();
  /** What a year's lines have come to, by payer: the base of a top-up payer's share. */
  private readonly base = new Map<string, bigint>();

  /** The parts of the split that are for an outcome. */
  private readonly parts = new Map<string, readonly PayerPart[]>();

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
    for (const [i, part] of this.partsFor(line).entries()) {
      const party = partyOf(part, line);
      const paid = this.pay(part, party, shares[i]!, line.year);
      payers.add(party, paid);
      unpaid.add(party, shares[i]! - paid);
    }
    return { payers: payers.list(), unpaid: unpaid.list() };
  }

  /** In order, each up to its limits; the rest to the next. */
  topUp(line: ToSplit): PayerSplit {
    const payers = new Amounts();
    let rest = line.amount;
    const parts = this.partsFor(line);
    for (const part of parts) {
      const party = partyOf(part, line);
      const paid = this.pay(part, party, least(rest, this.topUpLimit(part, party, line)), line.year);
      payers.add(party, paid);
      rest -= paid;
    }
    const unpaid = new Amounts();
    unpaid.add(partyOf(parts.at(-1)!, line), rest);
    return { payers: payers.list(), unpaid: unpaid.list() };
  }

  /** The share is of all that the payer's lines of the year come to so far, less what its share of them was before this line; so the year's is rounded once. */
  private topUpLimit(part: PayerPart, party: string, line: ToSplit): bigint {
    const limits = [line.amount];
    if (part.share !== undefined) {
      const key = `${this.numberOf(part)}/${party}/${line.year}`;
      const before = this.base.get(key) ?? 0n;
      this.base.set(key, before + line.amount);
      const shareOf = (amount: bigint): bigint =>
        roundTo(multiply(parseRational(part.share!), rational(amount)), this.terms.rounding);
      limits.push(shareOf(before + line.amount) - shareOf(before));
    }
    if (part.perClaim !== undefined) limits.push(minorUnits(part.perClaim, this.terms.currency) * BigInt(line.claims));
    return limits.reduce((a, b) => least(a, b));
  }

  private numberOf = (part: PayerPart): number => this.terms.payers.parts.indexOf(part);

  private partsFor({ outcome }: ToSplit): readonly PayerPart[] {
    let parts = this.parts.get(outcome);
    if (!parts) this.parts.set(outcome, (parts = namedFor(this.terms.payers.parts, outcome)));
    return parts;
  }

  private pay(part: PayerPart, party: string, asked: bigint, year: number): bigint {
    if (party === '') return 0n;
    const index = this.numberOf(part);
    const payer = payerIn(part, party);
    const caps = [
      { name: payer, max: part.cap },
      { name: `${payer}/${year}`, max: part.yearCaps.find((cap) => cap.year === year)?.max },
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

/** A payer of some outcomes has caps of its own for them. */
const payerIn = ({ outcomes }: PayerPart, party: string): string =>
  outcomes === undefined ? party : `${party} ${[...outcomes].sort().join(' ')}`;

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

/**
 * What each payer owes each payee per budget year: a payer's total of the year is shared exactly between its payees; where some outcomes have payees of their
 * own, what it pays for them, and the rest.
 */
export function paymentsOf(plan: Plan, lines: readonly PaidLine[]): Payment[] {
  const { payees, outcomes } = plan.terms;
  const together = outcomesByEntries(payees, outcomes);
  const years = [...Map.groupBy(lines, ({ year }) => year)].sort(([a], [b]) => a - b);
  return years.flatMap(([year, ofYear]) => {
    const payments = together.flatMap(({ outcomes: own }) => {
      const paid = ofYear.flatMap((line) => (own.has(line.outcome) ? line.payers : []));
      return sumByParty(plan, paid).flatMap(({ party, amount }) =>
        shared(amount, payeesOf(payees, party, [...own][0]!)).map((part) => ({ payer: party, ...part, year })),
      );
    });
    return together.length === 1 ? payments : added(payments);
  });
}

/** What is paid between the same two in the same year for several outcomes is one payment. */
export function added(payments: readonly Payment[]): Payment[] {
  const sums = new Map<string, Payment>();
  for (const payment of payments) {
    const key = `${payment.year} ${payment.payer} ${payment.payee}`;
    sums.set(key, { ...payment, amount: payment.amount + (sums.get(key)?.amount ?? 0n) });
  }
  return [...sums.values()];
}

/** A line with what its payers pay of it. */
type PaidLine = Pick<Line, 'outcome' | 'year' | 'payers'>;

function shared(amount: bigint, payees: Terms['payees']): Pick<Payment, 'payee' | 'amount'>[] {
  const parts = splitExactly(amount, integerWeights(payees.map((payee) => parseRational(payee.share))));
  return payees.map(({ party: payee }, i) => ({ payee, amount: parts[i]! })).filter((payment) => payment.amount !== 0n);
}

/** Sums amounts per party, in the order of the contract's parties. */
export function sumByParty(plan: Plan, entries: Iterable<PartyAmount>): PartyAmount[] {
  const totals = new Map<string, bigint>(plan.terms.parties.map((party) => [party.id, 0n]));
  for (const { party, amount } of entries) totals.set(party, (totals.get(party) ?? 0n) + amount);
  return amounts(totals).filter((entry) => entry.amount !== 0n);
}

export const total = (entries: readonly { readonly amount: bigint }[]): bigint =>
  sum(entries.map((entry) => entry.amount));
