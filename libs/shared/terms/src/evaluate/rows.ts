import type { Rational } from '../rational.js';
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

  /** A claim resting on one fact; follow-up and day may differ from the fact's own (spells). */
  addFact(outcome: number, intake: Intake, fact: number, quantity: Rational, followUp = intake.followUp[fact]!, day = intake.day[fact]!, year = intake.year[fact]!): number {
    return this.push(outcome, fact, intake.person[fact]!, followUp, intake.group[fact]!, intake.cohort[fact]!, day, year, quantity);
  }

  addCohort(outcome: number, followUp: number, cohort: number, day: number, year: number, quantity: Rational): number {
    return this.push(outcome, -1, -1, followUp, -1, cohort, day, year, quantity);
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
    const position = fact >= 0 && intake.day[fact] === rows.day[row] ? 2 * fact + 1 : 2 * factsUpTo(intake, rows.day[row]!);
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
