import { type Currency, minorUnitsIn } from '@ringvirkning/kernel';
import { multiply, parseRational, type Rational, rational } from '@ringvirkning/terms-language';

/** A number of the document in whole kroner (or a share of kroner) in minor units (øre), exact. */
export const minor = (text: string, currency: Currency): Rational =>
  multiply(parseRational(text), rational(minorUnitsIn(currency)));
