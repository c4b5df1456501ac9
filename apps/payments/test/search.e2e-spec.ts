import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunHitsSchema, type RunHits } from '@ringvirkning/payments-api';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { arrivals, clock, outcome, startPayments } from './fixtures.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl' };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const STRANGER: TokenClaims = { roles: ['supplier'], organisation: 'another', sub: 'stranger' };

let service: TestService;
let runId: string;
beforeAll(async () => {
  service = await startPayments();
  clock.at = '2026-10-01T08:00:00Z';
  const arrive = arrivals(service);
  for (const ref of ['HOME-2024', 'WORK-2024']) {
    const contractId = await arrive.contract({ ref });
    await arrive.finalised(contractId, [outcome()]);
    const run = (await service.request(CARL)).post(`/api/payments/contracts/${contractId}/runs`);
    ({ runId } = (await run.send({ cutOff: '2026-06-30' })).body as { runId: string });
  }
});
afterAll(() => service?.stop());

const search = async (who: TokenClaims, term: string) =>
  (await service.request(who)).post('/api/payments/search').send({ term });
const runs = async (who: TokenClaims, term: string): Promise<RunHits['runs']> =>
  RunHitsSchema.parse((await search(who, term)).body).runs;

describe('a payment run is found', () => {
  it('by its number in every contract, newest first', async () =>
    expect(await runs(CARL, 'kørsel 1')).toMatchObject([
      { runId, contractRef: 'WORK-2024', no: 1, status: 'calculated', cutOff: '2026-06-30' },
      { contractRef: 'HOME-2024', no: 1 },
    ]));
  it('by contract and number, and by id', async () => {
    expect(await runs(CARL, 'work-2024 1')).toMatchObject([{ runId }]);
    expect(await runs(CARL, runId)).toMatchObject([{ runId }]);
    expect(await runs(CARL, 'WORK-2024 2')).toEqual([]);
  });
  it('by those alone who may open it, without an amount', async () => {
    const [found] = await runs(GRY, runId);
    expect(Object.keys(found!).sort()).toEqual(['contractId', 'contractRef', 'cutOff', 'no', 'runId', 'status']);
    expect([await runs(STRANGER, runId), await runs(STRANGER, '1')]).toEqual([[], []]);
    expect((await search({ roles: ['verifier'], organisation: 'verifier-org', sub: 'hans' }, '1')).status).toBe(403);
  });
});
