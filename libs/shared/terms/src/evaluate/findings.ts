import type { Plan } from '../plan.js';
import { compare, parseRational, ONE, type Rational } from '../rational.js';
import type { Condition, Fact } from '../types.js';
import type { Intake } from './intake.js';
import type { Rows } from './rows.js';

const NEVER = 0x7fffffff;

/** The quantity that a fact states (default 1); undefined when it is not a number. */
export function quantityOf(fact: Fact): Rational | undefined {
  if (fact.quantity === undefined || fact.quantity === '') return ONE;
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(fact.quantity) ? parseRational(fact.quantity) : undefined;
}

/** What is known so far: claims that counted (rows) and the facts of measures. Answers conditions for a person. */
export class Findings {
  private readonly rowsOf = new Map<number, number[]>();
  private readonly days = new Map<string, Int32Array>();

  constructor(
    private readonly plan: Plan,
    private readonly intake: Intake,
    private readonly rows: Rows,
  ) {}

  /** Rows of one outcome, in the order in which they were accepted. */
  rowsOfOutcome(outcome: number): readonly number[] {
    return this.rowsOf.get(outcome) ?? [];
  }

  record(outcome: number, row: number): void {
    const rows = this.rowsOf.get(outcome);
    if (rows) rows.push(row);
    else this.rowsOf.set(outcome, [row]);
  }

  /** Whether the condition holds for a person on a day. */
  holdsFor(condition: Condition, person: number, day: number): boolean {
    const first = this.firstDays(condition)[person]!;
    return condition.timing === 'any' ? first !== NEVER : first <= day;
  }

  /** The first day on which the condition holds, per person. Computed once per condition, when its outcome is complete. */
  private firstDays(condition: Condition): Int32Array {
    const key = `${condition.fact}/${condition.followUp ?? ''}/${condition.atLeast ?? ''}`;
    const known = this.days.get(key);
    if (known) return known;
    const days = new Int32Array(this.intake.people).fill(NEVER);
    const followUp = condition.followUp === undefined ? undefined : this.plan.followUps.get(condition.followUp);
    const least = condition.atLeast === undefined ? undefined : parseRational(condition.atLeast);
    const note = (person: number, at: number, day: number, quantity: Rational | undefined): void => {
      if (followUp !== undefined && at !== followUp) return;
      if (least && (!quantity || compare(quantity, least) < 0)) return;
      if (person >= 0) days[person] = Math.min(days[person]!, day);
      else days.forEach((earlier, everyone) => (days[everyone] = Math.min(earlier, day)));
    };
    const code = this.plan.codes.get(condition.fact)!;
    if (code < this.plan.outcomes.length) {
      for (const row of this.rowsOfOutcome(code)) note(this.rows.person[row]!, this.rows.followUp[row]!, this.rows.day[row]!, this.rows.quantity[row]);
    } else {
      for (const fact of this.intake.byCode[code]!) note(this.intake.person[fact]!, this.intake.followUp[fact]!, this.intake.day[fact]!, quantityOf(this.intake.facts[fact]!));
    }
    this.days.set(key, days);
    return days;
  }
}
