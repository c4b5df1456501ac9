import { addDays, addMonths, daysBetween, type LocalDate } from '@ringvirkning/kernel';
import type { IndividualOutcome } from '../kinds/schema.js';
import { isIndividual } from '../kinds/schema.js';
import { followUpDate } from '../schema/follow-ups.js';
import type { FollowUp, Terms } from '../schema/terms.js';
import type { Fact } from '../types.js';
import type { Random } from './random.js';

const MILLION = 1_000_000;

/** Chance per million that a planned claim is achieved. */
export type Chance = (outcome: string) => number;

interface Claim {
  readonly outcome: IndividualOutcome;
  readonly participant: string;
  readonly followUp?: FollowUp;
  readonly start: LocalDate;
  readonly on: LocalDate;
  readonly cohort?: string;
}

/** One possible course of the contract: each planned claim of each outcome is achieved or not, at its follow-up after the person's start. */
export function drawFacts(terms: Terms, chance: Chance, random: Random): Fact[] {
  const facts: Fact[] = [];
  const starts = new Map<string, LocalDate>();
  const startOf = (participant: string, cohort: string | undefined): LocalDate => {
    const window = terms.cohorts.find((each) => each.code === cohort) ?? intakeOf(terms);
    if (!starts.has(participant)) starts.set(participant, addDays(window.from, random.below(daysBetween(window.from, window.to) + 1)));
    return starts.get(participant)!;
  };
  for (const outcome of terms.outcomes.filter(isIndividual)) {
    for (const { followUp: code, cohort, count } of outcome.planned) {
      const followUp = terms.followUps.find((each) => each.code === code);
      for (let i = 1; i <= count; i++) {
        if (random.below(MILLION) >= chance(outcome.code)) continue;
        const participant = cohort === undefined ? `p${i}` : `${cohort}-p${i}`;
        const start = startOf(participant, cohort);
        const planned = followUp ? followUpDate(followUp, start) : start;
        facts.push(...factsOf({ outcome, participant, start, on: planned < terms.period.to ? planned : terms.period.to, ...(followUp ? { followUp } : {}), ...(cohort === undefined ? {} : { cohort }) }));
      }
    }
  }
  return facts;
}

/** People start in the first year, unless cohorts say otherwise. */
const intakeOf = ({ period }: Terms): { from: LocalDate; to: LocalDate } => {
  const to = addMonths(period.from, 12);
  return { from: period.from, to: to < period.to ? to : period.to };
};

/** The claim, and the measurements that make it true. */
function factsOf(claim: Claim): Fact[] {
  const { outcome, participant, followUp, start, on, cohort } = claim;
  const at = followUp ? { followUp: followUp.code } : {};
  const id = (suffix: string): string => `${outcome.code}/${participant}/${followUp?.code ?? '-'}/${suffix}`;
  const goal: Fact = { id: id('goal'), participant, outcome: outcome.code, on, ...at, ...(cohort === undefined ? {} : { cohort }) };
  const measured = (measure: string, suffix: string, day: LocalDate, quantity: string, more: Partial<Fact> = {}): Fact => ({ id: id(suffix), participant, outcome: measure, on: day, quantity, ...more });
  switch (outcome.kind) {
    case 'improvement': {
      const step = outcome.atLeast === '0' ? '1' : outcome.atLeast;
      return [measured(outcome.measure, 'baseline', start, '0'), measured(outcome.measure, 'value', on, outcome.better === 'higher' ? step : `-${step}`, at), goal];
    }
    case 'spell':
      return [measured(outcome.measure, 'period', start, String(daysBetween(start, on))), goal];
    default:
      return [goal];
  }
}
