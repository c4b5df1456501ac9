import type { Instant } from '@ringvirkning/kernel';
import { dueWaits, dueWrongStatus, paysOneself, samePerson } from '../errors.js';
import { paysThemselves, signature, type Parties, type Signature, type Signer } from '../run.js';
import type { DueAmount } from './claim.js';

/** `waiting`: for its contract, or for the answer to the claim before it. `refused`: it broke a rule. */
export const DUE_STATUSES = ['waiting', 'received', 'certified', 'authorised', 'objected', 'refused'] as const;
export type DueStatus = (typeof DUE_STATUSES)[number];

export interface Due {
  readonly status: DueStatus;
  readonly certified?: Signature | undefined;
}

export type DueFact =
  | { readonly type: 'certified' | 'authorised'; readonly signature: Signature }
  | { readonly type: 'objected'; readonly signature: Signature; readonly reason: string };

/** First person. @throws DomainError `payments.due-wrong-status`, `payments.due-waits`, `payments.pays-oneself`. */
export function certifyDue(due: Due, by: Signer, amounts: readonly DueAmount[], terms: Parties, now: Instant): DueFact {
  checkSigning(due, 'received', by, amounts, terms);
  return { type: 'certified', signature: signature(by, now) };
}

/** Second person. @throws as {@link certifyDue}, and `payments.same-person`. */
export function authoriseDue(
  due: Due,
  by: Signer,
  amounts: readonly DueAmount[],
  terms: Parties,
  now: Instant,
): DueFact {
  checkSigning(due, 'certified', by, amounts, terms);
  if (due.certified?.by === by.subject) throw samePerson();
  return { type: 'authorised', signature: signature(by, now) };
}

/** One person, as long as it is not answered. @throws DomainError `payments.due-wrong-status`. */
export function objectToDue({ status }: Due, by: Signer, reason: string, now: Instant): DueFact {
  if (status === 'authorised' || status === 'objected' || status === 'refused')
    throw dueWrongStatus(status, 'received');
  return { type: 'objected', signature: signature(by, now), reason };
}

function checkSigning(
  { status }: Due,
  needed: DueStatus,
  by: Signer,
  amounts: readonly DueAmount[],
  terms: Parties,
): void {
  if (status === 'waiting') throw dueWaits();
  if (status !== needed) throw dueWrongStatus(status, needed);
  if (paysThemselves(amounts, by, terms)) throw paysOneself();
}
