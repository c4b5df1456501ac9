import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { minorUnits } from '../prices/minor.js';
import { add, multiply, parseRational, rational, roundTo, ZERO, type Rational } from '../rational.js';
import type { Capital } from '../schema/terms.js';
import type { Flow } from './irr.js';
import type { Posting } from './waterfall.js';

const DAYS_PER_YEAR = 365n;

/** One provider's capital while receipts are distributed. */
export class Layer {
  paidIn = 0n;
  principal = 0n;
  returned = 0n;
  guaranteed = 0n;
  readonly flows: Flow[] = [];
  private accrued: Rational = ZERO;
  private accruedUntil: LocalDate;
  private readonly waiting: { on: LocalDate; amount: bigint }[];

  constructor(
    readonly capital: Capital,
    start: LocalDate,
  ) {
    this.accruedUntil = start;
    this.waiting = capital.paidIn.length === 0 ? [{ on: start, amount: minorUnits(capital.amount) }] : capital.paidIn.map(({ on, amount }) => ({ on, amount: minorUnits(amount) }));
    this.waiting.sort((a, b) => (a.on < b.on ? -1 : 1));
  }

  get outstanding(): bigint {
    return this.paidIn - this.principal - this.guaranteed;
  }

  payInUntil(on: LocalDate): Posting[] {
    const postings: Posting[] = [];
    while (this.waiting[0] && this.waiting[0].on <= on) {
      const next = this.waiting.shift()!;
      this.accrueUntil(next.on);
      this.paidIn += next.amount;
      this.flows.push({ on: next.on, amount: -next.amount });
      postings.push({ on: next.on, party: this.capital.party, kind: 'paid-in', amount: next.amount });
    }
    return postings;
  }

  repay(on: LocalDate, amount: bigint): Posting {
    this.accrueUntil(on);
    this.principal += amount;
    return this.received(on, 'principal', amount);
  }

  /** The return due on a day: accrued at the yearly rate, or without one whatever is left; up to the cap. Grants and loans without rate and cap have none. */
  returnDue(on: LocalDate, available: bigint): bigint {
    this.accrueUntil(on);
    const { yearlyReturn, returnCap, kind } = this.capital;
    const agreed = yearlyReturn !== undefined ? roundTo(this.accrued, 'down') - this.returned : kind === 'equity' || returnCap !== undefined ? available : 0n;
    const room = returnCap === undefined ? agreed : minorUnits(returnCap) - this.returned;
    return agreed < room ? agreed : room;
  }

  payReturn(on: LocalDate, amount: bigint): Posting {
    this.returned += amount;
    return this.received(on, 'return', amount);
  }

  guarantee(on: LocalDate, amount: bigint, from: string): Posting {
    this.guaranteed += amount;
    return { ...this.received(on, 'guarantee', amount), from };
  }

  private received(on: LocalDate, kind: Posting['kind'], amount: bigint): Posting {
    this.flows.push({ on, amount });
    return { on, party: this.capital.party, kind, amount };
  }

  /** Simple interest on what is outstanding, actual days over 365. */
  private accrueUntil(on: LocalDate): void {
    if (on <= this.accruedUntil) return;
    if (this.capital.yearlyReturn !== undefined) {
      const years = rational(BigInt(daysBetween(this.accruedUntil, on)), DAYS_PER_YEAR);
      this.accrued = add(this.accrued, multiply(multiply(rational(this.outstanding), parseRational(this.capital.yearlyReturn)), years));
    }
    this.accruedUntil = on;
  }
}
