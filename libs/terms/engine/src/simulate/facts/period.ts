import { daysInMonth, isLocalDate, localDate, type LocalDate } from '@ringvirkning/kernel';

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** `2026`, `2026-H1`, `2026-Q3`, `2026-03` or a day `2026-03-15`; undefined for anything else. */
export function readPeriod(text: string): Period | undefined {
  if (isLocalDate(text)) return { from: text, to: text };
  const match = /^((?:19|20|21)\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!match) return undefined;
  const [, year, half, quarter, month] = match;
  if (half) return months(year!, (Number(half) - 1) * 6 + 1, 6);
  if (quarter) return months(year!, (Number(quarter) - 1) * 3 + 1, 3);
  return month ? months(year!, Number(month), 1) : months(year!, 1, 12);
}

function months(year: string, first: number, count: number): Period {
  const last = first + count - 1;
  const two = (number: number): string => String(number).padStart(2, '0');
  return {
    from: localDate(`${year}-${two(first)}-01`),
    to: localDate(`${year}-${two(last)}-${two(daysInMonth(Number(year), last))}`),
  };
}

/** What two periods share; undefined when they have no day in common. */
export function overlap(a: Period, b: Period): Period | undefined {
  const [from, to] = [a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to];
  return from <= to ? { from, to } : undefined;
}
