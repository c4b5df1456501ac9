import { paymentDueAnswered, paymentDueClaimed } from '@ringvirkning/partnership-api';
import { PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';
import { queuedForPartners, sameRows, type OwnBooks } from '@ringvirkning/reconciliation';

const PAYMENT = 'payer text, payee text, "budgetYear" smallint, payable numeric, before numeric';
const BY_YEAR = `SELECT contract_id, jsonb_build_array(payer, payee, "budgetYear", sum(amount)) AS thing`;
const MOVED = 'GROUP BY contract_id, payer, payee, "budgetYear" HAVING sum(amount) <> 0';

/** What claims come to that partners have authorised: the last such claim, minus what had been settled before the first of its row. */
const authorised = (claims: string): string => `
  SELECT contract_id, p.payer, p.payee, p."budgetYear", p.payable AS amount FROM (${last(claims)}) l, jsonb_to_recordset(l.content->'payments') AS p (${PAYMENT})
  UNION ALL
  SELECT contract_id, p.payer, p.payee, p."budgetYear", -p.before FROM (
    SELECT DISTINCT ON (l.contract_id, l.member) l.contract_id, c.content FROM (${last(claims)}) l JOIN (${claims}) c USING (contract_id, member)
    WHERE c.number <= l.number AND c.content->>'after' IS NULL ORDER BY l.contract_id, l.member, c.number DESC) first, jsonb_to_recordset(first.content->'payments') AS p (${PAYMENT})`;
const last = (claims: string): string =>
  `SELECT DISTINCT ON (contract_id, member) * FROM (${claims}) AS each WHERE is_authorised ORDER BY contract_id, member, number DESC`;

const OURS = `SELECT c.*, EXISTS (SELECT FROM partner_claim_word w WHERE w.claim_id = c.claim_id AND w.type = 'authorised') AS is_authorised FROM partner_claim c`;
const THEIRS = `SELECT d.*, EXISTS (SELECT FROM payment_due_step s WHERE s.due_id = d.due_id AND s.type = 'authorised') AS is_authorised FROM payment_due d WHERE d.fault IS NULL`;

/** What runs have come to for parties that pay from an instance of their own. */
const PARTS_OF_RUNS = `
  SELECT r.contract_id, s.payer, s.payee, s."budgetYear", s.amount FROM payment_run r JOIN contract_version v ON v.contract_id = r.contract_id AND v.version = r.terms_version,
    jsonb_to_recordset(r.settlements) AS s (payer text, payee text, "budgetYear" smallint, amount numeric), jsonb_to_recordset(v.terms->'parties') AS p (id text, organisation text)
  WHERE r.status = 'authorised' AND p.id = s.payer AND v.partners ? p.organisation`;

const ledger = (account: string, kinds: string): string =>
  `SELECT l.contract_id, jsonb_build_array(party, counterparty, budget_year, sum(amount)) AS thing FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
   WHERE l.account = '${account}' AND e.kind IN (${kinds}) GROUP BY l.contract_id, party, counterparty, budget_year HAVING sum(amount) <> 0`;

/** Across municipalities: what was said is what was kept, and the books of both sides hold what claims and answers say. */
export const duesAgree: readonly OwnBooks[] = [
  sameRows('partner-claims', {
    tables: ['partner_claim'],
    told: queuedForPartners(PaymentsMessagesQueuedV1, paymentDueClaimed),
    held: 'SELECT contract_id, jsonb_build_array(member, claim_id, content) AS thing FROM partner_claim',
  }),
  sameRows('due-answers', {
    tables: ['payment_due'],
    told: queuedForPartners(
      PaymentsMessagesQueuedV1,
      paymentDueAnswered,
      `jsonb_build_array(data->'to', said->'id', said->'content'->'answer', said->'content'->'reason')`,
    ),
    held: `SELECT d.contract_id, jsonb_build_array(d.member, d.due_id, coalesce(s.type, 'refused'), coalesce(s.data->>'reason', d.fault)) AS thing
      FROM payment_due d LEFT JOIN payment_due_step s ON s.due_id = d.due_id AND s.type <> 'certified' WHERE s.type IS NOT NULL OR d.fault IS NOT NULL`,
  }),
  sameRows('due-bookings', {
    tables: ['payment_due', 'ledger_entry'],
    told: `${BY_YEAR} FROM (${authorised(THEIRS)}) AS due ${MOVED}`,
    held: ledger('cost', `'due'`),
  }),
  sameRows('due-from-partners', {
    tables: ['partner_claim', 'ledger_entry'],
    told: `${BY_YEAR} FROM (${PARTS_OF_RUNS} UNION ALL SELECT contract_id, payer, payee, "budgetYear", -amount FROM (${authorised(OURS)}) AS answered) AS due ${MOVED}`,
    held: ledger('due-from-partner', `'cost', 'answer'`),
  }),
];
