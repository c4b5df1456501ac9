import { sum, yearOf, type Currency, type LocalDate } from '@ringvirkning/kernel';
import type { Consequence, ValuationModel } from './model-schema.js';
import { phase, type PhasedPart } from './phase.js';
import type { Anchor } from './provisions/anchor-schema.js';
import { scenariosOf, type PersonFacts, type Scenario } from './provisions/knowledge.js';
import { ruleOn } from './provisions/provision.js';
import type { Share, SplitRule } from './provisions/rule-schema.js';
import { splitBy, yearOfEffect, type PartOfSplit, type Tally } from './provisions/split.js';

/** A verified outcome, as valuation needs it. */
export interface ValuedOutcome {
  readonly outcome: string;
  /** The day it was achieved: year 0 of every profile. */
  readonly on: LocalDate;
  /** Decimal, e.g. "1" or "12.5" (days). */
  readonly quantity: string;
  /** What is known of the person, by provision (or by anchor, where the model writes the rules out): it takes the place of what the model assumes. */
  readonly known?: Readonly<Record<string, PersonFacts>> | undefined;
}

/** One share of one consequence in one year. Positive amounts are gains of the treasury, negative ones extra costs. */
export interface BenefitLine {
  readonly consequence: string;
  /** The day the consequence's year falls on: the outcome's day plus whole years; of a profile by month, the first of its months in that year and budget year. */
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

/** Whether the model says anything about the outcome: its code is known and it was achieved while the model is valid. */
export const values = (model: ValuationModel, outcome: ValuedOutcome): boolean =>
  Object.hasOwn(model.outcomes, outcome.outcome) && outcome.on >= model.validFrom;

/** What is kept while one outcome is valued: the counters of the law, and the states the person may be in. */
class OneOutcome {
  readonly tally: Tally = new Map();
  private readonly scenarios = new Map<SplitRule, Scenario[]>();

  constructor(
    private readonly model: ValuationModel,
    private readonly outcome: ValuedOutcome,
  ) {}

  scenariosOf(rule: SplitRule, provision: string, { assumes }: Anchor): Scenario[] {
    let scenarios = this.scenarios.get(rule);
    if (!scenarios) {
      const { known, on } = this.outcome;
      scenarios = scenariosOf([rule], assumes, known?.[provision], on, this.model.currency);
      this.scenarios.set(rule, scenarios);
    }
    return scenarios;
  }
}

const measured = (rule: SplitRule, part: PhasedPart): bigint => {
  if (rule.weeks) return part.weeks;
  return rule.days ? part.days : part.units;
};

/** What falls on one budget year under one rule: a year of the profile, or those months of one year after the outcome that lie together. */
interface Group {
  readonly rule: SplitRule;
  readonly parts: PhasedPart[];
}

const together = (one: PhasedPart, other: PhasedPart): boolean =>
  one.months === 1 &&
  other.months === 1 &&
  yearOf(one.fallsOn) === yearOf(other.fallsOn) &&
  yearOfEffect(one.month) === yearOfEffect(other.month);

function grouped(parts: readonly PhasedPart[], { rules }: Anchor): Group[] {
  const groups: Group[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const rule = ruleOn(rules, part.fallsOn);
    if (last?.rule === rule && together(last.parts[0]!, part)) last.parts.push(part);
    else groups.push({ rule, parts: [part] });
  }
  return groups;
}

const isCashable = ({ cashable }: Consequence, treasury: Share['treasury']): boolean =>
  typeof cashable === 'boolean' ? cashable : (cashable[treasury] ?? false);

const lineOf = (
  model: ValuationModel,
  item: Consequence,
  fallsOn: LocalDate,
  { share, amount }: PartOfSplit,
): BenefitLine => ({
  consequence: item.consequence,
  fallsOn,
  budgetYear: yearOf(fallsOn),
  treasury: share.treasury,
  department: share.department ?? null,
  steeringArea: share.steeringArea ?? null,
  account: item.account ?? null,
  cashable: isCashable(item, share.treasury),
  amount,
  currency: model.currency,
});

function linesOf(model: ValuationModel, item: Consequence, outcome: ValuedOutcome, one: OneOutcome): BenefitLine[] {
  const anchor = model.anchors[item.anchor]!;
  const provision = anchor.provision ?? item.anchor;
  const context = {
    tally: one.tally,
    counters: { provision, consequence: item.consequence },
    currency: model.currency,
  };
  const lines: BenefitLine[] = [];
  let before: PhasedPart | undefined;
  for (const { rule, parts } of grouped(phase(model, item, outcome), anchor)) {
    const stretches = parts.map((part) => ({ ...part, units: measured(rule, part) }));
    const split = splitBy(rule, stretches, one.scenariosOf(rule, provision, anchor), context);
    const first = parts[0]!;
    // Where the law changes between months that lie together, their lines do too.
    if (before && together(before, first))
      addTo(
        lines,
        split.map((part) => lineOf(model, item, before!.fallsOn, part)),
      );
    else {
      lines.push(...split.map((part) => lineOf(model, item, first.fallsOn, part)));
      before = first;
    }
  }
  return lines.filter(({ amount }) => amount !== 0n);
}

function addTo(lines: BenefitLine[], more: readonly BenefitLine[]): void {
  for (const line of more) {
    const same = lines.findIndex(
      ({ fallsOn, treasury, department, steeringArea }) =>
        fallsOn === line.fallsOn &&
        treasury === line.treasury &&
        department === line.department &&
        steeringArea === line.steeringArea,
    );
    const known = lines[same];
    if (known) lines[same] = { ...known, amount: known.amount + line.amount };
    else lines.push(line);
  }
}

/**
 * What a verified outcome is worth, to whom, in which budget year. Empty when the model says nothing about it (see `values`).
 * Pure and exact: per consequence and year the lines add up to the phased amount, whatever the law of that day says about the purses.
 */
export function valuate(model: ValuationModel, outcome: ValuedOutcome): BenefitLine[] {
  if (!values(model, outcome)) return [];
  const one = new OneOutcome(model, outcome);
  return model.outcomes[outcome.outcome]!.flatMap((item) => linesOf(model, item, outcome, one));
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
