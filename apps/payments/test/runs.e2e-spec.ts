import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { digestOf, localDate } from '@ringvirkning/kernel';
import {
  PaymentSummarySchema,
  PaymentWorkListSchema,
  RunBundleSchema,
  RunPageSchema,
  RunSchema,
  type Run,
} from '@ringvirkning/payments-api';
import { Database, asSystem } from '@ringvirkning/persistence';
import { evaluate } from '@ringvirkning/terms';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { Client } from 'pg';
import { termsSchema } from '@ringvirkning/terms-language';
import { ContractStore } from '../src/persistence/contract.store.js';
import { SpendingHandler } from '../src/spending/spending.handler.js';
import { arrivals, clock, contractEvent, homes, outcome, startPayments } from './fixtures.js';

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
const calculated = async (cutOff?: string): Promise<Run> => RunSchema.parse((await calculate(cutOff)).body);

/** Through both signatures. */
async function paid(cutOff?: string): Promise<Run> {
  const { runId } = await calculated(cutOff);
  await post(`runs/${runId}/certification`, CARL);
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
    expect((await post(`runs/${run.runId}/certification`, CARL)).body).toMatchObject({
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
    await post(`runs/${runId}/certification`, CARL);
    await post(`runs/${runId}/authorisation`, BO);
  };

  it('pays only the difference to what earlier runs paid', async () => {
    await arrive.finalised(contractId, homes(3));
    await paid();
    await arrive.finalised(contractId, homes(2, localDate('2026-06-15')));
    expect(await paid()).toMatchObject({ no: 2, payable: '500000', paidBefore: '300000', amount: '200000' });
    expect(await paid()).toMatchObject({ no: 3, amount: '0' });
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
    await post(`runs/${runId}/certification`, CARL);
    const { body } = await post(`runs/${runId}/authorisation`, BO);
    expect(body).toMatchObject({
      code: 'payments.beyond-appropriation',
      errors: [
        { code: 'payments.appropriation-missing', da: expect.stringMatching(/2026.*6\.000,00.*5\.500,00.*500,00/) },
      ],
    });
    expect(await balance('cost')).toBe('600000');
    council = 600_000n;
    expect((await post(`runs/${runId}/authorisation`, BO)).body.status).toBe('authorised');
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    council = 0n;
    expect(await paid()).toMatchObject({ amount: '-100000', status: 'authorised' });
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
    const { runId } = await calculated();
    expect((await post(`runs/${runId}/authorisation`, BO)).body).toMatchObject({
      status: 409,
      code: 'payments.wrong-status',
    });
    await post(`runs/${runId}/certification`, { ...CARL, roles: ['controller', 'department-head'] });
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
    const { runId } = await calculated();
    expect((await post(`runs/${runId}/certification`, first)).status).toBe(403);
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
    expect((await post(`runs/${runId}/certification`, { ...CARL, departments: ['outreach'] })).body).toMatchObject({
      status: 403,
      code: 'payments.pays-oneself',
    });
    expect((await post(`runs/${runId}/certification`, { ...CARL, departments: ['social'] })).status).toBe(200);
  });
  it('do not sign figures that count outcomes reversed since; a new run does without them', async () => {
    const facts = homes(2);
    await arrive.finalised(contractId, facts);
    const { runId } = await calculated();
    await arrive.reversed(contractId, [facts[0]!.claimId]);
    expect((await post(`runs/${runId}/certification`, CARL)).body).toMatchObject({
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
    await post(`runs/${runId}/certification`, CARL);
    expect((await post(`runs/${runId}/authorisation`, BO)).body).toMatchObject({
      status: 'authorised',
      amount: '100000',
    });
    expect(await paid()).toMatchObject({ amount: '400000' });
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
    await post(`runs/${runId}/certification`, CARL);
    const answers = await Promise.all(
      ['bo', 'bodil', 'bent'].map((sub) => post(`runs/${runId}/authorisation`, { ...BO, sub })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await balance('claim')).toBe('100000');
  });
  it('a request that is sent twice with its key has one effect', async () => {
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
    await post(`runs/${runId}/certification`, both);
    expect([await mine(CARL), await mine(both)]).toEqual([[], []]);
    expect(await mine(BO)).toMatchObject([{ kind: 'authorise', runId }]);
    expect(await mine(FATIMA)).toEqual([]);
  });

  it('comes in pages, newest run first', async () => {
    for (let n = 0; n < 3; n += 1) await paid();
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
    await paid('2026-06-30');
    expect((await calculate('2026-06-29')).body.code).toBe('payments.cut-off-before-last');
  });
  it('of contracts and runs that do not exist', async () => {
    expect((await post(`contracts/${randomUUID()}/runs`, CARL, { cutOff: '2026-06-30' })).body).toMatchObject({
      status: 404,
      code: 'payments.unknown-contract',
    });
    expect((await post(`runs/${randomUUID()}/certification`, CARL)).body).toMatchObject({
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
    expect((await get('operations', 'operator')).body.ledger).toMatchObject({
      ok: true,
      imbalance: '0',
      unreconciledContracts: 0,
    });
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
    const found = await get('operations', 'operator');
    await tamper('66666', '66667');
    await owner.end();
    expect(found.body.ledger).toMatchObject({ ok: false, imbalance: '0', unreconciledContracts: 1 });
  });
});
