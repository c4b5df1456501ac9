import type { ClaimStatus, Finding } from '@ringvirkning/outcomes-domain';

/** A claim as the database gives it, with the person's pseudonym. */
export interface ClaimRow {
  claim_id: string;
  contract_id: string;
  participant_id: string;
  pseudonym: string;
  outcome: string;
  follow_up: string | null;
  period_start: string | null;
  achieved_on: string;
  quantity: string;
  evidence: {
    digest: string;
    source: 'register' | 'document' | 'questionnaire' | 'self-report';
    legalBasis?: string;
  }[];
  external_ref: string | null;
  findings: Finding[];
  status: ClaimStatus;
  claimant: string;
  claimant_organisation: string;
  claimed_at: Date;
  attester: string | null;
  attester_organisation: string | null;
  verifier: string | null;
  verifier_organisation: string | null;
  objection_ends_at: Date | null;
  finalised_at: Date | null;
  sample_place: 'waiting' | 'selected' | null;
}

export interface ObjectionRow {
  objection_id: string;
  raised_by: string;
  organisation: string;
  reason: string;
  raised_at: Date;
  decision: 'upheld' | 'dismissed' | null;
  decided_at: Date | null;
}

export const CLAIM_COLUMNS = `c.claim_id, c.contract_id, c.participant_id, p.pseudonym, c.outcome, c.follow_up, c.period_start::text, c.achieved_on::text, c.quantity, c.evidence, c.external_ref, c.findings,
  c.status, c.claimant, c.claimant_organisation, c.claimed_at, c.attester, c.attester_organisation, c.verifier, c.verifier_organisation, c.objection_ends_at, c.finalised_at, c.sample_place`;
