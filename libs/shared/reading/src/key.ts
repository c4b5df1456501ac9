import type { Fault } from './fault.js';
import { folded, UNSEEN } from './fold.js';
import { CHANGED_BY_SPREADSHEET, isChangedBySpreadsheet } from './number.js';

const MAX_LENGTH = 100;
/** Control characters, the sign for a letter that could not be read, and what æ, ø and å become when UTF-8 is read as Windows-1252. */
const LOST = /[\p{Cc}\uFFFD]|Ã[¦¸¥†˜…\u0080-\u00BF]/u;

/** The key of a person or a record as the house keeps it: composed letters (NFC), nothing unseen, no space around, and one between words. */
export function readKey(written: string): string | Fault {
  const key = written.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  if (isChangedBySpreadsheet(key)) return CHANGED_BY_SPREADSHEET;
  if (key.startsWith('=')) return FORMULA;
  if (LOST.test(key)) return LOST_LETTERS;
  return key.length > MAX_LENGTH ? TOO_LONG : key;
}

/**
 * What the keys that are easily taken for one another share: letter case, full-width letters, quotes, what stands between their parts (dash, space, underscore,
 * slash), zeros before a number and decimals behind it (`00123`, `123`, `123,0`) do not tell them apart.
 */
export const twinOf = (key: string): string =>
  folded(key)
    .toLowerCase()
    .replace(/["'´`\p{Pi}\p{Pf}]/gu, '')
    .replace(/[\s_/\\\p{Pd}−]+/gu, '-')
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/(?<!\d)0+(?=\d)/g, '');

const TOO_LONG: Fault = {
  code: 'too-long',
  da: `Feltet er længere end ${MAX_LENGTH} tegn.`,
  en: `The cell is longer than ${MAX_LENGTH} characters.`,
};
const FORMULA: Fault = {
  code: 'formula',
  da: 'Feltet er en formel. Skriv værdien selv, uden lighedstegn.',
  en: 'The cell is a formula. Write the value itself, without the equals sign.',
};
const LOST_LETTERS: Fault = {
  code: 'lost-letters',
  da: 'Feltet indeholder � eller styretegn: bogstaver er gået tabt, da filen blev gemt. Gem den igen fra kilden som «CSV UTF-8».',
  en: 'The cell holds � or control characters: letters were lost when the file was saved. Save it again from its source as «CSV UTF-8».',
};
