import { type Currency, fitsCurrency, isCurrency, minorDigits, type Sentence } from '@ringvirkning/kernel';
import { quote } from './messages.js';
import type { Problem } from './problem.js';
import { placesOf } from './shape.js';

const MOST: Record<number, Sentence> = {
  2: { da: 'flere end to decimaler', en: 'more than two decimals' },
  3: { da: 'flere end tre decimaler', en: 'more than three decimals' },
};

/**
 * Amounts with more decimals than their currency has. `20.000` kroner (or yen) is 20 and was hardly meant, so it is refused; of a currency with three decimals it
 * is how 20 is written, and means that. Judged on what was written: read amounts have lost their last zeros.
 */
export function checkAmounts(document: unknown): Problem[] {
  const currency = currencyOf(document);
  const most = MOST[minorDigits(currency)] ?? {
    da: `decimaler, og ${currency} har ingen`,
    en: `decimals, and ${currency} has none`,
  };
  return numbersAt('amount', document)
    .filter(({ text }) => !fitsCurrency(text, currency))
    .map(({ path, text }) => ({
      code: 'terms.invalid-value',
      path,
      da: `Beløbet ${quote(text)} har ${most.da}. Skriv 20000 for tyve tusind; punktum er decimaltegn.`,
      en: `The amount ${quote(text)} has ${most.en}. Write 20000 for twenty thousand; the point is for decimals.`,
    }));
}

/** Numbers with exactly three decimals, which may be thousands: `1.000` days are 1 or 1,000. A currency with three decimals writes its amounts so. */
export function checkThousands(document: unknown): Problem[] {
  const unclear = [
    ...numbersAt('decimal', document),
    ...(minorDigits(currencyOf(document)) === 3 ? [] : numbersAt('unit-amount', document)),
  ];
  return unclear
    .filter(({ text }) => /^-?[1-9]\d{0,2}\.\d{3}$/.test(text))
    .map(({ path, text }) => ({
      code: 'terms.invalid-value',
      path,
      da: `${quote(text)} kan læses på to måder. Skriv ${text.replace('.', '')} for tusinder, ${text}0 for decimaler.`,
      en: `${quote(text)} can be read in two ways. Write ${text.replace('.', '')} for thousands, ${text}0 for decimals.`,
    }));
}

function currencyOf(document: unknown): Currency {
  const written = (document as { currency?: unknown } | null | undefined)?.currency;
  return isCurrency(written) ? written : 'DKK';
}

/** What has decimals, as it was written. */
const numbersAt = (format: string, document: unknown): { path: Problem['path']; text: string }[] =>
  [...placesOf(format, document)]
    .map(({ path, value }) => ({ path, text: String(value).trim() }))
    .filter(({ text }) => /^-?\d+\.\d+$/.test(text));
