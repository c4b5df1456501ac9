import { addDays, addMonths, localDate } from '@ringvirkning/kernel';
import { dayOf } from '../evaluate/intake.js';
import { quantityOf } from '../evaluate/findings.js';
import { ONE } from '../rational.js';
import type { FollowUp } from '../schema/terms.js';
import type { IndividualKind } from './kind.js';
import type { OutcomeOf } from './schema.js';

interface Break {
  readonly day: number;
  readonly end: number;
}

/**
 * Milestones of one state that must last (housed for 3, 6, 12 months). Each needs the milestone before it. An interruption beyond what is permitted
 * restarts the clock: the next milestone must run its full additional period from the end of the interruption.
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
      const days = Number(quantityOf(intake.facts[fact]!)?.n ?? 1n);
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
      return day >= runFrom(broken.end, plan.terms.followUps[before]!, plan.terms.followUps[intake.followUp[fact]!]!) ? ONE : 'spell-broken';
    },
    accepted(fact) {
      const person = intake.person[fact]!;
      const days = reachedOn.get(person) ?? new Map<number, number>();
      if (!days.has(intake.followUp[fact]!)) days.set(intake.followUp[fact]!, intake.day[fact]!);
      reachedOn.set(person, days);
    },
  };
};

/** The day on which the full additional period between two follow-ups has run, counted from a day. */
function runFrom(day: number, before: FollowUp, followUp: FollowUp): number {
  const start = addDays(localDate('1970-01-01'), day);
  if (before.months !== undefined && followUp.months !== undefined) return dayOf(addMonths(start, followUp.months - before.months));
  const days = (each: FollowUp): number => (each.weeks !== undefined ? each.weeks * 7 : dayOf(addMonths(start, each.months!)) - day);
  return day + days(followUp) - days(before);
}
