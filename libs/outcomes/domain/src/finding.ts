import type { LocalDate } from '@ringvirkning/kernel';
import type { IndividualOutcome, Terms } from '@ringvirkning/terms-language';
import type { ClaimStatus } from './claim.js';

export type CheckName =
  | 'known-outcome'
  | 'eligible'
  | 'in-period'
  | 'not-in-future'
  | 'no-repeat'
  | 'prerequisite'
  | 'spell'
  | 'rule'
  | 'quantity'
  | 'evidence';

/** A check that did not pass. An `error` refuses the claim; a `warning` is shown to those who decide. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly da: string;
  readonly en: string;
}

export interface ClaimantPerson {
  readonly referredOn: LocalDate;
  readonly startedOn: LocalDate | null;
  readonly cohort: string | null;
  readonly group: string | null;
}

/** What is claimed. `outcome` is the code of an individual outcome or of a measure. */
export interface Candidate {
  readonly outcome: string;
  readonly followUp: string | null;
  readonly on: LocalDate;
  readonly periodStart: LocalDate | null;
  readonly quantity: string;
  readonly externalRef: string | null;
  readonly evidence: readonly { readonly source: string }[];
}

/** Another claim of the same person. */
export interface OtherClaim extends Pick<
  Candidate,
  'outcome' | 'followUp' | 'on' | 'quantity' | 'externalRef' | 'evidence'
> {
  readonly status: ClaimStatus;
}

export interface Subject {
  /** The newest terms, by which the rules judge each claim with those of its day. */
  readonly terms: Terms;
  /** Those that hold on the day of the claim. */
  readonly ofDay: Terms;
  readonly outcome: IndividualOutcome;
  readonly person: ClaimantPerson;
  /** Those that the rules of the outcome read. */
  readonly others: readonly OtherClaim[];
  readonly candidate: Candidate;
}

export const error = (check: CheckName, code: string, da: string, en: string): Finding => ({
  check,
  severity: 'error',
  code: `outcomes.${code}`,
  da,
  en,
});
export const warning = (check: CheckName, code: string, da: string, en: string): Finding => ({
  ...error(check, code, da, en),
  severity: 'warning',
});
