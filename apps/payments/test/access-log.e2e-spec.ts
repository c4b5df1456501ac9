import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessRecordPageSchema, type AccessRecord } from '@ringvirkning/access-log';
import type { Role } from '@ringvirkning/auth';
import { silentRoutes, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { personMoved } from '@ringvirkning/partnership-api';
import { HearMoveHandler } from '../src/moved-citizens/hear-move.handler.js';
import { arrivals, clock, outcome, startPayments } from './fixtures.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl' };
const [LIS, KAJ] = [outcome(), outcome()];

let service: TestService;
let contractId: string;
let runId: string;
beforeAll(async () => {
  service = await startPayments();
  clock.at = '2026-10-01T08:00:00Z';
  const arrive = arrivals(service);
  contractId = await arrive.contract();
  await arrive.finalised(contractId, [LIS, KAJ]);
  await arrive.reversed(contractId, [KAJ.claimId]);
  const moved = { from: 'odense', number: 1, id: 'm-1', agreement: null, type: personMoved.name };
  await arrive.consume((tx) =>
    service.app.get(HearMoveHandler).execute(tx, { ...moved, content: personMoved.examples[0]! }),
  );
  const run = (await service.request(CARL)).post(`/api/payments/contracts/${contractId}/runs`);
  ({ runId } = (await run.send({ cutOff: '2026-06-30' })).body as { runId: string });
});
afterAll(() => service?.stop());

const read = async (who: TokenClaims | Role, path: string) => (await service.request(who)).get(`/api/payments/${path}`);
const log = async (query = ''): Promise<readonly AccessRecord[]> =>
  AccessRecordPageSchema.parse((await read(CARL, `access-log${query}`)).body).items;

describe('who reads about single people in payments', () => {
  it('leaves a line, by every route whose answer names them', async () => {
    const { walked, silent } = await silentRoutes(service, 'payments', CARL, { contractId, id: runId });
    expect(silent).toEqual([]);
    expect(walked).toEqual(
      expect.arrayContaining([
        '/api/payments/access-log',
        '/api/payments/ledger/entries',
        '/api/payments/moved-citizens',
        '/api/payments/runs/{id}/bundle',
      ]),
    );
  });
  it('is told with whom it was about, by which permission and of which contract', async () => {
    const director: TokenClaims = { roles: ['municipal-director'], sub: 'dorte' };
    await read(director, `ledger/entries?contractId=${contractId}`);
    await read(director, `runs/${runId}/bundle`);
    const about = [LIS.participantId, KAJ.participantId].sort();
    const line = { permission: 'payments.read', organisation: 'aarhus', contractId };
    expect(await log('?subject=dorte')).toMatchObject([
      { ...line, what: 'bundle of run 1', participantIds: [LIS.participantId] },
      { ...line, what: 'ledger entries', participantIds: about },
    ]);
  });
  it('is told by the name the reader had at the time; nothing is kept of a reader without one', async () => {
    for (const [hour, name] of ['Mia Madsen', 'Mia Madsen', 'Mia Holm', ''].entries()) {
      clock.at = `2026-10-01T1${hour}:00:00Z`;
      await read(
        { roles: ['controller'], sub: 'mia', ...(name && { name }) },
        `ledger/entries?contractId=${contractId}`,
      );
    }
    expect((await log('?subject=mia')).map(({ name }) => name)).toEqual([
      'Mia Holm',
      'Mia Holm',
      'Mia Madsen',
      'Mia Madsen',
    ]);
    expect((await log('?subject=dorte')).map(({ name }) => name)).toEqual([null, null]);
  });
  it('is found by person, contract and reader, page by page, newest first', async () => {
    const lines = await log(`?participantId=${KAJ.participantId}&contractId=${contractId}&limit=200`);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every(({ participantIds }) => participantIds?.includes(KAJ.participantId))).toBe(true);
    const first = (await read(CARL, 'access-log?limit=1')).body as { items: AccessRecord[]; next: string };
    const [second] = await log(`?limit=1&after=${first.next}`);
    expect(BigInt(second!.id)).toBeLessThan(BigInt(first.items[0]!.id));
    expect((await read(CARL, 'access-log?after=x')).body).toMatchObject({ code: 'http.cursor-invalid' });
  });
  it('is told page by page without a gap, also where line numbers grow by a digit', async () => {
    const kim: TokenClaims = { roles: ['controller'], sub: 'kim' };
    for (let reading = 0; reading < 12; reading += 1) await read(kim, `ledger/entries?contractId=${contractId}`);
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body } = await read(CARL, `access-log?subject=kim&limit=5${next && `&after=${next}`}`);
      const page = AccessRecordPageSchema.parse(body);
      ids.push(...page.items.map(({ id }) => id));
      ({ next } = page);
    }
    expect(ids).toHaveLength(12);
    expect(ids).toEqual([...ids].sort((a, b) => Number(b) - Number(a)));
  });
  it('is found by days in Denmark, both included', async () => {
    const nina: TokenClaims = { roles: ['controller'], sub: 'nina' };
    for (clock.at of ['2026-10-02T21:59:00Z', '2026-10-02T22:01:00Z', '2026-10-03T22:01:00Z'])
      await read(nina, `ledger/entries?contractId=${contractId}`);
    const days = async (query: string) => (await log(`?subject=nina&${query}`)).map(({ at }) => at.slice(0, 16));
    expect(await days('from=2026-10-03&to=2026-10-03')).toEqual(['2026-10-02T22:01']);
    expect(await days('to=2026-10-02')).toEqual(['2026-10-02T21:59']);
    expect(await days('from=2026-10-03')).toEqual(['2026-10-03T22:01', '2026-10-02T22:01']);
    expect((await read(nina, 'access-log?from=2026-13-01')).status).toBe(422);
  });
  it.each<Role>(['case-worker', 'department-head', 'council-member', 'supplier', 'investor', 'operator'])(
    'is not for a %s to read',
    async (role) => expect((await read(role, 'access-log')).status).toBe(403),
  );
  it('is written by nobody who was refused', async () => {
    const investor: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
    expect((await read(investor, `runs/${runId}/bundle`)).status).toBe(403);
    expect((await read(investor, `ledger/entries?contractId=${contractId}`)).status).toBe(403);
    expect(await log('?subject=gry')).toEqual([]);
  });
});
