import { add, compare, multiply, type Rational, rational, subtract, ZERO } from '@ringvirkning/terms-language';

/** A stay: so many days from a day on. */
export interface Stay {
  readonly day: number;
  readonly days: Rational;
}

/** How many days of the stays lie before a day, without going through them all: the days since each began, less those since it ended. */
export function daysBefore(stays: readonly Stay[]): (day: number) => Rational {
  const places = (ends: readonly Rational[]) => runningSums(ends.map((at) => ({ at, value: at })));
  const begun = places(stays.map(({ day }) => rational(BigInt(day))));
  const ended = places(stays.map(({ day, days }) => add(rational(BigInt(day)), days)));
  return (day) => {
    const at = rational(BigInt(day));
    const since = ({ count, sum }: Running): Rational => subtract(multiply(at, rational(BigInt(count))), sum);
    return subtract(since(begun(at)), since(ended(at)));
  };
}

interface Running {
  readonly count: number;
  readonly sum: Rational;
}

/** The number and the sum of the values that stand at a place or before it. */
export function runningSums(
  values: readonly { readonly at: Rational; readonly value: Rational }[],
): (at: Rational) => Running {
  const sorted = [...values].sort((a, b) => compare(a.at, b.at));
  const sums: Rational[] = [ZERO];
  for (const { value } of sorted) sums.push(add(sums.at(-1)!, value));
  return (at) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(sorted[middle]!.at, at) <= 0) low = middle + 1;
      else high = middle;
    }
    return { count: low, sum: sums[low]! };
  };
}
