import { addDays, daysBetween, localDate, yearOf, type LocalDate } from '@ringvirkning/kernel';

/** A Monday. */
const MONDAY = localDate('2024-01-01');
const WEEKDAYS = 5;

/**
 * Days counted from Easter Sunday on which nobody works: Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday.
 * Source: the public holidays of the Danish calendar; lov nr. 214 af 6. marts 2023 took Store Bededag away from 2024.
 */
const FROM_EASTER = [-3, -2, 1, 39, 50];
/** New Year's Day, Christmas Day and the day after; and the days on which municipal offices are closed by custom: 5 June, 24 and 31 December. */
const FIXED = ['01-01', '06-05', '12-24', '12-25', '12-26', '12-31'];
const GREAT_PRAYER_DAY = { fromEaster: 26, until: 2023 };

/**
 * Whether Danish municipal offices are open: no weekend, no public holiday, none of the days on which they are closed by custom.
 * @param closed days on which those of one municipality are closed as well.
 */
export function isWorkingDay(day: LocalDate, closed: readonly LocalDate[] = []): boolean {
  if (closed.includes(day)) return false;
  const weekday = ((daysBetween(MONDAY, day) % 7) + 7) % 7;
  if (weekday >= WEEKDAYS || FIXED.includes(day.slice(5))) return false;
  const fromEaster = daysBetween(easterOf(yearOf(day)), day);
  const prayed = yearOf(day) <= GREAT_PRAYER_DAY.until && fromEaster === GREAT_PRAYER_DAY.fromEaster;
  return !prayed && !FROM_EASTER.includes(fromEaster);
}

/** Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher). */
function easterOf(year: number): LocalDate {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  // So many days after 22 March.
  return addDays(localDate(`${String(year).padStart(4, '0')}-03-22`), moon + sunday - 7 * late);
}
