import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate, systemClock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { openVault, type Vault } from '@ringvirkning/testing';
import { benefitsService } from '../src/index.js';

const contract = randomUUID();
const outcomes = [randomUUID(), randomUUID()];
const [told, heard, sharing] = [randomUUID(), randomUUID(), randomUUID()];
const [agreement, settlement, letter] = [randomUUID(), randomUUID(), randomUUID()];

const SEED = [
  `INSERT INTO valuation_model VALUES ('M@1', '${randomUUID()}', 'M', 1, 'digest', '{"benefit": 5000}', 'benefit: 5000', 'anna', now())`,
  `INSERT INTO contract (contract_id, ref, title, version, currency, parties, departments, model) VALUES ('${contract}', 'K-1', '{}', 1, 'DKK', '[]', '[]', 'M@1')`,
  ...outcomes.map(
    (claim, index) =>
      `INSERT INTO outcome (claim_id, contract_id, participant_id, outcome, follow_up, achieved_on, quantity, finalised_at)
       VALUES ('${claim}', '${contract}', '${randomUUID()}', 'home', ${index === 0 ? 'NULL' : "'m12'"}, '2026-03-0${index + 1}', '${index + 1}', now())`,
  ),
  `INSERT INTO signature_forecast VALUES ('${contract}', 1, 'M@1', '[{"count": 45}]', '[{"amount": "1000"}]', 'digest', now())`,
  `INSERT INTO model_attachment (contract_id, model, attached_by, attached_at) VALUES ('${contract}', 'M@1', 'anna', now())`,
  `INSERT INTO valuation (valuation_id, contract_id, claims, people, digest, amount, entries, booked_at) VALUES (gen_random_uuid(), '${contract}', '{${outcomes[0]}}', 1, 'd', -1, 1, now())`,
  `INSERT INTO outcome_fact (contract_id, claim_id, known, follow_ups, told_by, told_at) VALUES ('${contract}', '${outcomes[0]}', '{"a": {}}', '{"m12": {"lasts": true, "source": "register"}}', 'anna', now())`,
  `INSERT INTO outcome_reversal (claim_id, contract_id, reversed_at) VALUES ('${outcomes[1]}', '${contract}', now())`,
  `INSERT INTO payment_run VALUES ('${randomUUID()}', '${contract}', 1, '2026-06-30', 2026, 'DKK', '[{"amount": "1000"}]', now())`,
  `INSERT INTO told_statement VALUES ('${told}', '${contract}', 'herning', 1, 'digest', '{"amount": "1000"}', now())`,
  `INSERT INTO told_statement_answer (contract_id, member, number, digest, fault, held, at) VALUES ('${contract}', 'herning', 1, 'digest', 'fault', '{"number": 1}', now())`,
  `INSERT INTO told_statement_lost VALUES ('${told}', '${contract}', 'ended')`,
  `INSERT INTO heard_statement VALUES ('${heard}', '${contract}', 'aarhus', 1, 'digest', '{"amount": "1000"}', now(), 'fault')`,
  `INSERT INTO heard_statement_booking VALUES ('${heard}', '${contract}', now())`,
  `INSERT INTO due_payment VALUES ('${randomUUID()}', '${contract}', '2026-06-30', 'DKK', '[{"amount": "1000"}]')`,
  `INSERT INTO capital_fact VALUES ('${randomUUID()}', '${contract}', 1, 'DKK', NULL, '[{"amount": "1000"}]')`,
  `INSERT INTO plan_baseline VALUES ('${randomUUID()}', '${contract}', 1, '2.4', 2026, '[{"cost": "1000"}]', 'digest', 'anna', 'Anna', now())`,
  `INSERT INTO person_move VALUES ('${randomUUID()}', '${contract}', '[]')`,
  `INSERT INTO person_move_heard (contract_id, participant_id, moves, after_run) VALUES ('${contract}', '${randomUUID()}', '[]', 0)`,
  `INSERT INTO follow_ups_heard (contract_id, participant_id, ended) VALUES ('${contract}', '${randomUUID()}', '[{"outcome": "home", "followUp": "m12", "lasts": false}]')`,
  `INSERT INTO kept_what_if VALUES ('${randomUUID()}', '${contract}', 'anna', 'Anna', 'Half', '{"moved": {}}', now())`,
  `INSERT INTO access_record (at, subject, organisation, permission, what, contract_id, participants, correlation_id) VALUES (now(), 'anna', 'aarhus', 'people.read', 'claim', '${contract}', '{p}', 'c')`,
  `INSERT INTO data_sharing VALUES ('${sharing}', 'municipality:0751/jobs', 'municipality:0751/social', 'purpose', 'law', '{gained}', 'figures', '2026-01-01', '2026-12-31', 'bo', 'Bo', now())`,
  `INSERT INTO data_sharing_decision (sharing_id, kind, side, decided_by, decided_by_name, reason, decided_at) VALUES ('${sharing}', 'ended', 'provider', 'eva', 'Eva', 'over', now())`,
  `INSERT INTO data_sharing_reading (sharing_id, at, subject, name, what, correlation_id) VALUES ('${sharing}', now(), 'bo', 'Bo', 'overview', 'c')`,
  `INSERT INTO benefit_agreement VALUES ('${agreement}', '${contract}', 'share', 1, 'digest', '{"share": 1}', 'share: 1', 'carl', now())`,
  `INSERT INTO benefit_agreement_signature VALUES ('${agreement}', '${contract}', 'social', 'bo', 'Bo', now())`,
  `INSERT INTO settlement (settlement_id, contract_id, agreement_id, code, no, through, facts, before, result, digest, proposed_by, proposed_by_name, proposed_at)
     VALUES ('${settlement}', '${contract}', '${agreement}', 'share', 1, 2026, '{}', '[]', '{"amount": "1000"}', 'digest', 'carl', 'Carl', now())`,
  `INSERT INTO settlement_fact VALUES ('${settlement}', '${contract}', 1, 'disputed', 'social', 'bo', 'Bo', 'wrong', now())`,
  `INSERT INTO letter_sent VALUES ('${letter}', '${contract}', 'herning', 'settlement-claimed/1', '${settlement}', 'digest', '{"amount": "1000"}', now())`,
  `INSERT INTO letter_lost VALUES ('${letter}', '${contract}', 'ended')`,
  `INSERT INTO letter_received (contract_id, member, type, about, digest, content, fault, received_at) VALUES ('${contract}', 'herning', 'settlement-answered/1', '${settlement}', 'digest', '{"held": "1000"}', 'fault', now())`,
  `INSERT INTO silo VALUES ('municipality:0751/social', 'municipality', 'social', 'Socialforvaltningen', 'Social services')`,
];

/** What may change, and why nobody needs to see it. */
const OPEN = [
  // What the books hold, added up as they are booked: the app cannot write it, and it is compared with them.
  ...['contract_id', 'currency', 'account', 'silo', 'budget_year', 'steering_area', 'cashable', 'basis', 'amount'].map(
    (of) => `benefit_sum.${of}`,
  ),
  // Contracts as they were told of: compared with the contracts service. The model that is attached is in each entry's key and in the books.
  ...['contract_id', 'ref', 'title', 'version', 'currency', 'parties', 'departments'].map((of) => `contract.${of}`),
  ...['model', 'attached_at', 'attached_by', 'home', 'elsewhere', 'terms_digests'].map((of) => `contract.${of}`),
  // How far partners were told: what they were told is compared with the books.
  'contract.told_upto',
  // Capital promised, as the same telling has it, and the next day of it: what is drawn is in the books.
  ...['capital', 'capital_due_on'].map((of) => `contract.${of}`),
  // What the terms are about: decides which models may be attached, and follows from the terms.
  'contract.subject',
  // What the terms plan, as the same telling has it: what was made of it at signature is kept.
  'contract.planned',
  // Questions for later, without figures: whoever kept one removes it.
  ...['what_if_id', 'contract_id', 'owner', 'owner_name', 'name', 'change', 'kept_at'].map(
    (of) => `kept_what_if.${of}`,
  ),
  // Where the value of an outcome stands: follows from models and day, and is worked out again.
  ...[
    'model',
    'entry_key',
    'revision',
    'due_on',
    'valuation_id',
    'worth',
    'worth_digest',
    'valued_moves',
    'valued_fact',
    'valued_followed',
    'valued_ended',
  ].map((of) => `outcome.${of}`),
  // Who pays for a person from which day, as outcomes told it: it is in each entry of the person's outcomes.
  ...['participant_id', 'contract_id', 'moves'].map((of) => `person_move.${of}`),
  // Names as people read them.
  ...['silo', 'treasury', 'department', 'name_da', 'name_en'].map((of) => `silo.${of}`),
];

let vault: Vault;
beforeAll(async () => {
  vault = await openVault(benefitsService, async (tx) => {
    for (const statement of SEED) await tx.query(statement);
    const lines = [
      { account: 'benefit', amount: 5000n, currency: 'DKK', silo: 'municipality:0751/social', cashable: true },
      { account: 'outcome', amount: -5000n, currency: 'DKK', basis: 'realised' },
    ] as const;
    const entry = { kind: 'benefit', contractId: contract, effectiveOn: localDate('2026-03-01'), source: 'test' };
    await new Ledger(systemClock).post(tx, [{ ...entry, key: 'benefit:1', lines }]);
  });
});
afterAll(() => vault?.close());

describe('whoever has full power over the database of benefits', () => {
  it('leaves no trace in sound books', async () => expect(await vault.check()).toEqual([]));

  it('changes nothing unseen that does not change by itself', async () =>
    expect(await vault.unseenColumns()).toEqual(OPEN));

  it.each([
    [
      'a valuation model is rewritten with its digest',
      `UPDATE valuation_model SET document = '{"benefit": 9000}', source_text = 'benefit: 9000', digest = 'other'`,
      'changed',
      'valuation_model',
    ],
    [
      'a benefit is booked to another silo',
      `UPDATE ledger_line SET silo = 'region:1084' WHERE line_no = 1`,
      'books',
      'ledger',
    ],
    ['a forecast is called realised', `UPDATE ledger_line SET basis = 'forecast' WHERE line_no = 2`, 'books', 'ledger'],
    ['a benefit is no longer cashable', `UPDATE ledger_line SET cashable = false WHERE line_no = 1`, 'books', 'ledger'],
    ['what is known of a person is changed', `UPDATE outcome_fact SET known = '{}'`, 'changed', 'outcome_fact'],
    ['how follow-ups ended is changed', `UPDATE follow_ups_heard SET ended = '[]'`, 'changed', 'follow_ups_heard'],
    ['what a follow-up said is changed', `UPDATE outcome_fact SET follow_ups = NULL`, 'changed', 'outcome_fact'],
    [
      'an outcome is said to be of another follow-up',
      `UPDATE outcome SET follow_up = 'm24' WHERE follow_up = 'm12'`,
      'changed',
      'outcome',
    ],
    [
      'what was expected at signature is changed',
      `UPDATE signature_forecast SET lines = '[]'`,
      'changed',
      'signature_forecast',
    ],
    ['an outcome is taken out of a valuation', `UPDATE valuation SET claims = '{}'`, 'changed', 'valuation'],
    ['which model a contract had is forgotten', 'DELETE FROM model_attachment', 'missing', 'model_attachment'],
    ['who read personal data is forgotten', 'DELETE FROM access_record', 'missing', 'access_record'],
    ['an outcome is taken away', `DELETE FROM outcome WHERE claim_id = '${outcomes[0]}'`, 'missing', 'outcome'],
    ['a reversal is taken away', 'DELETE FROM outcome_reversal', 'missing', 'outcome_reversal'],
    [
      'the payments of a run are changed',
      `UPDATE payment_run SET payments = '[{"amount": "9000"}]'`,
      'changed',
      'payment_run',
    ],
    ['a run is taken away', 'DELETE FROM payment_run', 'missing', 'payment_run'],
    [
      'a partner was told of something else',
      `UPDATE told_statement SET content = '{"amount": "9000"}'`,
      'changed',
      'told_statement',
    ],
    ['what a partner answered is taken away', 'DELETE FROM told_statement_answer', 'missing', 'told_statement_answer'],
    [
      'a statement of a partner is rewritten',
      `UPDATE heard_statement SET content = '{"amount": "9000"}'`,
      'changed',
      'heard_statement',
    ],
    [
      'figures are shared more closely than was agreed',
      `UPDATE data_sharing SET detail = 'entries'`,
      'changed',
      'data_sharing',
    ],
    ['a data-sharing agreement never ended', 'DELETE FROM data_sharing_decision', 'missing', 'data_sharing_decision'],
    ['who read by an agreement is forgotten', 'DELETE FROM data_sharing_reading', 'missing', 'data_sharing_reading'],
    [
      'an agreement between departments is rewritten',
      `UPDATE benefit_agreement SET document = '{"share": 2}'`,
      'changed',
      'benefit_agreement',
    ],
    ['a signature is taken away', 'DELETE FROM benefit_agreement_signature', 'missing', 'benefit_agreement_signature'],
    ['a settlement is raised', `UPDATE settlement SET result = '{"amount": "9000"}'`, 'changed', 'settlement'],
    [
      'a claim on another municipality is raised',
      `UPDATE letter_sent SET content = '{"amount": "9000"}'`,
      'changed',
      'letter_sent',
    ],
    ['an answer to a claim is taken away', 'DELETE FROM letter_received', 'missing', 'letter_received'],
    ['that a claim never came is forgotten', 'DELETE FROM letter_lost', 'missing', 'letter_lost'],
    ['a dispute is forgotten', 'DELETE FROM settlement_fact', 'missing', 'settlement_fact'],
    ['capital that was drawn is forgotten', 'DELETE FROM capital_fact', 'missing', 'capital_fact'],
    ['what was due and paid is taken away', 'DELETE FROM due_payment', 'missing', 'due_payment'],
  ])('is seen when %s', async (_title, statement, code, source) =>
    expect(await vault.tampered(statement)).toContainEqual(expect.objectContaining({ code, source })),
  );
});
