import { type Fact, ONE, type OutcomeOf } from '@ringvirkning/terms-language';
import { quantityOf } from '../evaluate/findings.js';
import { unless } from '../parse/problem.js';
import type { IndividualKind, Verdict } from './kind.js';
import { sustained } from './sustained.js';

/** Individual and binary: each verified fact is one claim. A quantity of 0 says that it was not reached. */
export const reached: IndividualKind<OutcomeOf<'reached'>> = {
  judge(outcome, run) {
    const lasting = outcome.sustained && sustained(outcome, run);
    return {
      judge(fact) {
        const verdict = run.intake.plainOne[fact] ? ONE : reachedBy(run.intake.facts[fact]!);
        return verdict === ONE && lasting ? lasting.judge(fact) : verdict;
      },
      accepted: (fact) => lasting?.accepted?.(fact),
    };
  },
  alone: reachedBy,
  contradictions: (outcome, path) =>
    unless(
      !outcome.sustained || outcome.followUps !== undefined,
      [...path, 'sustained'],
      'sustained-needs-follow-ups',
      'Et fastholdt resultat skal have opfølgninger.',
      'A sustained outcome needs follow-ups.',
    ),
};

function reachedBy(fact: Fact): Verdict {
  if (fact.quantity === undefined || fact.quantity === '1') return ONE;
  const quantity = quantityOf(fact);
  if (!quantity || quantity.d !== 1n || (quantity.n !== 0n && quantity.n !== 1n)) return 'invalid-quantity';
  return quantity.n === 1n ? ONE : 'not-reached';
}
