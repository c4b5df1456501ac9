import {
  add,
  compare,
  isSelfScored,
  type OutcomeOf,
  parseRational,
  type Rational,
  subtract,
  toDecimal,
  type UnpaidReason,
  ZERO,
} from '@ringvirkning/terms-language';
import { byPerson, quantityOf } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import { unless } from '../parse/problem.js';
import { startBefore, type Claim, type Measuring } from '../simulate/claim-facts.js';
import { CourseReadings } from './course-readings.js';
import type { IndividualKind, IndividualRun } from './kind.js';

type Improvement = OutcomeOf<'improvement'>;

/** Progression: the value at the claim's follow-up compared with the person's own baseline (or previous follow-up). The quantity is the improvement. */
export const improvement: IndividualKind<Improvement> = {
  judge(outcome, run) {
    const change = changeOf(outcome.measure, outcome, run);
    const confirmation =
      outcome.confirmedBy === undefined
        ? undefined
        : changeOf(outcome.confirmedBy, { ...outcome, from: 'baseline' }, run);
    const least = parseRational(outcome.atLeast);
    return {
      judge(fact) {
        const improved = change(fact);
        if (typeof improved === 'string') return improved;
        if (compare(improved, ZERO) <= 0 || compare(improved, least) < 0) return 'not-reached';
        const confirmed = confirmation?.(fact);
        if (typeof confirmed === 'string') return confirmed;
        return confirmed && compare(confirmed, ZERO) < 0 ? 'not-reached' : improved;
      },
    };
  },
  readings: () => new CourseReadings(),
  measurements(outcome, claim, measuring) {
    improve(outcome.measure, outcome, claim, measuring, outcome.atLeast);
    if (outcome.confirmedBy !== undefined) improve(outcome.confirmedBy, outcome, claim, measuring, undefined);
  },
  /** Who scores himself must not thereby set a price: a second measure by someone else has to confirm it. */
  contradictions({ price, measure, confirmedBy }, path, terms) {
    return unless(
      price === undefined ||
        !isSelfScored(terms, measure) ||
        (confirmedBy !== undefined && !isSelfScored(terms, confirmedBy)),
      path,
      'self-scored-price',
      'Borgerens egen score må ikke udløse betaling alene: angiv confirmedBy med en måling som andre foretager.',
      "The citizen's own score may not trigger payment alone: give confirmedBy with a measure scored by someone else.",
    );
  },
};

/**
 * A baseline of 0, and at the claim a value that is better by what was counted, or by just enough (unchanged without `atLeast`); from the value before, when
 * that is what counts.
 */
function improve(
  measure: string,
  { better, from }: Pick<Improvement, 'better' | 'from'>,
  claim: Claim,
  measuring: Measuring,
  atLeast: string | undefined,
): void {
  const { person, followUp, on, quantity } = claim;
  const before = measuring.last(measure, person);
  if (before === undefined) measuring.add(measure, claim, 'baseline', { on: startBefore(on, followUp), quantity: '0' });
  const step = atLeast === undefined ? ZERO : parseRational(quantity ?? (atLeast === '0' ? '1' : atLeast));
  const signed = better === 'higher' ? step : { ...step, n: -step.n };
  const value = from === 'previous' && before ? add(before, signed) : signed;
  measuring.measured(measure, person, value);
  measuring.add(
    measure,
    claim,
    followUp?.code ?? on,
    { on, followUp: followUp?.code, quantity: toDecimal(value, 9) },
    (known) => compare(parseRational(known), value) * (better === 'higher' ? 1 : -1) < 0,
  );
}

/** How much better the measure is at a claim than before; positive is better. Claims come in order of their days. */
function changeOf(
  measure: string,
  { better, from }: Pick<Improvement, 'better' | 'from'>,
  { plan, self, intake }: IndividualRun,
): (fact: number) => Rational | UnpaidReason {
  const measured = byPerson(intake, plan.codes.get(measure)!);
  const courses = new Map<number, CourseOfMeasure>();
  const courseOf = (person: number): CourseOfMeasure => {
    const known = courses.get(person) ?? new CourseOfMeasure(measured.get(person) ?? [], intake);
    courses.set(person, known);
    return known;
  };
  return (fact) => {
    const course = courseOf(intake.person[fact]!);
    course.readUntil(intake.day[fact]!);
    const now = self.followUps ? course.at(intake.followUp[fact]!) : course.last;
    if (now === undefined) return 'nothing-measured';
    const before = from === 'previous' ? now - 1 : 0;
    if (before < 0 || before === now) return 'no-baseline';
    const [value, baseline] = [course.value(now), course.value(before)];
    if (!value || !baseline) return 'invalid-quantity';
    return better === 'higher' ? subtract(value, baseline) : subtract(baseline, value);
  };
}

/** What was measured of a person, read day by day: each follow-up, and each measurement that names none, has its place in the order of its first value. */
class CourseOfMeasure {
  private read = 0;
  /** The fact that counts at each place: what was measured again at a follow-up takes the place of what was measured there first. */
  private readonly counts: number[] = [];
  private readonly places = new Map<number, number>();
  /** Where what was measured last stands. */
  last: number | undefined;

  constructor(
    private readonly measured: readonly number[],
    private readonly intake: Intake,
  ) {}

  readUntil(day: number): void {
    for (; this.read < this.measured.length && this.intake.day[this.measured[this.read]!]! <= day; this.read++) {
      const fact = this.measured[this.read]!;
      const followUp = this.intake.followUp[fact]!;
      const place = this.places.get(followUp) ?? this.counts.length;
      if (followUp >= 0) this.places.set(followUp, place);
      this.counts[place] = fact;
      this.last = place;
    }
  }

  at(followUp: number): number | undefined {
    return this.places.get(followUp);
  }

  value(place: number): Rational | undefined {
    return quantityOf(this.intake.facts[this.counts[place]!]!);
  }
}
