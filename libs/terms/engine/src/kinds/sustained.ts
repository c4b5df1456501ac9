import { LONGEST_DAYS, quantityOf } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import { additionalPeriod, ONE, type OutcomeOf } from '@ringvirkning/terms-language';
import type { IndividualJudge, IndividualRun } from './kind.js';

/** Days from `from` up to, not including, `to`. */
interface Interruption {
  readonly from: number;
  readonly to: number;
}

/**
 * Milestones of one state that must last (housed for 3, 6, 12 months). Each needs the milestone before it. An interruption beyond what is permitted
 * restarts the clock at its end: from then on every milestone, the first as well, must run its full period since the last one reached before it.
 */
export function sustained(outcome: OutcomeOf<'reached'>, { plan, self, intake }: IndividualRun): IndividualJudge {
  const rules = outcome.sustained!;
  const breaks =
    rules.brokenBy === undefined
      ? new Map<number, Interruption[]>()
      : breaksByPerson(rules, plan.codes.get(rules.brokenBy)!, intake);
  const reachedOn = new Map<number, Map<number, number>>();
  const schedule = self.followUps ?? [];

  return {
    judge(fact) {
      const [person, day, followUp] = [intake.person[fact]!, intake.day[fact]!, intake.followUp[fact]!];
      const own = reachedOn.get(person);
      const before = schedule[schedule.indexOf(followUp) - 1];
      if (before !== undefined && !own?.has(before)) return 'prerequisite-missing';
      const broken = lastBegun(breaks.get(person) ?? [], day);
      if (!broken || followUp < 0) return ONE;
      const kept = schedule.findLast((each) => (own?.get(each) ?? Infinity) < broken.from);
      const runs = additionalPeriod(
        broken.to,
        kept === undefined ? undefined : plan.terms.followUps[kept],
        plan.terms.followUps[followUp]!,
      );
      return day >= runs ? ONE : 'spell-broken';
    },
    accepted(fact) {
      const person = intake.person[fact]!;
      const days = reachedOn.get(person) ?? new Map<number, number>();
      if (!days.has(intake.followUp[fact]!)) days.set(intake.followUp[fact]!, intake.day[fact]!);
      reachedOn.set(person, days);
    },
  };
}

/** The last interruption that began on or before a day. They stand in order and apart, so it is also the one that ended last. */
function lastBegun(breaks: readonly Interruption[], day: number): Interruption | undefined {
  let [low, high] = [0, breaks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (breaks[middle]!.from <= day) low = middle + 1;
    else high = middle;
  }
  return breaks[low - 1];
}

/** Interruptions that the terms do not permit. Those that touch or overlap are one; a part of a day is a day; one of unknown length does not end. */
function breaksByPerson(
  { permittedDays, permittedTimes = Infinity }: NonNullable<OutcomeOf<'reached'>['sustained']>,
  code: number,
  intake: Intake,
): Map<number, Interruption[]> {
  const interruptions = new Map<number, Interruption[]>();
  for (const fact of intake.byCode[code]!) {
    const own = interruptions.get(intake.person[fact]!) ?? [];
    const [from, last] = [intake.day[fact]!, own.at(-1)];
    const to = from + lengthOf(fact, intake);
    if (to === from) continue;
    if (last && from <= last.to) own[own.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else own.push({ from, to });
    interruptions.set(intake.person[fact]!, own);
  }
  for (const [person, own] of interruptions) {
    let permitted = 0;
    interruptions.set(
      person,
      own.filter(({ from, to }) => to - from > permittedDays || (permitted += 1) > permittedTimes),
    );
  }
  return interruptions;
}

function lengthOf(fact: number, intake: Intake): number {
  const { n, d } = quantityOf(intake.facts[fact]!) ?? { n: -1n, d: 1n };
  const days = (n + d - 1n) / d;
  return n < 0n || days > BigInt(LONGEST_DAYS) ? LONGEST_DAYS : Number(days);
}
