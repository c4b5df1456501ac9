import { accessLogSource } from '@ringvirkning/access-log';
import { systemClock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { ledgerSources, type SealedSource } from '@ringvirkning/seal';

/** What payments never changes: books, facts and their reversals, terms in force, runs with each step and who took it, what is due across municipalities, and who read personal data. */
export const paymentsSealed: readonly SealedSource[] = [
  ...ledgerSources(new Ledger(systemClock)),
  {
    name: 'contract_version',
    from: 'contract_version v',
    id: `v.contract_id || '/' || v.version`,
    content: ['v.ref', 'v.title', 'v.currency', 'v.activated_on', 'v.terms_digest', 'v.terms'],
  },
  {
    name: 'contract_partners',
    from: 'contract_version v',
    id: `v.contract_id || '/' || v.version`,
    content: ['v.partners'],
  },
  {
    name: 'joint_contract',
    from: 'joint_contract v',
    id: `v.contract_id || '/' || v.version`,
    content: ['v.home', 'v.ref', 'v.title', 'v.currency', 'v.activated_on', 'v.terms_digest', 'v.terms'],
  },
  {
    name: 'partner_claim',
    from: 'partner_claim c',
    id: 'c.claim_id',
    content: ['c.contract_id', 'c.run_id', 'c.member', 'c.number', 'c.digest', 'c.content'],
  },
  {
    name: 'partner_claim_word',
    from: 'partner_claim_word w',
    id: 'w.id',
    place: 'w.id',
    content: ['w.claim_id', 'w.contract_id', 'w.type', 'w.reason', 'w.at'],
  },
  {
    name: 'payment_due',
    from: 'payment_due d',
    id: 'd.due_id',
    content: ['d.contract_id', 'd.member', 'd.number', 'd.digest', 'd.content', 'd.received_at', 'd.fault'],
  },
  {
    name: 'payment_due_step',
    from: 'payment_due_step s',
    id: 's.id',
    place: 's.id',
    content: ['s.due_id', 's.contract_id', 's.type', 's.by', 's.name', 's.at', 's.data'],
  },
  {
    name: 'move_heard',
    from: 'move_heard m',
    id: 'm.statement_id',
    content: ['m.contract_id', 'm.member', 'm.person_id', 'm.said_at', 'm.content', 'm.received_at'],
  },
  {
    name: 'move_objection',
    from: 'move_objection o',
    id: 'o.statement_id',
    content: ['o.contract_id', 'o.reason', 'o.at', 'o.by', 'o.name'],
  },
  {
    name: 'payment_due_refusal',
    from: 'payment_due_refusal r',
    id: 'r.due_id',
    content: ['r.contract_id', 'r.reason', 'r.at'],
  },
  {
    name: 'fact',
    from: 'fact f',
    id: 'f.claim_id',
    place: 'f.position',
    content: [
      'f.contract_id',
      'f.participant',
      'f.outcome',
      'f.follow_up',
      'f.achieved_on',
      'f.quantity',
      'f.cohort',
      'f."group"',
      'f.payer',
      'f.finalised_at',
    ],
  },
  {
    name: 'fact_share',
    from: 'fact f',
    id: 'f.claim_id',
    place: 'f.position',
    content: ['f.paid_share'],
  },
  {
    name: 'fact_reversal',
    from: 'fact_reversal f',
    id: 'f.claim_id',
    place: 'f.position',
    content: ['f.contract_id', 'f.reversed_at'],
  },
  // A step together with what it made of the run, which says it a second time.
  {
    name: 'payment_run_fact',
    from: 'payment_run_fact f LEFT JOIN payment_run r ON r.run_id = f.run_id',
    id: 'f.id',
    place: 'f.id',
    content: [
      'f.run_id',
      'f.contract_id',
      'f.type',
      'f.by',
      'f.at',
      'f.data',
      `CASE f.type WHEN 'calculated' THEN r.calculated WHEN 'certified' THEN r.certified WHEN 'authorised' THEN r.authorised WHEN 'cancelled' THEN r.cancelled END`,
      // Runs from before parts were told, or all of them, or no dominated amount, keep the leaf they have.
      `CASE WHEN f.type IN ('authorised', 'cancelled') THEN jsonb_build_array(r.status, r.certified, r.authorised, r.cancelled)
         || CASE WHEN f.type = 'authorised' AND r.tells_parts THEN '["parts"]'::jsonb ELSE '[]' END
         || CASE WHEN f.type = 'authorised' AND r.tells_all THEN '["all"]'::jsonb ELSE '[]' END
         || CASE WHEN f.type = 'authorised' AND r.hides_dominated THEN '["no-dominated"]'::jsonb ELSE '[]' END END`,
    ],
  },
  {
    name: 'payment_run',
    from: 'payment_run r',
    id: 'r.run_id',
    content: [
      'r.contract_id',
      'r.no',
      'r.cut_off',
      'r.terms_version',
      'r.facts_upto',
      'r.facts',
      'r.facts_digest',
      'r.result_digest',
      'r.result',
      'r.settlements',
    ],
  },
  {
    name: 'transfer_fact',
    from: 'transfer_fact t',
    id: `t.run_id || '/' || t.payer || '/' || t.payee || '/' || t.place`,
    content: [
      't.contract_id',
      't.type',
      't.amount',
      't.on_day',
      't.reference',
      't.reason',
      't.source',
      't.by',
      't.name',
      't.at',
    ],
  },
  {
    name: 'capital_fact',
    from: 'capital_fact c',
    id: 'c.fact_id',
    content: [
      ...['c.contract_id', 'c.place', 'c.type', 'c.on_day', 'c.amount', 'c.capital', 'c.run_id', 'c.reference'],
      ...[
        'c.reason',
        'c.takes',
        'c.withdraws',
        'c.terms_version',
        'c.currency',
        'c.movements',
        'c.by',
        'c.name',
        'c.at',
      ],
    ],
  },
  {
    name: 'final_settlement_step',
    from: 'final_settlement_step s',
    id: `s.contract_id || '/' || s.place`,
    content: ['s.no', 's.type', 's.digest', 's.account', 's.by', 's.name', 's.at'],
  },
  accessLogSource,
];
