import type { Fact, Terms } from '@ringvirkning/terms-language';
import { plansAt } from '../versions/plans.js';
import { cutOffDate } from './evaluate.js';
import { prepare } from './prepare.js';

/**
 * Ids of the claims of which a cap per person cut something: what such a cap cut of a line is about these people alone.
 * @throws DomainError terms.cut-off-invalid, terms.fact-id-reused
 */
export function cutPerPerson(terms: Terms, facts: readonly Fact[], cutOff: string): ReadonlySet<string> {
  const day = cutOffDate(cutOff);
  const plans = plansAt(terms, day);
  const isPerPerson = plans.all.map(({ plan }) =>
    plan.terms.caps.map((cap) => cap.step === 'person' || (cap.step === 'quantity' && cap.per === 'person')),
  );
  if (!isPerPerson.flat().includes(true)) return new Set();
  const { intake, rows, priced, orders, caps } = prepare(plans, facts, day);
  const cut = new Set<string>();
  for (const [version, order] of orders.entries())
    for (const row of order) {
      const price = priced[row];
      if (!price) continue;
      const placed = caps.placed(version);
      const cuts = new Array<bigint>(placed.length).fill(0n);
      caps.pass(version, row, price.amount - price.withheld, cuts);
      if (rows.fact(row) >= 0 && placed.some(({ index }, place) => isPerPerson[version]![index] && cuts[place]! > 0n))
        cut.add(intake.facts[rows.fact(row)]!.id);
    }
  return cut;
}
