import {
  alternativesOf,
  boundOf,
  compare,
  type Condition,
  dateOfDay,
  dayAfter,
  dayOf,
  type Fact,
  ONE,
  parseRational,
  type Rational,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import type { CohortPoint } from '../kinds/kind.js';
import type { Intake } from './intake.js';
import type { Rows } from './rows.js';

const NEVER = 0x7fffffff;

/** The quantity that a fact states (default 1); undefined when it is not a number. */
export function quantityOf(fact: Pick<Fact, 'quantity'>): Rational | undefined {
  if (fact.quantity === undefined || fact.quantity === '') return ONE;
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(fact.quantity) ? parseRational(fact.quantity) : undefined;
}

/** A hundred years: a longer period is a mistake. */
export const LONGEST_DAYS = 36_600;

/** The whole number of days that a fact states; undefined when it is none. */
export function wholeDays(fact: Fact): number | undefined {
  const quantity = quantityOf(fact);
  return quantity?.d === 1n && quantity.n >= 0n && quantity.n <= BigInt(LONGEST_DAYS) ? Number(quantity.n) : undefined;
}

/** The facts of a code by person, in order. */
export function byPerson(intake: Intake, code: number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const fact of intake.byCode[code]!) {
    const own = found.get(intake.person[fact]!);
    if (own) own.push(fact);
    else found.set(intake.person[fact]!, [fact]);
  }
  return found;
}

/** One claim that counted, one measured value of a cohort, or one fact of a measure. */
export interface Observation {
  readonly person: number;
  readonly followUp: number;
  readonly cohort: number;
  readonly group: number;
  readonly day: number;
  /** undefined: stated, but not a number. */
  readonly quantity: Rational | undefined;
  /** The part of the calendar that a group was measured for. */
  readonly period?: string | undefined;
  /** The people that a group's value counts. */
  readonly people?: number | undefined;
}

/** What is known so far: claims and cohort values that counted (rows), and the facts of measures. */
export class Findings {
  private readonly rowsOf = new Map<number, number[]>();
  private readonly days = new Map<string, Int32Array>();
  /** The same by the condition itself: asked for each fact, a text would have to be made each time. */
  private readonly daysOf = new Map<Condition, Int32Array>();
  private readonly limits = new Map<Condition, TimeLimit>();

  constructor(
    private readonly plan: Plan,
    private readonly intake: Intake,
    private readonly rows: Rows,
  ) {}

  /** Remembers a row, if anything asks for its outcome. */
  record(outcome: number, row: number): void {
    if (!this.plan.outcomes[outcome]!.referredTo) return;
    const rows = this.rowsOf.get(outcome);
    if (rows) rows.push(row);
    else this.rowsOf.set(outcome, [row]);
  }

  /** All observations of an outcome or a measure, in order. */
  *of(name: string): Generator<Observation> {
    const code = this.plan.codes.get(name)!;
    const { rows, intake } = this;
    if (code < this.plan.outcomes.length) {
      for (const row of this.rowsOf.get(code) ?? [])
        yield {
          person: rows.person(row),
          followUp: rows.followUp(row),
          cohort: rows.cohort(row),
          group: rows.group(row),
          day: rows.day(row),
          quantity: rows.quantity(row),
          period: rows.period(row)?.code,
          people: rows.measured(row)?.people,
        };
    } else {
      for (const fact of intake.byCode[code]!)
        yield {
          person: intake.person[fact]!,
          followUp: intake.followUp[fact]!,
          cohort: intake.cohort[fact]!,
          group: intake.group[fact]!,
          day: intake.day[fact]!,
          quantity: quantityOf(intake.facts[fact]!),
        };
    }
  }

  /** The settled value of a cohort outcome for a point. An outcome is settled per cohort or for all, per follow-up or once, so at most one of its values fits. */
  valueAt(name: string, point: CohortPoint): Rational | undefined {
    return this.settledAt(name, point)?.quantity;
  }

  /** The people that the settled value of a cohort outcome counts. */
  peopleAt(name: string, point: CohortPoint): number | undefined {
    return this.settledAt(name, point)?.people;
  }

  private settledAt(name: string, point: CohortPoint): Observation | undefined {
    for (const each of this.of(name)) {
      if (
        (each.cohort === point.cohort || each.cohort < 0) &&
        (each.followUp === point.followUp || each.followUp < 0) &&
        each.period === point.period?.code
      )
        return each;
    }
    return undefined;
  }

  /** Whether the condition, or what it allows instead, holds for a person on a day. */
  holdsFor(condition: Condition, person: number, day: number): boolean {
    return (
      this.holdsAlone(condition, person, day) ||
      (condition.or?.some((instead) => this.holdsAlone(instead, person, day)) ?? false)
    );
  }

  /** Whether nothing but a time limit speaks against the condition. */
  isTooLate(condition: Condition, person: number, day: number): boolean {
    return alternativesOf(condition).some(
      (each) => each.within !== undefined && this.firstDaysOf(each)[person]! <= day,
    );
  }

  /** Whether the condition holds for a cohort (or all, −1) on a day. */
  holdsForCohort(condition: Condition, point: CohortPoint): boolean {
    return alternativesOf(condition).some((each) => this.holdsForCohortAlone(each, point));
  }

  private holdsAlone(condition: Condition, person: number, day: number): boolean {
    const first = this.firstDaysOf(condition)[person]!;
    if (condition.timing === 'any') return first !== NEVER;
    return first <= day && (condition.within === undefined || this.limitOf(condition).allows(person, first, day));
  }

  private holdsForCohortAlone(condition: Condition, { cohort, day, period }: CohortPoint): boolean {
    for (const each of this.of(condition.fact)) {
      const here = cohort < 0 || each.cohort < 0 || each.cohort === cohort;
      const now = period === undefined || each.period === undefined || each.period === period.code;
      if (here && now && this.fulfils(condition, each) && (condition.timing === 'any' || each.day <= day)) return true;
    }
    return false;
  }

  private limitOf(condition: Condition): TimeLimit {
    const known = this.limits.get(condition);
    if (known) return known;
    const limit = new TimeLimit(
      condition.within!,
      condition.within!.after === 'latest' ? this.allDays(condition) : undefined,
    );
    this.limits.set(condition, limit);
    return limit;
  }

  private firstDaysOf(condition: Condition): Int32Array {
    let days = this.daysOf.get(condition);
    if (!days) this.daysOf.set(condition, (days = this.firstDays(condition)));
    return days;
  }

  private fulfils(condition: Condition, each: Observation): boolean {
    if (condition.followUp !== undefined && this.plan.followUps.get(condition.followUp) !== each.followUp) return false;
    if (!each.quantity) return false;
    const { atLeast, atMost } = condition;
    if (atLeast === undefined && atMost === undefined) return compare(each.quantity, ZERO) > 0;
    return (
      (atLeast === undefined || compare(each.quantity, boundOf(atLeast)) >= 0) &&
      (atMost === undefined || compare(each.quantity, boundOf(atMost)) <= 0)
    );
  }

  /** Every day on which the condition is fulfilled, per person, in order. */
  private allDays(condition: Condition): Map<number, number[]> {
    const days = new Map<number, number[]>();
    for (const each of this.of(condition.fact)) {
      if (!this.fulfils(condition, each)) continue;
      const own = days.get(each.person);
      if (own) own.push(each.day);
      else days.set(each.person, [each.day]);
    }
    return days;
  }

  /** The first day on which the condition holds, per person. Computed once per condition, when its outcome is complete. */
  private firstDays(condition: Condition): Int32Array {
    const key = `${condition.fact}/${condition.followUp ?? ''}/${condition.atLeast ?? ''}/${condition.atMost ?? ''}`;
    const known = this.days.get(key);
    if (known) return known;
    const days = new Int32Array(this.intake.people).fill(NEVER);
    for (const each of this.of(condition.fact)) {
      if (!this.fulfils(condition, each)) continue;
      if (each.person >= 0) days[each.person] = Math.min(days[each.person]!, each.day);
      else days.forEach((earlier, everyone) => (days[everyone] = Math.min(earlier, each.day)));
    }
    this.days.set(key, days);
    return days;
  }
}

/** Until when a claim may lie after what a condition asks for; the last day counts. */
class TimeLimit {
  /** By the day from which the time runs: calendar arithmetic is dear, and many begin on the same day. */
  private readonly lastDays = new Map<number, number>();

  constructor(
    private readonly within: NonNullable<Condition['within']>,
    /** Per person, in order; absent where the time runs from the first. */
    private readonly days: ReadonlyMap<number, readonly number[]> | undefined,
  ) {}

  allows(person: number, first: number, day: number): boolean {
    const from = this.days ? (this.days.get(person)?.findLast((each) => each <= day) ?? first) : first;
    let last = this.lastDays.get(from);
    if (last === undefined) this.lastDays.set(from, (last = dayOf(dayAfter(dateOfDay(from), this.within))));
    return day <= last;
  }
}
