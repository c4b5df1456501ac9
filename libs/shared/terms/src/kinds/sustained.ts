import { LONGEST_DAYS, wholeDays } from '../evaluate/findings.js';
import { ONE } from '../rational.js';
import { additionalPeriod } from '../schema/follow-ups.js';
import type { IndividualKind } from './kind.js';
import type { OutcomeOf } from './schema.js';

interface Break {
  readonly day: number;
  readonly end: number;
}

/**
 * Milestones of one state that must last (housed for 3, 6, 12 months). Each needs the milestone before it. An interruption beyond what is permitted
 * (or of unknown length) restarts the clock: the next milestone must run its full additional period from the end of the interruption.
 */
export const sustained: IndividualKind<OutcomeOf<'reached'>> = (outcome, { plan, self, intake }) => {
  const rules = outcome.sustained!;
  const breaks = breaksByPerson();
  const reachedOn = new Map<number, Map<number, number>>();

  function breaksByPerson(): Map<number, Break[]> {
    const found = new Map<number, Break[]>();
    const permitted = new Map<number, number>();
    for (const fact of rules.brokenBy === undefined ? [] : intake.byCode[plan.codes.get(rules.brokenBy)!]!) {
      const person = intake.person[fact]!;
      const days = wholeDays(intake.facts[fact]!) ?? LONGEST_DAYS;
      const times = (permitted.get(person) ?? 0) + 1;
      if (days <= rules.permittedDays && times <= (rules.permittedTimes ?? Infinity)) permitted.set(person, times);
      else found.set(person, [...(found.get(person) ?? []), { day: intake.day[fact]!, end: intake.day[fact]! + days }]);
    }
    return found;
  }

  return {
    judge(fact) {
      const before = self.followUps?.[self.followUps.indexOf(intake.followUp[fact]!) - 1];
      if (before === undefined) return ONE;
      const [person, day] = [intake.person[fact]!, intake.day[fact]!];
      const since = reachedOn.get(person)?.get(before);
      if (since === undefined) return 'prerequisite-missing';
      const broken = breaks.get(person)?.findLast((each) => each.day > since && each.day <= day);
      if (!broken) return ONE;
      return day >=
        additionalPeriod(broken.end, plan.terms.followUps[before], plan.terms.followUps[intake.followUp[fact]!]!)
        ? ONE
        : 'spell-broken';
    },
    accepted(fact) {
      const person = intake.person[fact]!;
      const days = reachedOn.get(person) ?? new Map<number, number>();
      if (!days.has(intake.followUp[fact]!)) days.set(intake.followUp[fact]!, intake.day[fact]!);
      reachedOn.set(person, days);
    },
  };
};
