import { yearOf } from '@ringvirkning/kernel';
import type { BenefitLine, ValuedOutcome } from './benefit-line.js';
import type { Consequence, ValuationModel } from './model-schema.js';
import { phase, type PhasedPart } from './phase.js';
import type { Anchor } from './provisions/anchor-schema.js';
import type { Scenario } from './provisions/knowledge.js';
import { ruleOn } from './provisions/provision.js';
import type { Share, SplitRule } from './provisions/rule-schema.js';
import { splitBy, yearOfEffect, type PartOfSplit, type Stretch, type Tally } from './provisions/split.js';

/** The provision whose counters and facts a consequence goes by; its anchor, where the model writes the rules out. */
export const provisionOf = (model: ValuationModel, { anchor }: Consequence): string =>
  model.anchors[anchor]!.provision ?? anchor;

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
  yearOfEffect(one.month) === yearOfEffect(other.month) &&
  // Of one consequence: as many steps up to it are the same step.
  one.awaits?.length === other.awaits?.length;

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

function lineOf(
  model: ValuationModel,
  item: Consequence,
  { fallsOn, awaits }: PhasedPart,
  { share, amount }: PartOfSplit,
): BenefitLine {
  const line = {
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
  };
  return awaits ? { ...line, awaits } : line;
}

/** A consequence of outcomes of one day and quantity, phased, before the law splits it: the same whatever is known of the person. */
export interface Phased {
  readonly item: Consequence;
  readonly anchor: Anchor;
  readonly groups: readonly { readonly rule: SplitRule; readonly first: PhasedPart; readonly stretches: Stretch[] }[];
}

export function phased(model: ValuationModel, item: Consequence, outcome: ValuedOutcome): Phased {
  const anchor = model.anchors[item.anchor]!;
  const groups = grouped(phase(model, item, outcome), anchor).map(({ rule, parts }) => ({
    ...{ rule, first: parts[0]! },
    stretches: parts.map((part) => ({ ...part, units: measured(rule, part) })),
  }));
  return { item, anchor, groups };
}

/** The states that a person may be in under a rule. */
export type ScenariosOf = (rule: SplitRule, anchor: Anchor) => Scenario[];

/** What a phased consequence brings, split by the law; the counters of `tally` go on from the consequences before. */
export function linesOf(
  model: ValuationModel,
  { item, anchor, groups }: Phased,
  tally: Tally,
  scenarios: ScenariosOf,
): BenefitLine[] {
  const counters = { provision: provisionOf(model, item), consequence: item.consequence };
  const context = { tally, counters, currency: model.currency };
  const lines: BenefitLine[] = [];
  let before: PhasedPart | undefined;
  for (const { rule, first, stretches } of groups) {
    const split = splitBy(rule, stretches, scenarios(rule, anchor), context);
    // Where the law changes between months that lie together, their lines do too.
    if (before && together(before, first))
      addTo(
        lines,
        split.map((part) => lineOf(model, item, before!, part)),
      );
    else {
      for (const part of split) lines.push(lineOf(model, item, first, part));
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
