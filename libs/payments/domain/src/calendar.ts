import { addDays, type LocalDate } from '@ringvirkning/kernel';
import { followUpDate, isIndividual, type Cohort, type Outcome, type Terms } from '@ringvirkning/terms-language';

/**
 * When the terms make something payable: of single persons a span of days (the follow-up of the first and of the last who may start), of a group the day on
 * which its value is settled. `finalBy`: the end of it and of the time for objections; then a run has all of it.
 */
export interface CalendarItem {
  readonly of: 'person' | 'group';
  readonly followUp: string | undefined;
  readonly cohort: string | undefined;
  /** Codes of the priced outcomes that fall due then. */
  readonly outcomes: readonly string[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly finalBy: LocalDate;
}

type CalendarTerms = Pick<Terms, 'period' | 'cohorts' | 'followUps' | 'outcomes' | 'verification'>;

/** All that the terms make payable, in the order in which it is final; from the terms alone. */
export function calendarOf(terms: CalendarTerms): CalendarItem[] {
  const priced = terms.outcomes.filter((outcome) => outcome.price !== undefined);
  const persons = byFollowUp(priced.filter(isIndividual));
  const groups = Map.groupBy(
    priced.filter((outcome) => !isIndividual(outcome)),
    (outcome) => JSON.stringify(isIndividual(outcome) ? [] : [outcome.per, outcome.measuredOn ?? null]),
  );
  const items = [
    ...[...persons].flatMap(([followUp, codes]) =>
      intakes(terms).map((intake) => item(terms, 'person', followUp, intake, codes)),
    ),
    ...[...groups.values()].flatMap((alike) =>
      [...byFollowUp(alike)].flatMap(([followUp, codes]) =>
        groupIntakes(terms, alike[0]!).map((intake) => item(terms, 'group', followUp, intake, codes)),
      ),
    ),
  ];
  return items.toSorted((a, b) => compare(a.finalBy, b.finalBy) || compare(a.from, b.from));
}

/** The first day, today or later, on which something of it is final: when the next run may be expected. */
export const nextRunOn = (items: readonly CalendarItem[], today: LocalDate): LocalDate | undefined =>
  items.find(({ finalBy }) => finalBy >= today)?.finalBy;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Outcomes by the follow-ups at which they are claimed; without any, at once. */
function byFollowUp(outcomes: readonly Outcome[]): ReadonlyMap<string | undefined, readonly string[]> {
  const codes = new Map<string | undefined, string[]>();
  for (const { code, followUps = [undefined] } of outcomes)
    for (const followUp of followUps) codes.set(followUp, [...(codes.get(followUp) ?? []), code]);
  return codes;
}

interface Intake {
  readonly cohort: string | undefined;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** When people may start: by cohort, or at any time of the contract. */
const intakes = ({ cohorts, period }: CalendarTerms): readonly Intake[] =>
  cohorts.length === 0 ? [{ cohort: undefined, ...period }] : cohorts.map(intakeOf);
const intakeOf = ({ code: cohort, from, to }: Cohort): Intake => ({ cohort, from, to });

/** A group's value is settled after the last who may start, or on its own day (as the evaluation does). */
function groupIntakes({ cohorts, period }: CalendarTerms, outcome: Outcome): readonly Intake[] {
  if (isIndividual(outcome)) return [];
  const last =
    cohorts
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? period.to;
  const pooled = outcome.followUps ? last : period.to;
  const all = outcome.per === 'cohort' ? cohorts.map(intakeOf) : [{ cohort: undefined, from: pooled, to: pooled }];
  return all.map(({ cohort, to }) => {
    const day = outcome.followUps ? to : (outcome.measuredOn ?? to);
    return { cohort, from: day, to: day };
  });
}

function item(
  { followUps, verification, period }: CalendarTerms,
  of: CalendarItem['of'],
  code: string | undefined,
  { cohort, ...intake }: Intake,
  outcomes: readonly string[],
): CalendarItem {
  const followUp = followUps.find((each) => each.code === code);
  const day = (start: LocalDate): LocalDate => (followUp ? followUpDate(followUp, start) : start);
  // What is claimed without a follow-up may be achieved until the contract ends.
  const to = of === 'person' && !followUp ? period.to : day(intake.to);
  const from = day(intake.from);
  return { of, followUp: code, cohort, outcomes, from, to, finalBy: addDays(to, verification.objectionDays) };
}
