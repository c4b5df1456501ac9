import type { Sentence } from '@ringvirkning/kernel';
import {
  add,
  compare,
  divide,
  type Group,
  multiply,
  numberText,
  ONE,
  parseRational,
  type Rational,
  rational,
  subtract,
  type Terms,
  toDecimal,
  ZERO,
} from '@ringvirkning/terms-language';

/** What the same price becomes for a group and a budget year: × (1 + uplift) × (1 − deadweight) × index(year) / index(base year). */
export interface Modifiers {
  factor(group: number, year: number): Rational;
  /** The same in words, one for each that changes the price: «tillæg 40 %». */
  words(group: number, year: number): Sentence[];
}

export function modifiers(terms: Terms): Modifiers {
  const groups = terms.groups.map((group) =>
    multiply(add(ONE, parseRational(group.uplift)), subtract(ONE, parseRational(group.deadweight))),
  );
  const index = yearIndex(terms);
  const known = new Map<number, Rational>();
  return {
    factor(group, year) {
      const key = (group + 1) * 10_000 + year;
      let factor = known.get(key);
      if (!factor) known.set(key, (factor = multiply(groups[group] ?? ONE, index(year))));
      return factor;
    },
    words: (group, year) => [...groupWords(terms.groups[group]), ...indexWords(index(year))],
  };
}

function groupWords(group: Group | undefined): Sentence[] {
  if (!group) return [];
  const [uplift, deadweight] = [parseRational(group.uplift), parseRational(group.deadweight)];
  const percent = perCent(uplift.n < 0n ? subtract(ZERO, uplift) : uplift);
  return [
    ...(uplift.n > 0n ? [{ da: `tillæg ${percent.da} %`, en: `uplift ${percent.en} %` }] : []),
    ...(uplift.n < 0n ? [{ da: `fradrag ${percent.da} %`, en: `deduction ${percent.en} %` }] : []),
    ...(deadweight.n > 0n
      ? [
          {
            da: `minus ${perCent(deadweight).da} % som ville være sket alligevel`,
            en: `less ${perCent(deadweight).en} % that would have happened anyway`,
          },
        ]
      : []),
  ];
}

function indexWords(factor: Rational): Sentence[] {
  if (compare(factor, ONE) === 0) return [];
  const change = perCent(subtract(factor, ONE));
  const plus = factor.n > factor.d ? '+' : '';
  return [{ da: `prisregulering ${plus}${change.da} %`, en: `indexation ${plus}${change.en} %` }];
}

const perCent = (share: Rational): Sentence => numberText(toDecimal(multiply(rational(100n), share), 2));

/** Years before the table use its first value, years after it the last known one. */
function yearIndex(terms: Terms): (year: number) => Rational {
  const { indexation } = terms;
  if (!indexation) return () => ONE;
  const table = [...indexation.index].sort((a, b) => a.year - b.year);
  const valueAt = (year: number): Rational =>
    parseRational((table.findLast((entry) => entry.year <= year) ?? table[0]!).value);
  const base = valueAt(indexation.baseYear);
  return (year) => divide(valueAt(year), base);
}
