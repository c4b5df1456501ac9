import {
  add,
  compare,
  divide,
  isSelfScored,
  multiply,
  type OutcomeOf,
  parseRational,
  pricesOf,
  type Rational,
  rational,
  subtract,
  toDecimal,
  type UnpaidReason,
  ZERO,
} from '@ringvirkning/terms-language';
import { type Findings, quantityOf } from '../evaluate/findings.js';
import { unless } from '../parse/problem.js';
import { startBefore, type Claim, type Measuring } from '../simulate/claim-facts.js';
import { type CourseOfMeasure, coursesOf } from './course.js';
import { CourseReadings } from './course-readings.js';
import type { IndividualKind, IndividualRun } from './kind.js';

type Improvement = OutcomeOf<'improvement'>;
type Changing = Pick<Improvement, 'better' | 'from' | 'as' | 'baselineBefore'>;

/** Progression: the value at the claim's follow-up compared with the person's own baseline (or previous follow-up). The quantity is the improvement. */
export const improvement: IndividualKind<Improvement> = {
  judge(outcome, run) {
    const change = changeOf(outcome.measure, outcome, run);
    const confirmation =
      outcome.confirmedBy === undefined
        ? undefined
        : changeOf(outcome.confirmedBy, { ...outcome, from: 'baseline', as: 'points' }, run);
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
  // What stood before a start may be any of the readings.
  readings: ({ baselineBefore }) => (baselineBefore === undefined ? new CourseReadings() : undefined),
  measurements(outcome, claim, measuring) {
    if (outcome.baselineBefore !== undefined) measuring.began(outcome.baselineBefore, claim);
    improve(outcome.measure, outcome, claim, measuring, outcome.atLeast);
    if (outcome.confirmedBy !== undefined) improve(outcome.confirmedBy, outcome, claim, measuring, undefined);
  },
  /** Who scores himself must not thereby set a price: a second measure by someone else has to confirm it. */
  contradictions(outcome, path, terms) {
    const { price, measure, confirmedBy, as, from, baselineBefore } = outcome;
    const inPercentagePoints = pricesOf(outcome).some(
      (each) => each.kind === 'per-unit' && each.unit === 'percentage-point',
    );
    return [
      ...unless(
        as === 'percent' || !inPercentagePoints,
        [...path, 'price', 'unit'],
        'price-does-not-fit',
        'Forbedringen regnes i point. Skriv as: percent, eller unit: point.',
        'The improvement is in points. Write as: percent, or unit: point.',
      ),
      ...unless(
        from === 'baseline' || baselineBefore === undefined,
        [...path, 'baselineBefore'],
        'two-baselines',
        'Angiv enten from: previous eller baselineBefore.',
        'Give either from: previous or baselineBefore.',
      ),
      ...unless(
        price === undefined ||
          !isSelfScored(terms, measure) ||
          (confirmedBy !== undefined && !isSelfScored(terms, confirmedBy)),
        path,
        'self-scored-price',
        'Borgerens egen score må ikke udløse betaling alene: angiv confirmedBy med en måling som andre foretager.',
        "The citizen's own score may not trigger payment alone: give confirmedBy with a measure scored by someone else.",
      ),
    ];
  },
};

/**
 * A baseline of 0 (of 100, where per cent of it count), and at the claim a value that is better by what was counted, or by just enough (unchanged without `atLeast`); from the value before, when
 * that is what counts.
 */
function improve(
  measure: string,
  { better, from, as }: Changing,
  claim: Claim,
  measuring: Measuring,
  atLeast: string | undefined,
): void {
  const { person, followUp, on, quantity } = claim;
  const baseline = as === 'percent' ? rational(100n) : ZERO;
  const before = measuring.last(measure, person);
  if (before === undefined)
    measuring.add(measure, claim, 'baseline', { on: startBefore(on, followUp), quantity: toDecimal(baseline) });
  const step = atLeast === undefined ? ZERO : parseRational(quantity ?? (atLeast === '0' ? '1' : atLeast));
  const signed = better === 'higher' ? step : { ...step, n: -step.n };
  const value =
    from === 'previous' && before
      ? add(before, as === 'percent' ? divide(multiply(before, signed), baseline) : signed)
      : add(baseline, signed);
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
  { better, from, as, baselineBefore }: Changing,
  { plan, self, intake, findings }: IndividualRun,
): (fact: number) => Rational | UnpaidReason {
  const courseOf = coursesOf(plan.codes.get(measure)!, intake);
  const startOf = baselineBefore === undefined ? undefined : startsOf(baselineBefore, findings);
  const baselineOf = (course: CourseOfMeasure, now: number, fact: number): number | undefined => {
    if (startOf === undefined) {
      const before = from === 'previous' ? now - 1 : 0;
      return before < 0 || before === now ? undefined : course.factAt(before);
    }
    const start = startOf(intake.person[fact]!);
    const baseline = start === undefined || start > intake.day[fact]! ? undefined : course.factUntil(start);
    return baseline !== undefined && baseline < course.factAt(now) ? baseline : undefined;
  };
  return (fact) => {
    const course = courseOf(intake.person[fact]!);
    course.readUntil(intake.day[fact]!);
    const now = self.followUps ? course.at(intake.followUp[fact]!) : course.last;
    if (now === undefined) return 'nothing-measured';
    const before = baselineOf(course, now, fact);
    if (before === undefined) return 'no-baseline';
    const [value, baseline] = [quantityOf(intake.facts[course.factAt(now)]!), quantityOf(intake.facts[before]!)];
    if (!value || !baseline) return 'invalid-quantity';
    const improved = better === 'higher' ? subtract(value, baseline) : subtract(baseline, value);
    if (as !== 'percent') return improved;
    return baseline.n <= 0n ? 'no-percentage' : multiply(rational(100n), divide(improved, baseline));
  };
}

/** The day on which each person began: that of the first fact that says so. */
function startsOf(code: string, findings: Findings): (person: number) => number | undefined {
  const starts = new Map<number, number>();
  for (const { person, day, quantity } of findings.of(code))
    if (quantity && compare(quantity, ZERO) > 0 && !starts.has(person)) starts.set(person, day);
  return (person) => starts.get(person);
}
