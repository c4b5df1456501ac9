import type { Sentence } from '@ringvirkning/kernel';
import {
  divide,
  moneyText,
  multiply,
  type Rational,
  rational,
  roundTo,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import type { PricePlan } from './price.js';

type Rounded = Pick<PricePlan, 'each' | 'isShare'>;

/**
 * An amount with what changes its price (uplift, index), when prices are rounded to multiples of a step: the price itself is rounded, of a unit before it
 * is multiplied by the quantity. A share of money is none. All in minor units.
 */
export function withFactor(
  price: Rounded,
  exact: Rational,
  factor: Rational,
  step: Rational | undefined,
  { rounding }: Pick<Terms, 'rounding'>,
): Rational {
  if (step === undefined || price.isShare) return multiply(exact, factor);
  const one = price.each ?? exact;
  if (one.n === 0n) return ZERO;
  const rounded = multiply(rational(roundTo(divide(multiply(one, factor), step), rounding)), step);
  return price.each === undefined ? rounded : multiply(rounded, divide(exact, price.each));
}

/** «rundet til nærmeste 10 kr.» */
export function roundedWords(
  price: Rounded,
  step: Rational | undefined,
  { currency, rounding }: Pick<Terms, 'currency' | 'rounding'>,
): Sentence[] {
  if (step === undefined || price.isShare) return [];
  const { da, en } = moneyText(step.n, currency);
  return [
    rounding === 'down'
      ? { da: `rundet ned til hele ${da}`, en: `rounded down to whole ${en}` }
      : { da: `rundet til nærmeste ${da}`, en: `rounded to the nearest ${en}` },
  ];
}
