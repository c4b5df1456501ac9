import { accessLogSource } from '@ringvirkning/access-log';
import type { SealedSource } from '@ringvirkning/seal';

/** SQL: the claim `c` of the fact `f`, looked up by its key for each: there are many more claims than are sealed at once. */
const claimOf = (condition = 'true'): string =>
  `(SELECT * FROM claim WHERE claim.claim_id = f.claim_id AND ${condition} OFFSET 0) c`;

/**
 * What outcomes never changes: each step of a claim with who took it, the claim itself once it is final, evidence, and who read personal
 * data; what a claim said before it was corrected, and what was done with a person. Notes are not in it, nor measurements: they are erased with the person.
 */
export const outcomesSealed: readonly SealedSource[] = [
  {
    name: 'claim_fact',
    from: `claim_fact f LEFT JOIN LATERAL ${claimOf(`f.type IN ('finalised', 'reversed')`)} ON true`,
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
    name: 'final_payer',
    from: `claim_fact f CROSS JOIN LATERAL ${claimOf()}`,
    where: `f.type = 'finalised'`,
    id: 'f.id',
    place: 'f.id',
    content: ['c.paying_municipality'],
  },
  {
    name: 'final_share',
    from: `claim_fact f CROSS JOIN LATERAL ${claimOf()}`,
    where: `f.type = 'finalised'`,
    id: 'f.id',
    place: 'f.id',
    content: ['c.paid_share'],
  },
  {
    name: 'sample_fact',
    from: 'sample_fact s',
    id: 's.id',
    place: 's.id',
    content: ['s.contract_id', 's.sample_id', 's.type', 's.at', 's.subject', 's.organisation', 's.content::text'],
  },
  {
    name: 'claim_version',
    from: 'claim_version v',
    id: 'v.id',
    place: 'v.id',
    content: [
      'v.contract_id',
      'v.claim_id',
      'v.version',
      'v.achieved_on',
      'v.period_start',
      'v.quantity',
      'v.evidence::text',
      'v.claimant',
      'v.claimant_organisation',
      'v.replaced_at',
    ],
  },
  {
    name: 'participant_fact',
    from: 'participant_fact f',
    id: 'f.id',
    place: 'f.id',
    content: [
      'f.contract_id',
      'f.participant_id',
      'f.type',
      'f.on_day',
      'f.code',
      'f.outcome',
      'f.follow_up',
      'f.at',
      'f.subject',
      'f.organisation',
    ],
  },
  {
    name: 'place_corrected',
    from: 'participant_fact f',
    where: `f.type IN ('group-corrected', 'cohort-corrected', 'referral-corrected', 'start-corrected')`,
    id: 'f.id',
    place: 'f.id',
    content: ['f.was', 'f.now'],
  },
  {
    name: 'move_told',
    from: 'move_told m',
    id: 'm.message_id',
    content: ['m.contract_id', 'm.participant_id', 'm.member', 'm.content'],
  },
  {
    name: 'move_told_outcome',
    from: 'move_told_outcome m',
    id: 'm.message_id',
    content: ['m.contract_id', 'm.outcome', 'm.at'],
  },
  {
    name: 'move_told_refusal',
    from: 'move_told_refusal r',
    id: 'r.message_id',
    content: ['r.contract_id', 'r.reason', 'r.at'],
  },
  {
    name: 'evidence',
    from: 'evidence e',
    id: `e.contract_id || '/' || e.digest`,
    content: ['e.source', 'e.legal_basis', 'e.media_type', 'e.size', 'e.recorded_at', 'e.recorded_by'],
  },
  accessLogSource,
];
