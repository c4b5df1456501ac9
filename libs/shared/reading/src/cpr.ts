import { daysInMonth } from '@ringvirkning/kernel';
import { CPR_FORMS, isAmount, isLikeDigit, lettersAsDigits, withoutOtherNumbers } from './cpr-forms.js';
import { folded } from './fold.js';

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a text holds a Danish personal number (CPR) as people write them: six digits that are a date in the century which the seventh tells, and three more,
 * - as ten digits, with marks between day, month, year and serial number, or in groups: `0101904321`, `01.01.90-1234`, `(010190)1234`, `010 190 1234`;
 * - with the year in full, when it is in that century: `01-01-1990-1234`, `19900101-1234`;
 * - without the zero that a spreadsheet takes away: `101901234` beside no letter or decimal sign, `1/1-90 1234`;
 * - in pairs or digit by digit: `01 01 90 12 34`, `0 1 0 1 9 0 1 2 3 4`;
 * - with letters that look like digits: `O1O19O-1234`.
 * Digits of any script count, and what cannot be seen between them does not. What is part of a longer number (GLN, account, time stamp), of a UUID, of a
 * digest or of an IBAN is none, nor are eight digits or fewer, nor an amount of money. Modulus 11 is not asked: since 2007 numbers are handed out that
 * break it.
 */
export const cprIn = (text: string): boolean => mayHoldCpr(text) && !rangesIn(folded(text)).next().done;

/** The text with `[cpr]` for every personal number; without one it is not touched. */
export function hideCpr(text: string): string {
  if (!mayHoldCpr(text)) return text;
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

/** Eight digits are written with three marks: most days and amounts are ruled out by that. */
const [FEWEST_DIGITS, SHORTEST_WITH_MARKS] = [8, 11];
/** So many are digits even where others are written as letters. */
const FEWEST_WITH_LETTERS = 4;
const fewestDigits = ({ length }: string): number => (length < SHORTEST_WITH_MARKS ? FEWEST_DIGITS + 1 : FEWEST_DIGITS);

/** Most texts have too few digits, and letters that look like some, which is seen at once; what is not ASCII may be one or several. */
function mayHoldCpr(text: string): boolean {
  let [digits, alike] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) return hasDigits(text, FEWEST_WITH_LETTERS);
    if (unit >= 48 && unit <= 57) digits++;
    else if (isLikeDigit(text[i]!)) alike++;
  }
  return digits >= FEWEST_WITH_LETTERS && digits + alike >= fewestDigits(text);
}

/** What is not ASCII may be a digit. */
function hasDigits(text: string, fewest: number): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (((unit >= 48 && unit <= 57) || unit > 127) && ++digits === fewest) return true;
  }
  return false;
}

function* rangesIn(plain: string): Generator<Range> {
  const masked = withoutOtherNumbers(plain);
  yield* rangesOf(masked);
  const asDigits = lettersAsDigits(masked);
  if (asDigits === masked) return;
  for (const range of rangesOf(asDigits))
    if (digitsOf(masked.slice(range.from, range.to)).length >= FEWEST_WITH_LETTERS) yield range;
}

function* rangesOf(text: string): Generator<Range> {
  if (!hasDigits(text, fewestDigits(text))) return;
  for (const written of CPR_FORMS)
    for (const { index, groups = {} } of text.matchAll(written)) {
      const { whole = '' } = groups;
      const to = index + whole.length;
      if (isWrittenCpr(groups) && !isAmount(whole, text.slice(to, to + 5))) yield { from: index, to };
    }
}

function isWrittenCpr({
  ten,
  day = '',
  month = '',
  year = '',
  serial = '',
}: Readonly<Record<string, string>>): boolean {
  if (ten !== undefined) return isCpr(digitsOf(ten));
  return isBirthday(digitsOf(day), digitsOf(month), digitsOf(year), digitsOf(serial));
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
