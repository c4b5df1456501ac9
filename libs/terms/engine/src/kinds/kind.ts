import type { CalendarPeriod, Fact, Rational, Terms, UnpaidReason } from '@ringvirkning/terms-language';
import type { Findings } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import type { Problem } from '../parse/problem.js';
import type { Path } from '../parse/read.js';
import type { OutcomePlan, Plan } from '../plan.js';
import type { Claim, Measuring } from '../simulate/claim-facts.js';

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

/** Something measured on a person, or the day and follow-up of a claim. */
export type Reading = Pick<Fact, 'on' | 'quantity'> & { readonly followUp?: string | null | undefined };

/** What is measured of one measure on one person, as it comes. */
export interface Readings<R extends Reading> {
  add(reading: R): void;
  /** Those that decide a claim, in the order in which they came: judged by them alone it is judged as by all. */
  deciding(claim: Reading): readonly R[];
}

interface Kind<O> {
  /** What contradicts itself in an outcome of this kind. */
  contradictions?(outcome: O, path: Path, terms: Terms): Problem[];
}

/** How outcomes of a kind that is measured on a person are computed. */
export interface IndividualKind<O> extends Kind<O> {
  judge(outcome: O, run: IndividualRun): IndividualJudge;
  /** Finds what decides a claim among all that is measured of one of its measures; absent where all of it may. */
  readings?<R extends Reading>(outcome: O): Readings<R> | undefined;
  /** What a claim is worth when nothing else is known; absent when that cannot be said. */
  alone?(fact: Fact): Verdict;
  /** What must have been measured for the rules to believe a claim of which only the outcome is known. */
  measurements?(outcome: O, claim: Claim, measuring: Measuring): void;
}

/** Where a value is measured on a group of people: one cohort or all (−1), at a follow-up or not (−1), settled on a day. */
export interface CohortPoint {
  readonly cohort: number;
  readonly followUp: number;
  readonly day: number;
  /** The part of the calendar whose facts alone count. */
  readonly period?: CalendarPeriod | undefined;
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

/** How outcomes of a kind that is measured on a group of people are computed. */
export interface CohortKind<O> extends Kind<O> {
  measure(outcome: O, run: CohortRun): Measured | UnpaidReason;
  /** What the value is counted in; absent for a mere number. */
  unit?(outcome: O): 'amount' | 'per-cent' | undefined;
}
