/** Calendar dates and instants as branded ISO strings: they compare, sort and travel as they are. */

declare const localDateBrand: unique symbol;
/** A calendar date without time zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly [localDateBrand]: true };

declare const instantBrand: unique symbol;
/** A moment in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = string & { readonly [instantBrand]: true };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

export function isLocalDate(text: string): text is LocalDate {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // There is no year 0, and databases know none.
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** @throws RangeError when the text is not a calendar date. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date (YYYY-MM-DD): ${JSON.stringify(text)}`);
  return text;
}

/** Normalises any ISO 8601 moment to UTC. @throws RangeError when the text is not a moment. */
export function instant(text: string): Instant {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !/T/.test(text)) throw new RangeError(`not an instant: ${JSON.stringify(text)}`);
  return new Date(ms).toISOString() as Instant;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const parts = (date: LocalDate): [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];
const format = (year: number, month: number, day: number): LocalDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as LocalDate;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));

/** Adds whole months; a day that the target month lacks becomes its last day (31 January + 1 month = 28/29 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return format(y, m, Math.min(day, daysInMonth(y, m)));
}

const toEpochDay = (date: LocalDate): number => {
  const [year, month, day] = parts(date);
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
};

export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date((toEpochDay(date) + days) * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** Whole days from `from` to `to`; negative when `to` lies before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from);

/** Whole months that have passed from `from` to `to` (0 when `to` lies before). */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [fy, fm] = parts(from);
  const [ty, tm] = parts(to);
  const months = (ty - fy) * 12 + (tm - fm);
  return Math.max(0, addMonths(from, months) > to ? months - 1 : months);
}

const WRITTEN = {
  'da-DK': new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'UTC' }),
  'en-GB': new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** A date (`2026-06-30`) for people: `30. juni 2026` in Danish, `30 June 2026` in English. The day itself, in no time zone. */
export const writtenDate = (date: string, locale: 'da-DK' | 'en-GB'): string =>
  WRITTEN[locale].format(new Date(`${date}T00:00:00Z`));

/** Costly to make, so made once. */
const COPENHAGEN = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Copenhagen',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const HOUR_MS = 3_600_000;
/** The last answer: a day begins with an hour in Denmark, so one hour has one date, and most are asked about now. */
// eslint-disable-next-line house/no-module-state -- remembers its argument's answer, always the same
let known = { hour: NaN, date: '' as LocalDate };

/** The calendar date in Denmark at a moment: budget years end at midnight in Copenhagen, not in UTC. */
export function dateInDenmark(at: Instant): LocalDate {
  const moment = new Date(at);
  const hour = Math.floor(moment.getTime() / HOUR_MS);
  if (hour !== known.hour) known = { hour, date: localDate(COPENHAGEN.format(moment)) };
  return known.date;
}

const COPENHAGEN_CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', timeStyle: 'short' });

/** What the clocks in Denmark show at a moment: `07:30`. */
export const timeInDenmark = (at: Instant): string => COPENHAGEN_CLOCK.format(new Date(at));

const COPENHAGEN_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/**
 * The same time of day in Denmark so many calendar days later: across a change of the clocks a day has 23 or 25 hours. A time that the clocks pass over
 * comes an hour later; of one that comes twice it is the second.
 */
export function addDaysInDenmark(at: Instant, days: number): Instant {
  const moment = Date.parse(at);
  const onTheClock = moment + aheadOfUtc(moment) + days * DAY_MS;
  const [summer, winter] = [onTheClock - 2 * HOUR_MS, onTheClock - HOUR_MS];
  const isSummer = aheadOfUtc(summer) === 2 * HOUR_MS && aheadOfUtc(winter) !== HOUR_MS;
  return new Date(isSummer ? summer : winter).toISOString() as Instant;
}

/** How far the clocks in Denmark are ahead of UTC at a moment. */
const aheadOfUtc = (ms: number): number =>
  Date.parse(`${COPENHAGEN_TIME.format(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1_000) * 1_000;
