import { localDate, yearOf, type LocalDate, type Sentence } from '@ringvirkning/kernel';

export const CALENDAR = ['year', 'half-year', 'quarter'] as const;
export type Calendar = (typeof CALENDAR)[number];

/** A part of the calendar: `2026`, `2026-H1`, `2026-Q3`. */
export interface CalendarPeriod {
  readonly code: string;
  readonly name: Sentence;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const MONTHS: Record<Calendar, number> = { year: 12, 'half-year': 6, quarter: 3 };
const LAST_DAYS: Readonly<Record<number, string>> = { 3: '31', 6: '30', 9: '30', 12: '31' };

/** The parts of the calendar that lie in a period, the first and the last cut off where it begins and ends. */
export function calendarPeriods(
  calendar: Calendar,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): CalendarPeriod[] {
  const months = MONTHS[calendar];
  const found: CalendarPeriod[] = [];
  for (let year = yearOf(period.from); year <= yearOf(period.to); year++) {
    for (let no = 1; no <= 12 / months; no++) {
      const last = no * months;
      const from = localDate(`${year}-${String(last - months + 1).padStart(2, '0')}-01`);
      const to = localDate(`${year}-${String(last).padStart(2, '0')}-${LAST_DAYS[last]}`);
      if (to < period.from || from > period.to) continue;
      found.push({
        ...named(calendar, year, no),
        from: from < period.from ? period.from : from,
        to: to > period.to ? period.to : to,
      });
    }
  }
  return found;
}

function named(calendar: Calendar, year: number, no: number): Pick<CalendarPeriod, 'code' | 'name'> {
  switch (calendar) {
    case 'year':
      return { code: String(year), name: { da: String(year), en: String(year) } };
    case 'half-year':
      return { code: `${year}-H${no}`, name: { da: `${no}. halvår ${year}`, en: `half-year ${no} of ${year}` } };
    case 'quarter':
      return { code: `${year}-Q${no}`, name: { da: `${no}. kvartal ${year}`, en: `quarter ${no} of ${year}` } };
  }
}

/** Whether a value is settled for each part of the calendar. */
export const isCalendar = (per: string): per is Calendar => (CALENDAR as readonly string[]).includes(per);
