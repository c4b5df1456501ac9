import type { Fact, Terms } from '@ringvirkning/terms-language';
import { compile } from '../plan.js';
import { cutOffDate } from './evaluate.js';
import { prepare } from './prepare.js';

/**
 * Ids of the claims of which a cap per person cut something: what such a cap cut of a line is about these people alone.
 * @throws DomainError terms.cut-off-invalid, terms.fact-id-reused
 */
export function cutPerPerson(terms: Terms, facts: readonly Fact[], cutOff: string): ReadonlySet<string> {
  const isPerPerson = terms.caps.map(
    (cap) => cap.step === 'person' || (cap.step === 'quantity' && cap.per === 'person'),
  );
  if (!isPerPerson.includes(true)) return new Set();
  const { intake, rows, priced, order, caps } = prepare(compile(terms), facts, cutOffDate(cutOff));
  const cut = new Set<string>();
  for (const row of order) {
    const price = priced[row];
    if (!price) continue;
    const cuts = new Array<bigint>(caps.placed.length).fill(0n);
    caps.pass(row, price.amount - price.withheld, cuts);
    if (rows.fact(row) >= 0 && caps.placed.some(({ index }, place) => isPerPerson[index] && cuts[place]! > 0n))
      cut.add(intake.facts[rows.fact(row)]!.id);
  }
  return cut;
}
