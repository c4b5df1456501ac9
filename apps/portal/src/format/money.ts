import { majorUnits, minorDigits, minorUnits, parseMinor, type Currency } from '@ringvirkning/kernel';

export type Language = 'da' | 'en';
export const localeOf = (language: Language): string => (language === 'da' ? 'da-DK' : 'en-GB');

/**
 * Shows an amount in minor units (a digit string, as it travels) in a language: `280295000` GBP is `2.802.950 £` in Danish and
 * `£2,802,950` in English. Exact at any size: the digits go to the formatter as text,
 * never as a number. Øre are shown only when there are some; never when the amount is told in whole units, as overviews do.
 * @throws RangeError when the text is not an amount in minor units.
 */
export function formatMoney(amount: string, currency: Currency, language: Language, whole = false): string {
  // The decimals are said: browsers have another opinion of some currencies (HUF, IDR, IQD).
  const digits = minorDigits(currency);
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
    trailingZeroDisplay: 'stripIfInteger',
  } as const;
  return new Intl.NumberFormat(localeOf(language), options).format(
    majorUnits(parseMinor(amount), currency) as Intl.StringNumericLiteral,
  );
}

/**
 * Reads what a person wrote as a whole amount or one with all the decimals of the currency (`1.500.000`, `1500000,50`, `1,500,000.50`) in their language.
 * Undefined when it is not clearly an amount.
 */
export function parseMoney(text: string, currency: Currency, language: Language): string | undefined {
  const [group, decimal] = language === 'da' ? ['.', ','] : [',', '.'];
  const [whole = '', fraction, ...rest] = text
    .trim()
    .replace(/\s|kr\.?/g, '')
    .split(decimal);
  const groups = whole.split(group);
  const grouped =
    groups.length === 1 || (/^\d{1,3}$/.test(groups[0]!) && groups.slice(1).every((part) => part.length === 3));
  if (
    rest.length > 0 ||
    !grouped ||
    !/^\d{1,15}$/.test(groups.join('')) ||
    (fraction !== undefined && !(/^\d+$/.test(fraction) && fraction.length === minorDigits(currency)))
  )
    return undefined;
  return minorUnits([groups.join(''), fraction].filter((part) => part !== undefined).join('.'), currency).toString();
}

/** For the geometry of charts only: the amount in whole units as a float. Never shown, never added. */
export const chartValue = (amount: string, currency: Currency): number =>
  Number(majorUnits(parseMinor(amount), currency));
