import { type Currency, minorUnits, sum, yearOf } from '@ringvirkning/kernel';
import {
  add,
  compare,
  multiply,
  ONE,
  outcomesByEntries,
  parseRational,
  type Party,
  type PayerPart,
  rational,
  roundTo,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { contractCeiling, least, shareUp, sumOrNull } from './ceiling.js';

/** What caps and price tables let a payer pay at most, but for an øre that rounding may add in a budget year; null when nothing limits it. Minor units. */
export function payerCeiling(terms: Terms, { id, kind }: Pick<Party, 'id' | 'kind'>): bigint | null {
  const { parts, otherwise } = terms.payers;
  const isOwn = ({ party }: PayerPart): boolean =>
    party === id || (party === 'of-participant' && (kind === 'municipality' || otherwise === id));
  const split = outcomesByEntries(parts, terms.outcomes).map(({ entries, outcomes }) => ({
    entries,
    whole: contractCeiling(terms, outcomes),
  }));
  const isInOne = (part: PayerPart): boolean => split.filter(({ entries }) => entries.includes(part)).length === 1;
  const own = parts.filter(isOwn).map((part) => {
    const shares = split.flatMap(({ entries, whole }) => {
      const at = entries.indexOf(part);
      // A cap that other outcomes may use up is not sure to leave these anything.
      const before = entries.slice(0, at).filter((each) => each.cap === undefined || isInOne(each));
      return at < 0 ? [] : [shareCeiling(terms, part, before, whole)];
    });
    return least([ownCaps(terms, part), sumOrNull(shares)]);
  });
  return least([contractCeiling(terms), sumOrNull(own)]);
}

/** Its cap over the years, or those of all years. */
function ownCaps({ currency, period }: Terms, { cap, yearCaps }: PayerPart): bigint | null {
  const years = Array.from({ length: yearOf(period.to) - yearOf(period.from) + 1 }, (_, i) => yearOf(period.from) + i);
  const yearly = years.map((year) => yearCaps.find((each) => each.year === year)?.max ?? null);
  return least([
    cap === undefined ? null : minorUnits(cap, currency),
    sumOrNull(yearly.map((max) => (max === null ? null : minorUnits(max, currency)))),
  ]);
}

/** Its share of the whole; in a top-up split also what those before it leave at least. */
function shareCeiling(
  { currency, payers: { split } }: Terms,
  { share }: PayerPart,
  before: readonly PayerPart[],
  whole: bigint | null,
): bigint | null {
  if (whole === null) return null;
  return least([
    share === undefined ? null : shareUp(whole, share),
    split === 'fixed' ? null : whole - paidBefore(before, whole, currency),
  ]);
}

/**
 * What the payers before pay at least of the whole, each its share up to its cap. Those with shares that add up to at most 1 never stand in each other's way;
 * otherwise only the one that pays most is sure to: the money may be spent by another when it is that one's turn. Limits per claim, per year and per paying
 * municipality are not sure of anything.
 */
function paidBefore(parts: readonly PayerPart[], whole: bigint, currency: Currency): bigint {
  const sure = parts.filter(
    ({ party, perClaim, yearCaps }) => party !== 'of-participant' && perClaim === undefined && yearCaps.length === 0,
  );
  const pays = ({ share, cap }: PayerPart): bigint =>
    least([
      share === undefined ? whole : roundTo(multiply(parseRational(share), rational(whole)), 'down'),
      cap === undefined ? null : minorUnits(cap, currency),
    ])!;
  const sharing = sure.filter(({ share }) => share !== undefined);
  const together = sharing.map(({ share }) => parseRational(share!)).reduce(add, ZERO);
  return [compare(together, ONE) <= 0 ? sum(sharing.map(pays)) : 0n, ...sure.map(pays)].reduce((a, b) =>
    a > b ? a : b,
  );
}
