import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf, localDate } from '@ringvirkning/kernel';
import {
  CapitalOverviewSchema,
  ContractCapitalSchema,
  RunSchema,
  type ContractCapital,
} from '@ringvirkning/payments-api';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { arrivals, clock, contractEvent, homes, shown, startPayments } from './fixtures.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };
const BO: TokenClaims = { roles: ['department-head', 'controller'], sub: 'bo', organisation: 'aarhus' };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi' };
const OTHER: TokenClaims = { roles: ['investor'], organisation: 'other-fund' };

/** DSI lends 10,000 kr in two instalments, of which what comes back pays the second. The supplier is paid and repays. */
const CAPITAL = [
  {
    ...{ party: 'dsi', kind: 'senior-loan', amount: '10000', returnCap: '500', recycling: { share: '1' } },
    paidIn: [
      { on: '2025-01-01', amount: '6000' },
      { on: '2026-08-01', amount: '4000' },
    ],
  },
];

let service: TestService;
let arrive: ReturnType<typeof arrivals>;
let contractId: string;
let runId: string;
beforeAll(async () => {
  service = await startPayments();
  arrive = arrivals(service);
  clock.at = '2026-07-01T08:00:00Z';
  const terms = { ...contractEvent().terms, capital: CAPITAL };
  contractId = await arrive.contract({ terms, termsDigest: digestOf(terms) });
  await arrive.finalised(contractId, homes(6));
  const { body } = await post(`contracts/${contractId}/runs`, CARL, { cutOff: '2026-06-30' });
  ({ runId } = RunSchema.parse(body));
  await post(`runs/${runId}/certification`, CARL, await shown(service, runId));
  await post(`runs/${runId}/authorisation`, BO);
});
afterAll(() => service?.stop());

const get = async (path: string, who: TokenClaims) => (await service.request(who)).get(`/api/payments/${path}`);
const post = async (path: string, who: TokenClaims, body: object = {}) =>
  (await service.request(who)).post(`/api/payments/${path}`).send(body);
const record = (body: object, who = CARL) => post(`contracts/${contractId}/capital`, who, body);
const capital = async (who: TokenClaims): Promise<ContractCapital> =>
  ContractCapitalSchema.parse((await get(`contracts/${contractId}/capital`, who)).body);
const balances = async () =>
  Object.fromEntries(
    (
      (await get(`ledger/balances?contractId=${contractId}&groupBy=account`, CARL)).body as {
        items: { account: string; amount: string }[];
      }
    ).items.flatMap(({ account, amount }) => (account.startsWith('capital') ? [[account, amount]] : [])),
  );
const DRAWN = { type: 'drawn', capital: 'dsi/senior-loan', amount: '600000', on: '2026-06-01', reference: 'B-1' };

describe('capital as facts', () => {
  it('is drawn, repaid from a run and drawn again from what came back: each booked, told and explained', async () => {
    expect((await record(DRAWN)).status).toBe(200);
    // Sent again: nothing happens twice.
    expect((await record(DRAWN)).status).toBe(200);
    expect(
      (await record({ type: 'received', runId, amount: '300000', on: '2026-07-01', reference: 'B-2' })).status,
    ).toBe(200);
    const { body } = await record({ ...DRAWN, amount: '400000', on: '2026-07-01', reference: 'B-3' });
    const { facts, positions, toPassOn, publishedUpto } = ContractCapitalSchema.parse(body);
    expect(
      facts.map(({ type, runNo, movements }) => [
        type,
        runNo,
        ...movements.map(({ kind, amount }) => `${kind} ${amount}`),
      ]),
    ).toEqual([
      ['drawn', null, 'reinvested 300000', 'paid-in 100000'],
      ['received', 1, 'kept 300000'],
      ['drawn', null, 'paid-in 600000'],
    ]);
    expect(positions[0]).toMatchObject({
      ...{ committed: '1000000', drawn: '700000', reinvested: '300000', undrawn: '0', outstanding: '700000' },
      ...{ byGeneration: ['400000', '300000'], waiting: '0', return: '0', returnCap: '50000' },
    });
    expect([toPassOn, publishedUpto]).toEqual(['300000', null]);
    expect(await balances()).toEqual({
      ...{ 'capital:1': '400000', 'capital:2': '300000', 'capital-cash': '-700000' },
      ...{ 'capital-kept': '0', 'capital-kept-for': '0' },
    });
  });

  it.each<[string, object, string]>([
    [
      'more than is committed',
      { ...DRAWN, amount: '1', on: '2026-07-01', reference: 'B-9' },
      'payments.capital-beyond-committed',
    ],
    ['a day to come', { ...DRAWN, on: '2026-07-02', reference: 'B-9' }, 'payments.capital-day-to-come'],
    ['a reference twice', { ...DRAWN, amount: '1' }, 'payments.capital-reference-used'],
    [
      'capital that is none',
      { ...DRAWN, capital: 'dsi/equity', on: '2026-07-01', reference: 'B-9' },
      'payments.capital-unknown',
    ],
  ])('refuses %s', async (_what, body, code) => expect((await record(body)).body).toMatchObject({ code }));

  it('refuses more than a run paid, another’s run, and who authorised it', async () => {
    const received = { type: 'received', runId, amount: '300001', on: '2026-07-01', reference: 'B-9' };
    expect((await record(received)).body).toMatchObject({
      code: 'payments.capital-beyond-received',
      params: { left: '300000' },
    });
    expect((await record({ ...received, amount: '1' }, BO)).body).toMatchObject({
      code: 'payments.recorded-by-authoriser',
    });
    expect((await record({ ...received, runId: contractId })).body).toMatchObject({
      code: 'payments.capital-run-not-authorised',
    });
    expect((await record({ ...received, amount: '1' }, GRY)).status).toBe(403);
  });

  it('is taken back by a counter-entry, the latest first', async () => {
    const withdraw = (place: number) =>
      post(`contracts/${contractId}/capital/withdrawal`, CARL, { place, reason: 'Forkert beløb' });
    expect((await withdraw(1)).body).toMatchObject({ code: 'payments.nothing-to-withdraw' });
    const { positions, facts } = ContractCapitalSchema.parse((await withdraw(3)).body);
    expect(facts[0]).toMatchObject({ type: 'withdrawn', takes: 3, reason: 'Forkert beløb' });
    expect(positions[0]).toMatchObject({ drawn: '600000', waiting: '300000' });
    expect(await balances()).toMatchObject({ 'capital:1': '600000', 'capital:2': '0', 'capital-kept': '300000' });
  });
});

describe('who reads capital', () => {
  it('investors are told what follows from published runs, and no records', async () => {
    const told = await capital(GRY);
    expect(told).toMatchObject({ publishedUpto: 1, isBehind: false, facts: [], runs: [], toPassOn: '300000' });
    expect(told.positions[0]).toMatchObject({ isOwn: true, drawn: '600000', waiting: '300000' });
    expect(JSON.stringify(told)).not.toContain('B-1');
  });

  it('and not what a run of few people paid, until others hide them', async () => {
    clock.at = '2026-09-01T08:00:00Z';
    await arrive.finalised(contractId, homes(2, localDate('2026-07-10')));
    const { body } = await post(`contracts/${contractId}/runs`, CARL, { cutOff: '2026-08-31' });
    const next = RunSchema.parse(body);
    await post(`runs/${next.runId}/certification`, CARL, await shown(service, next.runId));
    await post(`runs/${next.runId}/authorisation`, BO);
    const before = await capital(GRY);
    await record({ type: 'received', runId: next.runId, amount: '300000', on: '2026-09-01', reference: 'B-4' });
    const told = await capital(GRY);
    expect(told).toMatchObject({ publishedUpto: 1, isBehind: true });
    expect(told.positions).toEqual(before.positions);
    expect((await capital(CARL)).positions[0]).toMatchObject({ waiting: '400000', principal: '200000' });
  });

  it('each their own contracts, in one list', async () => {
    const listed = async (who: TokenClaims) =>
      CapitalOverviewSchema.parse((await get('capital', who)).body).items.map((item) => item.contractId);
    expect([await listed(GRY), await listed(CARL), await listed(OTHER)]).toEqual([[contractId], [contractId], []]);
    expect((await get(`contracts/${contractId}/capital`, OTHER)).status).toBe(404);
  });
});
