import { addDaysInDenmark, DomainError, type Instant } from '@ringvirkning/kernel';
import { isOpen, type Actor, type Claim, type ClaimFact, type ClaimRules } from './claim.js';
import * as errors from './errors.js';
import { mayStep } from './steps.js';

/** Who takes a step, when, and what they note. */
export interface By {
  readonly by: Actor;
  readonly at: Instant;
  readonly note?: string | undefined;
}

/** @throws forbidden when the person's organisation is not among those that may claim. */
export function mayClaim(rules: ClaimRules, by: Actor): void {
  if (!isClaimant(rules, by)) throw errors.notYourRole(...rules.claimBy);
}

export const isClaimant = (rules: ClaimRules, by: Actor): boolean =>
  rules.claimBy.some((role) => hasRole(rules, by, role));

/** The authority's case worker vouches for the claim, or returns it to the claimant. Never the claimant. */
export function attest(claim: Claim, rules: ClaimRules, decision: 'attested' | 'returned', step: By): ClaimFact {
  mayStep(claim, 'attest');
  mayAttest(rules, step.by);
  if (isSame(step.by, claim.claimant)) throw errors.samePerson('claimant');
  return { type: decision, ...step };
}

/**
 * Whoever claimed says it otherwise, and sends it again: also while it waits, and after it was attested, which then has to be done anew.
 * By anybody of the organisation that made the claim, who is the claimant from then on; never by who has attested or returned it.
 */
export function correct(claim: Claim, rules: ClaimRules, step: By): ClaimFact {
  mayStep(claim, 'correct');
  mayClaim(rules, step.by);
  if (step.by.organisation !== claim.claimant.organisation) throw errors.notYourClaim();
  if (claim.sample) throw errors.inSample();
  if (claim.attester && isSame(step.by, claim.attester)) throw errors.samePerson('attester');
  return { type: 'corrected', ...step };
}

/** The independent verifier decides; where the contract agreed on a sample, what is drawn. Never the claimant, the attester or anybody of the supplier. An approval opens the objection window. */
export function verify(claim: Claim, rules: ClaimRules, decision: 'approved' | 'rejected', step: By): ClaimFact {
  mayStep(claim, 'verify');
  if (rules.isSampled === true && claim.sample !== 'selected') throw errors.waitsForSample();
  mayVerify(rules, step.by);
  if (isSame(step.by, claim.claimant)) throw errors.samePerson('claimant');
  if (claim.attester && isSame(step.by, claim.attester)) throw errors.samePerson('attester');
  if (step.by.organisation === claim.claimant.organisation) throw errors.verifierNotIndependent();
  return decision === 'rejected'
    ? { type: 'rejected', ...step }
    : { type: 'verified', objectionEndsAt: addDaysInDenmark(step.at, rules.objectionDays), ...step };
}

/** @throws forbidden when the contract gives this step to another party. */
export function mayAttest(rules: ClaimRules, by: Actor): void {
  if (!hasRole(rules, by, rules.attestBy)) throw errors.notYourRole(rules.attestBy);
}

/** @throws DomainError when the contract gives this step to another party, or the person's organisation delivers the intervention. */
export function mayVerify(rules: ClaimRules, by: Actor): void {
  if (!hasRole(rules, by, rules.verifyBy)) throw errors.notYourRole(rules.verifyBy);
  if (hasRole(rules, by, 'supplier')) throw errors.verifierNotIndependent();
}

/** Evidence is opened by the organisation that sent it, and by the contract's attesters and verifiers. (The authority's auditors see everything of theirs.) */
export const mayOpenEvidence = (rules: ClaimRules, by: Actor, sentBy: string): boolean =>
  by.organisation === sentBy || [rules.attestBy, rules.verifyBy].some((role) => hasRole(rules, by, role));

/** Any party may dispute a verified claim while the window is open; one open objection per claim and party. */
export function raiseObjection(claim: Claim, rules: ClaimRules, objectionId: string, step: By): ClaimFact {
  mayStep(claim, 'object');
  if (!rules.parties.some(({ organisation }) => organisation === step.by.organisation)) throw errors.notAParty();
  if (claim.objectionEndsAt !== null && step.at >= claim.objectionEndsAt)
    throw errors.objectionWindowClosed(claim.objectionEndsAt);
  if (claim.objections.some((objection) => isOpen(objection) && objection.by.organisation === step.by.organisation))
    throw errors.objectionOpen();
  return { type: 'objected', objectionId, ...step };
}

/** Upheld is final: the claim is annulled. Dismissed: the claim goes on, once no other objection is open. Decided by somebody who had no part in it. */
export function decideObjection(
  claim: Claim,
  objectionId: string,
  decision: 'upheld' | 'dismissed',
  step: By,
): ClaimFact {
  const objection = claim.objections.find(({ id }) => id === objectionId);
  if (!objection) throw errors.unknownObjection();
  if (!isOpen(objection)) throw errors.objectionDecided();
  mayStep(claim, 'decide-objection');
  if (isSame(step.by, objection.by)) throw errors.samePerson('objector');
  if (isSame(step.by, claim.claimant)) throw errors.samePerson('claimant');
  if (claim.attester && isSame(step.by, claim.attester)) throw errors.samePerson('attester');
  return { type: decision === 'upheld' ? 'objection-upheld' : 'objection-dismissed', objectionId, ...step };
}

/** @throws rule while the objection window is open. */
export function finalise(claim: Claim, step: By): ClaimFact {
  mayStep(claim, 'finalise');
  if (claim.objectionEndsAt === null) throw errors.wrongStep(claim.status);
  if (step.at < claim.objectionEndsAt) throw errors.objectionWindowOpen(claim.objectionEndsAt);
  return { type: 'finalised', ...step };
}

/** Instead of becoming final: what came after it was claimed has changed what the rules say of it, and the claimant may claim anew. */
export function sendBack(claim: Claim, step: By): ClaimFact {
  mayStep(claim, 'send-back');
  return { type: 'returned', ...step };
}

/** A final outcome is never edited; a new fact takes it back, and the next payment run settles the difference. Not by the claimant. */
export function reverse(claim: Claim, step: By): ClaimFact {
  mayStep(claim, 'reverse');
  if (isSame(step.by, claim.claimant)) throw errors.samePerson('claimant');
  return { type: 'reversed', ...step };
}

/** Steps that a person takes on a claim. */
export const CLAIM_STEPS = ['attest', 'verify', 'object', 'reverse'] as const;
export type ClaimStep = (typeof CLAIM_STEPS)[number];

/** Which of these the rules let this person take now; for what people are offered, while taking a step asks the rules anew. */
export function openSteps(claim: Claim, rules: ClaimRules, among: readonly ClaimStep[], step: By): ClaimStep[] {
  const take: Readonly<Record<ClaimStep, () => ClaimFact>> = {
    attest: () => attest(claim, rules, 'attested', step),
    verify: () => verify(claim, rules, 'approved', step),
    object: () => raiseObjection(claim, rules, '', step),
    reverse: () => reverse(claim, step),
  };
  return among.filter((name) => isAllowed(take[name]));
}

function isAllowed(take: () => ClaimFact): boolean {
  try {
    take();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

const hasRole = (rules: ClaimRules, by: Actor, role: string): boolean =>
  rules.parties.some(({ organisation, roles }) => organisation === by.organisation && roles.includes(role));

const isSame = (a: Actor, b: Actor): boolean => a.subject === b.subject;
