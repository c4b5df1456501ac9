import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from './world.js';

/** What was written about one person, each in its own words, so that any of them can be looked for. */
const KEY = 'klient-svane-17';
const WORDS = {
  reference: 'journal-lærke-4',
  refused: 'journal-stær-5',
  note: 'Moderen bekræfter flytningen',
  objection: 'Han boede hos sin fætter',
  reversal: 'Faderen ringede og rettede datoen',
};
const CPR = '010203-4567';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Tables of the service's database in which a text occurs, whatever the column. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await world.rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.rows(`SELECT 1 FROM "${String(name)}" t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
    if (rows.length > 0) found.push(String(name));
  }
  return found;
}

describe('erasing a person', () => {
  let contractId: string;
  let participantId: string;
  let pseudonym: string;
  let final: string;

  beforeAll(async () => {
    contractId = await world.contract();
    const header = 'participant;outcome;follow_up;achieved_on;quantity;referred_on;external_ref\n';
    await world.import('fatima', contractId, `${header}${KEY};move-in;;2024-03-01;1;2024-02-01;${WORDS.reference}\n`);
    const [person] = await world.rows(
      'SELECT participant_id, pseudonym FROM participant WHERE contract_id = $1 AND external_key = $2',
      [contractId, KEY],
    );
    [participantId, pseudonym] = [String(person?.['participant_id']), String(person?.['pseudonym'])];
    const claimOf = async (change: object) =>
      (
        await world.post(
          'fatima',
          `/contracts/${contractId}/claims`,
          { participantId, outcome: 'move-in', on: '2024-03-01', ...change },
          `key-${JSON.stringify(change).replaceAll(/[^a-z0-9]/gi, '')}`,
        )
      ).body['claimId'] as string;
    const lesson = await claimOf({ outcome: 'lesson', quantity: '2', externalRef: `${WORDS.reference}-b` });
    await claimOf({ outcome: 'housed', followUp: 'm6', on: '2024-03-02', externalRef: WORDS.refused });
    await world.post('anna', `/claims/${lesson}/attestation`, { note: WORDS.note });
    await world.post('hans', `/claims/${lesson}/verification`, { decision: 'approved' });
    await world.post('bo', `/claims/${lesson}/reversal`, { reason: WORDS.reversal });
    await world.post('fatima', `/participants/${participantId}/measurements`, {
      measure: 'star',
      value: '4.25',
      on: '2024-04-01',
    });
    const [claim] = await world.rows(
      `SELECT claim_id FROM claim WHERE participant_id = $1 AND outcome = 'move-in' AND status = 'claimed'`,
      [participantId],
    );
    final = String(claim?.['claim_id']);
    await world.post('anna', `/claims/${final}/attestation`);
    await world.post('hans', `/claims/${final}/verification`, { decision: 'approved' });
  });

  it('is refused to the supplier', async () =>
    expect((await world.post('fatima', `/participants/${participantId}/erasure`)).status).toBe(403));

  it('leaves none of what was written about the person in any table', async () => {
    const before = await Promise.all([KEY, WORDS.reference, WORDS.refused, WORDS.note, WORDS.reversal].map(tablesWith));
    expect(before.filter((tables) => tables.length === 0)).toEqual([]);
    const first = await world.post('anna', `/participants/${participantId}/erasure`, {}, 'erase-1');
    expect(first).toMatchObject({ status: 201, body: { participantId } });
    expect((await world.post('bo', `/participants/${participantId}/erasure`)).body).toEqual(first.body);
    for (const text of [KEY, WORDS.reference, WORDS.refused, WORDS.note, WORDS.reversal])
      expect([text, await tablesWith(text)]).toEqual([text, []]);
    expect(await world.rows('SELECT * FROM measurement WHERE participant_id = $1', [participantId])).toEqual([]);
    expect(await tablesWith(pseudonym)).toEqual(['participant']);
  });

  it('keeps what was achieved and paid for', async () => {
    expect((await world.get('anna', `/claims/${final}`)).body).toMatchObject({ status: 'final', externalRef: null });
    expect((await world.finalised(contractId)).map(({ claimId }) => claimId)).toContain(final);
  });

  it('is logged, each time', async () =>
    expect(
      await world.rows(`SELECT subject FROM access_record WHERE contract_id = $1 AND what = 'erasure' ORDER BY id`, [
        contractId,
      ]),
    ).toEqual([{ subject: 'anna' }, { subject: 'bo' }]));

  it('does not let an earlier request have a second effect', async () => {
    const again = { participantId, outcome: 'lesson', on: '2024-03-01', quantity: '2' };
    const key = 'key-outcomelessonquantity2externalRefjournallrke4b';
    expect(await world.post('fatima', `/contracts/${contractId}/claims`, again, key)).toMatchObject({
      status: 409,
      body: { code: 'http.result-erased' },
    });
  });

  it('takes away why somebody objected', async () => {
    const disputed = await world.contract({ objectionDays: 14 });
    const claimId = await world.verified(disputed);
    await world.post('gry', `/claims/${claimId}/objections`, { reason: WORDS.objection });
    expect(await tablesWith(WORDS.objection)).toEqual(['claim_fact', 'objection']);
    const [{ participant_id: of } = {}] = await world.rows('SELECT participant_id FROM claim WHERE claim_id = $1', [
      claimId,
    ]);
    await world.post('anna', `/participants/${String(of)}/erasure`);
    expect(await tablesWith(WORDS.objection)).toEqual([]);
  });

  it('makes the person a new one to the contract, known by CPR number or not', async () => {
    const other = await world.contract();
    const first = await world.enrol(other, { cpr: CPR });
    await world.post('anna', `/participants/${first}/erasure`);
    expect(await world.enrol(other, { cpr: CPR })).not.toBe(first);
  });
});

describe('a supplier who enrols somebody who is known', () => {
  it('is told so, and it is logged as a look at a person, also when the request comes again', async () => {
    const contractId = await world.contract();
    await world.enrol(contractId, { cpr: CPR });
    const enrol = () =>
      world.post(
        'fatima',
        `/contracts/${contractId}/participants`,
        { referredOn: '2024-02-01', cpr: CPR },
        'enrol-known',
      );
    expect(await enrol()).toMatchObject({ status: 409, body: { code: 'outcomes.already-enrolled' } });
    expect(await enrol()).toMatchObject({ status: 409, body: { code: 'outcomes.already-enrolled' } });
    expect(
      await world.rows(
        'SELECT subject, what, cardinality(participants) AS people FROM access_record WHERE contract_id = $1',
        [contractId],
      ),
    ).toEqual([{ subject: 'fatima', what: 'enrolment', people: 1 }]);
  });
});
