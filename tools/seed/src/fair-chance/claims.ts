import { addDays, addMonths, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { SyntheticClaim } from '../claim-rows.js';
import { random, type Random } from '../random.js';

/** The published counts of St Basils in the Fair Chance Fund (UK government, final evaluation 2018): outcome and follow-up → claims paid. */
export const PUBLISHED_COUNTS: readonly (readonly [outcome: string, followUp: string | undefined, claims: number])[] = [
  ['assessment-1', undefined, 322],
  ['assessment-2', undefined, 253],
  ['assessment-3', undefined, 176],
  ['moved-in', undefined, 290],
  ['housed', 'm3', 271],
  ['housed', 'm6', 251],
  ['housed', 'm12', 211],
  ['housed', 'm18', 181],
  ['education-entry', undefined, 292],
  ['qualification-entry', undefined, 31],
  ['qualification-1', undefined, 91],
  ['qualification-2', undefined, 3],
  ['job-entry', undefined, 101],
  ['part-time', 'w13', 6],
  ['part-time', 'w26', 3],
  ['full-time', 'w13', 63],
  ['full-time', 'w26', 43],
  ['volunteering', 'w6', 31],
  ['volunteering', 'w13', 12],
  ['volunteering', 'w20', 8],
  ['volunteering', 'w26', 7],
];

const count = (outcome: string, followUp?: string): number =>
  PUBLISHED_COUNTS.find(([o, f]) => o === outcome && f === followUp)![2];

export interface Referred {
  readonly person: string;
  readonly referredOn: LocalDate;
}

interface Step {
  readonly outcome: string;
  readonly followUp?: string;
  readonly months?: number;
  readonly weeks?: number;
}

const after = (start: LocalDate, { months = 0, weeks = 0 }: Step): LocalDate =>
  addDays(addMonths(start, months), 7 * weeks);

/** Steps of one path: each is reached by a part of those who reached the step before, counted from the day the path began. */
function path(
  people: readonly string[],
  startOf: (person: string) => LocalDate,
  steps: readonly Step[],
): SyntheticClaim[] {
  return steps.flatMap((step) =>
    people.slice(0, count(step.outcome, step.followUp)).map((person) => ({
      person,
      outcome: step.outcome,
      followUp: step.followUp,
      on: after(startOf(person), step),
      evidence: 'document' as const,
    })),
  );
}

/** A day for each person, the same whenever asked. */
function days(people: readonly Referred[], choose: (person: Referred) => LocalDate): (person: string) => LocalDate {
  const chosen = new Map(people.map((one) => [one.person, choose(one)]));
  return (person) => chosen.get(person)!;
}

export interface FairChance {
  readonly people: readonly Referred[];
  /** As many of each kind as were published. */
  readonly claims: readonly SyntheticClaim[];
  /** More of the same people's achievements, beyond the published counts. */
  readonly late: readonly SyntheticClaim[];
}

const LATE = 4;

function education(people: readonly Referred[], r: Random): SyntheticClaim[] {
  const order = r.shuffled(people.map((one) => one.person));
  const entered = days(people, ({ referredOn }) => addDays(referredOn, r.between(40, 240)));
  const students = order.slice(0, count('education-entry'));
  const qualified = (outcome: string, months: number) => path(r.shuffled(students), entered, [{ outcome, months }]);
  return [
    ...path(order, entered, [{ outcome: 'education-entry' }]),
    ...qualified('qualification-entry', 4),
    ...qualified('qualification-1', 7),
    ...qualified('qualification-2', 12),
  ];
}

function work(people: readonly Referred[], r: Random): Pick<FairChance, 'claims' | 'late'> {
  const order = r.shuffled(people.map((one) => one.person));
  const hired = days(people, ({ referredOn }) => addDays(referredOn, r.between(90, 420)));
  const employed = order.slice(0, count('job-entry'));
  const fullTime = employed.slice(0, count('full-time', 'w13'));
  const partTime = employed.slice(fullTime.length);
  const weeks = (outcome: string, list: readonly number[]): Step[] =>
    list.map((n) => ({ outcome, followUp: `w${n}`, weeks: n }));
  const volunteered = days(people, ({ referredOn }) => addDays(referredOn, r.between(30, 300)));
  const claims = [
    ...path(order, hired, [{ outcome: 'job-entry' }]),
    ...path(fullTime, hired, weeks('full-time', [13, 26])),
    ...path(partTime, hired, weeks('part-time', [13, 26])),
    ...path(r.shuffled(order), volunteered, weeks('volunteering', [6, 13, 20, 26])),
  ];
  const stayed = count('full-time', 'w26');
  return { claims, late: path(fullTime.slice(stayed, stayed + LATE), hired, weeks('full-time', [26])) };
}

/** Synthetic people whose claims add up to the published counts exactly. Deterministic. */
export function fairChance(seed = 2015): FairChance {
  const r = random(seed);
  const people = Array.from({ length: count('assessment-1') }, (_, n): Referred => ({
    person: `fcf-${String(n + 1).padStart(3, '0')}`,
    referredOn: addDays(localDate('2015-01-05'), r.between(0, 240)),
  }));
  const assessed = days(people, ({ referredOn }) => addDays(referredOn, r.between(0, 20)));
  const moved = days(people, ({ referredOn }) => addDays(referredOn, r.between(14, 90)));
  const order = r.shuffled(people.map((one) => one.person));
  const atWork = work(people, r);
  const claims = [
    ...path(r.shuffled(order), assessed, [
      { outcome: 'assessment-1' },
      { outcome: 'assessment-2', months: 6 },
      { outcome: 'assessment-3', months: 12 },
    ]),
    ...path(order, moved, [
      { outcome: 'moved-in' },
      ...[3, 6, 12, 18].map((months) => ({ outcome: 'housed', followUp: `m${months}`, months })),
    ]),
    ...education(people, r),
    ...atWork.claims,
  ];
  return { people, claims, late: atWork.late };
}
