import { yearOfDay } from '../days.js';
import type { CohortPoint, Measured } from '../kinds/kind.js';
import { ZERO, type Rational } from '../rational.js';
import type { Intake } from './intake.js';

/** The claims that count, as columns (a million claims must not become a million objects). `fact` is −1 for what is measured on a cohort. */
export class Rows {
  outcome: Int32Array;
  fact: Int32Array;
  person: Int32Array;
  followUp: Int32Array;
  group: Int32Array;
  cohort: Int32Array;
  day: Int32Array;
  year: Int32Array;
  readonly quantity: Rational[];
  private count = 0;
  /** What a cohort's value rests on. */
  readonly measured = new Map<number, { readonly people: number; readonly reached: number }>();
  /** Rows that are a guaranteed floor. */
  readonly floors = new Map<number, number>();

  constructor(private room: number) {
    const column = (): Int32Array => new Int32Array(room);
    this.quantity = new Array<Rational>(room);
    [this.outcome, this.fact, this.person, this.followUp] = [column(), column(), column(), column()];
    [this.group, this.cohort, this.day, this.year] = [column(), column(), column(), column()];
  }

  get length(): number {
    return this.count;
  }

  addFact(outcome: number, intake: Intake, fact: number, quantity: Rational): number {
    return this.push(outcome, fact, intake.person[fact]!, intake.followUp[fact]!, intake.group[fact]!, intake.cohort[fact]!, intake.day[fact]!, intake.year[fact]!, quantity);
  }

  addCohort(outcome: number, { cohort, followUp, day }: CohortPoint, { value, people, reached }: Measured): number {
    const row = this.push(outcome, -1, -1, followUp, -1, cohort, day, yearOfDay(day), value);
    this.measured.set(row, { people, reached });
    return row;
  }

  addFloor(floor: number, outcome: number, day: number): number {
    const row = this.push(outcome, -1, -1, -1, -1, -1, day, yearOfDay(day), ZERO);
    this.floors.set(row, floor);
    return row;
  }

  private push(outcome: number, fact: number, person: number, followUp: number, group: number, cohort: number, day: number, year: number, quantity: Rational): number {
    if (this.count === this.room) this.grow();
    const row = this.count++;
    this.quantity[row] = quantity;
    this.outcome[row] = outcome;
    this.fact[row] = fact;
    this.person[row] = person;
    this.followUp[row] = followUp;
    this.group[row] = group;
    this.cohort[row] = cohort;
    this.day[row] = day;
    this.year[row] = year;
    return row;
  }

  private grow(): void {
    this.room = this.room * 2 + 16;
    const larger = (column: Int32Array): Int32Array => {
      const copy = new Int32Array(this.room);
      copy.set(column);
      return copy;
    };
    [this.outcome, this.fact, this.person, this.followUp] = [larger(this.outcome), larger(this.fact), larger(this.person), larger(this.followUp)];
    [this.group, this.cohort, this.day, this.year] = [larger(this.group), larger(this.cohort), larger(this.day), larger(this.year)];
  }
}

const INDEX_ROOM = 2 ** 24;

/** Rows by date, then fact id; what has no fact of its own comes last on its day. This is the order in which caps are used up. */
export function inOrder(rows: Rows, intake: Intake): Uint32Array {
  const keys = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const fact = rows.fact[row]!;
    const position = fact >= 0 ? 2 * fact + 1 : 2 * factsUpTo(intake, rows.day[row]!);
    keys[row] = position * INDEX_ROOM + row;
  }
  keys.sort();
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = keys[i]! % INDEX_ROOM;
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
