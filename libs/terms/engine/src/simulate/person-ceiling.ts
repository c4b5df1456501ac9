import { minorUnits, sum, yearOf, type LocalDate } from '@ringvirkning/kernel';
import {
  compare,
  dayOf,
  isIndividual,
  namedFor,
  ONE,
  type PayerPart,
  type Rational,
  rational,
  roundTo,
  type Terms,
} from '@ringvirkning/terms-language';
import { compile, type OutcomePlan, type Plan, type PricePeriod } from '../plan.js';
import { withFactor } from '../prices/rounded.js';
import { countsEverything, least, shareUp, sumOrNull, topOf } from './ceiling.js';
import { payerCeiling } from './payer-ceiling.js';

/** What somebody's payer may come to pay for one outcome (at one follow-up); minor units. */
export interface PersonPrice {
  readonly outcome: string;
  readonly followUp: string | null;
  /** `claim`: the price is of each claim, `unit`: of each unit that is measured (a day, a point). */
  readonly per: 'claim' | 'unit';
  /** Null where only what is measured decides. */
  readonly price: bigint | null;
  /** All that it can come to; null when nothing limits it but how often, or how much, is achieved. */
  readonly most: bigint | null;
}

export interface PersonCeiling {
  readonly prices: readonly PersonPrice[];
  /** All outcomes together; null when nothing limits it. */
  readonly most: bigint | null;
}

/** Somebody by what their price depends on, the party that pays for them, and from which day. */
export interface PaidPerson {
  readonly cohort: string | null;
  readonly group: string | null;
  readonly payer: string;
  readonly from: LocalDate;
}

/**
 * What a payer may come to pay for one person from a day on, by the terms alone. Every outcome that is measured on people, has a price and is meant for the
 * person's cohort and group counts as not achieved yet, at each of its follow-ups: what has been achieved is told to nobody, and earlier days have another
 * payer. A price is that of the dearest budget year from that day to the contract's end, for the group, of which the payer bears its part of the split:
 * all of it where it pays what others leave. The most is what can be claimed once each, within the caps per person, and what the terms let the payer come to
 * at all. What is measured on cohorts is nobody's own, and not in it.
 */
export function personCeiling(terms: Terms, person: PaidPerson): PersonCeiling {
  if (person.from > terms.period.to) return { prices: [], most: 0n };
  const plan = compile(terms);
  const prices = plan.outcomes
    .filter((self) => isMeantFor(plan, self, person))
    .flatMap((self) => pricesOf(plan, self, person));
  const party = terms.parties.find(({ id }) => id === person.payer)!;
  const perPerson = terms.caps.flatMap((cap) =>
    cap.step === 'person' && countsEverything(cap) ? [minorUnits(cap.max, terms.currency)] : [],
  );
  return { prices, most: least([sumOrNull(prices.map(({ most }) => most)), ...perPerson, payerCeiling(terms, party)]) };
}

function isMeantFor(
  plan: Plan,
  { outcome, prices, groups, cohorts }: OutcomePlan,
  { cohort, group }: PaidPerson,
): boolean {
  const isAmong = (
    all: ReadonlySet<number> | undefined,
    known: ReadonlyMap<string, number>,
    code: string | null,
  ): boolean => all === undefined || (code !== null && all.has(known.get(code) ?? -1));
  return (
    isIndividual(outcome) &&
    prices.length > 0 &&
    isAmong(groups, plan.groups, group) &&
    isAmong(cohorts, plan.cohorts, cohort)
  );
}

function pricesOf(plan: Plan, self: OutcomePlan, person: PaidPerson): PersonPrice[] {
  const { terms } = plan;
  const codes = self.followUps?.map((index) => terms.followUps[index]!.code) ?? [null];
  return codes.map((followUp) => {
    const { per, price } = priceAt(plan, self, followUp, person);
    const borne = price === null ? null : partOf(terms, { payer: person.payer, outcome: self.outcome.code }, price);
    return {
      ...{ outcome: self.outcome.code, followUp, per, price: borne },
      most: per === 'claim' && !self.repeatable ? borne : null,
    };
  });
}

/** The whole price, in the dearest year, of the dearest of those that still hold. */
function priceAt(
  plan: Plan,
  { prices }: OutcomePlan,
  followUp: string | null,
  { group, from }: PaidPerson,
): { readonly per: PersonPrice['per']; readonly price: bigint | null } {
  const factor = highestFactor(plan, group, from);
  const day = dayOf(from);
  const still = prices.filter((_, i) => (prices[i + 1]?.from ?? Infinity) > day);
  const each = still.map((period) => highestOf(plan, period, followUp, factor));
  const per = each.every((one) => one.per === 'unit') ? 'unit' : 'claim';
  const isKnown = each.every((one) => one.per === per && one.price !== null);
  return { per, price: isKnown ? each.map(({ price }) => price!).reduce((a, b) => (a > b ? a : b)) : null };
}

function highestOf(
  { terms, priceStep }: Plan,
  { price, written }: PricePeriod,
  followUp: string | null,
  factor: Rational,
): { readonly per: PersonPrice['per']; readonly price: bigint | null } {
  const changed = (exact: Rational): Rational => withFactor(price, exact, factor, priceStep, terms);
  if (price.each !== undefined) return { per: 'unit', price: roundedUp(changed(price.each)) };
  if (!price.flat) {
    const top = topOf(written, terms.currency);
    return { per: 'claim', price: top === null ? null : roundedUp(changed(rational(top))) };
  }
  const exact = price.amount(ONE, { holds: () => true, ...(followUp === null ? {} : { followUp }) });
  return { per: 'claim', price: typeof exact === 'string' ? 0n : roundTo(changed(exact), terms.rounding) };
}

const roundedUp = ({ n, d }: Rational): bigint => (n + d - 1n) / d;

function highestFactor(
  { terms: { period }, groups, modifiers }: Plan,
  group: string | null,
  from: LocalDate,
): Rational {
  const [first, last] = [Math.max(yearOf(from), yearOf(period.from)), yearOf(period.to)];
  const index = group === null ? -1 : (groups.get(group) ?? -1);
  return Array.from({ length: last - first + 1 }, (_, i) => modifiers.factor(index, first + i)).reduce((a, b) =>
    compare(a, b) < 0 ? b : a,
  );
}

/** What falls to the payer of an amount at most: its own part, and that of whoever pays for the person. Rounding may add an øre. */
function partOf(
  { payers: { parts }, currency }: Terms,
  { payer, outcome }: { readonly payer: string; readonly outcome: string },
  amount: bigint,
): bigint {
  const of = ({ share, perClaim }: PayerPart): bigint =>
    least([
      amount,
      share === undefined ? null : shareUp(amount, share),
      perClaim === undefined ? null : minorUnits(perClaim, currency),
    ])!;
  const own = sum(
    namedFor(parts, outcome)
      .filter(({ party }) => party === payer || party === 'of-participant')
      .map(of),
  );
  return own < amount ? own : amount;
}
