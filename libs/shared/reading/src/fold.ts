/** What is written but not seen: zero-width spaces and joiners, soft hyphens, direction marks, byte order marks. */
export const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** What is set around or through a digit: 1\uFE0F\u20E3. */
const MARKS_ON_DIGITS = /(?<=\p{Nd})\p{M}+/gu;
const OTHER_DIGIT = /[^\P{Nd}0-9]/gu;

/**
 * The text as a reader sees it, for looking something up in it: compatible forms (full-width letters and digits) as their plain ones, other scripts' digits as 0–9, nothing unseen,
 * nothing on digits. */
export const folded = (text: string): string =>
  isPlain(text)
    ? text
    : text.normalize('NFKC').replace(UNSEEN, '').replace(MARKS_ON_DIGITS, '').replace(OTHER_DIGIT, asciiDigit);

/** The text without what is not seen. */
export const seen = (text: string): string => (isPlain(text) ? text : text.replace(UNSEEN, ''));

const PLAIN = /^[\x20-\x7e]*$/;
const isPlain = (text: string): boolean => PLAIN.test(text);

const digits = new Map<string, string>();

/** Unicode has the digits of a script beside each other, 0 first. */
function asciiDigit(digit: string): string {
  const known = digits.get(digit);
  if (known !== undefined) return known;
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  digits.set(digit, String(value));
  return String(value);
}
