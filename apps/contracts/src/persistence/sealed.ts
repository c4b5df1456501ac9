import type { SealedSource } from '@ringvirkning/seal';

/** What contracts never changes: terms, sign-offs, appropriations, each step of a contract, that it is in force since a day, and what is known of partners. */
export const contractsSealed: readonly SealedSource[] = [
  {
    name: 'contract_version',
    from: 'contract_version v',
    id: `v.contract_id || '/' || v.version`,
    content: ['v.source_format', 'v.source_text', 'v.terms', 'v.terms_digest', 'v.created_at', 'v.created_by'],
  },
  {
    name: 'sign_off',
    from: 'sign_off s',
    id: `s.contract_id || '/' || s.version || '/' || s.role || '/' || s.party`,
    content: ['s.subject', 's.organisation', 's.note', 's.at', 's.name'],
  },
  {
    name: 'appropriation',
    from: 'appropriation a',
    id: 'a.id',
    content: ['a.contract_id', 'a.payer', 'a.budget_year', 'a.amount', 'a.subject', 'a.at'],
  },
  {
    name: 'appropriation_grounds',
    from: 'appropriation a',
    id: 'a.id',
    content: ['a.kind', 'a.account', 'a.area', 'a.reason', 'a.decision', 'a.financing', 'a.counterpart'],
  },
  {
    name: 'risk_decision',
    from: 'risk_decision r',
    id: 'r.id',
    content: [
      'r.contract_id',
      'r.version',
      'r.payer',
      'r.budget_year',
      'r.uncovered',
      'r.decision',
      'r.subject',
      'r.at',
    ],
  },
  {
    name: 'contract_fact',
    from: 'contract_fact f',
    id: 'f.id',
    place: 'f.id',
    content: ['f.contract_id', 'f.type', 'f.fact', 'f.recorded_at'],
  },
  {
    name: 'draft_remark',
    from: 'draft_remark r',
    id: 'r.remark_id',
    content: [
      ...['r.contract_id', 'r.version', 'r.path', 'r.words', 'r.source_format', 'r.source_text', 'r.terms'],
      ...['r.terms_digest', 'r.subject', 'r.name', 'r.organisation', 'r.at'],
    ],
  },
  {
    name: 'draft_answer',
    from: 'draft_answer a',
    id: 'a.remark_id',
    content: [
      ...['a.contract_id', 'a.outcome', 'a.words', 'a.version'],
      ...['a.subject', 'a.name', 'a.organisation', 'a.at'],
    ],
  },
  {
    name: 'contract',
    from: 'contract c',
    where: 'c.activated_on IS NOT NULL',
    id: 'c.contract_id',
    content: ['c.ref', `c.status IN ('active', 'ended')`, 'c.activated_on', 'c.created_at', 'c.created_by'],
  },
  {
    name: 'copy',
    from: 'contract c',
    where: 'c.home IS NOT NULL',
    id: 'c.contract_id',
    content: ['c.home'],
  },
  {
    name: 'sign_off_decision',
    from: 'sign_off s',
    where: 's.decision IS NOT NULL',
    id: `s.contract_id || '/' || s.version || '/' || s.role || '/' || s.party`,
    content: ['s.decision'],
  },
  {
    name: 'contract_partner',
    from: 'contract_partner p',
    id: `p.contract_id || '/' || p.version || '/' || p.organisation`,
    content: ['p.organisation'],
  },
  {
    name: 'accession',
    from: 'accession a',
    id: `a.contract_id || '/' || a.version || '/' || a.organisation || '/' || a.budget_year`,
    content: ['a.subject', 'a.at'],
  },
  {
    name: 'withdrawal',
    from: 'withdrawal w',
    id: `w.contract_id || '/' || w.version`,
    content: ['w.at'],
  },
  {
    name: 'partner_message',
    from: 'partner_message m',
    id: 'm.id',
    content: ['m.contract_id', 'm.version', 'm.organisation', 'm.type', 'm.at'],
  },
];
