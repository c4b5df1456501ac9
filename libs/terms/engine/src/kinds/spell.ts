import { addMonths, daysBetween } from '@ringvirkning/kernel';
import {
  additionalPeriod,
  dateOfDay,
  dayOf,
  type FollowUp,
  followUpDate,
  ONE,
  type OutcomeOf,
} from '@ringvirkning/terms-language';
import { byPerson, wholeDays } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import { startBefore } from '../simulate/claim-facts.js';
import type { IndividualKind } from './kind.js';

/** Days from `from` up to, not including, `to`. */
interface Run {
  readonly from: number;
  readonly to: number;
}
type Spell = OutcomeOf<'spell'>;

/** Milestones found from registered periods (in job, in own home): a claim counts when the periods up to its day support it. */
export const spell: IndividualKind<Spell> = {
  judge(outcome, { plan, self, intake }) {
    const periods = byPerson(intake, plan.codes.get(outcome.measure)!);
    const schedule = self.followUps!.map((followUp) => plan.terms.followUps[followUp]!);
    const known = new Map<number, (number | undefined)[]>();
    const unreadable = new Set(
      [...periods].flatMap(([person, own]) =>
        own.some((period) => wholeDays(intake.facts[period]!) === undefined) ? person : [],
      ),
    );
    const milestonesOf = (person: number): (number | undefined)[] => {
      if (!known.has(person)) {
        const runs = runsOf(
          periods.get(person) ?? [],
          intake,
          outcome.mode === 'continuous' ? outcome.permittedDays : 0,
        );
        known.set(
          person,
          outcome.mode === 'continuous' ? continuous(runs, schedule) : cumulative(runs, schedule, outcome),
        );
      }
      return known.get(person)!;
    };
    return {
      judge(fact) {
        const person = intake.person[fact]!;
        if (!periods.has(person)) return 'nothing-measured';
        if (unreadable.has(person)) return 'invalid-quantity';
        const reachedOn = milestonesOf(person)[self.followUps!.indexOf(intake.followUp[fact]!)];
        return reachedOn !== undefined && reachedOn <= intake.day[fact]! ? ONE : 'spell-broken';
      },
    };
  },
  /** A period that reaches from the start to the follow-up. */
  measurements(outcome, claim, measuring) {
    const { followUp, on } = claim;
    const start = startBefore(on, followUp);
    measuring.add(outcome.measure, claim, `${outcome.code}-${followUp?.code ?? on}`, {
      on: start,
      quantity: String(daysBetween(start, on)),
    });
  },
};

/** Periods joined where they touch, overlap or have a permitted gap. */
function runsOf(periods: readonly number[], intake: Intake, permittedDays: number): Run[] {
  const runs: Run[] = [];
  for (const period of periods) {
    const from = intake.day[period]!;
    const to = from + wholeDays(intake.facts[period]!)!;
    const last = runs.at(-1);
    if (to <= from) continue;
    if (last && from - last.to <= permittedDays) runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else runs.push({ from, to });
  }
  return runs;
}

/**
 * The first day after each milestone's full period, always counted from the start of the run it lies in (31 August + 6 and + 12 months are 28 February
 * and 31 August). After a break the milestones that are left run on from the last one reached.
 */
function continuous(runs: readonly Run[], schedule: readonly FollowUp[]): number[] {
  const reached: number[] = [];
  for (const run of runs) {
    const kept = schedule[reached.length - 1];
    for (const followUp of schedule.slice(reached.length)) {
      const done = additionalPeriod(run.from, kept, followUp);
      if (done > run.to) break;
      reached.push(done);
    }
  }
  return reached;
}

/** The day after the day on which enough days lie within the window, which is counted from the first of them as milestones are from theirs. */
function cumulative(runs: readonly Run[], schedule: readonly FollowUp[], outcome: Spell): (number | undefined)[] {
  const days = runs.flatMap((run) => Array.from({ length: run.to - run.from }, (_, i) => run.from + i));
  return schedule.map((followUp) => {
    const needed = days.length === 0 ? Infinity : dayOf(followUpDate(followUp, dateOfDay(days[0]!))) - days[0]!;
    const last = days.find(
      (day, i) =>
        i + 1 >= needed &&
        (outcome.withinMonths === undefined ||
          day < dayOf(addMonths(dateOfDay(days[i + 1 - needed]!), outcome.withinMonths))),
    );
    return last === undefined ? undefined : last + 1;
  });
}
