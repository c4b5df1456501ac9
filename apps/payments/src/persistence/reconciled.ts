import { ContractActivatedV1, JointContractActivatedV1 } from '@ringvirkning/contracts-api';
import { OutcomesFinalisedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { CapitalRecordedV1, ContractSettledV1, DueAuthorisedV1, PaymentAuthorisedV1 } from '@ringvirkning/payments-api';
import { sameRows, type Reconciled } from '@ringvirkning/reconciliation';
import { accrualsAgree } from './accruals.store.js';
import { duesAgree } from './dues-agree.js';

/** Settlements as the event tells them. */
const PAYMENTS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('payer', s->'payer', 'payee', s->'payee', 'budgetYear', s->'budgetYear', 'amount', s->'amount') ORDER BY n), '[]')
  FROM jsonb_array_elements(settlements) WITH ORDINALITY AS each (s, n) WHERE s->>'amount' <> '0')`;

/** Facts and terms are what was told; authorised runs are what the others were told of. */
export const paymentsReconciled: Reconciled = {
  records: [
    {
      event: OutcomesFinalisedV1,
      from: 'fact',
      contract: 'contract_id',
      members: {
        claimId: 'claim_id',
        participantId: 'participant',
        outcome: 'outcome',
        followUp: 'follow_up',
        on: 'achieved_on',
        quantity: 'quantity',
        cohort: 'cohort',
        group: '"group"',
        payingMunicipality: 'payer',
        paidShare: 'paid_share',
      },
    },
    {
      event: OutcomesReversedV1,
      from: 'fact_reversal',
      contract: 'contract_id',
      members: { claimId: 'claim_id' },
    },
    {
      event: ContractActivatedV1,
      from: 'contract_version',
      contract: 'contract_id',
      members: {
        contractId: 'contract_id',
        version: 'version',
        ref: 'ref',
        currency: 'currency',
        activatedOn: 'activated_on',
        termsDigest: 'terms_digest',
        terms: 'terms',
        partners: 'partners',
      },
    },
    {
      event: JointContractActivatedV1,
      from: 'joint_contract',
      contract: 'contract_id',
      members: {
        contractId: 'contract_id',
        version: 'version',
        home: 'home',
        ref: 'ref',
        currency: 'currency',
        activatedOn: 'activated_on',
        termsDigest: 'terms_digest',
        terms: 'terms',
      },
    },
    {
      event: PaymentAuthorisedV1,
      from: 'payment_run',
      where: `status = 'authorised'`,
      contract: 'contract_id',
      members: { runId: 'run_id', no: 'no', cutOff: 'cut_off', payments: PAYMENTS },
    },
    {
      event: DueAuthorisedV1,
      from: 'payment_due_step',
      // Steps from before other services were told say nothing of payments.
      where: `type = 'authorised' AND data ? 'payments'`,
      contract: 'contract_id',
      members: { dueId: 'due_id', payments: `data->'payments'` },
    },
    {
      event: CapitalRecordedV1,
      from: 'capital_fact',
      contract: 'contract_id',
      members: {
        factId: 'fact_id',
        place: 'place',
        currency: 'currency',
        withdraws: 'withdraws',
        movements: 'movements',
      },
    },
    {
      event: ContractSettledV1,
      from: 'final_settlement_step',
      where: `type = 'authorised'`,
      contract: 'contract_id',
      members: { no: 'no', digest: 'digest', account: 'account' },
    },
  ],
  books: [
    accrualsAgree,
    sameRows('run-claims', {
      tables: ['payment_run', 'ledger_entry'],
      told: `SELECT contract_id, jsonb_build_array(payer, payee, "budgetYear", sum(amount)) AS thing
        FROM payment_run, jsonb_to_recordset(settlements) AS s (payer text, payee text, "budgetYear" smallint, amount numeric)
        WHERE status = 'authorised' GROUP BY contract_id, payer, payee, "budgetYear" HAVING sum(amount) <> 0`,
      held: `SELECT contract_id, jsonb_build_array(counterparty, party, budget_year, sum(amount)) AS thing
        FROM ledger_line WHERE account = 'claim' GROUP BY contract_id, counterparty, party, budget_year HAVING sum(amount) <> 0`,
    }),
    // What stands of capital is what its accounts hold, per provider and account.
    sameRows('capital', {
      tables: ['capital_fact', 'ledger_entry'],
      told: `SELECT contract_id, jsonb_build_array(split_part(m.capital, '/', 1), sum(CASE m.kind WHEN 'paid-in' THEN m.amount ELSE -m.amount END)) AS thing
        FROM capital_fact f, jsonb_to_recordset(f.movements) AS m (capital text, kind text, amount numeric)
        WHERE m.kind IN ('paid-in', 'principal', 'guarantee', 'loss') AND NOT EXISTS (SELECT FROM capital_fact w WHERE w.withdraws = f.fact_id)
        GROUP BY contract_id, split_part(m.capital, '/', 1) HAVING sum(CASE m.kind WHEN 'paid-in' THEN m.amount ELSE -m.amount END) <> 0`,
      held: `SELECT contract_id, jsonb_build_array(party, sum(amount)) AS thing
        FROM ledger_line WHERE account LIKE 'capital:%' GROUP BY contract_id, party HAVING sum(amount) <> 0`,
    }),
    ...duesAgree,
  ],
};
