import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BenefitLedgerBalancesSchema,
  BenefitLedgerPageSchema,
  BusinessCaseSchema,
  DataSharingSchema,
  FlowsSchema,
  OverviewSchema,
  SharingReadingPageSchema,
  WhatIfSchema,
  type DataSharingView,
  type ProposeSharing,
} from '@ringvirkning/benefits-api';
import { instant, localDate } from '@ringvirkning/kernel';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { ConsumeContractHandler } from '../src/on-contract-activated/consume-contract.handler.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { BookPaymentsHandler } from '../src/on-payment-authorised/book-payments.handler.js';
import {
  clock,
  consume,
  contractEvent,
  finalised,
  modelText,
  outcome,
  paymentRun,
  startBenefits,
  telling,
} from './fixtures.js';

const [SOCIAL, JOBS] = ['municipality:0751/social', 'municipality:0751/jobs'];
const head = (sub: string, ...departments: string[]): TokenClaims => ({ roles: ['department-head'], sub, departments });
const [BO, EVA] = [head('bo', 'social'), head('eva', 'jobs')];
const DOROTHY: TokenClaims = { roles: ['municipal-director'], sub: 'dorothy' };
const CARL: TokenClaims = { roles: ['controller'], sub: 'carl' };

const event = contractEvent();
const { contractId } = event;
/** Hospital days become cash benefits that the department of jobs saves. */
const MODEL = modelText(1)
  .replace(
    '{ treasury: region, share: 1 }',
    '{ treasury: municipality, department: jobs, steeringArea: transfers, share: 1 }',
  )
  .replace('departments: {', 'departments: { jobs: { da: Beskæftigelse, en: Employment }, ');

let service: TestService;
const get = async (who: TokenClaims, path: string) =>
  (await (await service.request(who)).get(`/api/benefits/${path}`)).body as unknown;
const post = async (who: TokenClaims, path: string, body: object) =>
  (await service.request(who)).post(`/api/benefits/${path}`).send(body);

const people = Array.from({ length: 6 }, () => outcome());
beforeAll(async () => {
  clock.at = '2026-06-15T10:00:00Z';
  service = await startBenefits();
  const client = await service.request(CARL);
  const made = client.post('/api/benefits/valuation-models').set('Content-Type', 'application/yaml');
  expect((await made.send(MODEL)).status).toBe(201);
  await consume(service, async (tx) => {
    await service.app.get(ConsumeContractHandler).put(tx, event);
    await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, people)]);
  });
  expect((await post(CARL, `contracts/${contractId}/valuation`, { model: 'shelter@1' })).status).toBe(201);
});
afterAll(() => service?.stop());

/** What somebody is told to be gained by purse, in all years, and in all. */
async function gained(who: TokenClaims) {
  const { silos, totals, restricted } = OverviewSchema.parse(await get(who, 'overview'));
  const bySilo = Map.groupBy(silos, ({ silo }) => silo);
  const sums = [...bySilo].map(([silo, rows]) => [silo, rows.reduce((sum, row) => sum + BigInt(row.gained ?? 0), 0n)]);
  const gains = Object.fromEntries(sums) as Record<string, bigint>;
  return { gains, total: BigInt(totals.gained ?? 0), restricted };
}
const terms = (over: Partial<ProposeSharing> = {}): ProposeSharing => ({
  ...{ provider: JOBS, receiver: SOCIAL, purpose: 'Fælles opfølgning', legalBasis: 'Databeskyttelsesloven § 6' },
  ...{ figures: ['gained'], detail: 'figures', from: localDate('2026-06-01'), to: localDate('2026-08-31') },
  ...over,
});
async function agreed(over: Partial<ProposeSharing> = {}): Promise<DataSharingView> {
  const { sharingId } = DataSharingSchema.parse((await post(BO, 'data-sharing', terms(over))).body);
  await post(BO, `data-sharing/${sharingId}/approval`, { side: 'receiver' });
  const answer = await post(EVA, `data-sharing/${sharingId}/approval`, { side: 'provider' });
  expect(answer.body).toMatchObject({ state: 'in-force' });
  return DataSharingSchema.parse(answer.body);
}
const readings = async (sharingId: string) =>
  SharingReadingPageSchema.parse(await get(EVA, `data-sharing/${sharingId}/readings`)).items.map(
    ({ subject, what }) => `${subject} ${what}`,
  );

describe('a department head', () => {
  it('is told of her own purse in full and of no other, in every view, and no total gives another back', async () => {
    const [whole, own] = [await gained(CARL), await gained(BO)];
    expect(Object.keys(whole.gains)).toEqual(expect.arrayContaining([SOCIAL, JOBS, 'state']));
    expect(own).toMatchObject({ total: whole.gains[SOCIAL], restricted: true });
    expect(Object.entries(own.gains).filter(([, amount]) => amount !== 0n)).toEqual([[SOCIAL, whole.gains[SOCIAL]]]);
    const flows = FlowsSchema.parse(await get(BO, 'flows'));
    expect(flows.links.filter(({ kind }) => kind === 'gained')).toMatchObject([{ target: `purse:${SOCIAL}` }]);
    const { years, restricted } = BusinessCaseSchema.parse(await get(BO, `contracts/${contractId}/business-case`));
    expect([years.reduce((sum, { gain }) => sum + BigInt(gain!), 0n), restricted]).toEqual([whole.gains[SOCIAL], true]);
    const { items } = BenefitLedgerPageSchema.parse(await get(BO, 'ledger/entries'));
    expect(new Set(items.flatMap(({ lines }) => lines.map(({ silo }) => silo)))).toEqual(new Set([SOCIAL, 'fund:dsi']));
    const balances = BenefitLedgerBalancesSchema.parse(await get(BO, 'ledger/balances'));
    expect(balances.items.filter(({ silo }) => silo !== SOCIAL && silo !== 'fund:dsi')).toEqual([]);
    const whatIf = await post(BO, `contracts/${contractId}/what-if`, { lawAsOf: '2026-01-01' });
    expect(WhatIfSchema.parse(whatIf.body).silos.map(({ silo }) => silo)).toEqual([SOCIAL]);
  });
  it('reads another department as agreed, for as long as agreed, and leaves a line each time', async () => {
    const { sharingId } = await agreed();
    const whole = await gained(CARL);
    expect((await gained(BO)).gains).toMatchObject({ [SOCIAL]: whole.gains[SOCIAL], [JOBS]: whole.gains[JOBS] });
    expect((await gained(EVA)).gains[SOCIAL] ?? 0n).toBe(0n);
    const { items } = BenefitLedgerPageSchema.parse(await get(BO, 'ledger/entries'));
    expect(items.flatMap(({ lines }) => lines).filter(({ silo }) => silo === JOBS)).toEqual([]);
    await get(BO, 'flows');
    expect(await readings(sharingId)).toEqual(['bo flows', 'bo overview']);
    clock.at = '2026-09-01T10:00:00Z';
    expect((await gained(BO)).gains[JOBS]).toBeUndefined();
    expect(await get(BO, `data-sharing/${sharingId}`)).toMatchObject({ state: 'expired', mayEnd: [] });
    clock.at = '2026-06-15T10:00:00Z';
    expect((await gained(BO)).gains[JOBS]).toBe(whole.gains[JOBS]);
    expect((await post(EVA, `data-sharing/${sharingId}/end`, { side: 'provider', reason: 'Slut' })).status).toBe(201);
    expect((await gained(BO)).gains[JOBS]).toBeUndefined();
    expect(await readings(sharingId)).toEqual(['bo overview', 'bo flows', 'bo overview']);
  });
  it('reads entries of another department where that is agreed, and people in the access log', async () => {
    const { sharingId } = await agreed({ detail: 'entries' });
    const behind = `breakdown/outcomes?silo=${encodeURIComponent(JOBS)}&contractId=${contractId}&outcome=housed&consequence=jobs`;
    expect((await get(BO, behind)) as object).toHaveProperty('items');
    const { items } = BenefitLedgerPageSchema.parse(await get(BO, `ledger/entries?contractId=${contractId}`));
    const silos = new Set(items.flatMap(({ lines }) => lines.map(({ silo }) => silo)));
    expect([silos.has(JOBS), silos.has('state'), silos.has(null)]).toEqual([true, false, false]);
    expect(await readings(sharingId)).toEqual(['bo ledger entries', 'bo outcomes behind a figure']);
    await post(BO, `data-sharing/${sharingId}/end`, { side: 'receiver', reason: 'Slut' });
    expect(await get(BO, behind)).toMatchObject({ code: 'benefits.outcomes-not-shared' });
    expect(await get(BO, `breakdown?silo=${encodeURIComponent(JOBS)}`)).toMatchObject({
      code: 'benefits.unknown-purse',
    });
  });
  it('is told what is published, where no more is agreed', async () => {
    const { sharingId } = await agreed({ detail: 'published' });
    expect((await gained(BO)).gains[JOBS] ?? 0n).toBe(0n);
    const parts = telling()(people);
    const run = paymentRun(contractId, {
      ...{ no: 1, cutOff: localDate('2026-05-31'), authorisedAt: instant('2026-06-15T09:00:00Z') },
      ...{ payments: [], published: [], parts },
    });
    await consume(service, (tx) => service.app.get(BookPaymentsHandler).consume(tx, [run]));
    const whole = await gained(CARL);
    expect((await gained(BO)).gains[JOBS]).toBe(whole.gains[JOBS]);
    const seventh = outcome({ finalisedAt: instant('2026-06-15T09:30:00Z') });
    await consume(service, (tx) =>
      service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, [seventh])]),
    );
    expect([(await gained(BO)).gains[JOBS], (await gained(CARL)).gains[JOBS]! > whole.gains[JOBS]!]).toEqual([
      whole.gains[JOBS],
      true,
    ]);
    await post(EVA, `data-sharing/${sharingId}/end`, { side: 'provider', reason: 'Slut' });
  });
});

describe('a data-sharing agreement', () => {
  const code = async (answer: ReturnType<typeof post>) => {
    const { status, body } = await answer;
    return [status, (body as { code?: string }).code];
  };
  it('is approved by two people, each for a side of their own', async () => {
    const both = head('bea', 'social', 'jobs');
    const { sharingId } = DataSharingSchema.parse((await post(both, 'data-sharing', terms())).body);
    const approve = (who: TokenClaims, side: string) => post(who, `data-sharing/${sharingId}/approval`, { side });
    expect(await code(approve(EVA, 'receiver'))).toEqual([403, 'benefits.sharing-not-your-side']);
    expect(await code(approve(DOROTHY, 'provider'))).toEqual([403, 'benefits.sharing-not-your-side']);
    expect((await approve(both, 'receiver')).status).toBe(201);
    expect(await code(approve(both, 'provider'))).toEqual([422, 'benefits.sharing-same-person']);
    expect((await gained(BO)).gains[JOBS]).toBeUndefined();
    expect((await approve(EVA, 'provider')).body).toMatchObject({
      state: 'in-force',
      mayApprove: [],
      mayEnd: ['provider'],
    });
    await post(EVA, `data-sharing/${sharingId}/end`, { side: 'provider', reason: 'Slut' });
    expect(await code(approve(BO, 'receiver'))).toEqual([422, 'benefits.sharing-not-open']);
  });
  it('is proposed by a side of it, between purses that are known, with every fault told at once', async () => {
    const propose = (who: TokenClaims, over: Partial<ProposeSharing>) => post(who, 'data-sharing', terms(over));
    expect(await code(propose(head('ib', 'schools'), {}))).toEqual([403, 'benefits.sharing-not-your-side']);
    expect(await code(propose(BO, { provider: 'municipality:0751/nowhere' }))).toEqual([400, 'benefits.unknown-purse']);
    const faulty = await propose(BO, { provider: SOCIAL, from: localDate('2026-02-02'), to: localDate('2026-01-01') });
    expect([faulty.status, (faulty.body as { errors: unknown[] }).errors]).toMatchObject([422, [{}, {}, {}]]);
  });
  it('about a purse without a head here is approved by the municipal director', async () => {
    const { sharingId } = DataSharingSchema.parse((await post(BO, 'data-sharing', terms({ provider: 'state' }))).body);
    await post(BO, `data-sharing/${sharingId}/approval`, { side: 'receiver' });
    expect((await post(DOROTHY, `data-sharing/${sharingId}/approval`, { side: 'provider' })).status).toBe(201);
    expect((await gained(BO)).gains['state']).toBeGreaterThan(0n);
  });
});
