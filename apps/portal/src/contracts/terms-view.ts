import type { Currency, Sentence } from '@ringvirkning/kernel';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { OutcomeKind } from '@ringvirkning/terms-language';

/** The terms as far as the portal shows them. The contracts service has validated the document; unknown members are left alone. */
export interface TermsView {
  readonly period: { readonly from: string; readonly to: string };
  readonly currency: Currency;
  readonly title?: Sentence;
  readonly description?: Sentence;
  readonly priceLevelYear?: number;
  readonly verification: {
    readonly objectionDays: number;
    readonly evidence: { readonly required: boolean; readonly sources: readonly string[] };
  };
  readonly followUps: readonly FollowUpView[];
  readonly groups: readonly NamedView[];
  readonly cohorts: readonly NamedView[];
  readonly outcomes: readonly OutcomeView[];
  readonly caps: readonly CapView[];
  readonly payers: {
    readonly parts: readonly {
      readonly party: string;
      readonly share?: string;
      readonly perClaim?: string;
      readonly cap?: string;
    }[];
  };
  readonly payees: readonly { readonly party: string; readonly share: string; readonly from?: string }[];
  readonly capital: readonly { readonly party: string; readonly kind: string; readonly amount: string }[];
  readonly assumptions: readonly (Sentence & { readonly about: string })[];
  readonly sources: readonly { readonly title: string; readonly url?: string }[];
}

/** A target group or a cohort. */
export interface NamedView {
  readonly code: string;
  readonly name: Sentence;
}

export interface FollowUpView {
  readonly code: string;
  readonly months?: number;
  readonly weeks?: number;
  readonly name?: Sentence;
}

export interface OutcomeView {
  readonly code: string;
  readonly kind: OutcomeKind;
  readonly name: Sentence;
  readonly description?: Sentence;
  readonly followUps?: readonly string[];
  readonly claims?: 'once' | 'repeatable';
  readonly requires?: readonly ConditionView[];
  readonly unless?: readonly ConditionView[];
  readonly sustained?: { readonly permittedDays?: number };
  readonly price?: PriceView;
}

export interface ConditionView {
  readonly fact: string;
  readonly followUp?: string;
  readonly atLeast?: string;
}

export type PriceView =
  | {
      readonly kind: 'per-claim';
      readonly amount?: string;
      readonly byFollowUp?: readonly { readonly followUp: string; readonly amount: string }[];
    }
  | { readonly kind: 'per-unit'; readonly unit: string; readonly amount: string; readonly threshold?: string }
  | { readonly kind: 'per-time'; readonly amount: string; readonly months: number }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly from: string; readonly amount: string }[] }
  | { readonly kind: 'interpolated'; readonly points: readonly { readonly at: string; readonly amount: string }[] }
  | { readonly kind: 'tranches'; readonly tranches: readonly { readonly upTo?: string; readonly share: string }[] };

export interface CapView {
  readonly step: string;
  readonly max?: string;
  readonly outcomes?: readonly string[];
  readonly years?: readonly number[];
  readonly share?: string;
}

export const termsOf = (contract: ContractDetails): TermsView => contract.terms as unknown as TermsView;
