import { multiply, parseRational, type Rational, rational } from '@ringvirkning/terms-language';

const HUNDRED = rational(100n);

/** An amount of the document (kroner) in minor units (øre). All supported currencies have 100. */
export const minor = (text: string): Rational => multiply(parseRational(text), HUNDRED);

/** The same as a whole number of minor units, for amounts with at most two decimals. */
export const minorUnits = (text: string): bigint => minor(text).n;
