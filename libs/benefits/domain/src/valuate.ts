import {
  addMonths,
  minorUnits,
  multiplyRounded,
  splitExactly,
  sum,
  yearOf,
  type Currency,
  type LocalDate,
} from '@ringvirkning/kernel';
import { MILLION, millionths } from './decimal.js';
import type { Anchor, Consequence, Share, SplitRule, ValuationModel } from './model-schema.js';

/** A verified outcome, as valuation needs it. */
export interface ValuedOutcome {
  readonly outcome: string;
  /** The day it was achieved: year 0 of every profile. */
  readonly on: LocalDate;
  /** Decimal, e.g. "1" or "12.5" (days). */
  readonly quantity: string;
}

/** One share of one consequence in one year. Positive amounts are gains of the treasury, negative ones extra costs. */
export interface BenefitLine {
  readonly consequence: string;
  /** The day the consequence's year falls on: the outcome's day plus whole years. It chooses price, split rule, budget year and treasury. */
  readonly fallsOn: LocalDate;
  readonly budgetYear: number;
  readonly treasury: Share['treasury'];
  readonly department: string | null;
  readonly steeringArea: NonNullable<Share['steeringArea']> | null;
  readonly account: string | null;
  readonly cashable: boolean;
  /** Minor units, never zero. */
  readonly amount: bigint;
  readonly currency: Currency;
}

const inForce = <T extends { readonly from: LocalDate }>(dated: readonly T[], on: LocalDate): T =>
  dated.findLast((item) => item.from <= on)!;

/** Whether the model says anything about the outcome: its code is known and it was achieved while the model is valid. */
export const values = (model: ValuationModel, outcome: ValuedOutcome): boolean =>
  Object.hasOwn(model.outcomes, outcome.outcome) && outcome.on >= model.validFrom;

type ShareOfRule = { readonly share: Share; readonly amount: bigint };

const byShares = (amount: bigint, shares: readonly Share[]): ShareOfRule[] => {
  const parts = splitExactly(
    amount,
    shares.map((share) => millionths(share.share)),
  );
  return shares.map((share, index) => ({ share, amount: parts[index]! }));
};

/**
 * Splits one year's amount by the rule of law in force: what lies within the rule's limit by `shares`, what lies above by `beyond`.
 * The parts add up to the amount exactly.
 */
export function splitByRule(amount: bigint, units: bigint, rule: SplitRule): ShareOfRule[] {
  if (rule.limit === undefined || rule.beyond === undefined) return byShares(amount, rule.shares);
  const magnitude = units < 0n ? -units : units;
  const limit = millionths(rule.limit);
  if (magnitude <= limit) return byShares(amount, rule.shares);
  const [within, beyond] = splitExactly(amount, [limit, magnitude - limit]) as [bigint, bigint];
  return [...byShares(within, rule.shares), ...byShares(beyond, rule.beyond)];
}

/** Adds the parts that name the same purse, so that a rule with a limit gives one line per purse. */
function merge(parts: readonly ShareOfRule[]): ShareOfRule[] {
  const merged = new Map<string, ShareOfRule>();
  for (const part of parts) {
    const key = `${part.share.treasury}/${part.share.department}/${part.share.steeringArea}`;
    merged.set(key, { share: part.share, amount: part.amount + (merged.get(key)?.amount ?? 0n) });
  }
  return [...merged.values()].filter((part) => part.amount !== 0n);
}

interface YearOfConsequence {
  readonly fallsOn: LocalDate;
  /** Millionths of the price's unit. */
  readonly units: bigint;
  readonly amount: bigint;
}

/**
 * The phased amounts of a consequence: units × price in force × (1 − optimism bias), rounded half away from zero once per year.
 * They do not depend on the legal anchor: that is why moving it cannot change a total.
 */
export function phase(model: ValuationModel, item: Consequence, outcome: ValuedOutcome): YearOfConsequence[] {
  const trusted = MILLION - millionths(item.optimismBias ?? '0');
  const fullEffect = millionths(item.quantity) * millionths(outcome.quantity);
  return item.profile.map(({ year, share }) => {
    const fallsOn = addMonths(outcome.on, 12 * year);
    const price = minorUnits(inForce(model.prices[item.price]!.values, fallsOn).amount, model.currency);
    const effect = fullEffect * millionths(share);
    return {
      fallsOn,
      units: effect / (MILLION * MILLION),
      amount: multiplyRounded(price, effect * trusted, MILLION ** 4n),
    };
  });
}

function linesOf(item: Consequence, year: YearOfConsequence, anchor: Anchor, currency: Currency): BenefitLine[] {
  const parts = merge(splitByRule(year.amount, year.units, inForce(anchor.rules, year.fallsOn)));
  return parts.map(({ share, amount }) => ({
    consequence: item.consequence,
    fallsOn: year.fallsOn,
    budgetYear: yearOf(year.fallsOn),
    treasury: share.treasury,
    department: share.department ?? null,
    steeringArea: share.steeringArea ?? null,
    account: item.account ?? null,
    cashable: item.cashable,
    amount,
    currency,
  }));
}

/**
 * What a verified outcome is worth, to whom, in which budget year. Empty when the model says nothing about it (see `values`).
 * Pure and exact: per consequence and year the lines add up to the phased amount, whatever the law of that day says about the purses.
 */
export function valuate(model: ValuationModel, outcome: ValuedOutcome): BenefitLine[] {
  if (!values(model, outcome)) return [];
  return model.outcomes[outcome.outcome]!.flatMap((item) =>
    phase(model, item, outcome).flatMap((year) => linesOf(item, year, model.anchors[item.anchor]!, model.currency)),
  );
}

/** Whether a gain lies ahead or its year has begun: an estimate becomes realised on the day its consequence falls on. */
export const basisOn = (fallsOn: LocalDate, today: LocalDate): 'forecast' | 'realised' =>
  fallsOn > today ? 'forecast' : 'realised';

/** The day the oldest forecast among the lines becomes realised; undefined when none is left. */
export const nextRealisation = (lines: readonly BenefitLine[], today: LocalDate): LocalDate | undefined =>
  lines
    .map(({ fallsOn }) => fallsOn)
    .filter((fallsOn) => basisOn(fallsOn, today) === 'forecast')
    .sort()[0];

export const totalOf = (lines: readonly BenefitLine[]): bigint => sum(lines.map((line) => line.amount));
