import { fail } from '@ringvirkning/kernel';
import { isCpr } from '@ringvirkning/reading';

/** A checked CPR number: ten digits without hyphen. It may live in memory while its keyed digest is computed, nowhere else. */
export interface Cpr {
  readonly digits: string;
  /** False for numbers that break modulus 11. Since 2007 such numbers are handed out, so it is a warning, not an error. */
  readonly modulusHolds: boolean;
}

const WRITTEN = /^(\d{6})[- ]?(\d{4})$/;
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Reads `ddmmyy-nnnn` with or without hyphen. @throws invalid `outcomes.cpr-invalid`, which never repeats the number. */
export function parseCpr(text: string): Cpr {
  const digits = (WRITTEN.exec(text.trim()) ?? []).slice(1).join('');
  if (!isCpr(digits))
    throw fail.invalid('outcomes.cpr-invalid', 'CPR-nummeret er ikke gyldigt.', 'The CPR number is not valid.', {
      whatToDo: { da: 'Skriv det som ddmmåå-nnnn.', en: 'Write it as ddmmyy-nnnn.' },
    });
  return {
    digits,
    modulusHolds: WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0) % 11 === 0,
  };
}
