import { accessLogSource } from '@ringvirkning/access-log';
import { systemClock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { ledgerSources, type SealedSource } from '@ringvirkning/seal';

/** What benefits never changes: books, valuation models, the final outcomes and payments it was told of, statements between municipalities, data-sharing agreements, and who read by them or personal data. */
export const benefitsSealed: readonly SealedSource[] = [
  ...ledgerSources(new Ledger(systemClock)),
  {
    name: 'valuation_model',
    from: 'valuation_model m',
    id: 'm.model',
    content: ['m.id', 'm.code', 'm.version', 'm.digest', 'm.document', 'm.source_text', 'm.created_by', 'm.created_at'],
  },
  {
    name: 'outcome',
    from: 'outcome o',
    id: 'o.claim_id',
    place: 'o.place',
    content: [
      'o.contract_id',
      'o.participant_id',
      'o.outcome',
      'o.achieved_on',
      'o.quantity',
      'o.paying_municipality',
      'o.finalised_at',
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
  accessLogSource,
];
