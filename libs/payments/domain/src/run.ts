import { dateInDenmark, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import {
  cutOffBeforeLast,
  cutOffInFuture,
  nothingToPay,
  nothingVerified,
  otherThanShown,
  paysOneself,
  runLost,
  runOpen,
  runOutdated,
  samePerson,
  wrongStatus,
} from './errors.js';
import type { Settlement } from './settlement.js';

export type RunStatus = 'calculated' | 'certified' | 'authorised' | 'cancelled';

/** Who acts: the person, their own organisation and, where known, their departments. */
export interface Signer {
  readonly subject: string;
  readonly name: string;
  readonly organisation: string;
  readonly departments: readonly string[];
}

export interface Signature {
  readonly by: string;
  readonly name: string;
  readonly at: Instant;
}

export interface Run {
  readonly runId: string;
  readonly contractId: string;
  readonly no: number;
  readonly cutOff: LocalDate;
  readonly status: RunStatus;
  readonly settlements: readonly Settlement[];
  readonly calculated: Signature;
  readonly certified?: Signature;
  readonly authorised?: Signature;
  readonly cancelled?: Signature & { readonly reason: string };
}

export type RunFact =
  | { readonly type: 'certified'; readonly signature: Signature; readonly shown: string }
  | { readonly type: 'authorised'; readonly signature: Signature }
  | { readonly type: 'cancelled'; readonly signature: Signature; readonly reason: string };

/** What a new run must know of the contract's runs. */
export interface RunsSoFar {
  readonly last?: { readonly no: number; readonly status: RunStatus } | undefined;
  readonly lastAuthorisedCutOff?: LocalDate | undefined;
  /** A run that others were told of, and that a restore from an older backup lost here. */
  readonly lost?: number | undefined;
}

/**
 * A run may be calculated when none is open, up to a day that is over or today (in Denmark), and not before the last authorised cut-off:
 * runs go forward, corrections too; and none may be missing. Returns the new run's number.
 * @throws DomainError `payments.run-lost`, `payments.run-open`, `payments.cut-off-in-future`, `payments.cut-off-before-last`.
 */
export function mayCalculate(soFar: RunsSoFar, cutOff: LocalDate, now: Instant): number {
  const { last, lost, lastAuthorisedCutOff: earliest = cutOff } = soFar;
  if (lost !== undefined) throw runLost(lost);
  if (last && isOpen(last.status)) throw runOpen(last.no);
  const today = dateInDenmark(now);
  if (cutOff > today) throw cutOffInFuture(cutOff, today);
  if (cutOff < earliest) throw cutOffBeforeLast(cutOff, earliest);
  return (last?.no ?? 0) + 1;
}

/** What a run would be of: the facts it counts, and what it pays. */
export interface RunContent {
  readonly factsDigest: string;
  readonly facts: number;
  readonly settlements: readonly Pick<Settlement, 'amount'>[];
}

/**
 * A run of nothing is not made: nothing to pay or to credit, and the same verified outcomes as in the authorised run before (or none at all).
 * Outcomes that are new and earn nothing make a run of 0: others are told of them with it.
 * @throws DomainError `payments.nothing-to-pay`, `payments.nothing-verified`.
 */
export function mustDiffer(
  { factsDigest, facts, settlements }: RunContent,
  last: { readonly no: number; readonly cutOff: LocalDate; readonly factsDigest: string } | undefined,
  cutOff: LocalDate,
): void {
  if (settlements.some(({ amount }) => amount !== 0n)) return;
  if (last?.factsDigest === factsDigest) throw nothingToPay(cutOff, last.no, last.cutOff);
  if (!last && facts === 0) throw nothingVerified(cutOff);
}

export const isOpen = (status: RunStatus): boolean => status === 'calculated' || status === 'certified';

export type Parties = Pick<Terms, 'parties'>;

/** What has happened since the run was calculated: facts it counts that were reversed in the meantime. */
export interface Since {
  readonly reversed: number;
}

/** Digests of a run's difference: as the person who signs was shown it, and as it stands. */
export interface Seen {
  readonly shown: string;
  readonly stands: string;
}

/**
 * First person: certifies what was shown, and nothing else.
 * @throws DomainError `payments.wrong-status`, `payments.pays-oneself`, `payments.run-outdated`, `payments.other-than-shown`.
 */
export function certify(
  run: Run,
  by: Signer,
  terms: Parties,
  since: Since & { readonly seen: Seen },
  now: Instant,
): RunFact {
  checkSigning(run, 'calculated', by, terms, since);
  const { shown, stands } = since.seen;
  if (shown !== stands) throw otherThanShown();
  return { type: 'certified', signature: signature(by, now), shown };
}

/** Second person. @throws as {@link certify}, and `payments.same-person`. */
export function authorise(run: Run, by: Signer, terms: Parties, since: Since, now: Instant): RunFact {
  checkSigning(run, 'certified', by, terms, since);
  if (run.certified?.by === by.subject) throw samePerson();
  return { type: 'authorised', signature: signature(by, now) };
}

/** An open run may be given up; its number stays used. @throws DomainError `payments.wrong-status`. */
export function cancel(run: Run, by: Signer, reason: string, now: Instant): RunFact {
  if (!isOpen(run.status)) throw wrongStatus(run.status, 'calculated');
  return { type: 'cancelled', signature: signature(by, now), reason };
}

function checkSigning(run: Run, needed: RunStatus, by: Signer, terms: Parties, { reversed }: Since): void {
  if (run.status !== needed) throw wrongStatus(run.status, needed);
  if (paysThemselves(run.settlements, by, terms)) throw paysOneself();
  if (reversed > 0) throw runOutdated(reversed);
}

/**
 * A person acts for a party when it is of the person's organisation and, where the party is a department and the person has departments, of one of
 * those. Who acts for a party that this run pays, and for none that pays under the contract, would pay themselves. A municipality that pays its own
 * supplier unit (Aarhus) acts for the payer, so its people may sign; where the unit is a department of its own, people of that department alone may not.
 */
export function paysThemselves(
  settlements: readonly Pick<Settlement, 'payer' | 'payee' | 'amount'>[],
  by: Signer,
  { parties }: Parties,
): boolean {
  const actsFor = parties
    .filter(({ organisation }) => organisation === by.organisation)
    .filter(
      ({ department }) =>
        department === undefined || by.departments.length === 0 || by.departments.includes(department),
    );
  const isPaid = (party: string): boolean =>
    settlements.some(
      ({ payer, payee, amount }) => (amount > 0n && payee === party) || (amount < 0n && payer === party),
    );
  return actsFor.some(({ id }) => isPaid(id)) && !actsFor.some(({ roles }) => roles.includes('payer'));
}

/** A person's mark under a step. */
export const signature = ({ subject, name }: Signer, at: Instant): Signature => ({ by: subject, name, at });

export function evolve(run: Run, fact: RunFact): Run {
  if (fact.type === 'cancelled')
    return { ...run, status: 'cancelled', cancelled: { ...fact.signature, reason: fact.reason } };
  return { ...run, status: fact.type, [fact.type]: fact.signature };
}
