import { compare, type Fact, type OutcomeOf, ZERO } from '@ringvirkning/terms-language';
import { quantityOf } from '../evaluate/findings.js';
import type { IndividualKind, Verdict } from './kind.js';

/** A number stated by each fact: days, lessons, hours. */
export const counted: IndividualKind<OutcomeOf<'counted'>> = {
  judge: (_outcome, { intake }) => ({ judge: (fact) => countedBy(intake.facts[fact]!) }),
  alone: countedBy,
};

function countedBy(fact: Fact): Verdict {
  const quantity = quantityOf(fact);
  if (!quantity || compare(quantity, ZERO) < 0) return 'invalid-quantity';
  return compare(quantity, ZERO) === 0 ? 'not-reached' : quantity;
}
