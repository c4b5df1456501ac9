import { localDate } from '@ringvirkning/kernel';
import {
  type CohortOutcome,
  dateOfDay,
  dayOf,
  isCalendar,
  isIndividual,
  type Terms,
} from '@ringvirkning/terms-language';
import { pointsOf } from '../evaluate/cohorts.js';
import { problem, type Problem } from '../parse/problem.js';
import { perWords } from '../parse/sense-calendar.js';
import { compile } from '../plan.js';

/**
 * Values of groups that an amendment would settle twice, on a day that lies before it, or never: what is settled stays settled, once, and nobody goes back to a
 * day that has been.
 */
export function movedValues(before: Terms, after: Terms): Problem[] {
  const from = dayOf(after.amends!.from);
  return after.outcomes.flatMap((outcome, i) => {
    const old = before.outcomes.find(({ code }) => code === outcome.code);
    if (isIndividual(outcome) || old === undefined || isIndividual(old)) {
      const early = isIndividual(outcome) ? undefined : settlements(after, outcome).find(({ day }) => day < from);
      return early === undefined ? [] : [settledEarly(i, outcome.code, early.day)];
    }
    const settled = settlements(before, old).filter(({ day }) => day < from);
    if (settled.length > 0 && wayOf(old) !== wayOf(outcome)) return [settledOtherwise(i, old)];
    const known = new Map(settled.map(({ name, day }) => [name, day]));
    const found = settlements(after, outcome);
    const early = found.find(({ name, day }) => day < from && !known.has(name));
    if (early !== undefined) return [settledEarly(i, outcome.code, early.day)];
    const again = found.find(({ name, day }) => known.has(name) && known.get(name) !== day);
    return again === undefined ? [] : [settledAlready(i, outcome.code, known.get(again.name)!, again.day)];
  });
}

/** What each value is of; two ways would settle the same people and the same time twice. */
const wayOf = ({ per, followUps }: CohortOutcome): string =>
  `${per} ${isCalendar(per) || followUps === undefined ? 'once' : 'by follow-up'}`;

/** The values of a group outcome by what they are of, and the day (number) on which each is settled. */
function settlements(terms: Terms, outcome: CohortOutcome): { readonly day: number; readonly name: string }[] {
  return pointsOf(compile(terms), outcome).map(({ day, cohort, followUp, period }) => ({
    day,
    name: [terms.cohorts[cohort]?.code, terms.followUps[followUp]?.code, period?.code].join('/'),
  }));
}

const settledEarly = (outcome: number, code: string, day: number): Problem =>
  problem(
    ['outcomes', outcome],
    'amends-the-past',
    `${code} gøres op ${dateOfDay(day)}, før tillægget gælder. Lad det gælde tidligere, eller gør op senere.`,
    `${code} is settled on ${dateOfDay(day)}, before the amendment holds. Let it hold earlier, or settle later.`,
  );

const settledAlready = (outcome: number, code: string, day: number, again: number): Problem =>
  problem(
    ['outcomes', outcome],
    'amends-settled',
    `${code} er gjort op ${dateOfDay(day)}, før tillægget gælder, og gøres kun op én gang: det, dokumentet gør op ${dateOfDay(again)}, blev aldrig betalt. Lad tillægget gælde senest fra ${dateOfDay(day)}, eller brug et nyt navn.`,
    `${code} is settled on ${dateOfDay(day)}, before the amendment holds, and once only: what the document settles on ${dateOfDay(again)} would never be paid. Let the amendment hold from ${dateOfDay(day)} at the latest, or use a new name.`,
  );

const settledOtherwise = (outcome: number, { code, per }: CohortOutcome): Problem =>
  problem(
    ['outcomes', outcome, 'per'],
    'amends-settled',
    `${code} er allerede gjort op ${perWords(per).da}. Gøres det op på en anden måde, kan det samme blive betalt to gange: brug et nyt navn.`,
    `${code} has been settled ${perWords(per).en} already. Settled in another way, the same may be paid twice: use a new name.`,
  );

/** Guarantees that the document puts on a day before it holds, and that were not due on such a day: nobody would pay them. */
export function movedFloors(before: Terms, after: Terms): Problem[] {
  const { from } = after.amends!;
  const due = new Set(guarantees(before).flatMap(({ name, on }) => (on < from ? [name] : [])));
  return after.floors.flatMap((_, i) => {
    const early = guarantees(after).find(({ index, name, on }) => index === i && on < from && !due.has(name));
    return early === undefined
      ? []
      : [
          problem(
            ['floors', i],
            'amends-the-past',
            `Garantien for ${early.year} forfalder ${early.on}, før tillægget gælder, og blev aldrig betalt. Lad tillægget gælde senest fra ${early.on}, eller lad garantien for tidligere år stå, som den var.`,
            `The guarantee of ${early.year} is due on ${early.on}, before the amendment holds, and would never be paid. Let the amendment hold from ${early.on} at the latest, or leave the guarantee of earlier years as it was.`,
          ),
        ];
  });
}

/** The years that are guaranteed, and the day on which each is due. */
function guarantees({ floors, period }: Terms) {
  return floors.flatMap(({ outcomes, years, min }, index) =>
    years.map((year) => {
      const last = localDate(`${year}-12-31`);
      return {
        ...{ index, year, on: last < period.to ? last : period.to },
        name: `${year} ${min} ${outcomes.toSorted().join(' ')}`,
      };
    }),
  );
}
