import { daysBetween, minorUnits, sum, type LocalDate } from '@ringvirkning/kernel';
import {
  add,
  type Capital,
  multiply,
  parseRational,
  type Rational,
  rational,
  roundTo,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Flow } from './irr.js';
import type { Posting } from './waterfall.js';

const DAYS_PER_YEAR = 365n;

/** One provider's capital while receipts are distributed. */
export class Layer {
  /** New money. */
  paidIn = 0n;
  /** Principal that the provider got back. */
  principal = 0n;
  returned = 0n;
  guaranteed = 0n;
  readonly flows: Flow[] = [];
  /** Principal that came back and waits for the next instalment. It still counts as outstanding: the provider does not have it. */
  private kept = 0n;
  /** Outstanding principal by generation: new money is the first, and with each reinvestment money grows a generation older. */
  private readonly generations: bigint[] = [];
  /** The yearly rate of today; a coupon table has none before its first result. */
  private rate: Rational;
  /** Earned until the last result. */
  private earned: Rational = ZERO;
  /** Outstanding principal × days since then. */
  private owedDays = 0n;
  private accruedUntil: LocalDate;
  private readonly instalments: { on: LocalDate; amount: bigint }[];

  constructor(
    readonly capital: Capital,
    private readonly terms: Pick<Terms, 'currency' | 'period' | 'rounding'>,
  ) {
    this.rate = parseRational(capital.yearlyReturn ?? '0');
    this.instalments =
      capital.paidIn.length === 0
        ? [{ on: terms.period.from, amount: this.minor(capital.amount) }]
        : capital.paidIn.map(({ on, amount }) => ({ on, amount: this.minor(amount) }));
    this.instalments.sort((a, b) => (a.on < b.on ? -1 : 1));
    // Capital that is paid in before the contract begins earns from its own day.
    this.accruedUntil = this.instalments[0]!.on;
  }

  get outstanding(): bigint {
    return this.paidIn - this.principal - this.guaranteed;
  }

  /** What receipts still have to bring. */
  get principalDue(): bigint {
    return this.outstanding - this.kept;
  }

  /** Instalments up to a day: first from what was kept, then new money. */
  payInUntil(on: LocalDate): Posting[] {
    const postings: Posting[] = [];
    while (this.instalments[0] && this.instalments[0].on <= on) {
      const next = this.instalments.shift()!;
      this.accrueUntil(next.on);
      const again = this.kept < next.amount ? this.kept : next.amount;
      postings.push(...this.reinvest(next.on, again));
      if (next.amount > again) postings.push(this.payIn(next.on, next.amount - again));
    }
    return postings;
  }

  /** Principal that a receipt brings: kept for later instalments as far as agreed, the rest repaid. */
  receivePrincipal(on: LocalDate, amount: bigint): Posting[] {
    this.accrueUntil(on);
    const keep = this.toKeep(on, amount);
    this.kept += keep;
    return this.repay(on, amount - keep);
  }

  /** Gives back what was kept and not used. */
  release(on: LocalDate): Posting[] {
    const left = this.kept;
    this.kept = 0n;
    return this.repay(on, left);
  }

  /** A result sets the rate for the time since the one before, and until the next. */
  setRate(on: LocalDate, rate: string): void {
    this.accrueUntil(on);
    this.rate = parseRational(rate);
    this.earned = this.accrued;
    this.owedDays = 0n;
  }

  /**
   * The return due on a day: accrued at the yearly rate, or without one whatever is left (equity, and what has a cap); at least the floor, at most the cap.
   * Grants and loans without any of these have none. What was paid before a result lowered the rate is not taken back.
   */
  returnDue(on: LocalDate, available: bigint): bigint {
    this.accrueUntil(on);
    const { yearlyReturn, coupon, returnFloor, returnCap, kind } = this.capital;
    const earned =
      yearlyReturn !== undefined || coupon !== undefined
        ? roundTo(this.accrued, this.terms.rounding)
        : kind === 'equity' || returnCap !== undefined
          ? this.returned + available
          : 0n;
    const floor = returnFloor === undefined ? 0n : this.minor(returnFloor);
    const owed = earned > floor ? earned : floor;
    const cap = returnCap === undefined ? owed : this.minor(returnCap);
    const due = (owed < cap ? owed : cap) - this.returned;
    return due > 0n ? due : 0n;
  }

  payReturn(on: LocalDate, amount: bigint): Posting {
    this.returned += amount;
    return this.received(on, 'return', amount);
  }

  guarantee(on: LocalDate, amount: bigint, from: string): Posting {
    this.guaranteed += amount;
    return { ...this.received(on, 'guarantee', amount), from };
  }

  private minor(amount: string): bigint {
    return minorUnits(amount, this.terms.currency);
  }

  private payIn(on: LocalDate, amount: bigint): Posting {
    this.paidIn += amount;
    this.lend(1, amount);
    this.flows.push({ on, amount: -amount });
    return { on, party: this.capital.party, kind: 'paid-in', amount };
  }

  /** Comes back and goes in again on the same day, a generation older. */
  private reinvest(on: LocalDate, amount: bigint): Posting[] {
    this.kept -= amount;
    const parts = this.takeLowest(amount);
    for (const { generation, amount: part } of parts) this.lend(generation + 1, part);
    return parts.flatMap(({ generation, amount: part }) => [
      this.posting(on, 'principal', part, generation),
      this.posting(on, 'paid-in', part, generation + 1),
    ]);
  }

  private repay(on: LocalDate, amount: bigint): Posting[] {
    this.principal += amount;
    if (amount > 0n) this.flows.push({ on, amount });
    return this.takeLowest(amount).map(({ generation, amount: part }) =>
      this.posting(on, 'principal', part, generation),
    );
  }

  /** No more than the instalments to come can use. */
  private toKeep(on: LocalDate, amount: bigint): bigint {
    const { recycling } = this.capital;
    if (!recycling || (recycling.until !== undefined && on > recycling.until)) return 0n;
    const agreed = roundTo(multiply(parseRational(recycling.share), rational(amount)), this.terms.rounding);
    const usable = sum(this.instalments.map((instalment) => instalment.amount)) - this.kept;
    return agreed < usable ? agreed : usable;
  }

  private lend(generation: number, amount: bigint): void {
    this.generations[generation] = (this.generations[generation] ?? 0n) + amount;
  }

  /** Money of the lowest generation is returned first. */
  private takeLowest(amount: bigint): { generation: number; amount: bigint }[] {
    const taken: { generation: number; amount: bigint }[] = [];
    let rest = amount;
    for (const [generation, lent = 0n] of this.generations.entries()) {
      const part = lent < rest ? lent : rest;
      if (part <= 0n) continue;
      this.generations[generation] = lent - part;
      rest -= part;
      taken.push({ generation, amount: part });
    }
    return taken;
  }

  private posting(on: LocalDate, kind: Posting['kind'], amount: bigint, generation: number): Posting {
    return { on, party: this.capital.party, kind, amount, ...(generation > 1 ? { generation } : {}) };
  }

  private received(on: LocalDate, kind: Posting['kind'], amount: bigint): Posting {
    this.flows.push({ on, amount });
    return { on, party: this.capital.party, kind, amount };
  }

  /** Simple interest on what was outstanding, actual days over 365. */
  private get accrued(): Rational {
    return add(this.earned, multiply(this.rate, rational(this.owedDays, DAYS_PER_YEAR)));
  }

  private accrueUntil(on: LocalDate): void {
    if (on <= this.accruedUntil) return;
    this.owedDays += this.outstanding * BigInt(daysBetween(this.accruedUntil, on));
    this.accruedUntil = on;
  }
}
