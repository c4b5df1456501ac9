import { yearOf, isLocalDate } from '@ringvirkning/kernel';
import { compile, type Plan } from '../plan.js';
import { compare, ONE, ZERO } from '../rational.js';
import type { Terms } from '../schema/terms.js';
import type { Fact } from '../types.js';
import { quantityOf } from './findings.js';
import { Pricing } from './pricing.js';

const pricings = new WeakMap<Plan, Pricing>();

/**
 * The price of one fact before caps, in minor units: what is accrued when an outcome becomes final. 0n for whatever cannot be priced by the fact alone
 * (outcomes measured on cohorts or against a baseline, measures, unknown names). Cheap: the terms are compiled once per object, flat prices are remembered.
 */
export function grossOf(terms: Terms, fact: Fact): bigint {
  const plan = compile(terms);
  const self = plan.outcomes[plan.codes.get(fact.outcome) ?? -1];
  if (!self?.price || (self.outcome.kind !== 'reached' && self.outcome.kind !== 'counted') || !isLocalDate(fact.on)) return 0n;
  const followUp = fact.followUp === undefined ? -1 : plan.followUps.get(fact.followUp);
  if (followUp === undefined || (self.followUps ? !self.followUps.includes(followUp) : followUp !== -1)) return 0n;
  const quantity = self.outcome.kind === 'counted' ? quantityOf(fact) : ONE;
  if (!quantity || compare(quantity, ZERO) <= 0) return 0n;
  let pricing = pricings.get(plan);
  if (!pricing) pricings.set(plan, (pricing = new Pricing(plan)));
  const priced = pricing.price(self, quantity, followUp, plan.groups.get(fact.group ?? '') ?? -1, yearOf(fact.on), () => true);
  return typeof priced === 'string' ? 0n : priced.amount;
}
