import { describe, expect, it } from '@jest/globals';
import { addDays, localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { forecastIntake, isBehindPlan, latestPace, plannedBy, plannedInAll, plannedInMonths } from './intake.js';

const cohort = (from: string, to: string, planned?: number) => ({ from: localDate(from), to: localDate(to), planned });
const YEAR = cohort('2025-01-01', '2025-12-31', 73);
const month = (day: string, people: number) => ({ month: localDate(day), people });
const today = localDate('2025-08-15');

describe('planned intake', () => {
  it.each([
    ['2024-12-31', 0],
    ['2025-01-05', 1],
    ['2025-12-30', 73],
    ['2026-05-01', 73],
  ])('comes evenly over the time of the cohort: by %s %i', (day, count) =>
    expect(plannedBy([YEAR], localDate(day))).toBe(count),
  );
  it('is not known when no cohort says how many', () => {
    expect(plannedInAll([cohort('2025-01-01', '2025-12-31')])).toBeNull();
    expect(plannedInAll([YEAR, cohort('2026-01-01', '2026-12-31')])).toBe(73);
  });
  it('by month adds up to the plan, and has everybody who came', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(900), fc.nat(900), fc.nat(500)), { minLength: 1, maxLength: 4 }),
        (drawn) => {
          const start = localDate('2023-01-20');
          const cohorts = drawn.map(([from, length, planned]) => ({
            from: addDays(start, from),
            to: addDays(start, from + length),
            planned,
          }));
          const months = plannedInMonths(cohorts, [month('2024-05-01', 7)], today);
          const sum = (of: 'planned' | 'people') => months.reduce((all, each) => all + each[of], 0);
          expect(sum('planned')).toBe(plannedInAll(cohorts));
          expect(sum('people')).toBe(7);
          expect(months.every(({ planned }) => planned >= 0)).toBe(true);
        },
      ),
    ));
});

describe('intake behind its plan', () => {
  // Limits of Garwood: 0 → 3.69, 5 → 11.67, 10 → 18.39, 50 → 65.92.
  it.each([
    [0, 4, false],
    [0, 5, true],
    [5, 11, false],
    [5, 12, true],
    [10, 18, false],
    [10, 19, true],
    [50, 65, false],
    [50, 66, true],
    [60, 50, false],
  ])('%i of %i planned: %s', (people, planned, behind) => expect(isBehindPlan(people, planned)).toBe(behind));
});

describe('the pace of the intake', () => {
  it('is that of the latest six whole months', () =>
    expect(
      latestPace(
        [month('2025-01-01', 50), month('2025-02-01', 6), month('2025-07-01', 4), month('2025-08-01', 9)],
        localDate('2024-01-01'),
        today,
      ),
    ).toEqual({ people: 10, months: 6 }));
  it('is that of fewer months when the first people were expected later', () =>
    expect(latestPace([month('2025-06-01', 4)], localDate('2025-06-10'), today)).toEqual({ people: 4, months: 2 }));
  it('is none in the first month', () =>
    expect(latestPace([month('2025-08-01', 4)], localDate('2025-08-03'), today)).toEqual({ people: 0, months: 0 }));
});

describe('the forecast', () => {
  it('is the day on which the missing have come at the pace, and at the bounds of its interval', () => {
    const forecast = forecastIntake({ people: 40, planned: 60 }, { people: 10, months: 6 }, today)!;
    expect(forecast.perMonth).toBeCloseTo(10 / 6);
    expect(forecast.interval.low).toBeCloseTo(4.8 / 6, 2);
    expect(forecast.interval.high).toBeCloseTo(18.39 / 6, 2);
    expect(forecast).toMatchObject({ reachedOn: '2026-08-16', earliest: '2026-03-02', latest: '2027-09-17' });
  });
  it('has no end while nobody comes', () =>
    expect(forecastIntake({ people: 0, planned: 60 }, { people: 0, months: 6 }, today)).toMatchObject({
      reachedOn: null,
      latest: null,
    }));
  it('is not made when the plan is reached, or nothing is known of the pace', () => {
    expect(forecastIntake({ people: 60, planned: 60 }, { people: 10, months: 6 }, today)).toBeUndefined();
    expect(forecastIntake({ people: 0, planned: 60 }, { people: 0, months: 0 }, today)).toBeUndefined();
  });
});
