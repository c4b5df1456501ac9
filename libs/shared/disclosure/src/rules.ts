/**
 * The rules of disclosure control (ADR 86), in one place. Threshold: practice of Danmarks Statistik. Dominance: the p % rule with one knowing other
 * contributor, as in Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4 (sdctools.github.io/HandbookSDC).
 */

/** Nothing is told of fewer people. Since prices are known, an amount tells a number of people: amounts are hidden with their counts. */
export const FEWEST_PEOPLE = 5;

/** Nobody may be able to tell another's amount to within this many per cent of it. */
export const CLOSEST_PERCENT = 20n;

/**
 * Whether one person makes up so much of an amount that the next largest, who knows their own, could estimate theirs to within {@link CLOSEST_PERCENT}.
 * @param amounts per person, none negative.
 */
export function isDominated(amounts: readonly bigint[]): boolean {
  const [largest = 0n, , ...others] = amounts.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const rest = others.reduce((total, amount) => total + amount, 0n);
  return largest > 0n && rest * 100n < largest * CLOSEST_PERCENT;
}
