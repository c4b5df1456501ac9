/**
 * The three things of this library: the terms (what was agreed), the facts (what was verified), the evaluation (what is due, and why).
 * `evaluate(terms, facts, cutOff)` is a pure function of the first two and a date.
 */
import {
  asJson,
  type AsJson,
  type Currency,
  type ErrorDetail,
  type LocalDate,
  type Sentence,
} from '@ringvirkning/kernel';

import type { Price } from './prices/schema.js';

export type { Capital, Cohort, FollowUp, Group, Party, PayerPart, Rounding, Terms } from './schema/terms.js';
export type { Outcome, OutcomeKind, OutcomeOf } from './kinds/kinds.js';
export type { Price } from './prices/schema.js';
export type { Cap, Floor } from './caps/schema.js';
export type { Condition } from './schema/common.js';

/** One verified observation. Reversed facts are simply not given to `evaluate`. */
export interface Fact {
  /** Unique; the claim id. */
  readonly id: string;
  /** The person (a pseudonym or id). Absent only for facts about the contract itself, e.g. a saving. */
  readonly participant?: string | undefined;
  /** Code of an outcome or of a measure. */
  readonly outcome: string;
  readonly followUp?: string | undefined;
  /** The day it was achieved; its calendar year is the budget year. */
  readonly on: string;
  /** Decimal number: days, lessons, a score, kroner. Default 1. */
  readonly quantity?: string | undefined;
  readonly cohort?: string | undefined;
  readonly group?: string | undefined;
  /** The municipality that pays for the person: a party id or a municipality code. */
  readonly payer?: string | undefined;
  /** The share of the price that is paid after a sample projected errors on this fact too, e.g. `0.93`. Default: all of it. */
  readonly paidShare?: string | undefined;
}

/** The steps of the computation in the fixed order; an unpaid excess is reported at the step where it arose. */
export const STEPS = ['price', 'quantity', 'person', 'outcome', 'budget-year', 'contract', 'payer'] as const;
export type Step = (typeof STEPS)[number];

export interface Excess {
  readonly step: Step;
  /** Which cap: its number in the document (`caps[2]`), or the payer. */
  readonly cap: string;
  readonly amount: bigint;
  readonly sentence: Sentence;
}

export interface PartyAmount {
  readonly party: string;
  readonly amount: bigint;
}

/** All claims of one outcome (or one guaranteed floor), follow-up, cohort, group, paying municipality and budget year. `gross = payable + Σ excess`; `Σ payers = payable`. */
export interface Line {
  /** Stable key within the contract: the same line in every evaluation. */
  readonly id: string;
  readonly outcome: string;
  readonly followUp?: string;
  readonly cohort?: string;
  /** The part of the calendar for which a group is measured: `2026`, `2026-H1`, `2026-Q3`. */
  readonly period?: string;
  readonly group?: string;
  /** The participant's paying municipality, when the split asks for it. */
  readonly payer?: string;
  /** Budget year. */
  readonly year: number;
  readonly claims: number;
  readonly people: number;
  /** Sum of the quantities (claims, days, points …), or the measured value of a cohort. */
  readonly quantity: string;
  /** The rule (`floor` for a guaranteed minimum), and the price of one claim when all claims of the line have the same. */
  readonly price: { readonly rule: Price['kind'] | 'floor'; readonly each?: bigint };
  readonly gross: bigint;
  readonly excess: readonly Excess[];
  readonly payable: bigint;
  readonly payers: readonly PartyAmount[];
  /** Ids of the claims that were counted; empty for what is measured on a cohort. */
  readonly facts: readonly string[];
  /** The computation in one sentence, in both languages. */
  readonly sentence: Sentence;
}

/** People are not claims: both are counted. For a cohort outcome `quantity` is its value, `people` who was counted, `claims` who reached it. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly followUp?: string;
  /** Only for outcomes measured per cohort. */
  readonly cohort?: string;
  /** Only for outcomes measured per year, half-year or quarter. */
  readonly period?: string;
  readonly claims: number;
  readonly people: number;
  readonly quantity: string;
  readonly gross: bigint;
  readonly payable: bigint;
}

export interface YearTotal {
  readonly year: number;
  readonly gross: bigint;
  readonly payable: bigint;
  readonly payers: readonly PartyAmount[];
}

export interface Payment {
  readonly payer: string;
  readonly payee: string;
  readonly year: number;
  readonly amount: bigint;
}

/** Facts that earn nothing, with the reason: nothing is silently cut. */
export interface Unpaid {
  readonly reason: UnpaidReason;
  readonly outcome: string;
  readonly count: number;
  /** Ids of the first of them (at most 20). */
  readonly facts: readonly string[];
  readonly sentence: Sentence;
}

export const UNPAID_REASONS = [
  'unknown-outcome',
  'unknown-follow-up',
  'unknown-cohort',
  'unknown-group',
  'no-participant',
  'invalid-date',
  'invalid-quantity',
  'outside-period',
  'repeated',
  'not-eligible',
  'prerequisite-missing',
  'too-late',
  'excluded-by-fact',
  'spell-broken',
  'no-baseline',
  'not-reached',
  'below-threshold',
  'not-yet-due',
  'nothing-measured',
  'no-percentage',
  'measured-on-cohort',
] as const;
export type UnpaidReason = (typeof UNPAID_REASONS)[number];

/** Worth a look, no fault: e.g. a later milestone has more claims than an earlier one. */
export interface Flag {
  readonly code: 'later-milestone-has-more' | 'payer-unknown' | 'index-unknown';
  readonly outcome?: string;
  readonly sentence: Sentence;
}

/** The yearly rate that a coupon table gives by a result. */
export interface CouponRate {
  /** Number of the capital in the document. */
  readonly capital: number;
  /** The day on which the result is settled. */
  readonly on: LocalDate;
  /** The result, for reading. */
  readonly value: string;
  /** `'0.05'` is 5 %; `'0'` below the first row. */
  readonly rate: string;
}

export interface Evaluation {
  readonly cutOff: LocalDate;
  readonly currency: Currency;
  readonly termsDigest: string;
  readonly factsDigest: string;
  readonly gross: bigint;
  readonly payable: bigint;
  /** Sum per step and cap, over all lines. */
  readonly excess: readonly Excess[];
  readonly lines: readonly Line[];
  readonly outcomes: readonly OutcomeCount[];
  readonly years: readonly YearTotal[];
  /** What each payer owes each payee per budget year. Their sum is `payable`. */
  readonly payments: readonly Payment[];
  /** One per coupon table and result so far; only where the terms have such tables. */
  readonly coupons?: readonly CouponRate[];
  readonly unpaid: readonly Unpaid[];
  readonly flags: readonly Flag[];
  /** SHA-256 over terms, facts and result: whoever recomputes gets the same. */
  readonly digest: string;
}

/** An evaluation without the ids of the facts behind its lines: they may be a million, and the facts themselves give them. */
export type Result = Omit<Evaluation, 'lines'> & { readonly lines: readonly Omit<Line, 'facts'>[] };
/** The one JSON form of results, in stores, answers and files: amounts are digit strings. */
export type ResultJson = AsJson<Result>;
export const resultJson = ({ lines, ...figures }: Evaluation): ResultJson =>
  asJson({ ...figures, lines: lines.map(({ facts: _ids, ...line }) => line) });

export type TermsError = ErrorDetail;
export type ParsedTerms =
  | { readonly ok: true; readonly terms: import('./schema/terms.js').Terms; readonly digest: string }
  | { readonly ok: false; readonly errors: readonly TermsError[] };
