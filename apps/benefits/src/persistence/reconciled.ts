import { ContractActivatedV1, JointContractActivatedV1 } from '@ringvirkning/contracts-api';
import { FollowUpsEndedV1, OutcomesFinalisedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { CapitalRecordedV1, DueAuthorisedV1, PaymentAuthorisedV1 } from '@ringvirkning/payments-api';
import { sameRows, type Reconciled } from '@ringvirkning/reconciliation';
import { lettersAgree } from './letters-agree.js';
import { statementsAgree } from './statements-agree.js';
import { valuationsAgree } from './valuations-agree.js';

const PAYMENTS = `jsonb_to_recordset(payments) AS p (payer text, payee text, "budgetYear" integer, amount numeric)`;

const SUMMED_BY = 'currency, account, silo, budget_year, steering_area, cashable, basis';

/** Outcomes, runs and contracts are what was told. */
export const benefitsReconciled: Reconciled = {
  records: [
    {
      event: OutcomesFinalisedV1,
      from: 'outcome',
      contract: 'contract_id',
      members: {
        claimId: 'claim_id',
        participantId: 'participant_id',
        outcome: 'outcome',
        on: 'achieved_on',
        quantity: 'quantity',
        payingMunicipality: 'paying_municipality',
      },
    },
    {
      event: OutcomesReversedV1,
      from: 'outcome_reversal',
      contract: 'contract_id',
      members: { claimId: 'claim_id' },
    },
    {
      event: FollowUpsEndedV1,
      from: 'follow_ups_heard',
      contract: 'contract_id',
      members: { participantId: 'participant_id', ended: 'ended' },
    },
    {
      event: ContractActivatedV1,
      from: 'contract_heard',
      where: 'home IS NULL',
      contract: 'contract_id',
      members: { contractId: 'contract_id', version: 'version', ref: 'ref', currency: 'currency' },
    },
    {
      event: JointContractActivatedV1,
      from: 'contract_heard',
      where: 'home IS NOT NULL',
      contract: 'contract_id',
      members: { contractId: 'contract_id', version: 'version', ref: 'ref', currency: 'currency', home: 'home' },
    },
    {
      event: DueAuthorisedV1,
      from: 'due_payment',
      contract: 'contract_id',
      members: { dueId: 'due_id', cutOff: 'cut_off', currency: 'currency', payments: 'payments' },
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
      event: PaymentAuthorisedV1,
      from: 'payment_run',
      contract: 'contract_id',
      members: {
        runId: 'run_id',
        no: 'no',
        cutOff: 'cut_off',
        budgetYear: 'budget_year',
        currency: 'currency',
        payments: 'payments',
      },
    },
  ],
  books: [
    // A run whose contract has not come yet waits for it.
    sameRows('payment-bookings', {
      tables: ['payment_run', 'due_payment', 'ledger_entry'],
      told: `SELECT contract_id, jsonb_build_array(payer, payee, year, sum(amount)) AS thing FROM (
          SELECT contract_id, payer, payee, coalesce("budgetYear", budget_year) AS year, amount FROM payment_run, ${PAYMENTS}
          UNION ALL SELECT contract_id, payer, payee, "budgetYear", amount FROM due_payment, ${PAYMENTS}) AS paid
        JOIN contract c USING (contract_id) WHERE NOT EXISTS (
          SELECT FROM jsonb_to_recordset(c.parties) AS party (id text, organisation text) WHERE party.id = payer AND c.elsewhere ? party.organisation)
        GROUP BY contract_id, payer, payee, year HAVING sum(amount) <> 0`,
      held: `SELECT contract_id, jsonb_build_array(party, counterparty, budget_year, sum(amount)) AS thing
        FROM ledger_line WHERE account = 'payment-made' GROUP BY contract_id, party, counterparty, budget_year HAVING sum(amount) <> 0`,
    }),
    // What pages are read from is the sum of what is booked.
    sameRows('sums', {
      tables: ['benefit_sum', 'ledger_entry'],
      told: `SELECT contract_id, jsonb_build_array(${SUMMED_BY}, sum(amount)) AS thing FROM ledger_line WHERE silo IS NOT NULL GROUP BY contract_id, ${SUMMED_BY}`,
      held: `SELECT contract_id, jsonb_build_array(${SUMMED_BY}, amount) AS thing FROM benefit_sum`,
    }),
    ...statementsAgree,
    ...lettersAgree,
    // What final settlements moved, per agreement's purse and year.
    sameRows('settlements', {
      tables: ['settlement', 'settlement_fact', 'benefit_agreement', 'ledger_entry'],
      told: `SELECT contract_id, jsonb_build_array(silo, year, sum(moved)) AS thing FROM (
          SELECT s.contract_id, side.silo, due.year, CASE side.id WHEN due."from" THEN due.amount ELSE -due.amount END AS moved
          FROM settlement s JOIN settlement_fact f USING (settlement_id) JOIN benefit_agreement a USING (agreement_id),
            jsonb_to_recordset(s.result -> 'due') AS due ("from" text, "to" text, year integer, amount numeric),
            jsonb_to_recordset(a.document -> 'sides') AS side (id text, silo text)
          WHERE f.kind = 'final' AND side.id IN (due."from", due."to")) AS moves
        GROUP BY contract_id, silo, year HAVING sum(moved) <> 0`,
      held: `SELECT contract_id, jsonb_build_array(silo, budget_year, sum(amount)) AS thing
        FROM ledger_line WHERE account IN ('settlement-given', 'settlement-received', 'settlement-elsewhere') GROUP BY contract_id, silo, budget_year HAVING sum(amount) <> 0`,
    }),
    ...valuationsAgree,
  ],
};
