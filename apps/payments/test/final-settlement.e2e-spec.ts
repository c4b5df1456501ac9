import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf, localDate } from '@ringvirkning/kernel';
import { FinalSettlementSchema, type ContractSettled, type FinalSettlement } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { ClaimsAsked } from '../src/final-settlement/open-claims.js';
import { arrivals, clock, contractEvent, homes, shown, startPayments } from './fixtures.js';
import { TwoInstances } from './two-instances.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };
const CONNIE: TokenClaims = { ...CARL, sub: 'connie' };
const BO: TokenClaims = { roles: ['department-head'], sub: 'bo', organisation: 'aarhus' };
const FATIMA: TokenClaims = { roles: ['supplier'], organisation: 'st-basils' };
const COUNCIL: TokenClaims = { roles: ['council-member'], organisation: 'aarhus' };

/** What outcomes would answer of the claims of every contract. */
const claims = { open: 0, returned: 0, final: 0 };
const withClaims = ({ app }: TestService): void => void Object.assign(app.get(ClaimsAsked), { of: async () => claims });

const told = ({ app }: TestService, contractId: string): Promise<{ data: ContractSettled }[]> =>
  asSystem('test', () =>
    app
      .get(Database)
      .read((tx) =>
        tx.query(
          `SELECT data FROM outbox WHERE subject = 'evt.payments.contract-settled.v1' AND key = $1 ORDER BY id`,
          [contractId],
        ),
      ),
  );

describe('the final settlement of a contract of one municipality', () => {
  let service: TestService;
  let arrive: ReturnType<typeof arrivals>;
  let contractId: string;
  beforeAll(async () => {
    service = await startPayments(() => 500_000n);
    withClaims(service);
    arrive = arrivals(service);
    const capital = [{ party: 'dsi', kind: 'senior-loan', amount: '10000', paidIn: [] }];
    const terms = { ...contractEvent().terms, capital };
    contractId = await arrive.contract({ terms, termsDigest: digestOf(terms) });
  });
  afterAll(() => service?.stop());

  const at = (step = ''): string => `/api/payments/contracts/${contractId}/final-settlement${step}`;
  const view = async (who = CARL): Promise<FinalSettlement> =>
    FinalSettlementSchema.parse((await (await service.request(who)).get(at())).body);
  const post = async (path: string, who: TokenClaims, body: object = {}) =>
    (await service.request(who)).post(path).send(body);
  const pay = async (cutOff: string): Promise<string> => {
    const { body } = await post(`/api/payments/contracts/${contractId}/runs`, CARL, { cutOff });
    const { runId } = body as { runId: string };
    const certified = await post(`/api/payments/runs/${runId}/certification`, CARL, await shown(service, runId));
    if (certified.status !== 200) throw new Error(JSON.stringify(certified.body));
    expect((await post(`/api/payments/runs/${runId}/authorisation`, BO)).status).toBe(200);
    return runId;
  };
  const waiting = async (who: TokenClaims) =>
    ((await (await service.request(who)).get('/api/payments/work-list')).body as { settlements: { kind: string }[] })
      .settlements;
  const reasons = async (): Promise<string[]> =>
    (await view()).reasons.map(({ code }) => code.replace('payments.', ''));

  it('is shown while the contract runs, and says from when it can be made', async () => {
    clock.at = '2027-12-31T08:00:00Z';
    const found = await view();
    expect(found).toMatchObject({ status: 'open', settledOn: null, figures: { payments: [], capital: [] } });
    expect(found.reasons[0]!.en).toBe('The contract still runs: it can be settled from 1 January 2028 on.');
    expect(await waiting(CARL)).toEqual([]);
  });

  it('names each thing that is still going on', async () => {
    clock.at = '2028-01-03T08:00:00Z';
    Object.assign(claims, { open: 2, returned: 1, final: 5 });
    const drawn = { type: 'drawn', capital: 'dsi/senior-loan', amount: '600000', on: '2027-01-01', reference: 'B-1' };
    expect((await post(`/api/payments/contracts/${contractId}/capital`, CARL, drawn)).status).toBe(200);
    expect(await reasons()).toEqual(['claims-open', 'claims-on-the-way', 'capital-outstanding']);
    expect((await view()).returned).toBe(1);
    expect(await waiting(CARL)).toMatchObject([{ kind: 'certify-settlement', contractId, lastDay: '2027-12-31' }]);
    const refused = await post(at('/certification'), CARL, { shown: (await view()).digest });
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([422, 'payments.not-settleable']);
  });

  it('comes after a last run, with what came back of the capital and what is recorded as lost', async () => {
    Object.assign(claims, { open: 0, returned: 0, final: 5 });
    await arrive.finalised(contractId, homes(5, localDate('2027-06-01')));
    expect(await reasons()).toEqual(['run-missing', 'capital-outstanding']);
    const runId = await pay('2027-12-31');
    expect(await reasons()).toEqual(['capital-to-pass-on']);
    const record = (body: object) => post(`/api/payments/contracts/${contractId}/capital`, CARL, body);
    await record({ type: 'received', runId, amount: '500000', on: '2028-01-02', reference: 'B-2' });
    const lost = { type: 'lost', capital: 'dsi/senior-loan', reason: 'Målene blev ikke nået.' };
    expect((await record({ ...lost, amount: '100000', on: '2028-01-03', reference: 'B-3' })).status).toBe(200);
    const moved = { payer: 'aarhus', payee: 'st-basils', state: 'paid', on: '2028-01-03', reference: 'V-1' };
    expect((await post(`/api/payments/runs/${runId}/payments`, CARL, moved)).status).toBe(200);
    expect(await view()).toMatchObject({
      status: 'ready',
      figures: {
        payments: [
          { payer: 'aarhus', payee: 'st-basils', authorised: '333333', moved: '333333', remaining: '0' },
          { payer: 'dsi', payeeName: 'St Basils', authorised: '166667', moved: '0', remaining: '166667' },
        ],
        capital: [{ partyName: 'DSI', drawn: '600000', principal: '500000', return: '0', lost: '100000' }],
        years: [
          { budgetYear: 2025, appropriated: '500000', spent: '0', unspent: '500000' },
          { budgetYear: 2026, spent: '0' },
          { budgetYear: 2027, payerName: 'Aarhus Kommune', spent: '333333', unspent: '166667' },
        ],
      },
    });
  });

  it('is signed by two people on what was shown, and told; outsiders hear that it is done', async () => {
    const { digest } = await view();
    expect((await post(at('/certification'), CARL, { shown: 'f'.repeat(64) })).status).toBe(409);
    expect((await post(at('/certification'), FATIMA, { shown: digest })).status).toBe(403);
    expect((await post(at('/authorisation'), BO)).status).toBe(409);
    expect((await post(at('/certification'), CARL, { shown: digest })).body).toMatchObject({ status: 'certified' });
    expect(await waiting(BO)).toMatchObject([{ kind: 'authorise-settlement', contractId }]);
    const done = await post(at('/authorisation'), BO);
    expect(done.body).toMatchObject({ status: 'settled', digest, certified: { by: 'carl' }, authorised: { by: 'bo' } });
    const [{ data } = { data: undefined }] = await told(service, contractId);
    expect(data).toMatchObject({ contractId, no: 1, settledOn: '2028-01-03', digest });
    expect(digestOf(data!.account)).toBe(digest);
    expect(await waiting(BO)).toEqual([]);
    expect((await post(at('/certification'), CONNIE, { shown: digest })).status).toBe(409);
    expect(await view(FATIMA)).toMatchObject({ status: 'settled', figures: { lastDay: '2027-12-31' } });
    expect(await view(COUNCIL)).toMatchObject({
      settledOn: '2028-01-03',
      figures: null,
      digest: null,
      certified: null,
    });
    await pays(service);
  });

  const pays = async ({ app }: TestService): Promise<void> => {
    const update = `UPDATE final_settlement_step SET digest = 'x' WHERE contract_id = '${contractId}'`;
    const change = asSystem('test', () => app.get(Database).transaction((tx) => tx.query(update)));
    await expect(change).rejects.toThrow(/permission denied|append/);
  };

  it('is made once more when something proves wrong afterwards', async () => {
    const [gone] = await asSystem('test', () =>
      service.app
        .get(Database)
        .read((tx) =>
          tx.query<{ id: string }[]>('SELECT claim_id AS id FROM fact WHERE contract_id = $1 LIMIT 1', [contractId]),
        ),
    );
    await arrive.reversed(contractId, [gone!.id]);
    claims.final = 4;
    await pay('2028-01-03');
    const found = await view();
    expect(found).toMatchObject({ status: 'ready', settledOn: '2028-01-03', earlier: [{ no: 1 }] });
    expect(found.figures!.payments).toMatchObject([{ authorised: '266667', moved: '333333', remaining: '-66666' }, {}]);
    await post(at('/certification'), CARL, { shown: found.digest });
    expect((await post(at('/authorisation'), BO)).status).toBe(200);
    expect((await told(service, contractId)).map(({ data: { no } }) => no)).toEqual([1, 2]);
  });
});

describe('the final settlement of a contract of two municipalities', () => {
  let two: TwoInstances;
  beforeAll(async () => {
    two = await TwoInstances.start();
    for (const service of Object.values(two.services)) withClaims(service);
  });
  afterAll(() => two?.stop());

  it('is one of each: home waits until the partner has paid, the partner settles its own part', async () => {
    clock.at = '2026-07-01T08:00:00Z';
    Object.assign(claims, { open: 0, returned: 0, final: 6 });
    const contractId = await two.contract();
    await two.arrive.finalised(contractId, homes(6));
    await two.run(contractId);
    await two.carry();
    clock.at = '2028-02-01T08:00:00Z';
    const path = `contracts/${contractId}/final-settlement`;
    const view = async (place: string): Promise<FinalSettlement> =>
      FinalSettlementSchema.parse((await two.get(place, path)).body);
    expect((await view('aarhus')).reasons[0]!.en).toBe('Herning Kommune has not authorised its part of the last run.');
    expect((await view('herning')).reasons.map(({ code }) => code)).toEqual(['payments.dues-open']);
    const [due] = ((await two.get('herning', 'due')).body as { items: { dueId: string }[] }).items;
    await two.post('herning', `due/${due!.dueId}/certification`, 'controller');
    await two.post('herning', `due/${due!.dueId}/authorisation`, 'department-head');
    await two.carry();
    for (const place of ['aarhus', 'herning']) {
      const { digest, status } = await view(place);
      expect(status).toBe('ready');
      expect((await two.post(place, `${path}/certification`, 'controller', { shown: digest })).status).toBe(200);
      expect((await two.post(place, `${path}/authorisation`, 'department-head')).status).toBe(200);
      expect(await told(two.services[place]!, contractId)).toHaveLength(1);
    }
    expect((await view('aarhus')).figures).toMatchObject({
      payments: [
        { payer: 'aarhus', authorised: '400000', moved: '0' },
        { payer: 'herning', authorised: '200000', moved: null, remaining: null },
      ],
      years: [{ payer: 'aarhus' }, { payer: 'aarhus', budgetYear: 2026, spent: '400000' }, { payer: 'aarhus' }],
    });
    expect((await view('herning')).figures).toMatchObject({
      payments: [{ payer: 'herning', payee: 'st-basils', authorised: '200000', moved: null }],
      years: [{}, { payer: 'herning', budgetYear: 2026, spent: '200000' }, {}],
    });
  });
});
