import {
  compare,
  type Condition,
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
}

/** What is known so far: claims and cohort values that counted (rows), and the facts of measures. */
export class Findings {
  private readonly rowsOf = new Map<number, number[]>();
  private readonly days = new Map<string, Int32Array>();
  /** The same by the condition itself: asked for each fact, a text would have to be made each time. */
  private readonly daysOf = new Map<Condition, Int32Array>();

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
    for (const each of this.of(name)) {
      if ((each.cohort === point.cohort || each.cohort < 0) && (each.followUp === point.followUp || each.followUp < 0))
        return each.quantity;
    }
    return undefined;
  }

  /** Whether the condition holds for a person on a day. */
  holdsFor(condition: Condition, person: number, day: number): boolean {
    let days = this.daysOf.get(condition);
    if (!days) this.daysOf.set(condition, (days = this.firstDays(condition)));
    const first = days[person]!;
    return condition.timing === 'any' ? first !== NEVER : first <= day;
  }

  /** Whether the condition holds for a cohort (or all, −1) on a day. */
  holdsForCohort(condition: Condition, { cohort, day }: CohortPoint): boolean {
    for (const each of this.of(condition.fact)) {
      const here = cohort < 0 || each.cohort < 0 || each.cohort === cohort;
      if (here && this.fulfils(condition, each) && (condition.timing === 'any' || each.day <= day)) return true;
    }
    return false;
  }

  private fulfils(condition: Condition, each: Observation): boolean {
    if (condition.followUp !== undefined && this.plan.followUps.get(condition.followUp) !== each.followUp) return false;
    if (!each.quantity) return false;
    return condition.atLeast === undefined
      ? compare(each.quantity, ZERO) > 0
      : compare(each.quantity, parseRational(condition.atLeast)) >= 0;
  }

  /** The first day on which the condition holds, per person. Computed once per condition, when its outcome is complete. */
  private firstDays(condition: Condition): Int32Array {
    const key = `${condition.fact}/${condition.followUp ?? ''}/${condition.atLeast ?? ''}`;
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
