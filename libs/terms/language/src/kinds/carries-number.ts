import type { Condition } from '../schema/common.js';
import type { Terms } from '../schema/terms.js';
import { isIndividual, type Outcome } from './schema.js';

/**
 * Whether a fact with this code says nothing without its number: a counted outcome, and every measure that the terms do not use as a mere event (somebody was
 * enrolled, left, spent a night in a shelter). An empty number of such a fact is not 1.
 */
export function carriesNumber(terms: Pick<Terms, 'outcomes' | 'measures'>, code: string): boolean {
  const outcome = terms.outcomes.find((each) => each.code === code);
  if (outcome) return outcome.kind === 'counted';
  if (!terms.measures.some((measure) => measure.code === code)) return false;
  const uses = terms.outcomes.flatMap(usesOf).filter((use) => use.of === code);
  return uses.length === 0 || uses.some(({ as }) => as === 'number');
}

interface Use {
  readonly of: string | undefined;
  readonly as: 'number' | 'event';
}

const asNumber = (of: string | undefined): Use => ({ of, as: 'number' });
const asEvent = (of: string | undefined): Use => ({ of, as: 'event' });
const ofCondition = ({ fact, atLeast }: Condition): Use => (atLeast === undefined ? asEvent(fact) : asNumber(fact));

function usesOf(outcome: Outcome): Use[] {
  const conditions = [...outcome.requires, ...(isIndividual(outcome) ? outcome.unless : [])].map(ofCondition);
  switch (outcome.kind) {
    case 'reached':
      return [...conditions, asNumber(outcome.sustained?.brokenBy)];
    case 'improvement':
      return [...conditions, asNumber(outcome.measure), asNumber(outcome.confirmedBy)];
    case 'spell':
    case 'total':
      return [...conditions, asNumber(outcome.measure)];
    case 'look-back':
      return [...conditions, asEvent(outcome.measure)];
    case 'share':
      return [...conditions, asEvent(outcome.reaching), ...population(outcome.population)];
    case 'average':
      return [...conditions, asNumber(outcome.measure), ...population(outcome.population)];
    default:
      return conditions;
  }
}

const population = ({ of, leftBy }: { readonly of: string; readonly leftBy?: string | undefined }): Use[] => [
  asEvent(of),
  asEvent(leftBy),
];
