import { least, minorUnits, sum, type LocalDate } from '@ringvirkning/kernel';
import { type Capital, multiply, parseRational, rational, roundTo, type Terms } from '@ringvirkning/terms-language';
import { Accrual } from './accrual.js';
import { IrrCap } from './irr-cap.js';
import type { Flow } from './irr.js';
import type { Movement } from './recorded.js';
import type { Posting } from './waterfall.js';

interface Instalment {
  on: LocalDate;
  amount: bigint;
}

/** An instalment as it is drawn: what came back and goes in again, by generation, and new money. */
export interface Draw {
  readonly again: readonly { readonly generation: number; readonly amount: bigint }[];
  readonly fresh: bigint;
}

/** One provider's capital while receipts are distributed. */
export class Layer {
  /** New money. */
  paidIn = 0n;
  /** Principal that the provider got back. */
  principal = 0n;
  returned = 0n;
  guaranteed = 0n;
  /** Written off before the settlement day. */
  lost = 0n;
  readonly flows: Flow[] = [];
  /** Principal that came back and waits for the next instalment. It still counts as outstanding: the provider does not have it. */
  private kept = 0n;
  /** Outstanding principal by generation: new money is the first, and with each reinvestment money grows a generation older. */
  private readonly generations: bigint[] = [];
  private readonly accrual: Accrual;
  private readonly irrCap: IrrCap | undefined;
  private readonly instalments: Instalment[];

  constructor(
    readonly capital: Capital,
    private readonly terms: Pick<Terms, 'currency' | 'period' | 'rounding'>,
  ) {
    this.irrCap = capital.irrCap === undefined ? undefined : new IrrCap(capital.irrCap);
    const agreed =
      capital.paidIn.length === 0
        ? [{ on: terms.period.from, amount: this.minor(capital.amount) }]
        : capital.paidIn.map(({ on, amount }) => ({ on, amount: this.minor(amount) }));
    agreed.sort((a, b) => (a.on < b.on ? -1 : 1));
    // Capital that is paid in before the contract begins earns from its own day.
    this.accrual = new Accrual(capital, agreed[0]!.on);
    // Nothing would ever be consumed of an instalment of nothing.
    this.instalments = agreed.filter(({ amount }) => amount > 0n);
  }

  get outstanding(): bigint {
    return this.paidIn - this.principal - this.guaranteed - this.lost;
  }

  /** Principal that came back and waits for the next instalment. */
  get waiting(): bigint {
    return this.kept;
  }

  /** What is committed and not drawn yet. */
  get undrawn(): bigint {
    return sum(this.instalments.map(({ amount }) => amount));
  }

  /** The day of the next instalment, by plan; undefined when all is drawn. */
  get nextDraw(): { readonly on: LocalDate; readonly amount: bigint } | undefined {
    return this.instalments[0];
  }

  /** Outstanding principal by generation, the first first. */
  get byGeneration(): readonly bigint[] {
    return Array.from(this.generations, (amount = 0n) => amount).slice(1);
  }

  /** What receipts still have to bring. */
  get principalDue(): bigint {
    return this.outstanding - this.kept;
  }

  /** Whether it is due at all: some principal is repaid on its day and not before. */
  isPrincipalDue(on: LocalDate): boolean {
    const { principalOn } = this.capital;
    return principalOn === undefined || on >= principalOn;
  }

  /** Instalments up to a day: first from what was kept, then new money. */
  payInUntil(on: LocalDate): Posting[] {
    const postings: Posting[] = [];
    while (this.instalments[0] && this.instalments[0].on <= on) {
      const { on: day, amount } = this.instalments[0];
      const { again, fresh } = this.draw(day, amount);
      for (const { generation, amount: part } of again)
        postings.push(
          this.posting(day, 'principal', part, generation),
          this.posting(day, 'paid-in', part, generation + 1),
        );
      if (fresh > 0n) postings.push(this.posting(day, 'paid-in', fresh, 1));
    }
    return postings;
  }

  /** Draws on the instalments, the earliest first, whatever their days: from what was kept before new money. */
  draw(on: LocalDate, amount: bigint): Draw {
    this.accrueUntil(on);
    this.consume(amount);
    const kept = this.kept < amount ? this.kept : amount;
    this.kept -= kept;
    // Comes back and goes in again on the same day, a generation older.
    const again = this.takeLowest(kept);
    for (const { generation, amount: part } of again) this.lend(generation + 1, part);
    if (amount > kept) this.payIn(on, amount - kept);
    return { again, fresh: amount - kept };
  }

  /** Instalments whose days have passed are still to come: on this day. */
  postpone(to: LocalDate): void {
    for (const instalment of this.instalments) if (instalment.on < to) instalment.on = to;
  }

  /** What was recorded as it was recorded, however it would be shared out today. In the order of days. */
  take({ on, kind, amount, generation = 1 }: Movement): void {
    this.accrueUntil(on);
    if (kind === 'paid-in' || kind === 'reinvested') this.consume(amount);
    if (kind === 'paid-in') this.payIn(on, amount);
    else if (kind === 'reinvested') {
      this.kept -= amount;
      this.lend(generation, -amount);
      this.lend(generation + 1, amount);
    } else if (kind === 'kept') this.kept += amount;
    else if (kind === 'return') this.returned += amount;
    else this.reduce(kind, amount, generation);
    if (kind === 'principal' || kind === 'return' || kind === 'guarantee') this.flows.push({ on, amount });
  }

  /** Of which generations so much of the outstanding principal is: the lowest comes first. */
  lowest(amount: bigint): { readonly generation: number; readonly amount: bigint }[] {
    let rest = amount;
    return this.generations.flatMap((lent = 0n, generation) => {
      const part = lent < rest ? lent : rest;
      if (part <= 0n) return [];
      rest -= part;
      return [{ generation, amount: part }];
    });
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
    this.accrual.setRate(rate);
  }

  /**
   * The return due on a day: accrued at the yearly rate, or without one whatever is left (equity, and what has a cap); at least the floor, at most the caps.
   * Grants and loans without any of these have none. What was paid before a result lowered the rate is not taken back.
   */
  returnDue(on: LocalDate, available: bigint): bigint {
    this.accrueUntil(on);
    const { returnFloor, returnCap } = this.capital;
    const earned = hasRate(this.capital)
      ? roundTo(this.accrual.amount, this.terms.rounding)
      : takesTheRest(this.capital)
        ? this.returned + available
        : 0n;
    const floor = returnFloor === undefined ? 0n : this.minor(returnFloor);
    const owed = earned > floor ? earned : floor;
    const cap = returnCap === undefined ? owed : this.minor(returnCap);
    const due = least(owed, cap) - this.returned;
    if (due <= 0n || !this.irrCap) return due > 0n ? due : 0n;
    return least(due, roundTo(this.irrCap.room(this.flows, on, this.outstanding), this.terms.rounding));
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

  private payIn(on: LocalDate, amount: bigint): void {
    // Capital that is recorded before its planned day earns from its own.
    if (this.paidIn === 0n) this.accrual.beginBy(on);
    this.paidIn += amount;
    this.lend(1, amount);
    this.flows.push({ on, amount: -amount });
  }

  private consume(amount: bigint): void {
    for (let rest = amount; rest > 0n && this.instalments[0];) {
      const next = this.instalments[0];
      const part = next.amount < rest ? next.amount : rest;
      rest -= part;
      next.amount -= part;
      if (next.amount === 0n) this.instalments.shift();
    }
  }

  private reduce(kind: 'principal' | 'guarantee' | 'loss', amount: bigint, generation: number): void {
    if (kind === 'principal') this.principal += amount;
    else if (kind === 'guarantee') this.guaranteed += amount;
    else this.lost += amount;
    this.lend(generation, -amount);
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
  private takeLowest(amount: bigint): { readonly generation: number; readonly amount: bigint }[] {
    const taken = this.lowest(amount);
    for (const { generation, amount: part } of taken) this.lend(generation, -part);
    return taken;
  }

  private posting(on: LocalDate, kind: Posting['kind'], amount: bigint, generation: number): Posting {
    return { on, party: this.capital.party, kind, amount, ...(generation > 1 ? { generation } : {}) };
  }

  private received(on: LocalDate, kind: Posting['kind'], amount: bigint): Posting {
    this.flows.push({ on, amount });
    return { on, party: this.capital.party, kind, amount };
  }

  private accrueUntil(on: LocalDate): void {
    this.accrual.moveTo(on, this.outstanding);
  }
}

const hasRate = ({ yearlyReturn, coupon }: Capital): boolean => yearlyReturn !== undefined || coupon !== undefined;

/** Whether its return is what is left, up to its caps: equity without a rate, and what has nothing but a cap. */
export const takesTheRest = (capital: Capital): boolean =>
  !hasRate(capital) && (capital.kind === 'equity' || capital.returnCap !== undefined || capital.irrCap !== undefined);
