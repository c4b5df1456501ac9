import type { Sentence } from '@ringvirkning/kernel';
import {
  type Excess,
  followUpName,
  isIndividual,
  type Line,
  moneyOfText,
  numberText,
} from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import type { Plan } from '../plan.js';
import type { PricePlan } from '../prices/price.js';
import { roundedWords } from '../prices/rounded.js';
import { lineId, quantityText, type LineSum } from './lines.js';
import { FLOOR_WORDS, joined, lineSentence } from './sentences.js';

/** What a line is, and what was counted. */
export function describe(
  plan: Plan,
  line: LineSum,
): Pick<
  Line,
  | 'id'
  | 'outcome'
  | 'followUp'
  | 'cohort'
  | 'period'
  | 'group'
  | 'payer'
  | 'year'
  | 'claims'
  | 'people'
  | 'quantity'
  | 'price'
> {
  const { terms } = plan;
  const each = line.each === 'mixed' ? undefined : line.each;
  return {
    id: lineId(plan, line),
    outcome: terms.outcomes[line.outcome]!.code,
    ...(line.followUp >= 0 ? { followUp: terms.followUps[line.followUp]!.code } : {}),
    ...(line.cohort >= 0 ? { cohort: terms.cohorts[line.cohort]!.code } : {}),
    ...(line.calendar ? { period: line.calendar.code } : {}),
    ...(line.group >= 0 ? { group: terms.groups[line.group]!.code } : {}),
    ...(line.payer ? { payer: line.payer } : {}),
    year: line.year,
    ...countsOf(line),
    quantity: quantityText(line),
    price: {
      rule: line.period?.price.rule ?? 'floor',
      ...(each !== undefined ? { each } : {}),
    },
  };
}

const countsOf = (line: LineSum): { claims: number; people: number } =>
  line.measured
    ? { claims: line.measured.reached, people: line.measured.people }
    : { claims: line.claims, people: line.people?.size ?? line.claims };

/** The line's computation as a sentence. */
export function sayLine(plan: Plan, line: LineSum, payable: bigint, excess: readonly Excess[]): Sentence {
  const { claims, people } = countsOf(line);
  const rule = line.period === undefined ? FLOOR_WORDS : ruleWords(plan, line.period.price, line);
  return lineSentence(
    {
      names: namesOf(plan, line),
      people,
      basis: basisOf(plan, line, claims, quantityText(line)),
      rule,
      gross: line.gross,
      payable,
      excess,
    },
    plan.terms.currency,
  );
}

/** What the line is called: outcome (or floor), follow-up, group, cohort, paying municipality. */
function namesOf({ terms }: Plan, line: LineSum): Sentence[] {
  const floor = line.floor === undefined ? undefined : terms.floors[line.floor]!.name;
  const payer = terms.parties.find((party) => party.id === line.payer)?.name;
  return [
    floor ?? terms.outcomes[line.outcome]!.name,
    ...(line.followUp >= 0 ? [followUpName(terms.followUps[line.followUp]!)] : []),
    ...(line.group >= 0 ? [terms.groups[line.group]!.name] : []),
    ...(line.cohort >= 0 ? [terms.cohorts[line.cohort]!.name] : []),
    ...(line.calendar ? [line.calendar.name] : []),
    ...(payer === undefined ? [] : [{ da: payer, en: payer }]),
  ];
}

/** What is multiplied: claims and the price of each, or a quantity with its unit; nothing for a guaranteed floor. */
function basisOf(plan: Plan, line: LineSum, claims: number, quantity: string) {
  if (line.period === undefined) return undefined;
  const { unit } = line.period.price;
  if (unit === undefined && line.each !== undefined && line.each !== 'mixed') return { claims, each: line.each };
  const outcome = plan.terms.outcomes[line.outcome]!;
  const counted = isIndividual(outcome) ? undefined : kindOf(outcome).unit?.(outcome);
  if (counted === 'amount') return { quantity: moneyOfText(quantity, plan.terms.currency), several: false };
  if (counted === 'per-cent')
    return { quantity: joined([numberText(quantity), { da: '%', en: '%' }], ' '), several: false };
  const several = unit !== undefined && quantity !== '1';
  return {
    quantity:
      unit === undefined ? numberText(quantity) : joined([numberText(quantity), several ? unit.many : unit.one], ' '),
    several,
  };
}

/** The price rule at a follow-up, and what changes it for the group and the year: «1.000 kr. pr. resultat, tillæg 40 %». */
export function ruleWords(
  plan: Plan,
  price: PricePlan,
  { followUp, group, year }: Pick<LineSum, 'followUp' | 'group' | 'year'>,
): Sentence {
  return joined(
    [
      price.words(plan.terms.followUps[followUp]?.code),
      ...plan.modifiers.words(group, year),
      ...roundedWords(price, plan.priceStep, plan.terms),
    ],
    ', ',
  );
}
