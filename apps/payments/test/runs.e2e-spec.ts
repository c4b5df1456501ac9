import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { digestOf, localDate } from '@ringvirkning/kernel';
import {
  PaymentSummarySchema,
  PaymentWorkListSchema,
  RunBundleSchema,
  RunCalendarSchema,
  RunClaimPageSchema,
  RunDifferenceSchema,
  RunPageSchema,
  RunSchema,
  TransferSchema,
  TransfersSchema,
  type Run,
} from '@ringvirkning/payments-api';
import { Database, asSystem } from '@ringvirkning/persistence';
import { evaluate } from '@ringvirkning/terms';
import { eventually, measured, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { Reconciliation } from '@ringvirkning/reconciliation';
import { Client } from 'pg';
import { termsSchema } from '@ringvirkning/terms-language';
import { ContractStore } from '../src/persistence/contract.store.js';
import { RunStore } from '../src/persistence/run.store.js';
import { SpendingHandler } from '../src/spending/spending.handler.js';
import { arrivals, clock, contractEvent, homes, outcome, shown, startPayments } from './fixtures.js';

type Who = Role | TokenClaims;
const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };
const BO: TokenClaims = { roles: ['department-head'], sub: 'bo', organisation: 'aarhus' };
const FATIMA: TokenClaims = { roles: ['supplier'], organisation: 'st-basils' };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi' };

let service: TestService;
let arrive: ReturnType<typeof arrivals>;
let contractId: string;
let council = 0n;
beforeAll(async () => {
  service = await startPayments(() => council);
  arrive = arrivals(service);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  clock.at = '2026-07-01T08:00:00Z';
  council = 100_000_000n;
  contractId = await arrive.contract();
});

const get = async (path: string, who: Who = CARL) => (await service.request(who)).get(`/api/payments/${path}`);
const post = async (path: string, who: Who, body: object = {}, headers: Record<string, string> = {}) =>
  (await service.request(who)).post(`/api/payments/${path}`).set(headers).send(body);
const calculate = (cutOff = '2026-06-30', who: Who = CARL) => post(`contracts/${contractId}/runs`, who, { cutOff });
const certify = async (runId: string, who: Who) =>
  post(`runs/${runId}/certification`, who, await shown(service, runId));
const calculated = async (cutOff?: string): Promise<Run> => RunSchema.parse((await calculate(cutOff)).body);

/** Through both signatures. */
async function paid(cutOff?: string): Promise<Run> {
  const { runId } = await calculated(cutOff);
  await certify(runId, CARL);
  return RunSchema.parse((await post(`runs/${runId}/authorisation`, BO)).body);
}
const balance = async (account: string): Promise<string | undefined> =>
  (
    (await get(`ledger/balances?contractId=${contractId}&groupBy=account`)).body.items as {
      account: string;
      amount: string;
    }[]
  ).find((item) => item.account === account)?.amount;

describe('a payment run', () => {
  it('is calculated, certified and authorised by two persons, and booked', async () => {
    await arrive.finalised(contractId, homes(6));
    const run = await calculated();
    expect(run).toMatchObject({
      no: 1,
      status: 'calculated',
      gross: '600000',
      payable: '600000',
      paidBefore: '0',
      amount: '600000',
      facts: 6,
      suppressed: false,
    });
    expect(run.settlements).toEqual([
      { payer: 'aarhus', payee: 'st-basils', budgetYear: 2026, payable: '400000', paidBefore: '0', amount: '400000' },
      { payer: 'dsi', payee: 'st-basils', budgetYear: 2026, payable: '200000', paidBefore: '0', amount: '200000' },
    ]);
    expect((await certify(run.runId, CARL)).body).toMatchObject({
      status: 'certified',
      certified: { by: 'carl' },
    });
    const authorised = await post(`runs/${run.runId}/authorisation`, BO);
    expect(RunSchema.parse(authorised.body)).toMatchObject({
      status: 'authorised',
      authorised: { by: 'bo', at: '2026-07-01T08:00:00.000Z' },
    });
    expect([
      await balance('receivable'),
      await balance('earned'),
      await balance('claim'),
      await balance('liability'),
      await balance('cost'),
    ]).toEqual(['0', '-600000', '600000', '-600000', '600000']);
  });

  it('explains each line in Danish and English, with price, persons, caps and excess', async () => {
    const participantId = randomUUID();
    await arrive.finalised(contractId, [
      outcome({ participantId }),
      outcome({ participantId, outcome: 'mastery', followUp: 'm6' }),
      outcome({ participantId, outcome: 'mastery', followUp: 'm12', on: localDate('2026-05-01') }),
    ]);
    const run = await calculated();
    expect(run).toMatchObject({
      gross: '140000',
      payable: '130000',
      excess: [{ step: 'person', cap: 'caps[0]', amount: '10000' }],
    });
    expect(
      run.lines.map(({ outcome: code, followUp, claims, persons, price }) => [code, followUp, claims, persons, price]),
    ).toEqual([
      ['home', null, 1, 1, '100000'],
      ['mastery', 'm6', 1, 1, '20000'],
      ['mastery', 'm12', 1, 1, '20000'],
    ]);
    expect(run.lines[2]).toMatchObject({
      gross: '20000',
      payable: '10000',
      excess: [{ step: 'person', amount: '10000' }],
      sentence: { da: expect.stringContaining('Selvmestring'), en: expect.stringContaining('Self-mastery') },
    });
    await paidAfter(run);
    expect(await balance('excess:person')).toBe('10000');
  });
  const paidAfter = async ({ runId }: Run) => {
    await certify(runId, CARL);
    await post(`runs/${runId}/authorisation`, BO);
  };

  it('pays only the difference to what earlier runs paid', async () => {
    await arrive.finalised(contractId, homes(3));
    await paid();
    await arrive.finalised(contractId, homes(2, localDate('2026-06-15')));
    expect(await paid()).toMatchObject({ no: 2, payable: '500000', paidBefore: '300000', amount: '200000' });
    const nothing = await calculate();
    expect([nothing.status, nothing.body]).toMatchObject([
      422,
      { code: 'payments.nothing-to-pay', params: { cutOff: '2026-06-30', no: 2, since: '2026-06-30' } },
    ]);
    expect(await balance('claim')).toBe('500000');
  });

  it('spends no more of a budget year than is appropriated, and says so before: a credit is always given', async () => {
    const facts = homes(6);
    await arrive.finalised(contractId, facts);
    await paid();
    await arrive.finalised(contractId, homes(3));
    council = 550_000n;
    const { runId } = await calculated();
    const budget = async (who: Who = CARL) => (await get(`runs/${runId}/appropriations`, who)).body.items;
    expect(await budget()).toEqual([
      {
        ...{ payer: 'aarhus', payerName: 'Aarhus Kommune', budgetYear: 2026 },
        ...{ appropriated: '550000', used: '400000', amount: '200000', left: '-50000' },
      },
    ]);
    expect(await budget(GRY)).toEqual([]);
    await certify(runId, CARL);
    const stopped = await measured(service.url, 'ringvirkning_payments_stopped_total');
    const { body } = await post(`runs/${runId}/authorisation`, BO);
    expect(body).toMatchObject({
      code: 'payments.beyond-appropriation',
      errors: [
        { code: 'payments.appropriation-missing', da: expect.stringMatching(/2026.*6\.000,00.*5\.500,00.*500,00/) },
      ],
    });
    expect(await balance('cost')).toBe('600000');
    const before = Number(stopped['appropriation']);
    expect((await measured(service.url, 'ringvirkning_payments_stopped_total'))['appropriation']).toBe(before + 1);
    council = 600_000n;
    expect((await post(`runs/${runId}/authorisation`, BO)).body.status).toBe('authorised');
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    council = 0n;
    expect(await paid()).toMatchObject({ amount: '-100000', status: 'authorised' });
  });

  it('is measured by how long it waits for each signature, and not by whose it is or how much', async () => {
    const waits = (certify: number, authorise: number) =>
      eventually(async () =>
        expect(await measured(service.url, 'ringvirkning_runs_waiting_seconds')).toEqual({ certify, authorise }),
      );
    const open = await asSystem('test', () =>
      service.app.get(Database).read((tx) => service.app.get(RunStore).inStatus(tx, ['calculated', 'certified'])),
    );
    for (const { run } of open) await post(`runs/${run.runId}/cancellation`, CARL, { reason: 'x' });
    await waits(0, 0);
    await arrive.finalised(contractId, homes(3));
    const { runId } = await calculated();
    clock.at = '2026-07-01T09:00:00Z';
    await waits(3_600, 0);
    await certify(runId, CARL);
    clock.at = '2026-07-02T09:00:00Z';
    await waits(0, 86_400);
    await post(`runs/${runId}/authorisation`, BO);
    await waits(0, 0);
  });

  it('tells what is spent of a budget year and what waits for authorisation, and that one is being authorised', async () => {
    await arrive.finalised(contractId, homes(6));
    await paid();
    await arrive.finalised(contractId, homes(3));
    await calculated();
    const spending = service.app.get(SpendingHandler);
    const told = () => asSystem('test', () => spending.of(contractId, true));
    const ofAarhus = { payer: 'aarhus', budgetYear: 2026, spent: '400000' };
    expect((await told()).years).toContainEqual({ ...ofAarhus, due: '200000' });
    const withVerified = () => asSystem('test', () => spending.of(contractId, false));
    expect((await withVerified()).years).toContainEqual({ ...ofAarhus, due: '200000', verified: '0' });
    await arrive.finalised(contractId, homes(3));
    expect((await withVerified()).years).toContainEqual({ ...ofAarhus, due: '200000', verified: '200000' });
    const { years } = await asSystem('test', () => spending.between(2026, 2026, null));
    expect(years).toContainEqual({ ...ofAarhus, contractId });
    expect((await asSystem('test', () => spending.between(2026, 2026, years.at(-1)!.contractId))).years).toEqual([]);
    await asSystem('test', () =>
      service.app.get(Database).transaction(async (tx) => {
        await service.app.get(ContractStore).lock(tx, [contractId]);
        await expect(told()).rejects.toMatchObject({ code: 'payments.being-authorised' });
      }),
    );
    expect((await told()).years).toHaveLength(2);
  });

  it('settles a reversed outcome as a credit', async () => {
    const facts = homes(3);
    await arrive.finalised(contractId, facts);
    await paid();
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    expect(await paid()).toMatchObject({ payable: '200000', paidBefore: '300000', amount: '-100000' });
    expect([await balance('receivable'), await balance('claim')]).toEqual(['0', '200000']);
  });

  it('does not count an outcome that was reversed before it arrived', async () => {
    const facts = homes(2);
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    await arrive.finalised(contractId, facts);
    expect(await calculated()).toMatchObject({ gross: '100000', facts: 1 });
    expect(await balance('receivable')).toBe('100000');
  });

  it('leaves outcomes after the cut-off accrued, and keeps budget years apart at the Danish new year', async () => {
    await arrive.finalised(contractId, [
      ...homes(1, localDate('2025-12-31')),
      ...homes(1, localDate('2026-01-01')),
      ...homes(1, localDate('2026-07-01')),
    ]);
    const run = await paid('2026-06-30');
    expect(run.settlements.map(({ payer, budgetYear, amount }) => [payer, budgetYear, amount])).toEqual([
      ['aarhus', 2025, '66667'],
      ['dsi', 2025, '33333'],
      ['aarhus', 2026, '66667'],
      ['dsi', 2026, '33333'],
    ]);
    expect(await balance('receivable')).toBe('100000');
  });

  it('books what only a run can value as a true-up', async () => {
    // The terms changed: version 2 pays 1,500 kr per home. What was accrued at 1,000 is trued up.
    await arrive.finalised(contractId, homes(2));
    const terms = termsSchema.parse(
      JSON.parse(JSON.stringify(contractEvent().terms).replace('"amount":"1000"', '"amount":"1500"')),
    );
    await arrive.contract({ contractId, version: 2, terms: { ...terms }, termsDigest: digestOf(terms) });
    expect(await paid()).toMatchObject({ gross: '300000', payable: '260000' });
    expect([await balance('earned'), await balance('excess:person'), await balance('receivable')]).toEqual([
      '-300000',
      '40000',
      '0',
    ]);
  });
});

describe('two persons', () => {
  it('are needed, in this order', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    expect((await post(`runs/${runId}/authorisation`, BO)).body).toMatchObject({
      status: 409,
      code: 'payments.wrong-status',
    });
    await certify(runId, { ...CARL, roles: ['controller', 'department-head'] });
    const same = await post(`runs/${runId}/authorisation`, { ...CARL, roles: ['controller', 'department-head'] });
    expect([same.status, same.body.code, same.body.whatToDo.da.length > 0]).toEqual([
      422,
      'payments.same-person',
      true,
    ]);
  });
  it.each<[string, Who, Who]>([
    ['supplier', FATIMA, FATIMA],
    ['investor', GRY, GRY],
    ['case worker', 'case-worker', 'case-worker'],
  ])('are not a %s', async (_title, first, second) => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    expect((await certify(runId, first)).status).toBe(403);
    expect((await post(`runs/${runId}/authorisation`, second)).status).toBe(403);
    expect((await calculate('2026-06-30', first)).status).toBe(403);
  });
  it('do not pay themselves', async () => {
    const parties = contractEvent().parties.map((party) =>
      party.id === 'st-basils' ? { ...party, organisation: 'aarhus', department: 'outreach' } : party,
    );
    const terms = termsSchema.parse({ ...contractEvent().terms, parties });
    contractId = await arrive.contract({ terms: { ...terms }, termsDigest: digestOf(terms), parties });
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    expect((await certify(runId, { ...CARL, departments: ['outreach'] })).body).toMatchObject({
      status: 403,
      code: 'payments.pays-oneself',
    });
    expect((await certify(runId, { ...CARL, departments: ['social'] })).status).toBe(200);
  });
  it('do not sign figures that count outcomes reversed since; a new run does without them', async () => {
    const facts = homes(2);
    await arrive.finalised(contractId, facts);
    const { runId } = await calculated();
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    expect((await certify(runId, CARL)).body).toMatchObject({
      status: 409,
      code: 'payments.run-outdated',
    });
    expect((await calculate()).body.code).toBe('payments.run-open');
    expect((await post(`runs/${runId}/cancellation`, CARL, { reason: 'reversed' })).body).toMatchObject({
      status: 'cancelled',
      cancelled: { by: 'carl', reason: 'reversed' },
    });
    expect(await calculated()).toMatchObject({ no: 2, payable: '100000' });
  });
  it('sign what was calculated, also when more outcomes have come since', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    await arrive.finalised(contractId, homes(4));
    await certify(runId, CARL);
    expect((await post(`runs/${runId}/authorisation`, BO)).body).toMatchObject({
      status: 'authorised',
      amount: '100000',
    });
    expect(await paid()).toMatchObject({ amount: '400000' });
  });
});

describe("a run's difference", () => {
  const difference = async ({ runId }: Run, who: Who = CARL) =>
    RunDifferenceSchema.parse((await get(`runs/${runId}/difference`, who)).body);

  it('is told since the run before: what is new, what was taken back, by line, payer and payee, and it adds up', async () => {
    const [kept, wrong] = [outcome(), outcome()];
    await arrive.finalised(contractId, [kept, wrong]);
    const first = await paid();
    expect(await difference(first)).toMatchObject({
      since: null,
      amount: '200000',
      lines: [{ before: null, claims: [{ change: 'new', count: 2, gross: '200000' }], amount: '200000' }],
    });
    await arrive.reversed(contractId, [wrong.claimId]);
    await arrive.finalised(contractId, [outcome({ outcome: 'mastery', followUp: 'm6' })]);
    const second = await calculated();
    const told = await difference(second);
    expect(told).toMatchObject({
      since: { runId: first.runId, no: 1, cutOff: '2026-06-30' },
      termsChanged: false,
      amount: '-80000',
      newWithoutPay: 0,
      reversedSince: 0,
      settlements: [
        { payer: 'aarhus', payee: 'st-basils', paidBefore: '133333', amount: '-53333' },
        { payer: 'dsi', payee: 'st-basils', paidBefore: '66667', amount: '-26667' },
      ],
    });
    expect(told.lines).toMatchObject([
      {
        outcome: 'home',
        before: { claims: 2, payable: '200000' },
        now: { claims: 1, payable: '100000' },
        claims: [{ change: 'reversed', count: 1, gross: '-100000' }],
        repriced: '0',
        amount: '-100000',
      },
      { outcome: 'mastery', before: null, claims: [{ change: 'new', count: 1, gross: '20000' }], amount: '20000' },
    ]);
    const { digest, ...shownToCarl } = told;
    expect(digest).toBe(digestOf(shownToCarl));
  });

  it('is what is certified: without its digest, or with one that is stale, nobody certifies', async () => {
    const taken = outcome();
    await arrive.finalised(contractId, [...homes(2), taken]);
    const run = await calculated();
    const { digest } = await difference(run);
    const certification = `runs/${run.runId}/certification`;
    expect((await post(certification, CARL)).status).toBe(422);
    expect((await post(certification, CARL, { shown: 'a'.repeat(64) })).body.code).toBe('payments.other-than-shown');
    await arrive.reversed(contractId, [taken.claimId]);
    expect(await difference(run)).toMatchObject({ reversedSince: 1 });
    expect((await difference(run)).digest).not.toBe(digest);
    expect((await post(certification, CARL, { shown: digest })).body.code).toBe('payments.run-outdated');
    await post(`runs/${run.runId}/cancellation`, CARL, { reason: 'Forældet' });
    const again = await calculated();
    expect((await post(`runs/${again.runId}/certification`, CARL, { shown: digest })).body.code).toBe(
      'payments.other-than-shown',
    );
    expect((await certify(again.runId, CARL)).status).toBe(200);
    const [row] = await asSystem('test', () =>
      service.app
        .get(Database)
        .read((tx) =>
          tx.query<{ data: unknown }[]>(`SELECT data FROM payment_run_fact WHERE run_id = $1 AND type = 'certified'`, [
            again.runId,
          ]),
        ),
    );
    expect(row!.data).toEqual({ shown: (await difference(again)).digest });
  });

  it('names its claims page by page, to those who see single outcomes; the look is logged', async () => {
    const [gone, ...news] = [outcome(), outcome(), outcome({ outcome: 'mastery', followUp: 'm6' })];
    await arrive.finalised(contractId, [gone!]);
    await paid();
    await arrive.reversed(contractId, [gone!.claimId]);
    await arrive.finalised(contractId, news);
    const { runId } = await calculated();
    const claims = async (query: string, who: Who = FATIMA) =>
      RunClaimPageSchema.parse((await get(`runs/${runId}/claims${query}`, who)).body);
    const first = await claims('?limit=2');
    const second = await claims(`?limit=2&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ claimId, change, gross }) => [claimId, change, gross])).toEqual([
      [news[0]!.claimId, 'new', '100000'],
      [news[1]!.claimId, 'new', '20000'],
      [gone!.claimId, 'reversed', '-100000'],
    ]);
    expect(second.next).toBeNull();
    const { items } = await claims(`?change=new&line=${encodeURIComponent(first.items[1]!.line)}`);
    expect(items.map(({ outcome: code }) => code)).toEqual(['mastery']);
    expect((await get(`runs/${runId}/claims`, GRY)).body.code).toBe('payments.bundle-not-for-role');
    const log = await get(`access-log?contractId=${contractId}&participantId=${gone!.participantId}`);
    expect(log.body.items).toMatchObject([{ what: 'claims of run 2', organisation: 'st-basils' }]);
  });
});

describe('the calendar of runs', () => {
  it('says the last run that was not given up, and what the terms make payable next', async () => {
    const calendar = async (who: Who = CARL) =>
      RunCalendarSchema.parse((await get(`contracts/${contractId}/calendar`, who)).body);
    expect(await calendar()).toMatchObject({ last: null, today: '2026-07-01' });
    await arrive.finalised(contractId, homes(1));
    const run = await paid();
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    expect((await calendar()).last).toMatchObject({ runId, no: 2, status: 'calculated' });
    await post(`runs/${runId}/cancellation`, CARL, { reason: 'Forkert' });
    const told = await calendar(GRY);
    expect(told).toMatchObject({
      last: { runId: run.runId, status: 'authorised', cutOff: '2026-06-30' },
      next: '2027-12-31',
    });
    expect(told.items.map(({ outcomes, followUp, from, to }) => [outcomes, followUp, from, to])).toEqual([
      [['home'], null, '2025-01-01', '2027-12-31'],
      [['mastery'], 'm6', '2025-07-01', '2028-06-30'],
      [['mastery'], 'm12', '2026-01-01', '2028-12-31'],
    ]);
  });
});

describe('the money of an authorised run', () => {
  const ofRun = async ({ runId }: Run, who: Who = CARL) =>
    TransfersSchema.parse((await get(`runs/${runId}/payments`, who)).body);
  const word = { state: 'paid', payer: 'aarhus', payee: 'st-basils', on: '2026-07-01', reference: 'B-7' };
  const list = async (text: string, who: Who = CARL) =>
    (await service.request(who))
      .post(`/api/payments/contracts/${contractId}/payments`)
      .set('Content-Type', 'text/csv')
      .send(text);

  it('is to be paid until somebody records that it is; said twice it is recorded once, and all parties see it', async () => {
    await arrive.finalised(contractId, homes(6));
    const run = await paid();
    expect(await ofRun(run)).toMatchObject({
      items: [
        { payerName: 'Aarhus Kommune', payee: 'st-basils', amount: '400000', state: 'to-pay', records: [] },
        { payer: 'dsi', amount: '200000', state: 'to-pay' },
      ],
      totals: { toPay: '600000', paid: '0', failed: '0' },
    });
    const [first, again] = [
      await post(`runs/${run.runId}/payments`, CARL, word),
      await post(`runs/${run.runId}/payments`, CARL, word),
    ];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(TransferSchema.parse(again.body)).toMatchObject({
      state: 'paid',
      on: '2026-07-01',
      records: [{ state: 'paid', reference: 'B-7', source: 'hand', recorded: { by: 'carl' } }],
    });
    expect((await ofRun(run, FATIMA)).totals).toEqual({ toPay: '200000', paid: '400000', failed: '0' });
    expect((await ofRun(run, GRY)).items).toMatchObject([
      { payer: 'aarhus', amount: '400000', state: 'paid', on: '2026-07-01', reference: null, records: [] },
      { payer: 'dsi', state: 'to-pay' },
    ]);
    const ofContract = TransfersSchema.parse((await get(`contracts/${contractId}/payments`)).body);
    expect(ofContract.items).toEqual((await ofRun(run)).items);
  });

  it('outsiders are told of no payment whose amount is not out', async () => {
    await arrive.finalised(contractId, homes(2));
    expect((await ofRun(await paid(), GRY)).items).toEqual([]);
  });

  it('is not recorded by who authorised it, nor by who may not; and not before it is authorised', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    const at = `runs/${runId}/payments`;
    expect((await post(at, CARL, word)).body.code).toBe('payments.wrong-status');
    await certify(runId, CARL);
    const both: TokenClaims = { ...BO, roles: ['department-head', 'controller'] };
    await post(`runs/${runId}/authorisation`, both);
    expect((await post(at, both, word)).body.code).toBe('payments.recorded-by-authoriser');
    expect((await post(at, FATIMA, word)).status).toBe(403);
    expect((await post(at, CARL, { ...word, payee: 'dsi' })).body.code).toBe('payments.unknown-transfer');
    expect((await post(at, CARL, word)).status).toBe(200);
  });

  it('two at once record it once; what is wrong is taken back by a further fact', async () => {
    await arrive.finalised(contractId, homes(1));
    const run = await paid();
    const at = `runs/${run.runId}/payments`;
    const answers = await Promise.all(
      ['B-1', 'B-2', 'B-3'].map((reference, n) => post(at, { ...CARL, sub: `carl-${n}` }, { ...word, reference })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const what = { payer: 'aarhus', payee: 'st-basils', place: 1, reason: 'Forkert bilag' };
    const back = await post(`${at}/withdrawal`, CARL, what);
    expect(TransferSchema.parse(back.body)).toMatchObject({ state: 'to-pay', on: null });
    await post(at, CARL, { ...word, state: 'failed', reason: 'Kontoen er lukket' });
    const [item] = (await ofRun(run)).items;
    expect(item).toMatchObject({ state: 'failed', reason: 'Kontoen er lukket' });
    expect(item!.records.map(({ state }) => state)).toEqual(['paid', 'withdrawn', 'failed']);
  });

  it('comes from a list: all rows or none, each fault with its row and column, and the same list again says nothing new', async () => {
    await arrive.finalised(contractId, homes(1));
    await paid();
    const header = 'kørsel;betaler;modtager;beløb;status;dato;reference;begrundelse';
    const wrong = await list(
      `${header}\n1;Aarhus Kommune;St Basils;666,67;betalt;01-07-2026;B-1;\n1;dsi;st-basils;1;betalt;01-07-2026;;\n9;nobody;st-basils;1;maybe;i går;B;`,
    );
    expect([wrong.status, wrong.body.code]).toEqual([422, 'payments.transfer-rows']);
    expect((wrong.body.errors as { row: number; path: string }[]).map(({ row, path }) => [row, path])).toEqual([
      [3, 'reference'],
      [4, 'payer'],
      [4, 'state'],
      [4, 'date'],
    ]);
    expect((await list(`${header}\n1;aarhus;st-basils;666;betalt;01-07-2026;B-1;`)).body.errors).toMatchObject([
      { row: 2, path: 'amount', code: 'payments.transfer-other-amount' },
    ]);
    const about = await list(`${header}\n1;dsi;st-basils;333,33;fejlet;2026-07-01;;Ring til 010190-4321`);
    expect(about.body.errors).toMatchObject([{ row: 2, path: 'reason', code: 'payments.transfer-holds-cpr' }]);
    const right = `${header}\n1;Aarhus Kommune;St Basils;666,67;betalt;01-07-2026;B-1;\n1;dsi;st-basils;333,33;fejlet;2026-07-01;;Ukendt konto`;
    expect((await list(right)).body).toEqual({ recorded: 2, known: 0 });
    expect((await list(right)).body).toEqual({ recorded: 0, known: 2 });
    const { items, totals } = TransfersSchema.parse((await get(`contracts/${contractId}/payments`)).body);
    expect(totals).toEqual({ toPay: '0', paid: '66667', failed: '33333' });
    expect(items.map(({ records }) => records.map(({ source }) => source))).toEqual([['import'], ['import']]);
    expect((await list(right, FATIMA)).status).toBe(403);
  });
});

describe('at the same time', () => {
  it('one of two calculations wins', async () => {
    await arrive.finalised(contractId, homes(1));
    const answers = await Promise.all([calculate(), calculate(), calculate()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });
  it('one of two authorisations pays', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    await certify(runId, CARL);
    const answers = await Promise.all(
      ['bo', 'bodil', 'bent'].map((sub) => post(`runs/${runId}/authorisation`, { ...BO, sub })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await balance('claim')).toBe('100000');
  });
  it('a request that is sent twice with its key has one effect', async () => {
    await arrive.finalised(contractId, homes(1));
    const key = { 'Idempotency-Key': randomUUID() };
    const path = `contracts/${contractId}/runs`;
    const answers = await Promise.all([1, 2].map(() => post(path, CARL, { cutOff: '2026-06-30' }, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    expect((await post(path, CARL, { cutOff: '2026-06-29' }, key)).body.code).toBe('http.idempotency-key-reused');
  });
});

describe('the bundle', () => {
  it('lets anybody compute the run again, with the same figures and digests, also after more has happened', async () => {
    const facts = homes(5);
    await arrive.finalised(contractId, facts);
    const { runId } = await paid();
    await arrive.finalised(contractId, homes(2));
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    const bundle = RunBundleSchema.parse((await get(`runs/${runId}/bundle`, FATIMA)).body);
    const again = evaluate(termsSchema.parse(bundle.terms), bundle.facts, bundle.cutOff);
    expect(bundle.facts).toHaveLength(5);
    expect([again.digest, again.factsDigest, again.termsDigest]).toEqual([
      bundle.resultDigest,
      bundle.factsDigest,
      bundle.termsDigest,
    ]);
    expect(again.payments.map(({ payer, amount }) => [payer, amount.toString()])).toEqual(
      bundle.settlements.map(({ payer, payable }) => [payer, payable]),
    );
  });
  it('carries what a sample left of a price, which is what is accrued and paid', async () => {
    await arrive.finalised(contractId, [{ ...homes(1)[0]!, paidShare: '0.9' }]);
    const { runId } = await paid();
    const bundle = RunBundleSchema.parse((await get(`runs/${runId}/bundle`, FATIMA)).body);
    expect(bundle.facts).toMatchObject([{ paidShare: '0.9' }]);
    expect(evaluate(termsSchema.parse(bundle.terms), bundle.facts, bundle.cutOff).digest).toBe(bundle.resultDigest);
    expect(bundle.settlements.reduce((sum, { payable }) => sum + Number(payable), 0)).toBe(90_000);
  });
  it('logs who read it, and is not for those who get aggregates', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    await get(`runs/${runId}/bundle`, FATIMA);
    const log = await asSystem('test', () =>
      service.app
        .get(Database)
        .read((tx) => tx.query('SELECT organisation, what FROM access_record WHERE contract_id = $1', [contractId])),
    );
    expect(log).toEqual([{ organisation: 'st-basils', what: 'bundle of run 1' }]);
    const also = (role: Role): TokenClaims => ({ ...GRY, roles: ['investor', role] });
    const outsiders: readonly Who[] = [GRY, also('case-worker'), also('supplier'), 'council-member'];
    for (const who of outsiders)
      expect((await get(`runs/${runId}/bundle`, who)).body.code).toBe('payments.bundle-not-for-role');
    for (const who of outsiders)
      expect((await get(`ledger/entries?contractId=${contractId}`, who)).body.code).toBe(
        'payments.ledger-not-for-role',
      );
  });
});

describe('what one sees', () => {
  it('is the contracts one is party to', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    const stranger: TokenClaims = { roles: ['supplier'], organisation: 'bikubenfonden' };
    for (const path of [`runs/${runId}`, `contracts/${contractId}/runs`, `contracts/${contractId}/summary`]) {
      expect((await get(path, FATIMA)).status).toBe(200);
      expect((await get(path, stranger)).status).toBe(404);
    }
    expect((await get(`ledger/entries?contractId=${contractId}`, stranger)).status).toBe(404);
    expect((await get(`ledger/entries?contractId=${contractId}`, FATIMA)).body.items).toHaveLength(1);
  });

  it('is a summary of today: earned, payable, paid and open per payer and year', async () => {
    await arrive.finalised(contractId, homes(6));
    await paid();
    await arrive.finalised(contractId, homes(3));
    const summary = PaymentSummarySchema.parse((await get(`contracts/${contractId}/summary`)).body);
    expect(summary).toMatchObject({
      asOf: '2026-07-01',
      gross: '900000',
      payable: '900000',
      paid: '600000',
      open: '300000',
      facts: 9,
      openRun: null,
    });
    expect(summary.payers).toEqual([
      {
        payer: 'aarhus',
        payerName: 'Aarhus Kommune',
        budgetYear: 2026,
        payable: '600000',
        paid: '400000',
        open: '200000',
      },
      { payer: 'dsi', payerName: 'DSI', budgetYear: 2026, payable: '300000', paid: '200000', open: '100000' },
    ]);
    expect((await get(`contracts/${contractId}/summary?asOf=2026-02-28`)).body).toMatchObject({
      gross: '0',
      asOf: '2026-02-28',
    });
    const { runId } = await calculated();
    expect((await get(`contracts/${contractId}/summary`)).body.openRun).toEqual({ runId, no: 2, status: 'calculated' });
  });

  it('is a work list: certify for controllers, authorise for department heads who have not certified', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    const mine = async (who: Who) =>
      PaymentWorkListSchema.parse((await get('work-list', who)).body).items.filter(
        (item) => item.contractId === contractId,
      );
    expect(await mine(CARL)).toMatchObject([
      { kind: 'certify', runId, ref: 'T-1', title: 'Prøvekontrakt', no: 1, amount: '100000', currency: 'DKK' },
    ]);
    expect(await mine(BO)).toEqual([]);
    const both: TokenClaims = { roles: ['controller', 'department-head'], sub: 'carl', organisation: 'aarhus' };
    await certify(runId, both);
    expect([await mine(CARL), await mine(both)]).toEqual([[], []]);
    expect(await mine(BO)).toMatchObject([{ kind: 'authorise', runId }]);
    expect(await mine(FATIMA)).toEqual([]);
  });

  it('comes in pages, newest run first', async () => {
    for (let n = 0; n < 3; n += 1) {
      await arrive.finalised(contractId, homes(1));
      await paid();
    }
    const first = RunPageSchema.parse((await get(`contracts/${contractId}/runs?limit=2`)).body);
    const second = RunPageSchema.parse((await get(`contracts/${contractId}/runs?limit=2&after=${first.next}`)).body);
    expect([...first.items, ...second.items].map(({ no }) => no)).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
  });
});

describe('refusals', () => {
  it.each([
    ['a day that is none', { cutOff: '2026-02-30' }, 422, undefined],
    ['a day to come', { cutOff: '2026-07-02' }, 422, 'payments.cut-off-in-future'],
    ['unknown fields', { cutOff: '2026-06-30', amount: '1' }, 422, undefined],
  ])('of %s', async (_title, body, status, code) => {
    const answer = await post(`contracts/${contractId}/runs`, CARL, body);
    expect(answer.status).toBe(status);
    if (code)
      expect(answer.body).toMatchObject({
        code,
        da: expect.any(String),
        en: expect.any(String),
        correlationId: expect.any(String),
      });
  });
  it('of a cut-off before the last authorised one', async () => {
    await arrive.finalised(contractId, homes(1));
    await paid('2026-06-30');
    expect((await calculate('2026-06-29')).body.code).toBe('payments.cut-off-before-last');
  });
  it('of contracts and runs that do not exist', async () => {
    expect((await post(`contracts/${randomUUID()}/runs`, CARL, { cutOff: '2026-06-30' })).body).toMatchObject({
      status: 404,
      code: 'payments.unknown-contract',
    });
    expect((await certify(randomUUID(), CARL)).body).toMatchObject({
      status: 404,
      code: 'payments.unknown-run',
    });
  });
  it.each(['groupBy=account;DROP', 'groupBy=amount', `contractId=1' OR '1'='1`])(
    'of ledger balances by %s',
    async (query) => expect((await get(`ledger/balances?${encodeURI(query)}`)).status).toBe(422),
  );
});

describe('the database', () => {
  const sql = (text: string): Promise<unknown> => arrive.consume((tx) => tx.query(text));
  it('refuses a second open run and one person for both signatures, whatever the service does', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await calculated();
    const copy = `INSERT INTO payment_run SELECT gen_random_uuid(), contract_id, 2, 'calculated', cut_off, terms_version, facts_upto, facts, facts_digest, result_digest, result, settlements, calculated FROM payment_run WHERE run_id = '${runId}'`;
    await expect(sql(copy)).rejects.toThrow(/payment_run_one_open/);
    await expect(
      sql(
        `UPDATE payment_run SET status = 'authorised', certified = '{"by": "carl"}', authorised = '{"by": "carl"}' WHERE run_id = '${runId}'`,
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(
      sql(`UPDATE payment_run SET status = 'authorised', authorised = '{"by": "carl"}' WHERE run_id = '${runId}'`),
    ).rejects.toThrow(/check constraint/);
  });
  it.each([
    "UPDATE payment_run SET settlements = '[]'",
    'DELETE FROM payment_run',
    "UPDATE fact SET quantity = '2'",
    'DELETE FROM fact',
    'DELETE FROM fact_reversal',
    "UPDATE contract_version SET terms = '{}'",
    'DELETE FROM payment_run_fact',
    'DELETE FROM access_record',
  ])('refuses the service: %s', (text) => expect(sql(text)).rejects.toThrow(/permission denied/));
  it('keeps the steps of a run', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await paid();
    expect(
      await arrive.consume((tx) =>
        tx.query('SELECT type, by FROM payment_run_fact WHERE run_id = $1 ORDER BY id', [runId]),
      ),
    ).toEqual([
      { type: 'calculated', by: 'carl' },
      { type: 'certified', by: 'carl' },
      { type: 'authorised', by: 'bo' },
    ]);
  });
});

describe('operations', () => {
  it('see sound books', async () => {
    expect((await post('operations/verification', 'operator')).body).toMatchObject({ ok: true, findings: [] });
    const { ledger, seal } = (await get('operations', 'operator')).body;
    expect(ledger).toEqual({ ok: true, checkedAt: seal.checkedAt });
  });
  it('see when runs and books tell different stories', async () => {
    await arrive.finalised(contractId, homes(1));
    const { runId } = await paid();
    const owner = new Client({ connectionString: service.database!.ownerUrl });
    await owner.connect();
    const tamper = (from: string, to: string) =>
      owner.query(
        `SELECT set_config('app.organisation', '*', false); UPDATE payment_run SET settlements = replace(settlements::text, '${from}', '${to}')::jsonb WHERE run_id = '${runId}'`,
      );
    await tamper('66667', '66666');
    const { own } = await service.app.get(Reconciliation).holdings(contractId);
    await tamper('66666', '66667');
    await owner.end();
    expect(own.filter(({ differing }) => differing.length > 0).map(({ kind }) => kind)).toContain('run-claims');
  });
});
