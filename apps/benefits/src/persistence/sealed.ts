import { accessLogSource } from '@ringvirkning/access-log';
import { systemClock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { ledgerSources, type SealedSource } from '@ringvirkning/seal';

/** What benefits never changes: books and which outcomes each of their entries is about, valuation models, the final outcomes and payments it was told of, what contracts were expected to bring when they were signed, statements between municipalities, plans, data-sharing agreements, benefit-sharing agreements, their settlements and the letters about them, and who read by them or personal data. */
export const benefitsSealed: readonly SealedSource[] = [
  ...ledgerSources(new Ledger(systemClock)),
  {
    name: 'valuation_model',
    from: 'valuation_model m',
    id: 'm.model',
    content: ['m.id', 'm.code', 'm.version', 'm.digest', 'm.document', 'm.source_text', 'm.created_by', 'm.created_at'],
  },
  {
    name: 'model_attachment',
    from: 'model_attachment a',
    id: 'a.attachment_id',
    content: ['a.contract_id', 'a.model', 'a.attached_by', 'a.attached_at'],
  },
  {
    name: 'outcome',
    from: 'outcome o',
    id: 'o.claim_id',
    place: 'o.place',
    content: [
      'o.contract_id',
      'o.participant_id',
      // Outcomes without a follow-up, and all from before it was kept, have the leaf they had.
      'CASE WHEN o.follow_up IS NULL THEN to_jsonb(o.outcome) ELSE jsonb_build_array(o.outcome, o.follow_up) END',
      'o.achieved_on',
      'o.quantity',
      'o.paying_municipality',
      'o.finalised_at',
    ],
  },
  {
    name: 'outcome_fact',
    from: 'outcome_fact f',
    id: 'f.fact_id',
    content: [
      ...['f.contract_id', 'f.claim_id'],
      'CASE WHEN f.follow_ups IS NULL THEN f.known ELSE jsonb_build_array(f.known, f.follow_ups) END',
      ...['f.told_by', 'f.told_at'],
    ],
  },
  {
    name: 'outcome_reversal',
    from: 'outcome_reversal r',
    id: 'r.claim_id',
    place: 'r.place',
    content: ['r.contract_id', 'r.reversed_at'],
  },
  {
    name: 'person_move_heard',
    from: 'person_move_heard m',
    id: 'm.place',
    content: ['m.contract_id', 'm.participant_id', 'm.moves', 'm.after_run'],
  },
  {
    name: 'follow_ups_heard',
    from: 'follow_ups_heard h',
    id: 'h.place',
    content: ['h.contract_id', 'h.participant_id', 'h.ended'],
  },
  {
    name: 'valuation',
    from: 'valuation v',
    id: 'v.valuation_id',
    content: [
      ...['v.contract_id', 'v.model', 'v.valued_on', 'v.parties', 'v.elsewhere', 'v.claims', 'v.people'],
      ...['v.digest', 'v.amount', 'v.entries', 'v.booked_at'],
    ],
  },
  {
    name: 'signature_forecast',
    from: 'signature_forecast s',
    id: `s.contract_id || '/' || s.version`,
    content: ['s.contract_id', 's.version', 's.model', 's.planned', 's.lines', 's.digest', 's.kept_at'],
  },
  {
    name: 'payment_run',
    from: 'payment_run r',
    id: 'r.run_id',
    content: [
      'r.contract_id',
      'r.no',
      'r.cut_off',
      'r.budget_year',
      'r.currency',
      'r.payments',
      'r.authorised_at',
      // Runs from before parts were told keep the leaf they have.
      'CASE WHEN r.parts IS NULL THEN to_jsonb(r.published) ELSE jsonb_build_array(r.published, r.parts) END',
    ],
  },
  {
    name: 'told_statement',
    from: 'told_statement s',
    id: 's.statement_id',
    content: ['s.contract_id', 's.member', 's.number', 's.digest', 's.content', 's.told_at'],
  },
  {
    name: 'told_statement_answer',
    from: 'told_statement_answer a',
    id: 'a.answer_id',
    content: ['a.contract_id', 'a.member', 'a.number', 'a.digest', 'a.fault', 'a.held', 'a.at'],
  },
  {
    name: 'told_statement_lost',
    from: 'told_statement_lost s',
    id: 's.statement_id',
    content: ['s.contract_id', 's.reason'],
  },
  {
    name: 'heard_statement',
    from: 'heard_statement s',
    id: 's.statement_id',
    content: ['s.contract_id', 's.member', 's.number', 's.digest', 's.content', 's.heard_at', 's.fault'],
  },
  {
    name: 'heard_statement_booking',
    from: 'heard_statement_booking b',
    id: 'b.statement_id',
    content: ['b.contract_id', 'b.booked_at'],
  },
  {
    name: 'due_payment',
    from: 'due_payment d',
    id: 'd.due_id',
    content: ['d.contract_id', 'd.cut_off', 'd.currency', 'd.payments'],
  },
  {
    name: 'capital_fact',
    from: 'capital_fact c',
    id: 'c.fact_id',
    content: ['c.contract_id', 'c.place', 'c.currency', 'c.withdraws', 'c.movements'],
  },
  {
    name: 'plan_baseline',
    from: 'plan_baseline p',
    id: 'p.plan_id',
    content: [
      ...['p.contract_id', 'p.number', 'p.soem_version', 'p.price_level_year', 'p.lines', 'p.digest'],
      ...['p.loaded_by', 'p.loaded_by_name', 'p.loaded_at'],
    ],
  },
  {
    name: 'data_sharing',
    from: 'data_sharing s',
    id: 's.sharing_id',
    content: [
      ...[
        's.provider',
        's.receiver',
        's.purpose',
        's.legal_basis',
        's.figures',
        's.detail',
        's.first_day',
        's.last_day',
      ],
      ...['s.proposed_by', 's.proposed_by_name', 's.proposed_at'],
    ],
  },
  {
    name: 'data_sharing_decision',
    from: 'data_sharing_decision d',
    id: 'd.decision_id',
    content: ['d.sharing_id', 'd.kind', 'd.side', 'd.decided_by', 'd.decided_by_name', 'd.reason', 'd.decided_at'],
  },
  {
    name: 'data_sharing_reading',
    from: 'data_sharing_reading r',
    id: 'r.reading_id',
    content: ['r.sharing_id', 'r.at', 'r.subject', 'r.name', 'r.what', 'r.correlation_id'],
  },
  {
    name: 'benefit_agreement',
    from: 'benefit_agreement a',
    id: 'a.agreement_id',
    content: [
      ...['a.contract_id', 'a.code', 'a.version', 'a.digest', 'a.document', 'a.source_text'],
      ...['a.created_by', 'a.created_at'],
    ],
  },
  {
    name: 'benefit_agreement_signature',
    from: 'benefit_agreement_signature s',
    id: `s.agreement_id || '/' || s.side`,
    content: ['s.contract_id', 's.signed_by', 's.signed_by_name', 's.signed_at'],
  },
  {
    name: 'settlement',
    from: 'settlement s',
    id: 's.settlement_id',
    content: [
      ...['s.contract_id', 's.agreement_id', 's.code', 's.no', 's.expedition', 's.through'],
      ...['s.facts', 's.before', 's.result', 's.digest', 's.proposed_by', 's.proposed_by_name', 's.proposed_at'],
    ],
  },
  {
    name: 'settlement_fact',
    from: 'settlement_fact f',
    id: `f.settlement_id || '/' || f.position`,
    content: ['f.contract_id', 'f.kind', 'f.side', 'f.done_by', 'f.done_by_name', 'f.reason', 'f.done_at'],
  },
  {
    name: 'letter_sent',
    from: 'letter_sent letter',
    id: 'letter.letter_id',
    content: [
      'letter.contract_id',
      'letter.member',
      'letter.type',
      'letter.about',
      'letter.digest',
      'letter.content',
      'letter.sent_at',
    ],
  },
  {
    name: 'letter_lost',
    from: 'letter_lost letter',
    id: 'letter.letter_id',
    content: ['letter.contract_id', 'letter.reason'],
  },
  {
    name: 'letter_received',
    from: 'letter_received letter',
    id: 'letter.place',
    content: [
      'letter.contract_id',
      'letter.member',
      'letter.type',
      'letter.about',
      'letter.digest',
      'letter.content',
      'letter.fault',
      'letter.received_at',
    ],
  },
  accessLogSource,
];
