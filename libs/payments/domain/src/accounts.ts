import { yearOf, type Currency, type LocalDate } from '@ringvirkning/kernel';
import { grossOf } from '@ringvirkning/terms';
import type { Fact, Step, Terms } from '@ringvirkning/terms-language';
import type { CapitalAccount } from './capital/postings.js';

/** The contract's accounts; what each is for is in the README. Debit is positive, credit negative. */
export const ACCOUNTS = {
  receivable: 'receivable',
  earned: 'earned',
  claim: 'claim',
  cost: 'cost',
  liability: 'liability',
  dueFromPartner: 'due-from-partner',
} as const;
export type ExcessAccount = `excess:${Step}`;
export const excessAccount = (step: Step): ExcessAccount => `excess:${step}`;
export type Account = (typeof ACCOUNTS)[keyof typeof ACCOUNTS] | ExcessAccount | CapitalAccount;

/** A ledger line of a contract: either about an outcome, or between a payer and a payee. */
export interface PostingLine {
  readonly account: Account;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly budgetYear: number;
  readonly outcome?: string;
  readonly followUp?: string;
  readonly party?: string;
  readonly counterparty?: string;
  readonly department?: string;
}

export type Sides = Required<Pick<PostingLine, 'party' | 'counterparty' | 'budgetYear'>>;

/** A line between a payer and a payee, with the party's department. */
export function lineBetween(
  line: Pick<PostingLine, 'account' | 'amount' | 'currency'>,
  sides: Sides,
  { parties }: Pick<Terms, 'parties'>,
): PostingLine {
  const department = parties.find(({ id }) => id === sides.party)?.department;
  return { ...line, ...sides, ...(department === undefined ? {} : { department }) };
}

/** What the ledger is asked to book; the lines sum to zero. */
export interface Posting {
  readonly key: string;
  readonly kind: 'accrual' | 'true-up' | 'excess' | 'settlement' | 'cost' | 'due' | 'answer' | 'capital';
  readonly contractId: string;
  readonly effectiveOn: LocalDate;
  readonly source: string;
  readonly lines: readonly PostingLine[];
}

export const accrualKey = (claimId: string): string => `accrual:${claimId}`;
export const accrualReversalKey = (claimId: string): string => `accrual-reversal:${claimId}`;
/** The claim that an entry accrues or takes back; undefined for other entries. */
export const accruedClaim = (key: string): string | undefined => /^accrual(?:-reversal)?:(.+)/.exec(key)?.[1];

/**
 * A final outcome is accrued at its price before caps, in the budget year it was achieved in. Undefined when its value shows only in a run
 * (outcomes measured on cohorts or against a baseline): the run's true-up books those.
 */
export function accrualOf(
  terms: Terms,
  contractId: string,
  fact: Fact & { readonly on: LocalDate },
  source: string,
): Posting | undefined {
  const gross = grossOf(terms, fact);
  if (gross === 0n) return undefined;
  const dimensions = {
    currency: terms.currency,
    budgetYear: yearOf(fact.on),
    outcome: fact.outcome,
    ...(fact.followUp === undefined ? {} : { followUp: fact.followUp }),
  };
  return {
    key: accrualKey(fact.id),
    kind: 'accrual',
    contractId,
    effectiveOn: fact.on,
    source,
    lines: [
      { account: ACCOUNTS.receivable, amount: gross, ...dimensions },
      { account: ACCOUNTS.earned, amount: -gross, ...dimensions },
    ],
  };
}
