import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openVault, type Vault } from '@ringvirkning/testing';
import { contractsService } from '../src/index.js';

const [contract, other] = [randomUUID(), randomUUID()];
const MANDATE = randomUUID();
const DIGEST = 'a'.repeat(64);

const SEED = [
  `INSERT INTO mandate VALUES ('${MANDATE}', 'council', 'aarhus', NULL, 'bo', 'Bo Berg', '2025-12-01', '2025-12-31', 'ferie', 'erik', 'Erik', '2025-12-01T10:00Z')`,
  `INSERT INTO mandate_end VALUES ('${MANDATE}', 'hjemme', 'erik', 'Erik', '2025-12-20T10:00Z')`,
  ...[contract, other].flatMap((id, index) => [
    `INSERT INTO contract VALUES ('${id}', 'K-${index}', 'active', 1, '2026-01-01', '2025-12-01T10:00Z', 'anna', ${index === 0 ? `'herning'` : 'NULL'})`,
    `INSERT INTO contract_version VALUES ('${id}', 1, 'yaml', 'price: 1000', '{"price": 1000}', '${DIGEST}', '2025-12-01T10:00Z', 'anna')`,
    `INSERT INTO sign_off VALUES ('${id}', 1, 'economist', 'aarhus', 'bo', 'aarhus', NULL, '2025-12-02T10:00Z', 'Bo Berg', 'pkt. 12', '${DIGEST}', '${MANDATE}', '2025-12-01', '26/77', '${DIGEST}')`,
    `INSERT INTO appropriation VALUES ('${randomUUID()}', '${id}', 'aarhus', 2026, ${1_000 + index}, 'carl', '2025-12-03T10:00Z')`,
    `INSERT INTO appropriation VALUES ('${randomUUID()}', '${id}', 'aarhus', 2026, ${2_000 + index}, 'carl', '2025-12-04T10:00Z', 'supplementary', '5385911123400240', 'service', NULL, '{"caseNumber": "25/${index}"}', '[]', NULL)`,
    `INSERT INTO appropriation VALUES ('${randomUUID()}', '${id}', 'aarhus', 2026, -10, 'carl', '2025-12-05T10:00Z', 'carried-over', NULL, NULL, 'rest', '{}', NULL, '${randomUUID()}')`,
    `INSERT INTO risk_decision VALUES ('${randomUUID()}', '${id}', 1, 'aarhus', 2026, ${500 + index}, '{"caseNumber": "25/9"}', 'carl', '2025-12-03T10:00Z')`,
    `INSERT INTO contract_partner VALUES ('${id}', 1, 'aarhus')`,
    `INSERT INTO accession VALUES ('${id}', 1, 'aarhus', 2026, 'bo', '2025-12-04T10:00Z')`,
    `INSERT INTO withdrawal VALUES ('${id}', 1, '2025-12-05T10:00Z')`,
    `INSERT INTO partner_message VALUES ('m-${index}', '${id}', 1, 'herning', 'contract-acceded/1', '2025-12-04T10:00Z', 'booked')`,
    `INSERT INTO draft_remark VALUES ('${id}', '${id}', 1, 'outcomes[0]', 'For dyrt', 'yaml', 'price: 900', '{"price": 900}', '${DIGEST}', 'fatima', 'Fatima', 'st-basils', '2025-12-01T11:00Z')`,
    `INSERT INTO draft_answer VALUES ('${id}', '${id}', 'accepted', 'Ja', 2, 'anna', 'Anna', 'aarhus', '2025-12-01T12:00Z')`,
    `INSERT INTO signing_summary VALUES ('${id}', 1, '${DIGEST}', '{}', '2025-12-02T10:00Z')`,
    `INSERT INTO sign_off_signature VALUES ('${id}', 1, 'economist', 'aarhus', '{}', '{}')`,
    `INSERT INTO told_decision VALUES ('${id}', 1, 'economist', 'aarhus', '2025-12-01', '26/77')`,
    `INSERT INTO attachment_file VALUES ('${id}', '${DIGEST}', 'key', 'application/pdf', 1000, 'aarhus', '2025-12-02T10:00Z', 'bo')`,
    `INSERT INTO sign_off_chain VALUES ('${id}', 1, '{"setting": 1}')`,
    `INSERT INTO contract_fact (contract_id, type, fact) VALUES ('${id}', 'activated', '{"on": "2026-01-01"}')`,
  ]),
  `INSERT INTO chain_setting VALUES (1, 50, '[]', 'pkt. 3', 'dorte', 'Dorte', '2025-12-01T10:00Z')`,
  `INSERT INTO partner VALUES ('herning', 'Herning Kommune', 'active')`,
];

/** What may change, and why nobody needs to see it. */
const OPEN = [
  // Where an attachment lies and under which key: the sign-off, which is sealed, says by its digest what it is.
  ...['contract_id', 'digest', 'file_key', 'media_type', 'size', 'organisation', 'uploaded_at', 'uploaded_by'].map(
    (column) => `attachment_file.${column}`,
  ),
  // The version in force: a new one comes with sign-offs and facts of its own, which are sealed.
  'contract.version',
  // Commitments are computed again from the terms, which are sealed.
  'contract.committed_version',
  // The amendment in the making, and what it was written from: its version, its sign-offs and that it was proposed are sealed.
  ...['contract.amendment', 'contract.amendment_of'],
  // What the author, who is sealed, was called.
  'contract_version.author',
  // Who is a member is told by the history of the partnership, which proves itself.
  'partner.member',
  'partner.name',
  'partner.status',
  // What has become of a message is told by the partnership, later, and may change.
  'partner_message.outcome',
  // When the last probe began, for the next.
  'probe.begun_at',
];

let vault: Vault;
beforeAll(async () => {
  vault = await openVault(contractsService, async (tx) => {
    for (const statement of SEED) await tx.query(statement);
  });
});
afterAll(() => vault?.close());

describe('whoever has full power over the database of contracts', () => {
  it('leaves no trace in sound books', async () => expect(await vault.check()).toEqual([]));

  it('changes nothing unseen that does not change by itself', async () =>
    expect(await vault.unseenColumns()).toEqual(OPEN));

  it.each([
    ['a sign-off is taken away', 'DELETE FROM sign_off WHERE contract_id = $c', 'missing', 'sign_off'],
    ['an appropriation is taken away', 'DELETE FROM appropriation WHERE contract_id = $c', 'missing', 'appropriation'],
    [
      'two appropriations are exchanged',
      'UPDATE appropriation a SET amount = b.amount FROM appropriation b WHERE a.id <> b.id',
      'changed',
      'appropriation',
    ],
    [
      'a supplementary appropriation was never decided so',
      `UPDATE appropriation SET decision = '{"caseNumber": "25/8"}' WHERE contract_id = $c AND kind = 'supplementary'`,
      'changed',
      'appropriation_grounds',
    ],
    [
      'the council never carried a risk',
      'DELETE FROM risk_decision WHERE contract_id = $c',
      'missing',
      'risk_decision',
    ],
    [
      'frozen terms are rewritten together with their digest',
      `UPDATE contract_version SET terms = '{"price": 9000}', source_text = 'price: 9000', terms_digest = repeat('b', 64) WHERE contract_id = $c`,
      'changed',
      'contract_version',
    ],
    [
      'somebody else has signed, in both places',
      `UPDATE sign_off SET subject = 'eve', name = 'Eve' WHERE contract_id = $c; UPDATE contract_fact SET fact = '{"subject": "eve"}' WHERE contract_id = $c`,
      'changed',
      'sign_off',
    ],
    [
      'a contract was never active',
      `UPDATE contract SET status = 'draft', activated_on = NULL WHERE contract_id = $c`,
      'missing',
      'contract',
    ],
    ['a partner never acceded', 'DELETE FROM accession WHERE contract_id = $c', 'missing', 'accession'],
    ['a partner never took part', 'DELETE FROM contract_partner WHERE contract_id = $c', 'missing', 'contract_partner'],
    ['a copy is told to be our own', 'UPDATE contract SET home = NULL WHERE contract_id = $c', 'missing', 'copy'],
    ['a step is taken away', 'DELETE FROM contract_fact WHERE contract_id = $c', 'missing', 'contract_fact'],
    [
      'a step is put before others',
      `INSERT INTO contract_fact (id, contract_id, type, fact) VALUES (0, $c, 'signed', '{}')`,
      'inserted',
      'contract_fact',
    ],
  ])('is seen when %s', async (_title, statement, code, source) =>
    expect(await vault.tampered(statement.replaceAll('$c', `'${contract}'`))).toContainEqual(
      expect.objectContaining({ code, source }),
    ),
  );
});
