import {
  add,
  compare,
  divide,
  min,
  multiply,
  ONE,
  parseRational,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import { passing, scopeOf, type Limits } from './passing.js';
import type { Counting, QuantityCap } from './purse.js';

/** A quota, and what the rows that it counts would have if there were no others. */
interface Part {
  readonly quota: QuantityCap;
  readonly share: Rational;
  readonly count: Rational;
}

/**
 * No quota of the same whole allows more than this, where no row is counted by two of them; found from their sums alone. Without it, quotas that add up to a
 * little less than the whole would be lowered by turns for as many turns as there are claims, each of which reads them all.
 */
export function quotasApart(counting: Counting, quotas: readonly QuantityCap[], stated: Limits): Limits {
  const families = Map.groupBy(quotas, ({ outcomes }) => JSON.stringify(outcomes && [...outcomes].sort()));
  return new Map(
    [...families.values()].flatMap((family) => {
      const sums = family.length > 1 ? sumsOf(counting, family, stated) : undefined;
      return sums ? lowered(sums.parts, sums.rest) : [];
    }),
  );
}

/** What the stated caps let through of each quota's rows and of the rest, each by itself; undefined when a row is counted twice. */
function sumsOf(
  counting: Counting,
  quotas: readonly QuantityCap[],
  stated: Limits,
): { parts: Part[]; rest: Rational } | undefined {
  const scopes = quotas.map((quota) => scopeOf(counting, quota));
  const { ofWhole } = scopes[0]!;
  const partOf = (row: number): number[] => scopes.flatMap((scope, i) => (scope.counts(row) ? i : []));
  if (counting.order.some((row) => partOf(row).length > 1)) return undefined;
  const sumOf = (part: number | undefined): Rational => {
    let sum = ZERO;
    const isOfIt = (row: number): boolean => ofWhole(row) && partOf(row)[0] === part;
    passing({ ...counting, isPriced: (row) => counting.isPriced(row) && isOfIt(row) }, stated, (_row, passed) => {
      sum = add(sum, passed);
    });
    return sum;
  };
  const parts = quotas.map((quota, i) => ({ quota, share: parseRational(quota.share!), count: sumOf(i) }));
  return { parts, rest: sumOf(undefined) };
}

/** In whole claims, x ≤ (all others) × share ÷ (1 − share) for each: lowered by turns until all hold. */
function lowered(parts: readonly Part[], rest: Rational): [QuantityCap, Rational][] {
  const most = mostOfAll(parts, rest);
  const limits = parts.map(({ share, count }) => min(count, multiply(share, most)));
  const factors = parts.map(({ share }) => divide(share, subtract(ONE, share)));
  let sum = limits.reduce(add, rest);
  for (let changed = true; changed;) {
    changed = false;
    for (const [i, factor] of factors.entries()) {
      const allowed = rational(roundTo(multiply(subtract(sum, limits[i]!), factor), 'down'));
      if (compare(allowed, limits[i]!) >= 0) continue;
      sum = add(subtract(sum, limits[i]!), allowed);
      limits[i] = allowed;
      changed = true;
    }
  }
  return parts.map(({ quota }, i) => [quota, limits[i]!]);
}

/** The largest whole that is no more than the rest and its parts, each of which is at most its share of it; not yet in whole claims. */
function mostOfAll(parts: readonly Part[], rest: Rational): Rational {
  for (let most = parts.map(({ count }) => count).reduce(add, rest); ;) {
    const isCut = ({ share, count }: Part): boolean => compare(count, multiply(share, most)) > 0;
    const kept = parts.filter((part) => !isCut(part)).reduce((sum, { count }) => add(sum, count), rest);
    const cutShares = parts.filter(isCut).reduce((sum, { share }) => add(sum, share), ZERO);
    if (compare(add(kept, multiply(cutShares, most)), most) >= 0) return most;
    most = divide(kept, subtract(ONE, cutShares));
  }
}
