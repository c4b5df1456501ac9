import { type CalendarPeriod, type Rational, yearOfDay, ZERO } from '@ringvirkning/terms-language';
import type { CohortPoint, Measured } from '../kinds/kind.js';
import { NONE, type Intake } from './intake.js';

/** A row without a fact of its own: a value measured on a cohort, or a guaranteed floor. */
interface Settled extends CohortPoint {
  readonly outcome: number;
  readonly year: number;
  readonly measured?: Pick<Measured, 'people' | 'reached'>;
  readonly floor?: number;
}

/** The claims and values that count. A claim is one number, the position of its fact: a million claims must not become a million objects. */
export class Rows {
  private refs: Int32Array;
  private readonly quantities: Rational[];
  private readonly settled: Settled[] = [];
  private count = 0;

  constructor(private readonly intake: Intake) {
    this.refs = new Int32Array(intake.facts.length + 16);
    this.quantities = new Array<Rational>(intake.facts.length);
  }

  get length(): number {
    return this.count;
  }

  addFact(fact: number, quantity: Rational): number {
    return this.push(fact, quantity);
  }

  addCohort(outcome: number, point: CohortPoint, { value, people, reached }: Measured): number {
    return this.push(
      -this.settled.push({ ...point, outcome, year: yearOfDay(point.day), measured: { people, reached } }),
      value,
    );
  }

  addFloor(floor: number, outcome: number, day: number): number {
    return this.push(
      -this.settled.push({ outcome, cohort: NONE, followUp: NONE, day, year: yearOfDay(day), floor }),
      ZERO,
    );
  }

  /** Position of the fact; negative for what has none. */
  fact(row: number): number {
    return this.refs[row]!;
  }
  quantity(row: number): Rational {
    return this.quantities[row]!;
  }
  outcome(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.code[fact]! : this.settledAt(fact).outcome;
  }
  followUp(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.followUp[fact]! : this.settledAt(fact).followUp;
  }
  cohort(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.cohort[fact]! : this.settledAt(fact).cohort;
  }
  day(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.day[fact]! : this.settledAt(fact).day;
  }
  year(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.year[fact]! : this.settledAt(fact).year;
  }
  person(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.person[fact]! : NONE;
  }
  group(row: number): number {
    const fact = this.refs[row]!;
    return fact >= 0 ? this.intake.group[fact]! : NONE;
  }
  /** What a cohort's value rests on. */
  measured(row: number): Settled['measured'] {
    const fact = this.refs[row]!;
    return fact >= 0 ? undefined : this.settledAt(fact).measured;
  }
  /** The part of the calendar that a group's value is of. */
  period(row: number): CalendarPeriod | undefined {
    const fact = this.refs[row]!;
    return fact >= 0 ? undefined : this.settledAt(fact).period;
  }
  /** Number of the guaranteed floor, if the row is one. */
  floor(row: number): number | undefined {
    const fact = this.refs[row]!;
    return fact >= 0 ? undefined : this.settledAt(fact).floor;
  }

  private settledAt(ref: number): Settled {
    return this.settled[-ref - 1]!;
  }

  private push(ref: number, quantity: Rational): number {
    if (this.count === this.refs.length) {
      const larger = new Int32Array(this.refs.length * 2);
      larger.set(this.refs);
      this.refs = larger;
    }
    this.refs[this.count] = ref;
    this.quantities[this.count] = quantity;
    return this.count++;
  }
}

/** Rows by date, then fact id; what has no fact of its own comes last on its day. This is the order in which caps are used up. */
export function inOrder(rows: Rows, intake: Intake): Uint32Array {
  const rowOf = new Int32Array(intake.facts.length).fill(NONE);
  const settled: { row: number; before: number }[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.fact(row) >= 0) rowOf[rows.fact(row)] = row;
    else settled.push({ row, before: factsUpTo(intake, rows.day(row)) });
  }
  settled.sort((a, b) => a.before - b.before || a.row - b.row);
  const order = new Uint32Array(rows.length);
  let [placed, next] = [0, 0];
  for (let fact = 0; fact <= rowOf.length; fact++) {
    while (settled[next]?.before === fact) order[placed++] = settled[next++]!.row;
    if (fact < rowOf.length && rowOf[fact]! !== NONE) order[placed++] = rowOf[fact]!;
  }
  return order;
}

/** Number of facts on or before a day. */
function factsUpTo({ day }: Intake, limit: number): number {
  let [low, high] = [0, day.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (day[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
