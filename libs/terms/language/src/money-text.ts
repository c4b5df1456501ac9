import { type Currency, majorUnits, minorUnitsIn, type Sentence } from '@ringvirkning/kernel';
import { toDecimal, type Rational } from './rational.js';

/** Written out here and not by the platform, so that every machine says the same. */
const SYMBOL: Partial<Record<Currency, Sentence>> = {
  DKK: { da: '# kr.', en: 'DKK #' },
  GBP: { da: '# £', en: '£#' },
  EUR: { da: '# EUR', en: '€#' },
  USD: { da: '# USD', en: '$#' },
};

/** A decimal number as Danes and Britons write it: `1.234,5` and `1,234.5`. */
export function numberText(decimal: string): Sentence {
  const [whole, fraction] = decimal.split('.') as [string, string?];
  const write = (thousands: string, point: string): string =>
    `${whole.replace(/\B(?=(\d{3})+$)/g, thousands)}${fraction ? `${point}${fraction}` : ''}`;
  return { da: write('.', ','), en: write(',', '.') };
}

function withSymbol(text: Sentence, currency: Currency): Sentence {
  const { da, en } = SYMBOL[currency] ?? { da: `# ${currency}`, en: `${currency} #` };
  return { da: da.replace('#', () => text.da), en: en.replace('#', () => text.en) };
}

/** A decimal amount in whole kroner as money a person reads. */
export const moneyOfText = (decimal: string, currency: Currency): Sentence => withSymbol(numberText(decimal), currency);

/** Minor units as money a person reads; without decimals when they are zero. */
export function moneyText(amount: bigint, currency: Currency): Sentence {
  const decimal = majorUnits(amount < 0n ? -amount : amount, currency);
  const text = numberText(decimal.replace(/\.0+$/, ''));
  return withSymbol(amount < 0n ? { da: `-${text.da}`, en: `-${text.en}` } : text, currency);
}

/** «20.000 kr. pr. resultat»; the amount is exact minor units, possibly with decimals. */
export function perWords(amount: Rational, currency: Currency, unit: Sentence): Sentence {
  const money =
    amount.d === 1n
      ? moneyText(amount.n, currency)
      : moneyOfText(toDecimal({ n: amount.n, d: amount.d * minorUnitsIn(currency) }, 9), currency);
  return { da: `${money.da} pr. ${unit.da}`, en: `${money.en} per ${unit.en}` };
}
