import { accessLogSource } from '@ringvirkning/access-log';
import type { SealedSource } from '@ringvirkning/seal';

/**
 * What outcomes never changes: each step of a claim with who took it, the claim itself once it is final, evidence, and who read personal
 * data. Notes are not in it, nor measurements: they are erased with the person.
 */
export const outcomesSealed: readonly SealedSource[] = [
  {
    name: 'claim_fact',
    from: `claim_fact f LEFT JOIN claim c ON c.claim_id = f.claim_id AND f.type IN ('finalised', 'reversed')`,
    id: 'f.id',
    place: 'f.id',
    content: [
      'f.contract_id',
      'f.claim_id',
      'f.type',
      'f.at',
      'f.subject',
      'f.organisation',
      'c.contract_id',
      'c.participant_id',
      'c.outcome',
      'c.follow_up',
      'c.period_start',
      'c.achieved_on',
      'c.quantity',
      'c.claimant',
      'c.claimant_organisation',
      'c.claimed_at',
      'c.attester',
      'c.attester_organisation',
      'c.verifier',
      'c.verifier_organisation',
      'c.finalised_at',
      `CASE f.type WHEN 'finalised' THEN c.status IN ('final', 'reversed') WHEN 'reversed' THEN c.status = 'reversed' END`,
    ],
  },
  {
    name: 'evidence',
    from: 'evidence e',
    id: `e.contract_id || '/' || e.digest`,
    content: ['e.source', 'e.legal_basis', 'e.media_type', 'e.size', 'e.recorded_at', 'e.recorded_by'],
  },
  accessLogSource,
];
