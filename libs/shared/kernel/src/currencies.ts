/**
 * Money of countries by ISO 4217 (list one, active codes), by the decimals of its minor unit. Codes of funds, metals and tests are none one pays in.
 */
const HUNDREDTHS = [
  ...['DKK', 'EUR', 'GBP', 'SEK', 'NOK', 'USD', 'AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM'],
  ...['BBD', 'BDT', 'BGN', 'BMD', 'BND', 'BOB', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHF', 'CNY'],
  ...['COP', 'CRC', 'CUP', 'CVE', 'CZK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'FJD', 'FKP', 'GEL', 'GHS', 'GIP', 'GMD'],
  ...['GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IRR', 'JMD', 'KES', 'KGS', 'KHR', 'KPW', 'KYD'],
  ...['KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRU', 'MUR', 'MVR'],
  ...['MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'QAR'],
  ...['RON', 'RSD', 'RUB', 'SAR', 'SBD', 'SCR', 'SDG', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP', 'STN', 'SVC', 'SYP'],
  ...['SZL', 'THB', 'TJS', 'TMT', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'UYU', 'UZS', 'VED', 'VES', 'WST', 'XCD'],
  ...['XCG', 'YER', 'ZAR', 'ZMW', 'ZWG'],
] as const;
const THOUSANDTHS = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'] as const;
const WHOLE = [
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW'],
  ...['PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
] as const;

export const CURRENCIES = [...HUNDREDTHS, ...THOUSANDTHS, ...WHOLE] as const;
export type Currency = (typeof CURRENCIES)[number];

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...HUNDREDTHS.map((code) => [code, 2] as const),
  ...THOUSANDTHS.map((code) => [code, 3] as const),
  ...WHOLE.map((code) => [code, 0] as const),
]);

/** The decimals of a currency: 2 for kroner and øre, 3 for dinars and fils, 0 for yen. The one place that knows. */
export const minorDigits = (currency: Currency): number => DIGITS.get(currency)!;

export const isCurrency = (code: unknown): code is Currency => typeof code === 'string' && DIGITS.has(code);

/** Minor units in one of the currency: 100 øre in a krone. */
export const minorUnitsIn = (currency: Currency): bigint => 10n ** BigInt(minorDigits(currency));

/** Whether an amount in the major unit (`1250.50`) has no more decimals than the currency. */
export const fitsCurrency = (decimal: string, currency: Currency): boolean =>
  (decimal.split('.')[1] ?? '').length <= minorDigits(currency);

/** Reads an amount in the major unit, `1250.50` kroner, into minor units, øre. @throws RangeError when it is none, or has more decimals than the currency. */
export function minorUnits(decimal: string, currency: Currency): bigint {
  if (!/^-?\d{1,30}(\.\d+)?$/.test(decimal) || !fitsCurrency(decimal, currency))
    throw new RangeError(`not an amount in ${currency}: ${JSON.stringify(decimal)}`);
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  return BigInt(whole + fraction.padEnd(minorDigits(currency), '0'));
}

/** Minor units as a decimal number in the major unit with all its decimals: `-1250` øre is `-12.50`, and 1250 yen `1250`. */
export function majorUnits(amount: bigint, currency: Currency): string {
  const digits = minorDigits(currency);
  const magnitude = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  const whole = magnitude.slice(0, magnitude.length - digits);
  return `${amount < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${magnitude.slice(-digits)}`}`;
}

/** For people: `1.234,50` in Danish, `1,234.50` in English. */
export const writtenAmount = (minor: bigint, currency: Currency, locale: 'da-DK' | 'en-GB'): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: minorDigits(currency) }).format(
    majorUnits(minor, currency) as Intl.StringNumericLiteral,
  );
