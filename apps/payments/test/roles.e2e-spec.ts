import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { digestOf } from '@ringvirkning/kernel';
import { toldOf, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { arrivals, clock, contractEvent, homes, shown, startPayments } from './fixtures.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl' };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const SUMMARY = '/api/payments/contracts/{contractId}/summary';

/** The usual contract with other organisations in its parts. */
function partsOf(organisations: Readonly<Record<string, string>>): Partial<ActiveContract> {
  const { terms, parties } = contractEvent();
  const named = (all: ActiveContract['parties']): ActiveContract['parties'] =>
    all.map((party) => ({ ...party, organisation: organisations[party.id] ?? party.organisation }));
  const changed = { ...terms, parties: named(terms['parties'] as ActiveContract['parties']) };
  return { terms: changed, termsDigest: digestOf(changed), parties: named(parties) };
}

let service: TestService;
let invested: string;
let delivered: string;
let id: string;
beforeAll(async () => {
  service = await startPayments();
  clock.at = '2026-10-01T08:00:00Z';
  const arrive = arrivals(service);
  invested = await arrive.contract(partsOf({}));
  delivered = await arrive.contract(partsOf({ dsi: 'another-fund', 'st-basils': 'dsi' }));
  for (const contractId of [invested, delivered]) await arrive.finalised(contractId, homes(7));
  const client = await service.request(CARL);
  const run = await client.post(`/api/payments/contracts/${invested}/runs`).send({ cutOff: '2026-06-30' });
  ({ runId: id } = run.body as { runId: string });
  await client.post(`/api/payments/runs/${id}/certification`).send(await shown(service, id));
});
afterAll(() => service?.stop());

const told = (who: TokenClaims) => toldOf(service, 'payments', who, invested, { id });

describe('roles in payments belong to the contract', () => {
  it('gives who is only investor in a contract, and supplier in another, what an investor gets, by every route', async () => {
    const both: TokenClaims = { ...GRY, roles: ['investor', 'supplier'] };
    const ofInvestor = await told(GRY);
    expect(ofInvestor[SUMMARY]).toMatchObject({ status: 200 });
    expect(await told(both)).toEqual(ofInvestor);
    const own = await (await service.request(both)).get(`/api/payments/ledger/entries?contractId=${delivered}`);
    expect((own.body as { items: unknown[] }).items.length).toBeGreaterThan(0);
  });
  it('gives who holds a role that the contract does not give them nothing of it', async () => {
    const ofSupplier = await told({ ...GRY, roles: ['supplier'] });
    // What partners claim is read by nobody with such a role: it is refused before it is asked about which claim.
    for (const [path, answer] of Object.entries(ofSupplier).filter(([route]) => /\{(contractId|id)\}/.test(route)))
      expect([path, answer]).toMatchObject([path, { status: path.includes('/due/') ? 403 : 404 }]);
  });
  it.each(['case-worker', 'department-head'] as const)(
    'shows a %s the contracts of their departments, and nothing of others',
    async (role) => {
      const worker = (...departments: string[]): TokenClaims => ({ roles: [role], sub: role, departments });
      const [own, other] = [await told(worker('schools', 'social')), await told(worker('schools'))];
      for (const path of [SUMMARY, '/api/payments/runs/{id}', '/api/payments/ledger/entries'])
        expect([path, own[path], other[path]]).toMatchObject([path, { status: 200 }, { status: 404 }]);
      const client = await service.request(worker('schools'));
      expect((await client.get('/api/payments/ledger/entries')).body).toMatchObject({ items: [] });
      expect((await client.get('/api/payments/ledger/balances')).body).toMatchObject({ items: [] });
    },
  );
  it('lets a head of another department authorise nothing', async () => {
    const head: TokenClaims = { roles: ['department-head'], sub: 'eva', departments: ['schools'] };
    const client = await service.request(head);
    const answer = await client.post(`/api/payments/runs/${id}/authorisation`).send(await shown(service, id));
    expect(answer.status).toBe(404);
  });
});
