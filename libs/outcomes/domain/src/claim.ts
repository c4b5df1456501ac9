import type { Instant } from '@ringvirkning/kernel';
import type { PartyRole } from '@ringvirkning/terms-language';

export type ClaimStatus =
  | 'refused'
  | 'claimed'
  | 'returned'
  | 'attested'
  | 'rejected'
  | 'verified'
  | 'disputed'
  | 'annulled'
  | 'final'
  | 'reversed';

/** A claim in these states stands: the same achievement cannot be claimed again beside it. */
export const STANDING: readonly ClaimStatus[] = ['claimed', 'attested', 'verified', 'disputed', 'final'];

/** Who acts: the person and their own organisation. */
export interface Actor {
  readonly subject: string;
  readonly organisation: string;
}

export interface Objection {
  readonly id: string;
  readonly by: Actor;
  readonly decision: 'upheld' | 'dismissed' | null;
}

/** The part of a claim that its steps depend on. */
export interface Claim {
  readonly id: string;
  readonly status: ClaimStatus;
  readonly claimant: Actor;
  readonly attester: Actor | null;
  readonly verifier: Actor | null;
  readonly objectionEndsAt: Instant | null;
  readonly objections: readonly Objection[];
  /** Where the claim is in an open sample: drawn for the verifier, or waiting for its result. */
  readonly sample?: 'waiting' | 'selected' | null;
}

/** What the contract says about who takes which step. */
export interface ClaimRules {
  readonly claimBy: readonly PartyRole[];
  readonly attestBy: PartyRole;
  readonly verifyBy: PartyRole;
  readonly objectionDays: number;
  /** Only what a sample draws is verified; absent: every claim. */
  readonly isSampled?: boolean;
  readonly parties: readonly { readonly organisation: string; readonly roles: readonly string[] }[];
}

interface Step {
  readonly at: Instant;
  readonly by: Actor;
  readonly note?: string | undefined;
}

export type ClaimFact =
  | ({ readonly type: 'claimed' | 'refused'; readonly claimId: string } & Step)
  | ({ readonly type: 'attested' | 'returned' | 'rejected' | 'reversed' } & Step)
  | ({ readonly type: 'verified'; readonly objectionEndsAt: Instant } & Step)
  | ({ readonly type: 'objected'; readonly objectionId: string } & Step)
  | ({ readonly type: 'objection-upheld' | 'objection-dismissed'; readonly objectionId: string } & Step)
  | ({ readonly type: 'finalised' | 'corrected' } & Step);

/** The state after a fact. A claim starts with `claimed` or `refused`. */
export function evolve(claim: Claim | undefined, fact: ClaimFact): Claim {
  if (fact.type === 'claimed' || fact.type === 'refused') {
    return {
      id: fact.claimId,
      status: fact.type,
      claimant: fact.by,
      attester: null,
      verifier: null,
      objectionEndsAt: null,
      objections: [],
    };
  }
  if (!claim) throw new RangeError(`the first fact of a claim is 'claimed' or 'refused', not '${fact.type}'`);
  switch (fact.type) {
    case 'attested':
      return { ...claim, status: 'attested', attester: fact.by };
    case 'returned':
      return { ...claim, status: 'returned', attester: claim.attester ?? fact.by };
    case 'corrected':
      return { ...claim, status: 'claimed', claimant: fact.by, attester: null, verifier: null, objectionEndsAt: null };
    case 'verified':
      return { ...claim, status: 'verified', verifier: fact.by, objectionEndsAt: fact.objectionEndsAt };
    case 'rejected':
      return { ...claim, status: 'rejected', verifier: fact.by };
    case 'objected':
      return {
        ...claim,
        status: 'disputed',
        objections: [...claim.objections, { id: fact.objectionId, by: fact.by, decision: null }],
      };
    case 'objection-upheld':
      return { ...claim, status: 'annulled', objections: decided(claim, fact.objectionId, 'upheld') };
    case 'objection-dismissed': {
      const objections = decided(claim, fact.objectionId, 'dismissed');
      return { ...claim, status: objections.some(isOpen) ? 'disputed' : 'verified', objections };
    }
    case 'finalised':
      return { ...claim, status: 'final' };
    case 'reversed':
      return { ...claim, status: 'reversed' };
  }
}

export const isOpen = (objection: Objection): boolean => objection.decision === null;

const decided = (claim: Claim, id: string, decision: 'upheld' | 'dismissed'): Objection[] =>
  claim.objections.map((objection) => (objection.id === id ? { ...objection, decision } : objection));
