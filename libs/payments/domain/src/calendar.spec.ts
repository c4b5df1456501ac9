import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { Outcome } from '@ringvirkning/terms-language';
import { calendarOf, nextRunOn } from './calendar.js';
import { terms } from '../test/contract.js';

const period = { from: localDate('2025-01-01'), to: localDate('2027-12-31') };
const days = (items: ReturnType<typeof calendarOf>) =>
  items.map(({ of, followUp, cohort, from, to, finalBy }) => [of, followUp, cohort, from, to, finalBy]);

describe('the calendar of a contract', () => {
  it('says for each follow-up when the first and the last of those who may start come to it, and when all of it is final', () => {
    const verification = { ...terms.verification, objectionDays: 14 };
    const cohorts = [
      { code: 'c1', from: localDate('2025-01-01'), to: localDate('2025-06-30') },
    ] as typeof terms.cohorts;
    expect(days(calendarOf({ ...terms, verification, cohorts, outcomes: terms.outcomes.slice(1, 2) }))).toEqual([
      ['person', 'm6', 'c1', '2025-07-01', '2025-12-30', '2026-01-13'],
      ['person', 'm12', 'c1', '2026-01-01', '2026-06-30', '2026-07-14'],
    ]);
  });

  it('what needs no follow-up falls due as long as the contract lasts; outcomes of one time stand together', () => {
    const items = calendarOf(terms);
    expect(items.find(({ followUp }) => followUp === undefined)).toMatchObject({
      ...period,
      outcomes: ['home', 'lessons'],
    });
  });

  it('the value of a group is due on the day on which it is settled, and expected then', () => {
    const cohort = (code: string, year: number) => ({
      ...{ code, name: { da: code, en: code } },
      ...{ from: localDate(`${year}-01-01`), to: localDate(`${year}-12-31`) },
    });
    const rate = { kind: 'share', per: 'cohort', code: 'rate', followUps: ['m12'], price: terms.outcomes[0]!.price };
    const items = calendarOf({
      ...terms,
      verification: { ...terms.verification, objectionDays: 30 },
      cohorts: [cohort('c1', 2025), cohort('c2', 2026)],
      outcomes: [rate as unknown as Outcome],
    });
    expect(days(items)).toEqual([
      ['group', 'm12', 'c1', '2026-12-31', '2026-12-31', '2027-01-30'],
      ['group', 'm12', 'c2', '2027-12-31', '2027-12-31', '2028-01-30'],
    ]);
    expect(nextRunOn(items, localDate('2027-01-30'))).toBe('2027-01-30');
    expect(nextRunOn(items, localDate('2027-01-31'))).toBe('2028-01-30');
    expect(nextRunOn(items, localDate('2028-01-31'))).toBeUndefined();
  });
});
