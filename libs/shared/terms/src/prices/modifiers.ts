import { add, divide, multiply, ONE, parseRational, subtract, type Rational } from '../rational.js';
import type { Terms } from '../schema/terms.js';

/** What the same price becomes for a group and a budget year: × (1 + uplift) × (1 − deadweight) × index(year) / index(base year). */
export interface Modifiers {
  factor(group: number, year: number): Rational;
}

export function modifiers(terms: Terms): Modifiers {
  const groups = terms.groups.map((group) => multiply(add(ONE, parseRational(group.uplift)), subtract(ONE, parseRational(group.deadweight))));
  const index = yearIndex(terms);
  const known = new Map<number, Rational>();
  return {
    factor(group, year) {
      const key = (group + 1) * 10_000 + year;
      let factor = known.get(key);
      if (!factor) known.set(key, (factor = multiply(groups[group] ?? ONE, index(year))));
      return factor;
    },
  };
}

/** Years before the table use its first value, years after it the last known one. */
function yearIndex(terms: Terms): (year: number) => Rational {
  const { indexation } = terms;
  if (!indexation) return () => ONE;
  const table = [...indexation.index].sort((a, b) => a.year - b.year);
  const valueAt = (year: number): Rational => parseRational((table.findLast((entry) => entry.year <= year) ?? table[0]!).value);
  const base = valueAt(indexation.baseYear);
  return (year) => divide(valueAt(year), base);
}
