import {
  changedClaims,
  differenceOf,
  type ChangedClaim,
  type Difference,
  type Reckoning,
} from '@ringvirkning/payments-domain';
import { evaluate } from '@ringvirkning/terms';
import type { Evaluation, Fact } from '@ringvirkning/terms-language';
import type { FactsToEvaluate } from '../evaluating/evaluate-facts.task.js';

/** A run and the authorised one before it, each with the facts that it counts. */
export interface RunsToCompare {
  readonly now: FactsToEvaluate;
  readonly before: FactsToEvaluate | undefined;
}

/** What changed, and the digests of both evaluations: what was not evaluated alike is not compared. */
export interface Compared {
  readonly difference: Difference;
  readonly digests: { readonly now: string; readonly before: string | undefined };
}

export interface ClaimsToPick extends RunsToCompare {
  readonly line: string | undefined;
  readonly change: string | undefined;
  readonly from: number;
  readonly limit: number;
}

/** A claim that came or went, as it was final. */
export interface PickedClaim extends ChangedClaim {
  readonly fact: Fact;
}

function reckoned({ terms, lists, cutOff }: FactsToEvaluate): Reckoning & { readonly evaluation: Evaluation } {
  const facts = lists.flatMap((list) => JSON.parse(list) as Fact[]);
  return { terms, facts, evaluation: evaluate(terms, facts, cutOff) };
}

export function compareRuns({ now, before }: RunsToCompare): Compared {
  const [one, other] = [reckoned(now), before && reckoned(before)];
  return {
    difference: differenceOf(one, other),
    digests: { now: one.evaluation.digest, before: other?.evaluation.digest },
  };
}

/** Some of the claims that came or went, in their order. */
export function pickClaims({ now, before, line, change, from, limit }: ClaimsToPick): PickedClaim[] {
  const [one, other] = [reckoned(now), before && reckoned(before)];
  const facts = new Map([...(other?.facts ?? []), ...one.facts].map((fact) => [fact.id, fact]));
  return changedClaims(one, other)
    .filter((claim) => (line ?? claim.line) === claim.line && (change ?? claim.change) === claim.change)
    .slice(from, from + limit)
    .map((claim) => ({ ...claim, fact: facts.get(claim.claimId)! }));
}
