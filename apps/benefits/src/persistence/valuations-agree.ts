import { sameRows, type OwnBooks } from '@ringvirkning/reconciliation';
import { BOOKED, WORTH } from './outcome-worth.store.js';

/** Outcomes, valuations and the books say the same (ADR 88). */
export const valuationsAgree: readonly OwnBooks[] = [
  // The books of a contract that we lead are the sum of what its outcomes are worth.
  sameRows('valuations', {
    tables: ['outcome', 'ledger_entry'],
    told: `SELECT contract_id, jsonb_build_array(outcome, sum(${WORTH})) AS thing FROM outcome o
      WHERE ${BOOKED} GROUP BY contract_id, outcome HAVING sum(${WORTH}) <> 0`,
    held: `SELECT l.contract_id, jsonb_build_array(outcome, sum(amount)) AS thing FROM ledger_line l JOIN contract c ON c.contract_id = l.contract_id
      WHERE c.home IS NULL AND l.account IN ('gain', 'gain-elsewhere') GROUP BY l.contract_id, outcome HAVING sum(amount) <> 0`,
  }),
  // Each valuation is booked by the entries that name it, with what it comes to.
  sameRows('valuation-entries', {
    tables: ['valuation', 'ledger_entry'],
    told: `SELECT contract_id, jsonb_build_array(valuation_id, entries, amount) AS thing FROM valuation WHERE entries > 0`,
    held: `SELECT e.contract_id, jsonb_build_array(e.source, count(*), sum(amount)) AS thing FROM ledger_entry e,
        LATERAL (SELECT sum(l.amount) AS amount FROM ledger_line l WHERE l.entry_id = e.id AND l.account IN ('gain', 'gain-elsewhere')) AS gained
      WHERE e.idempotency_key LIKE 'valuation:%' GROUP BY e.contract_id, e.source`,
  }),
  // What an outcome says of where it is booked is so.
  sameRows('valued-outcomes', {
    tables: ['outcome', 'valuation', 'ledger_entry'],
    told: `SELECT contract_id, jsonb_build_array(claim_id, coalesce(entry_key, valuation_id::text)) AS thing FROM outcome WHERE ${BOOKED}`,
    held: `SELECT e.contract_id, jsonb_build_array(e.source, e.idempotency_key) AS thing FROM outcome o JOIN ledger_entry e ON e.idempotency_key = o.entry_key
        WHERE NOT EXISTS (SELECT FROM ledger_entry r WHERE r.reverses = e.idempotency_key)
      UNION ALL SELECT v.contract_id, jsonb_build_array(claim, v.valuation_id::text) FROM valuation v CROSS JOIN LATERAL unnest(v.claims) AS claim
        JOIN outcome o ON o.claim_id = claim AND o.valuation_id = v.valuation_id WHERE v.model IS NOT NULL`,
  }),
];
