import { accessLogSource } from '@ringvirkning/access-log';
import { systemClock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { ledgerSources, type SealedSource } from '@ringvirkning/seal';

/** What benefits never changes: books, valuation models, the final outcomes and payment runs it was told of, and who read personal data. */
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
  accessLogSource,
];
