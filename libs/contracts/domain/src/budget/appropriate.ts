import { dateInDenmark, sum, type Instant } from '@ringvirkning/kernel';
import { fitsArea, readAccountString, STEERING_AREAS } from '@ringvirkning/reference';
import type { Appropriation, Contract, ContractFact, Decision, RiskDecision, WorstCase } from '../contract.js';
import * as errors from '../errors.js';
import { isOurs } from '../joint.js';
import * as budgetErrors from './errors.js';
import { appropriatedIn } from './appropriations.js';

type FactOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>;

/** More than any municipality's whole budget, in minor units: a slip of the keyboard. The database holds it many times over. */
export const MOST_APPROPRIATED = 10n ** 13n;

/**
 * Also while the contract is in force: each later budget year needs its own, and a year may get more beside its budget, which then says where the money comes
 * from (kommunestyrelsesloven § 40). @throws DomainError when the payer does not pay in this contract, or not in that year, the contract has ended, the amount
 * or the account is absurd, or a supplementary appropriation names no decision or is not financed to the øre.
 */
export function appropriate(
  contract: Contract,
  appropriation: Appropriation,
  worstCase: WorstCase = () => 0n,
): FactOf<'appropriated'> {
  const { amount, kind = 'original' } = appropriation;
  mustConcern(contract, appropriation, worstCase);
  if (amount <= 0n) throw errors.amountNotPositive();
  const total = appropriatedIn(contract.appropriations, appropriation.payer, appropriation.budgetYear) + amount;
  if (total > MOST_APPROPRIATED) throw budgetErrors.amountAbsurd(MOST_APPROPRIATED, contract.agreement.currency);
  mustBeAccount(appropriation);
  if (kind === 'supplementary') mustBeFinanced(contract, appropriation);
  if (appropriation.decision) mustBeDecided(appropriation.decision, appropriation.at);
  return { type: 'appropriated', appropriation };
}

/** Whose money and which year it is. */
export function mustConcern(
  contract: Contract,
  { payer: id, budgetYear }: Pick<Appropriation, 'payer' | 'budgetYear'>,
  worstCase: WorstCase = () => 0n,
): void {
  if (contract.status === 'ended') throw errors.ended();
  const payer = contract.agreement.parties.find((party) => party.id === id);
  if (!payer?.roles.includes('payer')) throw errors.notAPayer(id);
  if (!isOurs(contract, payer.id)) throw errors.appropriatesElsewhere(payer.organisation);
  const { first, last } = contract.agreement.budgetYears;
  // What is left of the last year may be carried over once more, and cohorts may be paid for after the period.
  if (budgetYear < first || (budgetYear > last + 1 && worstCase(id, budgetYear) === 0n))
    throw budgetErrors.anotherYear(budgetYear, first, last);
}

function mustBeAccount({ account, area, budgetYear }: Appropriation): void {
  if (area !== undefined && !STEERING_AREAS.some((known) => known === area)) throw budgetErrors.unknownArea(area);
  if (account === undefined) return;
  const read = readAccountString(account, budgetYear);
  if (!('account' in read)) throw budgetErrors.notAnAccount(account, read.faults);
  const known = STEERING_AREAS.find((each) => each === area);
  if (known && !fitsArea(read.account, known)) throw budgetErrors.otherArea(account, known);
}

function mustBeFinanced({ agreement }: Contract, { amount, decision, financing = [] }: Appropriation): void {
  if (!decision) throw budgetErrors.notDecided();
  const financed = sum(financing.map((each) => each.amount));
  if (financing.some((each) => each.amount <= 0n) || financed !== amount)
    throw budgetErrors.notFinanced(amount, financed, agreement.currency);
}

/** Nobody records what is yet to be decided. */
export function mustBeDecided({ on }: Decision, at: Instant): void {
  const today = dateInDenmark(at);
  if (on > today) throw budgetErrors.decidedLater(on, today);
}

/** What is known of a budget year when money is taken from it; minor units. */
export interface Standing {
  /** Authorised of the appropriation: nothing takes that back. */
  readonly spent: bigint;
  /** What the plan may cost at most in the year. */
  readonly committed: bigint;
  /** Whoever takes money from below what is committed says that they know. */
  readonly isAcknowledged: boolean;
}

/**
 * Takes money back by a counter-entry. `appropriation.amount` is below zero. @throws DomainError when less would be left than is spent; when less would be left
 * than is committed and nobody has said that they know; without a reason.
 */
export function correct(contract: Contract, appropriation: Appropriation, standing: Standing): FactOf<'appropriated'> {
  mustConcern(contract, appropriation, () => 1n);
  if (appropriation.amount >= 0n) throw errors.amountNotPositive();
  if (!appropriation.reason?.trim()) throw budgetErrors.noReason();
  mustBeLeft(contract, appropriation, standing);
  return { type: 'appropriated', appropriation: { ...appropriation, kind: 'correction' } };
}

/** Enough for what is spent, and for what is committed unless somebody says that they know. */
export function mustBeLeft(
  { agreement, appropriations }: Contract,
  { payer, budgetYear, amount }: Pick<Appropriation, 'payer' | 'budgetYear' | 'amount'>,
  { spent, committed, isAcknowledged }: Standing,
): void {
  const [before, { currency }] = [appropriatedIn(appropriations, payer, budgetYear), agreement];
  const left = before + amount;
  if (left < spent || left < 0n) throw budgetErrors.belowSpent({ budgetYear, before, spent, currency });
  if (left < committed && !isAcknowledged) throw budgetErrors.belowCommitted({ budgetYear, left, committed, currency });
}

/**
 * The council's word that a contract may come into force though this year's appropriation does not cover its worst case. It is of the terms that stand: other
 * terms need another. Payments beyond the appropriation are stopped all the same. @throws DomainError
 */
export function carryRisk(contract: Contract, riskDecision: RiskDecision): FactOf<'risk-carried'> {
  if (contract.status !== 'draft') throw errors.notDraft(contract.status);
  mustConcern(contract, riskDecision);
  if (riskDecision.uncovered <= 0n) throw errors.amountNotPositive();
  if (riskDecision.uncovered > MOST_APPROPRIATED)
    throw budgetErrors.amountAbsurd(MOST_APPROPRIATED, contract.agreement.currency);
  mustBeDecided(riskDecision.decision, riskDecision.at);
  return { type: 'risk-carried', version: contract.version, riskDecision };
}
