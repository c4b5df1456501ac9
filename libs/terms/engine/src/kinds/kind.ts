import type { Rational, UnpaidReason } from '@ringvirkning/terms-language';
import type { Findings } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import type { OutcomePlan, Plan } from '../plan.js';

/** What a claim is worth: a quantity, or the reason why it is worth nothing. */
export type Verdict = Rational | UnpaidReason;

export interface IndividualRun {
  readonly plan: Plan;
  readonly self: OutcomePlan;
  readonly intake: Intake;
  readonly findings: Findings;
}

/** Judges the facts of an outcome measured on a person, in their order; `accepted` is told which of them counted. */
export interface IndividualJudge {
  judge(fact: number): Verdict;
  accepted?(fact: number): void;
}
export type IndividualKind<O> = (outcome: O, run: IndividualRun) => IndividualJudge;

/** Where a value is measured on a group of people: one cohort or all (−1), at a follow-up or not (−1), settled on a day. */
export interface CohortPoint {
  readonly cohort: number;
  readonly followUp: number;
  readonly day: number;
}
export interface CohortRun {
  readonly plan: Plan;
  readonly intake: Intake;
  readonly findings: Findings;
  readonly point: CohortPoint;
}
export interface Measured {
  readonly value: Rational;
  /** How many people were counted, and how many of them reached it. */
  readonly people: number;
  readonly reached: number;
}
export type CohortKind<O> = (outcome: O, run: CohortRun) => Measured | UnpaidReason;
