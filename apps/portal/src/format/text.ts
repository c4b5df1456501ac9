import { localeOf, type Language } from './money.js';

/** A calendar date (`2026-06-30`) as `30. juni 2026` / `30 June 2026`; the day itself, in no time zone. */
export const formatDate = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** A moment in Danish time, wherever the reader is: deadlines are Danish. */
export const formatInstant = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Copenhagen',
  }).format(new Date(instant));

/** A moment in Danish time as spreadsheets read it: `2026-06-30 14:05`. */
export const spreadsheetMoment = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Copenhagen' }).format(
    new Date(instant),
  );

export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(count);

/** Bytes as people say them: `840 kB`, `2,4 MB`. */
export const formatSize = (bytes: number, language: Language): string =>
  bytes < 1_000_000
    ? `${new Intl.NumberFormat(localeOf(language)).format(Math.ceil(bytes / 1_000))} kB`
    : `${new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`;

/** A share 0–1 as per cent with at most one decimal. */
export const formatShare = (share: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** A decimal as the terms hold it (`'8.5'`) in a language; exact. */
export const formatDecimal = (decimal: string, language: Language): string =>
  /^-?\d+(\.\d+)?$/.test(decimal)
    ? new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 9 }).format(
        decimal as Intl.StringNumericLiteral,
      )
    : decimal;

/** Seconds as `4 s`, `3 min`, `2 t`/`2 h`. */
export function formatAge(seconds: number, language: Language): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} ${language === 'da' ? 't' : 'h'}`;
  return `${Math.round(seconds / 86_400)} ${language === 'da' ? 'dage' : 'days'}`;
}

/** Today in Denmark as `YYYY-MM-DD`. */
export const todayInDenmark = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Copenhagen',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
