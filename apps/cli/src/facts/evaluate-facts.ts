import type { ErrorDetail } from '@ringvirkning/kernel';
import { evaluate, type Evaluation, type Terms, type UnpaidReason } from '@ringvirkning/terms';
import { Refused } from '../refused.js';
import type { Given } from '../simulation/simulation.js';
import { readFacts } from './read-facts.js';

const MISFITS: readonly UnpaidReason[] = ['unknown-outcome', 'unknown-follow-up', 'unknown-cohort', 'unknown-group', 'no-participant', 'invalid-date', 'invalid-quantity', 'outside-period', 'measured-on-cohort'];

/** The facts of a file, evaluated to the contract's last day. @throws Refused with every row that does not fit the terms. */
export function evaluateFacts(file: string, text: string, terms: Terms): Given {
  const facts = readFacts(file, text, terms);
  const evaluation = evaluate(terms, facts, terms.period.to);
  refuseMisfits(file, evaluation);
  return { facts: facts.length, evaluation };
}

/** What only the evaluation can tell, e.g. that a number of days is not whole: such facts are refused too, not left out. */
function refuseMisfits(file: string, { unpaid }: Evaluation): void {
  const errors = unpaid
    .filter(({ reason }) => MISFITS.includes(reason))
    .flatMap(({ outcome, reason, facts, sentence }): ErrorDetail[] => {
      const misfit = { code: `facts.${reason}`, ...sentence };
      // The evaluation names facts by id; rows without one were given their number.
      return facts.length === 0 ? [{ ...misfit, path: outcome }] : facts.map((id) => ({ ...misfit, path: `${outcome} (${id})`, ...(/^row-\d+$/.test(id) ? { row: Number(id.slice(4)) } : {}) }));
    });
  if (errors.length > 0) throw new Refused(file, errors);
}
