import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PeopleHitsSchema, type PeopleHits } from '@ringvirkning/outcomes-api';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
let contractId: string;
let participantId: string;
let pseudonym: string;
beforeAll(async () => {
  world = await startWorld();
  contractId = await world.contract();
  participantId = await world.enrol(contractId, { key: 'Sag 0012' });
  ({ pseudonym } = (await world.get('fatima', `/participants/${participantId}`)).body as { pseudonym: string });
});
afterAll(() => world.stop());

const search = async (who: string, term: string): Promise<PeopleHits> => {
  const { status, body } = await world.post(who, '/search', { term });
  expect([term, status]).toEqual([term, 200]);
  return PeopleHitsSchema.parse(body);
};
const people = async (who: string, term: string): Promise<string[]> =>
  (await search(who, term)).people.map((found) => found.participantId);

describe('a person is found', () => {
  it('by the whole pseudonym, however it is written', async () => {
    for (const term of [
      pseudonym,
      pseudonym.toLowerCase(),
      pseudonym.replaceAll('-', ' '),
      pseudonym.replaceAll('-', ''),
    ])
      expect([term, await people('anna', term)]).toEqual([term, [participantId]]);
  });
  it('by id', async () => expect(await people('hans', participantId)).toEqual([participantId]));
  it('by the own key, as one says it, by the organisation that gave it and by nobody else', async () => {
    for (const term of ['Sag 0012', 'sag-12', ' SAG  12'])
      expect(await search('fatima', term)).toMatchObject({
        people: [{ participantId, contractId, contractRef: 'T-1', pseudonym, key: 'Sag 0012' }],
      });
    for (const who of ['anna', 'bo', 'karen', 'hans']) expect([who, await people(who, 'Sag 0012')]).toEqual([who, []]);
    expect((await search('anna', pseudonym)).people).toMatchObject([{ key: null }]);
  });
  it('never by a part of a name', async () => {
    for (const term of [pseudonym.slice(0, 6), 'P', 'P-', 'Sag', '12', '%', '_'])
      expect([term, await people('fatima', term)]).toEqual([term, []]);
  });
  it('by nobody whose pages do not show them', async () => {
    for (const term of [pseudonym, participantId, 'Sag 0012'])
      expect([term, await search('stranger', term)]).toEqual([term, { people: [], claims: [] }]);
    for (const who of ['gry', 'erik'])
      expect([who, (await world.post(who, '/search', { term: pseudonym })).status]).toEqual([who, 403]);
  });
  it('no more by the own key when their data is erased', async () => {
    const other = await world.enrol(contractId, { key: 'to go' });
    expect(await people('fatima', 'to go')).toEqual([other]);
    await world.post('anna', `/participants/${other}/erasure`);
    expect(await people('fatima', 'to go')).toEqual([]);
  });
});

describe('a claim is found', () => {
  it('by id and by the reference of those who made it', async () => {
    const other = await world.contract(termsYaml().replace('ref: T-1', 'ref: T-2'));
    const person = await world.enrol(other);
    const { claimId } = await world.claim(other, person, { externalRef: 'R 77' });
    for (const term of [claimId, 'R 77'])
      expect((await search('hans', term)).claims).toEqual([
        expect.objectContaining({
          claimId,
          participantId: person,
          contractRef: 'T-2',
          on: '2024-03-01',
          status: 'claimed',
        }),
      ]);
    expect((await search('stranger', claimId)).claims).toEqual([]);
  });
});

describe('a search', () => {
  it('that finds a person stands in the access log with whom it found; one that finds nobody does not', async () => {
    const lines = () =>
      world.rows(`SELECT subject, permission, participants FROM access_record WHERE what = 'search' ORDER BY id`);
    const before = (await lines()).length;
    await search('anna', 'P-0000-0000');
    await search('anna', pseudonym);
    expect((await lines()).slice(before)).toEqual([
      { subject: 'anna', permission: 'people.read', participants: [participantId] },
    ]);
  });
  it('for a CPR number is refused: nobody is found by one', async () =>
    expect((await world.post('anna', '/search', { term: '010190-1234' })).status).toBeGreaterThanOrEqual(400));
});
