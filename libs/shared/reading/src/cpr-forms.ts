/** What stands between the parts of a number: any mark but those that part sentences, lists and amounts. */
const MARK = String.raw`[^\p{L}\p{N},;:%&@?!$€£]`;
/** What stands between the parts of a date, also where one digit stands for a day or a month. */
const DATE_MARK = String.raw`[\s\p{Pd}.·•∙/\\⁄∕_−()\[\]]`;
const [MAYBE, APART] = [`${MARK}{0,4}`, `${DATE_MARK}{1,3}`];
/** Before the serial number any marks stand, but a number behind a day of these years and a colon or comma is some other number. */
const LAST = String.raw`(?:(?<!20\d\d)[^\p{L}\p{N}]{0,4}|${MAYBE})`;
/** First digits of days (those of replacement numbers begin with 6 to 9) and of months: most digits are ruled out before anything is compared. */
const [DAY, MONTH] = ['[0-36-9]', '[01]'];
const FULL_YEAR = String.raw`(?:18|19|20)\d\d`;
const [YEAR, SERIAL] = [String.raw`(?<year>\d\d|${FULL_YEAR})`, String.raw`(?<serial>\d{4})`];
const TWO = String.raw`\d${APART}\d`;

/** In a look-ahead, so that what turns out to be no date does not hide the number that begins within it. */
const form = (number: string, [before, after] = [String.raw`\d`, String.raw`\d`]): RegExp =>
  new RegExp(`(?<!${before})(?=(?<whole>${number})(?!${after}))`, 'gu');
const ALONE: [string, string] = [String.raw`[\p{L}\d]|\d[.,]`, String.raw`[\p{L}\d]`];

/** How a personal number is written: `day`, `month`, `year` and `serial`, or all `ten` digits, and the `whole` of them. */
export const CPR_FORMS: readonly RegExp[] = [
  // 0101904321, 01.01.90-4321, (010190)4321, 010119904321
  form(String.raw`(?<day>${DAY}\d)${MAYBE}(?<month>${MONTH}\d)${MAYBE}${YEAR}${LAST}${SERIAL}`),
  // 1/1-90 4321
  form(String.raw`(?<day>${DAY}?\d)${APART}(?<month>${MONTH}?\d)${APART}${YEAR}${MARK}{1,4}${SERIAL}`),
  // 101904321, 1011990-4321: a spreadsheet took the zero
  form(String.raw`(?<day>[1-9])(?<month>${MONTH}\d)${YEAR}${MAYBE}${SERIAL}`, ALONE),
  // 19900101-4321, 1990-01-01-4321; behind 2026-05-01 and a space stands some other number
  form(
    String.raw`(?!20\d\d\D{1,4}\d\d\D{1,4}\d\d\s)(?<year>${FULL_YEAR})${MAYBE}(?<month>${MONTH}\d)${MAYBE}(?<day>${DAY}\d)` +
      MAYBE +
      SERIAL,
  ),
  // 01 01 90 43 21, 010190 43 21
  form(String.raw`(?<day>${DAY}\d)\s?(?<month>${MONTH}\d)\s?(?<year>\d\d)\s(?<serial>\d\d\s\d\d)`),
  // 01-01-90-43-21, 01:01:90:4321
  form(
    String.raw`(?<day>${DAY}\d)(?<mark>[^\p{L}\p{N}])(?<month>${MONTH}\d)\k<mark>(?<year>\d\d)\k<mark>` +
      String.raw`(?<serial>\d\d\k<mark>?\d\d)`,
  ),
  // 0 1 0 1 9 0 4 3 2 1
  form(
    String.raw`(?<day>${DAY}${APART}\d)${APART}(?<month>${MONTH}${APART}\d)${APART}(?<year>${TWO})${APART}` +
      String.raw`(?<serial>\d(?:${APART}\d){3})`,
  ),
  // 010 190 4321, 01019-04321: in up to four groups, wherever they are parted, but not a number with its thousands nor a day
  ...[' ', String.raw`[_\p{Pd}]`].map((gap) =>
    form(String.raw`(?!(?:\d+${gap}){4}|\d(?: \d{3}){3}|\d{4}-\d\d-\d\d-)(?<ten>${DAY}(?:${gap}?\d){9})`, [
      String.raw`\d`,
      String.raw`${gap}?\d`,
    ]),
  ),
];

/** UUIDs and digests. */
const MACHINE_WORDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,}/gi;
/** Account numbers as banks write them, in groups of four. */
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d\d(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![\p{L}\d])/gu;

/** The text with x for what looks like numbers and is known to be none. */
export const withoutOtherNumbers = (text: string): string =>
  text
    .replace(MACHINE_WORDS, (word) => 'x'.repeat(word.length))
    .replace(IBAN, (account) => (isIban(account) ? 'x'.repeat(account.length) : account));

/** ISO 7064: the rest of 97 is one when the first four characters stand last and letters are 10 to 35. */
function isIban(written: string): boolean {
  const account = written.replaceAll(' ', '');
  const digits = (account.slice(4) + account.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n;
}

/** Money behind a number that is not joined by a dash says that it is an amount. */
const MONEY_BEHIND = /^\s?(?:kr|dkk|eur|øre)(?!\p{L})/iu;
export const isAmount = (whole: string, behind: string): boolean =>
  MONEY_BEHIND.test(behind) && (/\s\d{4}$/.test(whole) || /^[1-9]\d+$/.test(whole));

const LETTERS_FOR_DIGITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'OoОоΟοØø'].map((letter) => [letter, '0'])),
  ...Object.fromEntries([...'IilІіΙıL'].map((letter) => [letter, '1'])),
};
export const isLikeDigit = (letter: string): boolean => LETTERS_FOR_DIGITS[letter] !== undefined;
const WORD_OF_BOTH = /(?<![\p{L}\p{N}])[\dOoОоΟοØøIilІіΙıL]+(?![\p{L}\p{N}])/gu;

/** The text, as long as before, with 0 and 1 for letters that look like them in words of nothing else. */
export const lettersAsDigits = (text: string): string =>
  text.replace(WORD_OF_BOTH, (word) => word.replace(/\D/g, (letter) => LETTERS_FOR_DIGITS[letter]!));
