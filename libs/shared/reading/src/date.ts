import { isLocalDate, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { Fault } from './fault.js';
import { folded } from './fold.js';

/** Before this nothing happened that a contract of today could speak of. */
export const EARLIEST_DAY = localDate('1990-01-01');

/** `2026-01-31`, or as Danish spreadsheets write it: `31-01-2026`, `31.1.2026`, `31/1/2026`; the day comes first. */
export function readDate(written: string): LocalDate | Fault {
  const text = folded(written).trim();
  const danish = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  const iso = danish ? `${danish[3]}-${danish[2]!.padStart(2, '0')}-${danish[1]!.padStart(2, '0')}` : text;
  if (isLocalDate(iso)) return iso;
  return SERIAL.test(text) ? SPREADSHEET_DAY : NOT_A_DATE;
}

/** Why a day cannot be meant: it lies before anything that contracts speak of, or after the last day that it could be. */
export function implausible(day: LocalDate, latest: LocalDate | undefined): Fault | undefined {
  if (day < EARLIEST_DAY)
    return {
      code: 'date-not-plausible',
      da: `${day} ligger for langt tilbage. Kontrollér årstallet.`,
      en: `${day} is too long ago. Check the year.`,
    };
  return latest !== undefined && day > latest
    ? {
        code: 'date-not-plausible',
        da: `${day} ligger i fremtiden. Kontrollér årstallet.`,
        en: `${day} lies in the future. Check the year.`,
      }
    : undefined;
}

/** How spreadsheets count days: 36526 is the first of the year 2000. */
const SERIAL = /^[3-6]\d{4}(?:[.,]\d+)?$/;
const SPREADSHEET_DAY: Fault = {
  code: 'spreadsheet-day',
  da: 'Tallet er regnearkets eget for en dag. Formatér kolonnen som dato (ÅÅÅÅ-MM-DD), og gem filen igen.',
  en: "The number is the spreadsheet's own for a day. Format the column as a date (YYYY-MM-DD) and save the file again.",
};
const NOT_A_DATE: Fault = {
  code: 'not-a-date',
  da: 'Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ.',
  en: 'Write the date as YYYY-MM-DD or DD-MM-YYYY.',
};
