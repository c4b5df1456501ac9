import { localDate } from '@ringvirkning/kernel';
import {
  alternativesOf,
  type Condition,
  type Fact,
  type IndividualOutcome,
  isIndividual,
  type Terms,
  type UnpaidReason,
} from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import { plansAt } from '../versions/plans.js';
import { Findings } from './findings.js';
import { claimIndividually } from './gate.js';
import { consume } from './intake.js';
import { Rows } from './rows.js';
import { UnpaidList } from './unpaid.js';

const EVERYTHING = localDate('9999-12-31');

/**
 * What the rules of a person's outcome say of one claim among the person's other claims and measured facts: undefined when it counts, otherwise why it
 * earns nothing. It is the evaluation itself for one person, so what is accepted here is not unpaid there for a reason of its own. Left to the evaluation
 * are caps, values of groups of people, and conditions that a later day may still fulfil. `facts` are of one person, in any order; the candidate is not among them.
 * @throws DomainError terms.fact-id-reused
 */
export const judge = (terms: Terms, facts: readonly Fact[], candidate: Fact): UnpaidReason | undefined =>
  judgeAll(terms, [...facts, candidate], new Set([candidate.id])).get(candidate.id);

/** The same for many claims of many people at once: why each of `claims` (ids of facts) earns nothing; those that count are not in it. */
export function judgeAll(
  terms: Terms,
  facts: readonly Fact[],
  claims: ReadonlySet<string>,
): ReadonlyMap<string, UnpaidReason> {
  const plans = plansAt(terms, EVERYTHING);
  const intake = consume(plans.last, facts, EVERYTHING);
  const unpaid = new UnpaidList(claims);
  for (const { fact, reason } of intake.unplaced) unpaid.add(reason, fact.outcome, fact.id);
  const rows = new Rows(intake);
  const findings = new Findings(plans.last, intake, rows);
  for (const index of plans.order) {
    if (!isIndividual(plans.last.outcomes[index]!.outcome) || intake.byCode[index]!.length === 0) continue;
    claimIndividually(index, { plans, intake, findings, rows, unpaid }, (outcome) => ({
      ...outcome,
      requires: decidable(plans.last, outcome),
    }));
  }
  return unpaid.reasons;
}

/** What a condition asks of the person's own past is decided now; what a group reached, or a later day may bring, is not. */
const decidable = ({ codes, outcomes }: Plan, { requires }: IndividualOutcome): Condition[] =>
  requires.filter((condition) =>
    alternativesOf(condition).every(({ fact, timing }) => {
      const asked = outcomes[codes.get(fact)!]?.outcome;
      return timing !== 'any' && (asked === undefined || isIndividual(asked));
    }),
  );
