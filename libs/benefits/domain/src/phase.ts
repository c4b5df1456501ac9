import { addMonths, minorUnits, multiplyRounded, type LocalDate } from '@ringvirkning/kernel';
import { partsOf, type Consequence } from './consequence-schema.js';
import { MILLION, millionths } from './decimal.js';
import { awaitedIn, type Awaited } from './follow-ups.js';
import type { Price, ValuationModel } from './model-schema.js';
import { ruleOn } from './provisions/provision.js';

/** A month or a year of a consequence, before the law splits it. */
export interface PhasedPart {
  /** The outcome's day plus whole months: it chooses price and rule. */
  readonly fallsOn: LocalDate;
  /** Whole months after the outcome at which it begins, and how many it covers. */
  readonly month: number;
  readonly months: 1 | 12;
  /** Millionths of the price's unit, of days and of weeks, before anything is taken off for doubt. */
  readonly units: bigint;
  readonly days: bigint;
  readonly weeks: bigint;
  /** Minor units at the rate of a year, likewise. */
  readonly yearly: bigint;
  /** Minor units; of a part that a follow-up confirms, what it is worth if it lasts. */
  readonly amount: bigint;
  readonly awaits: Awaited | undefined;
}

const SQUARED = MILLION * MILLION;
const CUBED = SQUARED * MILLION;

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a price is multiplied with to come to the model's price level. */
function conversion({ indices, priceLevelYear }: ValuationModel, price: Price): Fraction {
  const values = price.index === undefined ? undefined : indices?.[price.index]?.values;
  const of = (year: number | undefined): bigint =>
    millionths(values?.find((value) => value.year === year)?.index ?? '1');
  return { numerator: of(priceLevelYear), denominator: of(price.priceLevelYear) };
}

const biasOf = ({ biasByConfidence }: ValuationModel, { optimismBias, confidence }: Consequence): bigint =>
  millionths(optimismBias ?? biasByConfidence?.[confidence] ?? '0');

/** What is left of an effect after optimism, what is not owed to the intervention, and what would have come anyway. */
function trust(model: ValuationModel, item: Consequence): Fraction {
  const numerator =
    (MILLION - biasOf(model, item)) *
    millionths(item.attribution ?? '1') *
    (MILLION - millionths(item.deadweight ?? '0'));
  return { numerator, denominator: CUBED };
}

/** The probability that the effect still lasts in a month; 1 where a follow-up says so. */
function lastsIn({ lasting }: Consequence, month: number): bigint {
  const step = lasting?.findLast(({ after }) => after <= month);
  return step === undefined || step.confirmedBy !== undefined ? MILLION : millionths(step.share);
}

/** Rounds one product after the other so that what was rounded adds up to the rounded exact sum; all of one denominator. */
function roundedSum(): typeof multiplyRounded {
  let [exact, given] = [0n, 0n];
  return (amount, numerator, denominator) => {
    exact += amount * numerator;
    const next = multiplyRounded(exact, 1n, denominator) - given;
    given += next;
    return next;
  };
}

const times = (units: bigint, perUnit: string | undefined): bigint =>
  perUnit === undefined ? units : (units * millionths(perUnit)) / MILLION;

/**
 * The phased amounts of a consequence: units × price in force × index of the price level × (1 − optimism bias) × attribution × (1 − deadweight) × probability of
 * lasting, rounded half away from zero once per year, or so that the months add up to their exact sum. They do not depend on the legal anchor: that is why moving it cannot change a total.
 */
export function phase(
  model: ValuationModel,
  item: Consequence,
  outcome: { readonly on: LocalDate; readonly quantity: string },
): PhasedPart[] {
  const price = model.prices[item.price]!;
  const level = conversion(model, price);
  const trusted = trust(model, item);
  const fullEffect = millionths(item.quantity) * millionths(outcome.quantity);
  const rounded = roundedSum();
  const divisor = 12n * CUBED * level.denominator;
  const wholeDivisor = divisor * trusted.denominator * MILLION;
  return partsOf(item.profile).map(({ month, months, share }) => {
    const fallsOn = addMonths(outcome.on, month);
    const unit = minorUnits(ruleOn(price.values, fallsOn).amount, model.currency);
    // Twelfths, so that a month of a year's effect is whole.
    const effect = fullEffect * share * BigInt(months);
    const units = effect / (12n * SQUARED);
    const gross = effect * level.numerator;
    return {
      fallsOn,
      month,
      months,
      units,
      days: times(units, price.days),
      weeks: times(units, price.weeks),
      yearly: multiplyRounded(unit, gross * 12n, divisor * BigInt(months)),
      amount: (months === 1 ? rounded : multiplyRounded)(
        unit,
        gross * trusted.numerator * lastsIn(item, month),
        wholeDivisor,
      ),
      awaits: awaitedIn(item.lasting, month),
    };
  });
}
