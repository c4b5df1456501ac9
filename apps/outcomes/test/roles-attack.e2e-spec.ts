import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, sha256Hex, systemIds } from '@ringvirkning/kernel';
import { toldOf, type TokenClaims } from '@ringvirkning/testing';
import { startWorld, termsYaml, type World } from './world.js';

const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const PROGRESS = '/api/outcomes/contracts/{contractId}/progress';
const WORK = '/api/outcomes/work-list';

let world: World;
let invested: string;
let delivered: string;
let parameters: Record<string, string>;
beforeAll(async () => {
  world = await startWorld({ now: () => instant('2024-06-01T08:00:00Z') });
  invested = await world.contract(
    termsYaml().replace('roles: [authority, payer] }', 'roles: [authority, payer], department: social }'),
  );
  delivered = await world.contract(
    termsYaml()
      .replace('organisation: dsi', 'organisation: another-fund')
      .replace('organisation: st-basils', 'organisation: dsi'),
  );
  const participantId = await world.enrol(invested);
  const { claimId } = await world.claim(invested, participantId);
  await world.verified(invested);
  parameters = { claimId, participantId, digest: sha256Hex('nothing'), sampleId: systemIds.next() };
  const client = await world.service.request({ ...GRY, roles: ['supplier'] });
  await client.post(`/api/outcomes/contracts/${delivered}/participants`).send({ referredOn: '2024-02-01' });
});
afterAll(() => world.stop());

const told = (who: TokenClaims, contractId = invested) =>
  toldOf(world.service, 'outcomes', who, contractId, parameters);

/** What of answers is about people. Who may not use a route at all is refused before it is asked about which contract. */
const readable = (answers: Awaited<ReturnType<typeof told>>) =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => (answer as { status: number }).status === 200));

describe('roles in outcomes belong to the contract', () => {
  it.each<TokenClaims['roles']>([
    ['investor', 'supplier'],
    ['investor', 'verifier'],
  ])(
    'gives who is only investor in a contract, and %s and %s elsewhere, what an investor reads, by every route',
    async (...roles) => {
      const ofInvestor = readable(await told(GRY));
      expect(Object.keys(ofInvestor)).toEqual(expect.arrayContaining([PROGRESS, WORK]));
      expect(readable(await told({ ...GRY, roles }))).toEqual(ofInvestor);
    },
  );
  it('lets them work where the contract gives them the role', async () => {
    const client = await world.service.request({ ...GRY, roles: ['investor', 'supplier'] });
    const { body } = await client.get(`/api/outcomes/contracts/${delivered}/participants`);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });
  it.each(['case-worker', 'department-head'] as const)(
    'shows a %s the contracts, people and tasks of their departments, and none of others',
    async (role) => {
      const worker = (departments: string[]): TokenClaims => ({ roles: [role], sub: `${role}-2`, departments });
      const own = await told(worker(['social']));
      expect(own[WORK]).toMatchObject({ status: 200, body: { items: [{ kind: 'attest' }] } });
      const other = await told(worker(['schools']));
      expect(other[WORK]).toMatchObject({ status: 200, body: { items: [] } });
      for (const path of [PROGRESS, '/api/outcomes/claims/{claimId}', '/api/outcomes/contracts/{contractId}/claims'])
        expect([path, own[path], other[path]]).toMatchObject([path, { status: 200 }, { status: 404 }]);
      const client = await world.service.request(worker(['schools']));
      const claim = await client.post(`/api/outcomes/claims/${parameters['claimId']!}/attestation`);
      expect(claim.status).toBe(404);
    },
  );
});
