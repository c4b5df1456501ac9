import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, type TokenClaims } from '@ringvirkning/testing';
import { ContractHitsSchema } from '@ringvirkning/contracts-api';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

const WORKER: TokenClaims = { roles: ['case-worker'], sub: 'anna', departments: ['unge'] };
const ELSEWHERE: TokenClaims = { ...WORKER, departments: ['schools'] };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const STRANGER: TokenClaims = { roles: ['investor'], organisation: 'another-fund', sub: 'stranger' };

let service: TestService;
let id: string;
beforeAll(async () => {
  service = await startContracts();
  id = await draft('HOME-2024');
  await draft('WORK-2024');
});
afterAll(() => service?.stop());

async function draft(ref: string): Promise<string> {
  const text = termsYaml({ from: THIS_YEAR, ref, investor: 'dsi' });
  const request = (await service.request(WORKER)).post('/api/contracts').set('Content-Type', 'application/yaml');
  return ((await request.send(text)).body as { id: string }).id;
}
const search = async (who: TokenClaims, body: object) =>
  (await service.request(who)).post('/api/contracts/search').send(body);
const found = async (who: TokenClaims, term: string): Promise<string[]> =>
  ContractHitsSchema.parse((await search(who, { term })).body).contracts.map(({ ref }) => ref);

describe('a contract is found', () => {
  it('by a part of its reference, in any case, whose reference begins so first', async () => {
    expect(await found(WORKER, 'home-2024')).toEqual(['HOME-2024']);
    expect(await found(WORKER, ' home ')).toEqual(['HOME-2024']);
    expect((await found(WORKER, '2024')).sort()).toEqual(['HOME-2024', 'WORK-2024']);
  });
  it('by its id', async () => expect(await found(WORKER, id.toUpperCase())).toEqual(['HOME-2024']));
  it('by words, never by a pattern', async () => {
    for (const term of ['HOME_2024', '%', "' OR true --"]) expect(await found(WORKER, term)).toEqual([]);
  });
  it('by those alone who may open it', async () => {
    expect(await found(GRY, 'HOME')).toEqual(['HOME-2024']);
    for (const who of [STRANGER, ELSEWHERE])
      for (const term of ['HOME', id]) expect(await found(who, term)).toEqual([]);
  });
});

describe('a search', () => {
  it('needs a word, of at most 100 characters, and nothing else', async () => {
    for (const body of [{}, { term: ' ' }, { term: 'x'.repeat(101) }, { term: 3 }, { term: 'x', limit: 1 }])
      expect((await search(WORKER, body)).status).toBe(422);
  });
  it('is for those who read contracts', async () =>
    expect((await search({ roles: ['operator'], sub: 'op' }, { term: 'HOME' })).status).toBe(403));
});
