import { fail, isLocalDate } from '@ringvirkning/kernel';

/** A checked CPR number: ten digits without hyphen. It may live in memory while its keyed digest is computed, nowhere else. */
export interface Cpr {
  readonly digits: string;
  /** False for numbers that break modulus 11. Since 2007 such numbers are handed out, so it is a warning, not an error. */
  readonly modulusHolds: boolean;
}

const WRITTEN = /^(\d{6})[- ]?(\d{4})$/;
const IN_TEXT = /(?<!\d)(\d{6})[- ]?(\d{4})(?!\d)/g;
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Reads `ddmmyy-nnnn` with or without hyphen. @throws invalid `outcomes.cpr-invalid`, which never repeats the number. */
export function parseCpr(text: string): Cpr {
  const match = WRITTEN.exec(text.trim());
  const digits = match ? match[1]! + match[2]! : '';
  if (!hasBirthday(digits))
    throw fail.invalid('outcomes.cpr-invalid', 'CPR-nummeret er ikke gyldigt.', 'The CPR number is not valid.', {
      whatToDo: { da: 'Skriv det som ddmmåå-nnnn.', en: 'Write it as ddmmyy-nnnn.' },
    });
  return {
    digits,
    modulusHolds: WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0) % 11 === 0,
  };
}

/** Whether free text seems to hold a CPR number; such text is refused rather than stored. */
export const containsCpr = (text: string): boolean =>
  [...text.matchAll(IN_TEXT)].some((match) => hasBirthday(match[1]! + match[2]!));

/** Refuses free text that holds a CPR number. Returns the text. @throws invalid `outcomes.cpr-in-text` */
export function withoutCpr<T extends string | undefined>(text: T): T {
  if (text !== undefined && containsCpr(text)) {
    throw fail.invalid(
      'outcomes.cpr-in-text',
      'Teksten ser ud til at indeholde et CPR-nummer.',
      'The text seems to contain a CPR number.',
      { whatToDo: { da: 'Fjern nummeret; brug pseudonymet.', en: 'Remove the number; use the pseudonym.' } },
    );
  }
  return text;
}

/** The first six digits are a date in the century the seventh digit tells (cpr.dk); replacement numbers add 60 to the day. */
function hasBirthday(digits: string): boolean {
  if (digits.length !== 10) return false;
  const written = Number(digits.slice(0, 2));
  const day = written > 60 ? written - 60 : written;
  const year = centuryOf(Number(digits[6]), Number(digits.slice(4, 6))) + Number(digits.slice(4, 6));
  return isLocalDate(`${year}-${digits.slice(2, 4)}-${String(day).padStart(2, '0')}`);
}

function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}
