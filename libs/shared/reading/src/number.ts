import type { Fault } from './fault.js';
import { folded } from './fold.js';

const NUMBER = /^-?\d{1,15}(?:[.,]\d{1,9})?$/;
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\d+$/i;
/** One point or comma, and three digits behind it: decimals to some, thousands to others. */
const AMBIGUOUS = /^-?0*[1-9]\d{0,2}([.,])\d{3}$/;
/** Raised and lowered digits: `5²` is not 52. */
const RAISED = /[⁰¹²³⁴-⁹₀-₉]/u;

/**
 * A number as people write it, as plain text with a point (`5,50` → `5.5`). Decimals may have a point or a comma; thousands have nothing. What could be either
 * is refused, in whatever file it stands: `1.000` and `1,000` are one or a thousand.
 */
export function readNumber(written: string): string | Fault {
  if (RAISED.test(written)) return NOT_A_NUMBER;
  const text = folded(written).trim().replace(/^−/, '-');
  if (SCIENTIFIC.test(text)) return CHANGED_BY_SPREADSHEET;
  const [, sign] = AMBIGUOUS.exec(text) ?? [];
  if (sign !== undefined) return ambiguous(text, sign);
  return NUMBER.test(text) ? plain(text.replace(',', '.')) : NOT_A_NUMBER;
}

function plain(text: string): string {
  const [whole = '', decimals = ''] = text.replace(/^(-?)0+(?=\d)/, '$1').split('.');
  const significant = decimals.replace(/0+$/, '');
  const number = significant === '' ? whole : `${whole}.${significant}`;
  return number === '-0' ? '0' : number;
}

/** Whether a text is a number that a spreadsheet has shortened, or the sign of a formula that failed. */
export const isChangedBySpreadsheet = (text: string): boolean =>
  /^\d+(?:[.,]\d+)?e[+-]\d+$|^\d+[.,]\d+e\d+$/i.test(text) || /^#+$|^#[A-ZÆØÅ0/]+[!?]?$/.test(text);

export const CHANGED_BY_SPREADSHEET: Fault = {
  code: 'changed-by-spreadsheet',
  da: 'Feltet ser ud til at være ændret af et regneark. Formatér kolonnen som tekst, og skriv det igen.',
  en: 'The cell seems to have been changed by a spreadsheet. Format the column as text and write it again.',
};
const NOT_A_NUMBER: Fault = {
  code: 'not-a-number',
  da: 'Skriv et tal uden tegn mellem tusinder og med højst ni decimaler.',
  en: 'Write a number with nothing between thousands and with at most nine decimals.',
};

function ambiguous(text: string, sign: string): Fault {
  const [whole, decimals] = text.split(sign) as [string, string];
  const thousands = whole + decimals;
  const value = plain(`${whole}.${decimals}`);
  const fraction = unambiguous(value.includes('.') ? `${whole}.${decimals}` : value);
  const danish = (number: string): string => number.replace('.', ',');
  return {
    code: 'ambiguous-number',
    da: `«${text}» kan betyde ${thousands} eller ${danish(value)}. Skriv ${thousands} eller ${danish(fraction)}.`,
    en: `«${text}» may mean ${thousands} or ${value}. Write ${thousands} or ${fraction}.`,
  };
}

/** A plain number as one may write it back: three decimals could be taken for thousands, four cannot. */
export const unambiguous = (number: string): string => (/\.\d{3}$/.test(number) ? `${number}0` : number);
