import {
  compare,
  type OutcomeOf,
  parseRational,
  type Rational,
  subtract,
  type UnpaidReason,
  ZERO,
} from '@ringvirkning/terms-language';
import { byPerson, quantityOf } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import type { IndividualKind, IndividualRun } from './kind.js';

type Improvement = OutcomeOf<'improvement'>;

/** Progression: the value at the claim's follow-up compared with the person's own baseline (or previous follow-up). The quantity is the improvement. */
export const improvement: IndividualKind<Improvement> = (outcome, run) => {
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
};

/** How much better the measure is at a claim than before; positive is better. */
function changeOf(
  measure: string,
  { better, from }: Pick<Improvement, 'better' | 'from'>,
  { plan, self, intake }: IndividualRun,
): (fact: number) => Rational | UnpaidReason {
  const measured = byPerson(intake, plan.codes.get(measure)!);
  return (fact) => {
    const until = (measured.get(intake.person[fact]!) ?? []).filter((each) => intake.day[each]! <= intake.day[fact]!);
    const own = corrected(until, intake);
    const now = self.followUps ? own.find((each) => intake.followUp[each] === intake.followUp[fact]) : until.at(-1);
    if (now === undefined) return 'nothing-measured';
    const before = from === 'previous' ? own[own.indexOf(now) - 1] : own[0];
    if (before === undefined || before === now) return 'no-baseline';
    const [value, baseline] = [quantityOf(intake.facts[now]!), quantityOf(intake.facts[before]!)];
    if (!value || !baseline) return 'invalid-quantity';
    return better === 'higher' ? subtract(value, baseline) : subtract(baseline, value);
  };
}

/** What was measured again at the same follow-up takes the place of what was measured there first; what names no follow-up stands alone. */
function corrected(measured: readonly number[], { followUp }: Intake): number[] {
  const latest = new Map<number, number>();
  for (const [i, fact] of measured.entries()) latest.set(followUp[fact]! < 0 ? -1 - i : followUp[fact]!, fact);
  return [...latest.values()];
}
