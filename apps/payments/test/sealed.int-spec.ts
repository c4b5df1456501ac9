import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate, systemClock } from '@ringvirkning/kernel';
import { Ledger, type NewEntry } from '@ringvirkning/ledger';
import { openVault, type Vault } from '@ringvirkning/testing';
import { paymentsService } from '../src/index.js';

const contract = randomUUID();
const facts = [randomUUID(), randomUUID()];
const run = randomUUID();
const [joint, claim, due, statement] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

const signature = (by: string): string => JSON.stringify({ by, at: '2026-07-01T10:00:00Z' });

const SEED = [
  `INSERT INTO contract_version VALUES ('${contract}', 1, 'K-1', 'Bolig', 'DKK', '2026-01-01', 'digest', '{"price": 1000}')`,
  ...facts.map(
    (fact, index) =>
      `INSERT INTO fact (claim_id, contract_id, participant, outcome, achieved_on, quantity, finalised_at)
       VALUES ('${fact}', '${contract}', 'p-${index}', 'home', '2026-03-0${index + 1}', '${index + 1}', now())`,
  ),
  `INSERT INTO fact_reversal (claim_id, contract_id, reversed_at) VALUES ('${facts[1]}', '${contract}', now())`,
  `INSERT INTO payment_run (run_id, contract_id, no, status, cut_off, terms_version, facts_upto, facts, facts_digest, result_digest, result, settlements, calculated, certified, authorised)
   VALUES ('${run}', '${contract}', 1, 'authorised', '2026-06-30', 1, 2, 2, 'f', 'r', '{"total": "1000"}', '[{"amount": "1000"}]', '${signature('anna')}', '${signature('bo')}', '${signature('carl')}')`,
  ...['calculated', 'certified', 'authorised'].map(
    (type) =>
      `INSERT INTO payment_run_fact (run_id, contract_id, type, by, at, data) VALUES ('${run}', '${contract}', '${type}', 'who', now(), '{}')`,
  ),
  `INSERT INTO joint_contract VALUES ('${joint}', 1, 'herning', 'H-1', 'Job', 'DKK', '2026-01-01', 'digest', '{"price": 1000}')`,
  `INSERT INTO partner_claim VALUES ('${claim}', '${contract}', '${run}', 'herning', 1, 'digest', '{"amount": "1000"}')`,
  `INSERT INTO partner_claim_word (claim_id, contract_id, type, reason, at) VALUES ('${claim}', '${contract}', 'objected', 'why', now())`,
  `INSERT INTO payment_due VALUES ('${due}', '${joint}', 'herning', 1, 'digest', '{"amount": "1000"}', now(), NULL)`,
  `INSERT INTO payment_due_step (due_id, contract_id, type, by, name, at, data) VALUES ('${due}', '${joint}', 'certified', 'anna', 'Anna', now(), '{}')`,
  `INSERT INTO payment_due_refusal VALUES ('${due}', '${joint}', 'answer-differs', now())`,
  `INSERT INTO move_heard VALUES ('${statement}', '${joint}', 'herning', gen_random_uuid(), now(), '{}', now())`,
  `INSERT INTO move_objection VALUES ('${statement}', '${joint}', 'other-days', now(), 'anna', 'Anna')`,
  `INSERT INTO capital_fact VALUES ('${randomUUID()}', '${contract}', 1, 'drawn', '2026-07-01', 1000, 'fund/grant', NULL, 'B-8', NULL, NULL, NULL, 1, 'DKK', '[{"amount": "1000"}]', 'anna', 'Anna', now())`,
  `INSERT INTO transfer_fact VALUES ('${run}', '${contract}', 'aarhus', 'fund', 1, 'paid', 1000, '2026-07-05', 'B-7', NULL, 'hand', 'anna', 'Anna', now())`,
  `INSERT INTO final_settlement_step VALUES ('${contract}', 1, 1, 'certified', 'd', '{"upto": 1}', 'anna', 'Anna', now())`,
  `INSERT INTO access_record (at, subject, organisation, permission, what, contract_id, participants, correlation_id) VALUES (now(), 'anna', 'aarhus', 'people.read', 'claim', '${contract}', '{p}', 'c')`,
];

const entry = (key: string, amount: bigint): NewEntry => ({
  key,
  kind: 'accrual',
  contractId: contract,
  effectiveOn: localDate('2026-03-01'),
  source: 'test',
  lines: [
    { account: 'receivable', amount, currency: 'DKK', party: 'aarhus', budgetYear: 2026, outcome: 'home' },
    { account: 'earned', amount: -amount, currency: 'DKK', party: 'aarhus', budgetYear: 2026, outcome: 'home' },
  ],
});

const FIRST = '(SELECT min(id) FROM ledger_entry)';
/** Makes the books agree in themselves again, as the service would have written them. */
const REBUILD = `
  UPDATE ledger_entry e SET input_hash = sha256(convert_to(array_to_json(ARRAY[e.idempotency_key, e.kind, e.contract_id::text, e.effective_on::text, e.reverses])::text || (
    SELECT string_agg(E'\\n' || amount || ' ' || json_build_array(account, currency, party, counterparty, silo, treasury, department, budget_year, steering_area, account_string, outcome, follow_up, consequence, cashable, basis)::text, '' ORDER BY line_no)
    FROM ledger_line WHERE entry_id = e.id), 'UTF8'));
  UPDATE ledger_batch b SET digest = (SELECT sha256(string_agg(input_hash, '' ORDER BY id)) FROM ledger_entry WHERE id / 1000000 = b.id);
  UPDATE ledger_batch SET chain = sha256(digest) WHERE number = 1;
  UPDATE ledger_batch b SET chain = sha256(p.chain || b.digest) FROM ledger_batch p WHERE b.number = 2 AND p.number = 1`;

/** What may change, and why nobody needs to see it. */
const OPEN: string[] = [];

let vault: Vault;
beforeAll(async () => {
  vault = await openVault(paymentsService, async (tx) => {
    for (const statement of SEED) await tx.query(statement);
    const ledger = new Ledger(systemClock);
    await ledger.post(tx, [entry('a', 1000n), entry('b', 2000n)]);
    await ledger.post(tx, [entry('c', 3000n)]);
  });
});
afterAll(() => vault?.close());

describe('whoever has full power over the database of payments', () => {
  it('leaves no trace in sound books', async () => expect(await vault.check()).toEqual([]));

  it('changes nothing unseen that does not change by itself', async () =>
    expect(await vault.unseenColumns()).toEqual(OPEN));

  it.each([
    [
      'both amounts of an entry are doubled',
      `UPDATE ledger_line SET amount = amount * 2 WHERE entry_id = ${FIRST}`,
      'books',
      'ledger',
    ],
    [
      'an amount is changed and every hash made anew',
      `UPDATE ledger_line SET amount = amount * 2 WHERE entry_id = ${FIRST}; ${REBUILD}`,
      'changed',
      'ledger_entry',
    ],
    [
      'an account is changed and every hash made anew',
      `UPDATE ledger_line SET account = 'other' WHERE entry_id = ${FIRST} AND line_no = 1; ${REBUILD}`,
      'changed',
      'ledger_batch',
    ],
    [
      'an entry is moved to another year and every hash made anew',
      `UPDATE ledger_entry SET effective_on = '2025-12-31' WHERE id = ${FIRST}; ${REBUILD}`,
      'changed',
      'ledger_entry',
    ],
    [
      'two entries exchange their keys and every hash is made anew',
      `UPDATE ledger_entry SET idempotency_key = idempotency_key || '?'; UPDATE ledger_entry SET idempotency_key = CASE idempotency_key WHEN 'a?' THEN 'b' WHEN 'b?' THEN 'a' ELSE 'c' END; ${REBUILD}`,
      'changed',
      'ledger_entry',
    ],
    [
      'the newest batch is cut off with entries and lines',
      'DELETE FROM ledger_line WHERE entry_id >= 2000000; DELETE FROM ledger_entry WHERE id >= 2000000; DELETE FROM ledger_batch WHERE id = 2',
      'missing',
      'ledger_batch',
    ],
    [
      'an entry is put in between',
      `INSERT INTO ledger_entry SELECT id + 10, contract_id, 'new', input_hash, line_count, effective_on, booked_at, kind, source, NULL FROM ledger_entry WHERE id = ${FIRST};
       INSERT INTO ledger_line SELECT entry_id + 10, line_no, contract_id, account, amount, currency FROM ledger_line WHERE entry_id = ${FIRST}`,
      'inserted',
      'ledger_entry',
    ],
    [
      'lines stand without an entry behind everything',
      `INSERT INTO ledger_line (entry_id, line_no, contract_id, account, amount, currency) VALUES (9000001, 1, '${contract}', 'x', 1, 'DKK'), (9000001, 2, '${contract}', 'y', -1, 'DKK')`,
      'books',
      'ledger',
    ],
    ['a fact is taken away', `DELETE FROM fact WHERE claim_id = '${facts[0]}'`, 'missing', 'fact'],
    ['a reversal is taken away', 'DELETE FROM fact_reversal', 'missing', 'fact_reversal'],
    [
      'two facts exchange their persons',
      'UPDATE fact a SET participant = b.participant FROM fact b WHERE a.claim_id <> b.claim_id',
      'changed',
      'fact',
    ],
    [
      'the terms in force are rewritten with their digest',
      `UPDATE contract_version SET terms = '{"price": 9000}', terms_digest = 'other'`,
      'changed',
      'contract_version',
    ],
    [
      'the result of a run is rewritten with its digest',
      `UPDATE payment_run SET result = '{"total": "9000"}', settlements = '[{"amount": "9000"}]', result_digest = 'other'`,
      'changed',
      'payment_run',
    ],
    [
      'somebody else has authorised, in both places',
      `UPDATE payment_run SET authorised = '{"by": "eve"}'; UPDATE payment_run_fact SET by = 'eve' WHERE type = 'authorised'`,
      'changed',
      'payment_run_fact',
    ],
    [
      'an authorised run is open again',
      `UPDATE payment_run SET status = 'certified', authorised = NULL`,
      'changed',
      'payment_run_fact',
    ],
    [
      'a step of a run is taken away',
      `DELETE FROM payment_run_fact WHERE type = 'certified'`,
      'missing',
      'payment_run_fact',
    ],
    [
      'an objection becomes an authorisation',
      `UPDATE partner_claim_word SET type = 'authorised'`,
      'changed',
      'partner_claim_word',
    ],
    [
      'a claim says another amount, with its digest',
      `UPDATE payment_due SET content = '{"amount": "1"}', digest = 'other'`,
      'changed',
      'payment_due',
    ],
    ['a claim is taken away', 'DELETE FROM partner_claim', 'missing', 'partner_claim'],
    ['who certified is forgotten', 'DELETE FROM payment_due_step', 'missing', 'payment_due_step'],
    ['a refused answer is forgotten', 'DELETE FROM payment_due_refusal', 'missing', 'payment_due_refusal'],
    ['who moved is forgotten', 'DELETE FROM move_heard', 'missing', 'move_heard'],
    [
      'what was said against it is rewritten',
      `UPDATE move_objection SET reason = 'other-terms'`,
      'changed',
      'move_objection',
    ],
    [
      'a payment becomes a failed one',
      `UPDATE transfer_fact SET type = 'failed', reason = 'x'`,
      'changed',
      'transfer_fact',
    ],
    ['a final settlement is forgotten', 'DELETE FROM final_settlement_step', 'missing', 'final_settlement_step'],
    ['capital that was drawn is forgotten', 'DELETE FROM capital_fact', 'missing', 'capital_fact'],
    ['a run is taken away', 'DELETE FROM payment_run', 'missing', 'payment_run'],
    ['who read personal data is forgotten', 'DELETE FROM access_record', 'missing', 'access_record'],
  ])('is seen when %s', async (_title, statement, code, source) =>
    expect(await vault.tampered(statement)).toContainEqual(expect.objectContaining({ code, source })),
  );
});
