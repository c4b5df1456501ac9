import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toldOf, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi', sub: 'gry' };
const worker = (...departments: string[]): TokenClaims => ({ roles: ['case-worker'], sub: 'anna', departments });
const head = (...departments: string[]): TokenClaims => ({ roles: ['department-head'], sub: 'bo', departments });
const ONE = '/api/contracts/{id}';

let service: TestService;
let invested: string;
let delivered: string;
beforeAll(async () => {
  service = await startContracts();
  invested = await draft('A-1');
  delivered = await draft(
    'B-1',
    (text) => text.replace('organisation: st-basils', 'organisation: dsi'),
    'another-fund',
  );
});
afterAll(() => service?.stop());

const send = async (who: TokenClaims, text: string, path = '') =>
  (await service.request(who)).post(`/api/contracts${path}`).set('Content-Type', 'application/yaml').send(text);
async function draft(ref: string, change = (text: string) => text, investor = 'dsi'): Promise<string> {
  const { status, body } = await send(worker('unge'), change(termsYaml({ from: THIS_YEAR, ref, investor })));
  expect([status, body]).toMatchObject([201, { ref }]);
  return (body as { id: string }).id;
}
const told = (who: TokenClaims, id = invested) =>
  toldOf(service, 'contracts', who, id, { id, version: '1', digest: '0'.repeat(64), remarkId: randomUUID() });

describe('roles in contracts belong to the contract', () => {
  it('gives who is only investor in a contract, and supplier in another, what an investor gets, by every route', async () => {
    const both: TokenClaims = { ...GRY, roles: ['investor', 'supplier'] };
    const ofInvestor = await told(GRY);
    expect(ofInvestor[ONE]).toMatchObject({ status: 200 });
    expect(await told(both)).toEqual(ofInvestor);
    expect([(await told(both, delivered))[ONE], (await told(GRY, delivered))[ONE]]).toMatchObject([
      { status: 200 },
      { status: 404 },
    ]);
  });
  it('lets nobody find a contract by a role that it does not give them, nor in the list or the work list', async () => {
    const ofSupplier = await told({ ...GRY, roles: ['supplier'] });
    expect(ofSupplier[ONE]).toMatchObject({ status: 404 });
    for (const path of ['/api/contracts', '/api/contracts/work-list'])
      expect([path, ofSupplier[path]]).toMatchObject([path, { status: 200, body: { items: [] } }]);
  });
  it.each([
    ['case workers', worker],
    ['heads', head],
  ])('shows %s the contracts of their departments', async (_who, of) => {
    const [own, other] = [await told(of('unge')), await told(of('schools'))];
    expect([own[ONE], other[ONE]]).toMatchObject([{ status: 200 }, { status: 404 }]);
    expect([own['/api/contracts'], other['/api/contracts']]).toMatchObject([
      { body: { items: [{ id: invested }] } },
      { body: { items: [] } },
    ]);
  });
  it('lets people of a department write terms of their own only, first and further versions', async () => {
    const terms = termsYaml({ from: THIS_YEAR, ref: 'C-1' });
    const elsewhere = terms.replace('department: unge', 'department: schools');
    expect(await send(worker('schools'), terms)).toMatchObject({
      status: 403,
      body: { code: 'contracts.other-department' },
    });
    const id = await draft('C-1');
    expect((await send(worker('schools'), elsewhere, `/${id}/versions`)).status).toBe(404);
    expect((await send(worker('unge'), elsewhere, `/${id}/versions`)).status).toBe(403);
    expect((await send(head('schools'), elsewhere, `/${id}/versions`)).status).toBe(404);
    const further = terms.replace('organisation: dsi', 'organisation: another-fund');
    expect((await send(worker('unge'), further, `/${id}/versions`)).status).toBe(201);
    expect((await told(GRY, id))[ONE]).toMatchObject({ status: 404 });
  });
});
