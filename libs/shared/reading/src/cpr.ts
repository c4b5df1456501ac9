import { daysInMonth } from '@ringvirkning/kernel';
import { folded } from './fold.js';

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a text holds a Danish personal number (CPR) as people write them: six digits that are a date in the century which the seventh tells, and three more,
 * - as ten digits, with up to three dots, slashes, dashes or spaces between day, month, year and serial number: `0101901234`, `01.01.90-1234`;
 * - with the year in full, when it is in that century: `01-01-1990-1234`;
 * - without the zero that a spreadsheet takes away: `101901234` beside no letter or decimal sign, `1/1-90 1234`;
 * - in pairs or digit by digit: `01 01 90 12 34`, `0 1 0 1 9 0 1 2 3 4`.
 * Digits of any script count, and what cannot be seen between them does not. What is part of a longer number (GLN, account, time stamp), of a UUID or of a
 * digest is none, nor are eight digits or fewer. Modulus 11 is not asked: since 2007 numbers are handed out that break it.
 */
export const cprIn = (text: string): boolean => hasEnoughDigits(text) && !rangesIn(folded(text)).next().done;

/** The text with `[cpr]` for every personal number; without one it is not touched. */
export function hideCpr(text: string): string {
  if (!hasEnoughDigits(text)) return text;
  const plain = folded(text);
  const ranges = [...rangesIn(plain)].sort((a, b) => a.from - b.from);
  if (ranges.length === 0) return text;
  let [result, end] = ['', 0];
  for (const { from, to } of ranges) {
    if (from >= end) result += `${plain.slice(end, from)}[cpr]`;
    end = Math.max(end, to);
  }
  return result + plain.slice(end);
}

/** Whether ten digits begin with the date of a birth; replacement numbers add 60 to the day. */
export const isCpr = (digits: string): boolean =>
  /^\d{10}$/.test(digits) && isBirthday(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6));

const SEPARATOR = String.raw`[\s\p{Pd}\p{Zs}.·•∙/\\⁄∕_−]`;
const MAYBE = `${SEPARATOR}{0,3}`;
const APART = `${SEPARATOR}{1,3}`;
/** What may also stand, alone, before the serial number. */
const LAST = String.raw`(?:${MAYBE}|\s?[,:;+*'|~]\s?)`;
const YEAR = String.raw`(?:18|19|20)\d\d`;
const TWO = String.raw`\d${APART}\d`;
/** First digits of days (those of replacement numbers begin with 6 to 9) and of months: most digits are ruled out before anything is compared. */
const [DAY, MONTH] = ['[0-36-9]', '[01]'];

/** The whole, then day, month, year, serial number. In a look-ahead, so that what turns out to be no date does not hide the number that begins within it. */
const form = (before: string, number: string, after: string): RegExp =>
  new RegExp(`(?<!${before})(?=(${number})(?!${after}))`, 'gu');
const FORMS = [
  form(String.raw`\d`, String.raw`(${DAY}\d)${MAYBE}(${MONTH}\d)${MAYBE}(\d\d|${YEAR})${LAST}(\d{4})`, String.raw`\d`),
  form(
    String.raw`\d`,
    String.raw`(${DAY}?\d)${APART}(${MONTH}?\d)${APART}(\d\d|${YEAR})${APART}(\d{4})`,
    String.raw`\d`,
  ),
  form(String.raw`[\p{L}\d]|\d[.,]`, String.raw`([1-9])(${MONTH}\d)(\d\d)${MAYBE}(\d{4})`, String.raw`[\p{L}\d]`),
  form(String.raw`\d`, String.raw`(${DAY}\d)\s?(${MONTH}\d)\s?(\d\d)\s(\d\d\s\d\d)`, String.raw`\d`),
  form(
    String.raw`\d`,
    String.raw`(${DAY}${APART}\d)${APART}(${MONTH}${APART}\d)${APART}(${TWO})${APART}(\d(?:${APART}\d){3})`,
    String.raw`\d`,
  ),
];

/** UUIDs and digests. */
const MACHINE_WORDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,}/gi;
const FEWEST_DIGITS = 8;

/** Most texts have too few digits, which is seen at once; what is not ASCII may be one. */
function hasEnoughDigits(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (((unit >= 48 && unit <= 57) || unit > 127) && ++digits === FEWEST_DIGITS) return true;
  }
  return false;
}

function* rangesIn(plain: string): Generator<Range> {
  const masked = plain.replace(MACHINE_WORDS, (word) => 'x'.repeat(word.length));
  for (const form of FORMS)
    for (const { index, 1: whole = '', 2: day = '', 3: month = '', 4: year = '', 5: serial = '' } of masked.matchAll(
      form,
    ))
      if (isBirthday(digitsOf(day), digitsOf(month), digitsOf(year), digitsOf(serial)))
        yield { from: index, to: index + whole.length };
}

const digitsOf = (part: string): string => (/^\d+$/.test(part) ? part : part.replace(/\D/g, ''));

function isBirthday(day: string, month: string, year: string, serial: string): boolean {
  const written = Number(day);
  const full = centuryOf(Number(serial[0]), Number(year.slice(-2))) + Number(year.slice(-2));
  const date = { month: Number(month), day: written > 60 ? written - 60 : written };
  const inYear = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(full, date.month);
  return inYear && (year.length === 2 || Number(year) === full);
}

/** The century that the seventh digit tells (cpr.dk). */
function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}
