import { yearOfDay } from '../days.js';
import type { CohortPoint, Measured } from '../kinds/kind.js';
import { ZERO, type Rational } from '../rational.js';
import type { Intake } from './intake.js';

/** The claims that count, as columns (a million claims must not become a million objects). `fact` is −1 for what is measured on a cohort. */
export class Rows {
  readonly outcome: number[] = [];
  readonly fact: number[] = [];
  readonly person: number[] = [];
  readonly followUp: number[] = [];
  readonly group: number[] = [];
  readonly cohort: number[] = [];
  readonly day: number[] = [];
  readonly year: number[] = [];
  readonly quantity: Rational[] = [];

  get length(): number {
    return this.outcome.length;
  }

  /** What a cohort's value rests on. */
  readonly measured = new Map<number, { readonly people: number; readonly reached: number }>();
  /** Rows that are a guaranteed floor. */
  readonly floors = new Map<number, number>();

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
    this.outcome.push(outcome);
    this.fact.push(fact);
    this.person.push(person);
    this.followUp.push(followUp);
    this.group.push(group);
    this.cohort.push(cohort);
    this.day.push(day);
    this.year.push(year);
    return this.quantity.push(quantity) - 1;
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
  return Uint32Array.from(keys, (key) => key % INDEX_ROOM);
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
