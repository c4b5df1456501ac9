import { type Currency, minorUnits, sum, yearOf } from '@ringvirkning/kernel';
import {
  add,
  compare,
  multiply,
  ONE,
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
  const whole = contractCeiling(terms);
  const { parts, otherwise } = terms.payers;
  const own = parts.flatMap((part, i) =>
    part.party === id || (part.party === 'of-participant' && (kind === 'municipality' || otherwise === id)) ? [i] : [],
  );
  return least([whole, sumOrNull(own.map((i) => least([ownCaps(terms, parts[i]!), shareCeiling(terms, i, whole)])))]);
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
  { currency, payers: { split, parts } }: Terms,
  index: number,
  whole: bigint | null,
): bigint | null {
  if (whole === null) return null;
  const { share } = parts[index]!;
  return least([
    share === undefined ? null : shareUp(whole, share),
    split === 'fixed' ? null : whole - paidBefore(parts.slice(0, index), whole, currency),
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
