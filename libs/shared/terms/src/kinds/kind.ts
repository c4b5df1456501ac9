import type { Findings } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import type { OutcomePlan, Plan } from '../plan.js';
import type { Rational } from '../rational.js';
import type { UnpaidReason } from '../types.js';

/** A milestone that a fact completes although it lies at another follow-up or day (spells). */
export interface Milestone {
  readonly followUp: number;
  readonly day: number;
  readonly quantity: Rational;
}

/** What a fact is worth: a quantity, milestones, or the reason why it is worth nothing. */
export type Verdict = Rational | readonly Milestone[] | UnpaidReason;

export interface IndividualRun {
  readonly plan: Plan;
  readonly self: OutcomePlan;
  readonly intake: Intake;
  readonly findings: Findings;
}

/** An outcome measured on a person. `judge` is asked for each of the outcome's facts in order; `accepted` is told which of them counted. */
export interface IndividualJudge {
  judge(fact: number): Verdict;
  accepted?(fact: number): void;
}
export type IndividualKind<O> = (outcome: O, run: IndividualRun) => IndividualJudge;
