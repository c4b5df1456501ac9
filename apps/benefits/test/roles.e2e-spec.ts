import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { toldOf, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { ConsumeContractHandler } from '../src/on-contract-activated/consume-contract.handler.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { contractEvent, finalised, modelText, outcome, startBenefits, consume } from './fixtures.js';

const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const VALUATION = '/api/benefits/contracts/{contractId}/valuation';
const MODEL = 'shelter@1';

/** A contract in which these organisations are investor and supplier. */
function contract(investor: string, supplier: string): ActiveContract {
  const event = contractEvent();
  const organisation: Readonly<Record<string, string>> = { dsi: investor, supplier };
  return {
    ...event,
    parties: event.parties.map((party) => ({ ...party, organisation: organisation[party.id] ?? party.organisation })),
  };
}
const [invested, delivered] = [contract('dsi', 'st-basils'), contract('another-fund', 'dsi')];

let service: TestService;
beforeAll(async () => {
  service = await startBenefits();
  const client = await service.request('controller');
  await client.post('/api/benefits/valuation-models').set('Content-Type', 'application/yaml').send(modelText(1));
  for (const event of [invested, delivered]) {
    const outcomes = Array.from({ length: 7 }, () => outcome());
    await consume(service, async (tx) => {
      await service.app.get(ConsumeContractHandler).put(tx, event);
      await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(event.contractId, outcomes)]);
    });
    await client.post(`/api/benefits/contracts/${event.contractId}/valuation`).send({ model: MODEL });
  }
});
afterAll(() => service?.stop());

const told = (who: TokenClaims, { contractId }: ActiveContract = invested) =>
  toldOf(service, 'benefits', who, contractId, {
    ...{ model: MODEL, id: contractId, sharingId: contractId, claimId: contractId, code: 'sl-110' },
  });

describe('roles in benefits belong to the contract', () => {
  it('gives who is only investor in a contract, and supplier in another, what an investor gets, by every route', async () => {
    const both: TokenClaims = { ...GRY, roles: ['investor', 'supplier'] };
    const ofInvestor = await told(GRY);
    expect(ofInvestor[VALUATION]).toMatchObject({ status: 200 });
    expect(await told(both)).toEqual(ofInvestor);
    expect([(await told(both, delivered))[VALUATION], (await told(GRY, delivered))[VALUATION]]).toMatchObject([
      { status: 200 },
      { status: 404 },
    ]);
  });
  it('gives who holds a role that the contract does not give them nothing of it', async () => {
    const ofSupplier = await told({ ...GRY, roles: ['supplier'] });
    for (const path of [VALUATION, '/api/benefits/overview', '/api/benefits/flows'])
      expect([path, ofSupplier[path]]).toMatchObject([path, { status: 404 }]);
  });
  it('shows case workers the contracts of their departments, and counts no others', async () => {
    const worker = (...departments: string[]): TokenClaims => ({ roles: ['case-worker'], sub: 'anna', departments });
    const [own, other] = [await told(worker('schools', 'social')), await told(worker('schools'))];
    expect([own[VALUATION], other[VALUATION]]).toMatchObject([{ status: 200 }, { status: 404 }]);
    const client = await service.request(worker('schools'));
    expect((await client.get('/api/benefits/overview')).body).toMatchObject({ silos: [] });
    expect((await client.get('/api/benefits/flows')).body).toMatchObject({ links: [] });
    expect((await client.get('/api/benefits/ledger/balances')).body).toMatchObject({ items: [] });
  });
});
