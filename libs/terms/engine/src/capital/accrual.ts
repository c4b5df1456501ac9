import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import {
  add,
  type Capital,
  max,
  multiply,
  parseRational,
  type Rational,
  rational,
  ZERO,
} from '@ringvirkning/terms-language';

const DAYS_PER_YEAR = 365n;

/** What capital earns: simple interest on outstanding principal, actual days over 365, at a rate that results may set, and until a day at a least one. */
export class Accrual {
  /** The yearly rate of today; a coupon table has none before its first result. */
  private rate: Rational;
  private readonly least: { readonly rate: Rational; readonly until: LocalDate | undefined } | undefined;
  /** Earned until the last result. */
  private earned: Rational = ZERO;
  /** Outstanding principal × days since then: those of the least rate, and the others. */
  private leastDays = 0n;
  private otherDays = 0n;

  constructor(
    { yearlyReturn, coupon }: Pick<Capital, 'yearlyReturn' | 'coupon'>,
    private until: LocalDate,
  ) {
    this.rate = parseRational(yearlyReturn ?? '0');
    this.least = coupon?.atLeast && { rate: parseRational(coupon.atLeast.rate), until: coupon.atLeast.until };
  }

  /** In minor units, up to the day it was last moved to. */
  get amount(): Rational {
    const atLeast = this.least ? max(this.rate, this.least.rate) : ZERO;
    return [interest(this.rate, this.otherDays), interest(atLeast, this.leastDays)].reduce(add, this.earned);
  }

  /** Capital that is recorded before its planned day earns from its own. */
  beginBy(on: LocalDate): void {
    if (on < this.until) this.until = on;
  }

  /** What was outstanding since the last move earns until this day, which is the last one paid for. */
  moveTo(on: LocalDate, outstanding: bigint): void {
    if (on <= this.until) return;
    const days = daysBetween(this.until, on);
    const least = this.least ? daysWithin(this.until, on, this.least.until) : 0;
    this.leastDays += outstanding * BigInt(least);
    this.otherDays += outstanding * BigInt(days - least);
    this.until = on;
  }

  /** A result sets the rate for the time since the one before, and until the next. */
  setRate(rate: string): void {
    this.rate = parseRational(rate);
    this.earned = this.amount;
    this.leastDays = 0n;
    this.otherDays = 0n;
  }
}

const interest = (rate: Rational, days: bigint): Rational => multiply(rate, rational(days, DAYS_PER_YEAR));

/** How many of the days after `from`, up to and including `to`, lie up to and including `last`. */
function daysWithin(from: LocalDate, to: LocalDate, last: LocalDate | undefined): number {
  if (last === undefined || to <= last) return daysBetween(from, to);
  return from >= last ? 0 : daysBetween(from, last);
}
