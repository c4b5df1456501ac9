import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openVault, type Vault } from '@ringvirkning/testing';
import { outcomesService } from '../src/index.js';

const contract = randomUUID();
const claims = [randomUUID(), randomUUID()];
const participant = randomUUID();
const told = randomUUID();

const SEED = [
  `INSERT INTO contract (contract_id, ref, title, version, terms) VALUES ('${contract}', 'K-1', 'Bolig', 1, '{}')`,
  `INSERT INTO participant (participant_id, contract_id, pseudonym, referred_on, enrolled_at, enrolled_by)
   VALUES ('${participant}', '${contract}', 'P-1', '2026-01-01', now(), 'dora')`,
  `INSERT INTO evidence VALUES ('${contract}', repeat('a', 64), 'register', 'law', 'text/csv', 100, now(), 'dora')`,
  ...claims.flatMap((claim, index) => [
    `INSERT INTO claim (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, evidence, claim_key, findings, status, claimant, claimant_organisation, claimed_at,
       attester, attester_organisation, verifier, verifier_organisation, finalised_at)
     VALUES ('${claim}', '${contract}', '${participant}', 'home', '2026-03-0${index + 1}', '${index + 1}', '[]', 'home/${index}', '[]', 'final', 'dora', 'st-basils', now(),
       'anna', 'aarhus', 'vera', 'viso', now())`,
    ...['claimed', 'attested', 'verified', 'finalised'].map(
      (type) =>
        `INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) VALUES ('${contract}', '${claim}', '${type}', now(), 'who-${type}', 'where')`,
    ),
  ]),
  `INSERT INTO move_told VALUES ('${told}', '${contract}', '${participant}', 'herning', '{"endsOn": "2026-02-28"}')`,
  `INSERT INTO move_told_outcome VALUES ('${told}', '${contract}', 'booked', now())`,
  `INSERT INTO move_told_refusal VALUES ('${told}', '${contract}', 'other-days', now())`,
  `INSERT INTO follow_ups_told VALUES ('${participant}', '${contract}', '[]', false)`,
  `INSERT INTO access_record (at, subject, organisation, permission, what, contract_id, participants, correlation_id) VALUES (now(), 'anna', 'aarhus', 'people.read', 'claim', '${contract}', '{p}', 'c')`,
];

const PERSON = [
  ...['participant_id', 'contract_id', 'pseudonym', 'person_digest', 'external_key', 'referred_on', 'started_on'],
  ...[
    'cohort',
    'group_code',
    'paying_municipality',
    'enrolled_at',
    'enrolled_by',
    'erased_at',
    'erased_by',
    'twin_key',
    'enrolled_organisation',
    'left_on',
    'left_reason',
    'moves',
  ],
];

/** What may change, and why nobody needs to see it. */
const OPEN = [
  // A reference, keys and findings can speak of a person and are erased with them; nothing is paid by them.
  ...['evidence', 'external_ref', 'import_id', 'claim_key', 'refusal_key', 'findings'].map((of) => `claim.${of}`),
  // Decided before the claim became final.
  'claim.objection_ends_at',
  // Where it is in an open sample; what a sample decided is in `sample_fact`.
  ...['sample_id', 'sample_place'].map((of) => `claim.${of}`),
  // Since when it waits for its next step: lists are ordered by it; when steps were taken is in `claim_fact`.
  'claim.waiting_since',
  'claim_fact.note',
  // Contracts as they were told of: compared with the contracts service.
  ...['contract_id', 'ref', 'title', 'version', 'terms', 'partners'].map((of) => `contract.${of}`),
  // Whether who had moved before the upgrade is told: nobody is told twice, and what they were told is sealed.
  'contract.movers_told',
  // The rules of its versions, by their days: written out of the terms.
  'contract.amended',
  'contract.ended_on',
  // What was told last of follow-ups that ended: follows from closings and departures, and was sent.
  ...['participant_id', 'contract_id', 'ended', 'is_due'].map((of) => `follow_ups_told.${of}`),
  // People: changed by enrolment, erased on request; which person a final claim is about is in the claim.
  ...PERSON.map((of) => `participant.${of}`),
  // Which figures are to be counted anew.
  ...['id', 'contract_id'].map((of) => `works_change.${of}`),
];

let vault: Vault;
beforeAll(async () => {
  vault = await openVault(outcomesService, async (tx) => {
    for (const statement of SEED) await tx.query(statement);
  });
});
afterAll(() => vault?.close());

describe('whoever has full power over the database of outcomes', () => {
  it('leaves no trace in sound books', async () => expect(await vault.check()).toEqual([]));

  it('changes nothing unseen that does not change by itself', async () =>
    expect(await vault.unseenColumns()).toEqual(OPEN));

  it.each([
    ['a final claim is taken away', `DELETE FROM claim WHERE claim_id = $1`, 'changed', 'claim_fact'],
    [
      'a final claim is open again',
      `UPDATE claim SET status = 'verified' WHERE claim_id = $1`,
      'changed',
      'claim_fact',
    ],
    [
      'two final claims exchange their quantities',
      'UPDATE claim a SET quantity = b.quantity FROM claim b WHERE a.claim_id <> b.claim_id',
      'changed',
      'claim_fact',
    ],
    [
      'a final claim is another person’s',
      `UPDATE claim SET participant_id = gen_random_uuid() WHERE claim_id = $1`,
      'changed',
      'claim_fact',
    ],
    [
      'somebody else has verified, in both places',
      `UPDATE claim SET verifier = 'eve' WHERE claim_id = $1; UPDATE claim_fact SET subject = 'eve' WHERE claim_id = $1 AND type = 'verified'`,
      'changed',
      'claim_fact',
    ],
    [
      'a step was taken at another time',
      `UPDATE claim_fact SET at = at - interval '1 day' WHERE claim_id = $1 AND type = 'attested'`,
      'changed',
      'claim_fact',
    ],
    [
      'a step is taken away',
      `DELETE FROM claim_fact WHERE claim_id = $1 AND type = 'verified'`,
      'missing',
      'claim_fact',
    ],
    [
      'two steps are exchanged',
      `UPDATE claim_fact a SET type = b.type FROM claim_fact b WHERE a.claim_id = $1 AND b.claim_id = $1 AND a.type <> b.type`,
      'changed',
      'claim_fact',
    ],
    ['who read personal data is forgotten', 'DELETE FROM access_record', 'missing', 'access_record'],
    ['what a partner was told is rewritten', `UPDATE move_told SET content = '{}'`, 'changed', 'move_told'],
    ['what became of it is forgotten', 'DELETE FROM move_told_outcome', 'missing', 'move_told_outcome'],
    ['what it said against it is forgotten', 'DELETE FROM move_told_refusal', 'missing', 'move_told_refusal'],
    ['evidence is taken away', 'DELETE FROM evidence', 'missing', 'evidence'],
  ])('is seen when %s', async (_title, statement, code, source) =>
    expect(await vault.tampered(statement.replaceAll('$1', `'${claims[0]}'`))).toContainEqual(
      expect.objectContaining({ code, source }),
    ),
  );
});
