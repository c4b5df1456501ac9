import { type Currency, minorUnits, sum, yearOf } from '@ringvirkning/kernel';
import {
  type Cap,
  isIndividual,
  type Outcome,
  parseRational,
  type Price,
  pricesOf,
  type Terms,
} from '@ringvirkning/terms-language';
import { pointsOf } from '../evaluate/cohorts.js';
import { compile } from '../plan.js';

/**
 * The most that the whole contract can cost by its own rules, whatever is achieved; null when nothing limits it. Minor units.
 * @param outcomes Only these of its outcomes.
 */
export function contractCeiling(terms: Terms, outcomes?: ReadonlySet<string>): bigint | null {
  const whole = terms.caps.filter(countsEverything);
  const yearly = whole.filter((cap) => cap.step === 'budget-year');
  const years = Array.from(
    { length: yearOf(terms.period.to) - yearOf(terms.period.from) + 1 },
    (_, i) => yearOf(terms.period.from) + i,
  );
  const ofYear = (year: number): bigint | null =>
    least(yearly.filter((cap) => cap.years?.includes(year) ?? true).map(({ max }) => minorUnits(max, terms.currency)));
  return least([
    ...whole.filter((cap) => cap.step === 'contract').map(({ max }) => minorUnits(max, terms.currency)),
    sumOrNull(years.map(ofYear)),
    outcomesCeiling(terms, outcomes),
  ]);
}

export const countsEverything = ({ outcomes, groups, cohorts }: Cap): boolean =>
  outcomes === undefined && groups === undefined && cohorts === undefined;

/** What limits every priced outcome on its own, added up: an outcome cap (counted once for all that share it), or a price that has a highest amount. */
function outcomesCeiling(terms: Terms, among?: ReadonlySet<string>): bigint | null {
  const shared = new Map<Cap, bigint>();
  const maxOf = (cap: Cap): bigint => minorUnits(cap.max ?? '0', terms.currency);
  const alone = terms.outcomes
    .filter(({ code, price }) => price !== undefined && (among?.has(code) ?? true))
    .map((outcome) => {
      const covering = terms.caps.filter(
        (cap) =>
          cap.step === 'outcome' &&
          cap.groups === undefined &&
          cap.cohorts === undefined &&
          cap.outcomes.includes(outcome.code),
      );
      const lowest = covering.sort((a, b) => (maxOf(a) < maxOf(b) ? -1 : 1))[0];
      const priced = highestPrice(terms, outcome);
      if (!lowest || (priced !== null && priced < maxOf(lowest))) return priced;
      shared.set(lowest, maxOf(lowest));
      return 0n;
    });
  return sumOrNull([...alone, sum(shared.values())]);
}

/** Only what is settled a known number of times, by a price with a top, has a highest amount. An index or a guaranteed minimum may raise it. */
function highestPrice(terms: Terms, outcome: Outcome): bigint | null {
  const { indexation, floors } = terms;
  const tops = pricesOf(outcome).map((price) => roundedTop(terms, price));
  const top = tops.includes(null) ? null : (tops as bigint[]).reduce((a, b) => (a > b ? a : b));
  if (top === null || isIndividual(outcome) || indexation !== undefined || floors.length > 0) return null;
  return top * BigInt(pointsOf(compile(terms), outcome).length);
}

/** The highest amount that a table gives, as its prices are rounded. */
function roundedTop(terms: Terms, price: Price): bigint | null {
  const top = topOf(price, terms.currency);
  if (top === null || terms.pricesRoundedTo === undefined || price.kind === 'tranches') return top;
  const step = minorUnits(terms.pricesRoundedTo, terms.currency);
  return ((top + step - 1n) / step) * step;
}

/** The highest amount that a table gives; null for a price that has none. */
export function topOf(price: Outcome['price'], currency: Currency): bigint | null {
  const minor = (amount: string): bigint => minorUnits(amount, currency);
  const highest = (amounts: readonly string[]): bigint => amounts.map(minor).reduce((a, b) => (a > b ? a : b));
  switch (price?.kind) {
    case 'steps':
      return highest(price.steps.map(({ amount }) => amount));
    case 'interpolated':
      return highest(price.points.map(({ amount }) => amount));
    case 'by-number':
      return highest(price.tiers.map(({ amount }) => amount));
    case 'tranches':
      return sumOrNull(
        price.tranches.map(({ upTo, share }, i) =>
          upTo === undefined ? null : shareUp(minor(upTo) - minor(price.tranches[i - 1]?.upTo ?? '0'), share),
        ),
      );
    default:
      return null;
  }
}

/** The least of those that are known; null when none is. */
export function least(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((a, b) => (a < b ? a : b));
}

/** The sum; null when one of them is unknown. */
export const sumOrNull = (amounts: readonly (bigint | null)[]): bigint | null =>
  amounts.includes(null) ? null : sum(amounts as readonly bigint[]);

/** Decimal or fraction (`0.75`, `2/3`) of an amount, rounded up. */
export function shareUp(amount: bigint, share: string): bigint {
  const { n, d } = parseRational(share);
  return (amount * n + d - 1n) / d;
}
