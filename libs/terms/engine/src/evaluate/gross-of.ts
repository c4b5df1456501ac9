import { yearOf, isLocalDate } from '@ringvirkning/kernel';
import { dayOf, type Fact, isIndividual, type Terms } from '@ringvirkning/terms-language';
import { compile, priceOn, type Plan } from '../plan.js';
import { kindOf } from '../kinds/kinds.js';
import { termsOn } from '../versions/versions.js';
import { followUpFits } from './gate.js';
import { indexOf, UNKNOWN } from './intake.js';
import { afterSample, Pricing } from './pricing.js';

const pricings = new WeakMap<Plan, Pricing>();

/**
 * The price of one fact before caps, after a sample, in minor units: what is accrued when an outcome becomes final. 0n for whatever cannot be priced by the fact alone
 * (outcomes measured on cohorts or against a baseline, measures, unknown names). Cheap: the terms are compiled once per object, flat prices are remembered.
 */
export function grossOf(terms: Terms, fact: Fact): bigint {
  const plan = compile(termsOn(terms, fact.on));
  const self = plan.outcomes[plan.codes.get(fact.outcome) ?? -1];
  const period = self && isLocalDate(fact.on) ? priceOn(self, dayOf(fact.on)) : undefined;
  if (!self || !period || !isLocalDate(fact.on)) return 0n;
  const quantity = isIndividual(self.outcome) ? kindOf(self.outcome).alone?.(fact) : undefined;
  const [followUp, group, cohort] = [
    indexOf(plan.followUps, fact.followUp),
    indexOf(plan.groups, fact.group),
    indexOf(plan.cohorts, fact.cohort),
  ];
  if (
    quantity === undefined ||
    typeof quantity === 'string' ||
    !followUpFits(self, followUp) ||
    group === UNKNOWN ||
    cohort === UNKNOWN
  )
    return 0n;
  let pricing = pricings.get(plan);
  if (!pricing) pricings.set(plan, (pricing = new Pricing(plan)));
  const priced = pricing.price(period, quantity, followUp, group, yearOf(fact.on), { holds: () => true });
  if (typeof priced === 'string') return 0n;
  return priced.amount - (fact.paidShare === undefined ? 0n : afterSample(priced, fact.paidShare).withheld);
}
