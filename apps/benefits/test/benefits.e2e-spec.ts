import { randomUUID } from 'node:crypto';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BehindPageSchema,
  BreakdownSchema,
  BusinessCaseSchema,
  EstimateSchema,
  FactsOfOutcomeSchema,
  FlowsSchema,
  KeptWhatIfsSchema,
  MatrixSchema,
  OverviewSchema,
  PlanComparisonSchema,
  ProvisionDetailSchema,
  ProvisionListSchema,
  ValuationModelPageSchema,
  ValuationSchema,
  WhatIfSchema,
} from '@ringvirkning/benefits-api';
import { workbook } from '@ringvirkning/sheets';
import { AccessRecordPageSchema } from '@ringvirkning/access-log';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { BookPaymentsHandler } from '../src/on-payment-authorised/book-payments.handler.js';
import {
  contractEvent,
  finalised,
  modelText,
  outcome,
  paymentRun,
  startBenefits,
  telling,
  consume,
} from './fixtures.js';

const INVESTOR: TokenClaims = { roles: ['investor'], organisation: 'dsi' };
let service: TestService;
let contractId: string;
let british: string;

const get = async (path: string, who: TokenClaims['roles'][number] | TokenClaims = 'controller') =>
  (await service.request(who)).get(`/api/benefits/${path}`);
const post = async (
  path: string,
  body: string | object,
  who: TokenClaims['roles'][number] = 'controller',
  type = 'application/json',
) => (await service.request(who)).post(`/api/benefits/${path}`).set('Content-Type', type).send(body);

/** A contract with its outcomes and one payment run, as the events would bring them. */
async function arrive(event: ReturnType<typeof contractEvent>, people: number): Promise<string> {
  const id = event.contractId;
  await consume(service, async (tx) => {
    await service.app.get(ContractMirror).keep(tx, event);
    const outcomes = Array.from({ length: people }, () => outcome());
    await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(id, outcomes)]);
    const published = [{ payer: 'aarhus', payee: 'dsi', budgetYear: 2026, paid: people < 5 ? null : '2000000' }];
    const run = paymentRun(id, { currency: event.currency, published, parts: telling()(outcomes) });
    await service.app.get(BookPaymentsHandler).consume(tx, [run]);
  });
  return id;
}

beforeAll(async () => {
  service = await startBenefits();
  contractId = await arrive(contractEvent(), 6);
  british = await arrive(
    contractEvent({
      currency: 'GBP',
      parties: contractEvent().parties.map((party) => ({
        ...party,
        kind: party.id === 'aarhus' ? 'state' : party.kind,
      })),
    }),
    1,
  );
});
afterAll(() => service?.stop());

describe('valuation models', () => {
  it.each([
    [
      'a reference to nothing',
      (text: string) => text.replace(/amount: [^ ,}]+/, 'amount: *pris '),
      'there is no such thing',
    ],
    [
      'more references than can be meant',
      (text: string) => `${text}\nx: [&a 1${', *a'.repeat(150)}]\n`,
      'more than 100 references',
    ],
    ['brackets without end', (text: string) => `${text}\nx: ${'['.repeat(5_000)}\n`, 'within each other'],
  ])('with %s is refused with line and sentence', async (_what, changed, sentence) => {
    const { status, body } = await post('valuation-models', changed(modelText(1)), 'controller', 'application/yaml');
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ line: expect.any(Number), en: expect.stringContaining(sentence) });
  });

  it('are stored once per version, as the same document', async () => {
    const first = await post('valuation-models', modelText(1), 'controller', 'application/yaml');
    expect(first.status).toBe(201);
    expect((await post('valuation-models', modelText(1), 'controller', 'application/yaml')).body).toEqual(first.body);
    const taken = await post('valuation-models', modelText(1, '0.4'), 'controller', 'application/yaml');
    expect([taken.status, taken.body.code]).toEqual([409, 'benefits.model-version-taken']);
  });
  it('come back with all their errors, in Danish and English, with lines', async () => {
    const { status, body } = await post(
      'valuation-models',
      modelText(3).replace('anchor: health', 'anchor: nowhere').replace('priceLevelYear: 2026', 'priceLevelYear: x'),
      'controller',
      'application/yaml',
    );
    expect(status).toBe(422);
    expect(body.errors).toHaveLength(2);
    for (const error of body.errors)
      expect(error).toEqual(
        expect.objectContaining({ da: expect.any(String), en: expect.any(String), line: expect.any(Number) }),
      );
  });
  it('are listed in pages, and read with their document', async () => {
    await post('valuation-models', modelText(2), 'controller', 'application/yaml');
    const first = ValuationModelPageSchema.parse((await get('valuation-models?limit=1')).body);
    const second = ValuationModelPageSchema.parse((await get(`valuation-models?limit=1&after=${first.next}`)).body);
    expect([first, second].flatMap((page) => page.items.map((item) => item.model))).toEqual(['shelter@1', 'shelter@2']);
    expect(second.next).toBeNull();
    expect((await get('valuation-models/shelter@1')).body.document.outcomes.housed).toHaveLength(2);
    expect((await get('valuation-models/shelter@9')).status).toBe(404);
  });
  it('have a published schema', async () =>
    expect((await get('valuation-models/schema')).body).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['prices', 'anchors', 'outcomes']),
    }));
  it.each(['case-worker', 'council-member', 'investor'] as const)('are not for a %s to change', async (role) =>
    expect((await post('valuation-models', modelText(4), role, 'application/yaml')).status).toBe(403),
  );
});

describe('a contract with a model', () => {
  beforeAll(async () => {
    await post('valuation-models', modelText(1), 'controller', 'application/yaml');
    const { status, body } = await post(`contracts/${contractId}/valuation`, { model: 'shelter@1' });
    expect([status, ValuationSchema.parse(body).valued]).toEqual([201, 6]);
  });
  it('tells who invested and who gained, per silo and budget year', async () => {
    const { silos, totals } = OverviewSchema.parse((await get(`overview?contractId=${contractId}`)).body);
    const row = (silo: string, year: number) => silos.find((item) => item.silo === silo && item.budgetYear === year);
    expect(row('municipality:0751/social', 2026)).toMatchObject({
      name: { da: 'Aarhus Kommune, Sociale Forhold' },
      department: 'social',
      paid: '2000000',
      gained: '3000000',
      net: '1000000',
      gainedBySteeringArea: { service: '3000000' },
    });
    expect(row('state', 2026)).toMatchObject({ treasury: 'state', invested: '0', gained: '3000000', net: '3000000' });
    expect(row('fund:dsi', 2026)).toMatchObject({
      treasury: 'fund',
      invested: '6000000',
      received: '2000000',
      net: '-4000000',
    });
    expect(row('region:midtjylland', 2027)).toMatchObject({
      gains: { forecastNonCashable: '600000', forecastCashable: '0' },
    });
    expect(totals).toMatchObject({ invested: '6000000', paid: '2000000', received: '2000000', gained: '9600000' });
  });
  it('narrows gains to a year, to realised, to cashable', async () => {
    expect((await get(`overview?contractId=${contractId}&budgetYear=2027&cashable=true`)).body.totals.gained).toBe(
      '3000000',
    );
    expect((await get(`overview?contractId=${contractId}&basis=forecast&cashable=false`)).body.totals.gained).toBe(
      '600000',
    );
  });
  it('draws payer → intervention → purse for a year', async () => {
    const { nodes, links, years } = FlowsSchema.parse((await get(`flows?contractId=${contractId}&year=2026`)).body);
    expect(years).toEqual([2026, 2027]);
    expect(links.map((link) => [link.source, link.target.replace(contractId, 'c'), link.amount]).sort()).toEqual([
      [`contract:${contractId}`, 'purse:municipality:0751/social', '3000000'],
      [`contract:${contractId}`, 'purse:state', '3000000'],
      ['payer:fund:dsi', 'contract:c', '6000000'],
      ['payer:municipality:0751/social', 'contract:c', '2000000'],
    ]);
    for (const link of links)
      expect(nodes.map((node) => node.id)).toEqual(expect.arrayContaining([link.source, link.target]));
  });
  it('tells whose investment became whose gain, by what each bears of the cost', async () => {
    const { cells, silos } = MatrixSchema.parse((await get(`matrix?contractId=${contractId}`)).body);
    const of = (basis: 'realised' | 'forecast') => cells.map((cell) => BigInt(cell[basis])).reduce((a, b) => a + b);
    expect(of('realised') + of('forecast')).toBe(9_600_000n);
    const state = cells.filter(({ gainedBy }) => gainedBy === 'state');
    expect(state.map(({ investedBy, realised }) => [investedBy, realised])).toEqual([['fund:dsi', '3000000']]);
    expect(silos.map(({ silo }) => silo)).toEqual(expect.arrayContaining(['fund:dsi', 'state']));
    expect((await get(`matrix?contractId=${contractId}&budgetYear=2027`)).body.cells).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ gainedBy: 'region:midtjylland', realised: '0' })]),
    );
  });
  it('has a business case with present value and payback', async () => {
    const result = BusinessCaseSchema.parse((await get(`contracts/${contractId}/business-case`)).body);
    expect(result.years.map((year) => [year.budgetYear, year.cost, year.gain, year.cumulative])).toEqual([
      [2026, '6000000', '6000000', '0'],
      [2027, '4000000', '3600000', '-400000'],
    ]);
    expect(result).toMatchObject({
      costOf: 'invested',
      presentValue: '-386473',
      paybackYear: null,
      priceLevelYear: 2026,
    });
  });
  it('shows what another law would move between purses, and books nothing', async () => {
    const before = (await get(`overview?contractId=${contractId}`)).body;
    const { status, body } = await post(`contracts/${contractId}/what-if`, { moved: { 'sl-110': 'health' } });
    expect(status).toBe(200);
    const result = WhatIfSchema.parse(body);
    expect(result.totals).toEqual({ asIs: '9600000', whatIf: '9600000', difference: '0' });
    expect(result.silos.map((row) => [row.silo, row.difference])).toEqual([
      ['municipality:0751/social', '-4500000'],
      ['region:midtjylland', '9000000'],
      ['state', '-4500000'],
    ]);
    const share = { split: { anchor: 'sl-110', municipality: 100 }, outcomes: 50 };
    const half = WhatIfSchema.parse((await post(`contracts/${contractId}/what-if`, share)).body);
    // Half the outcomes, and of the nights nothing to the state.
    expect(half.silos.map(({ silo, whatIf }) => [silo, whatIf])).toEqual([
      ['municipality:0751/social', '4500000'],
      ['region:midtjylland', '300000'],
      ['state', '0'],
    ]);
    expect(half.totals.whatIf).toBe('4800000');
    expect((await get(`overview?contractId=${contractId}`)).body).toEqual(before);
    expect((await post(`contracts/${contractId}/what-if`, { moved: { 'sl-110': 'x' } })).body.code).toBe(
      'benefits.unknown-anchor',
    );
    expect((await post(`contracts/${british}/what-if`, {})).body.code).toBe('benefits.no-model');
  });
  it('keeps what-ifs under names, for colleagues to ask again; who kept one alone removes it', async () => {
    const path = `contracts/${contractId}/what-if/kept`;
    const change = { moved: { 'sl-110': 'health' }, outcomes: 50 };
    const items = async (who?: TokenClaims['roles'][number]) =>
      KeptWhatIfsSchema.parse((await get(path, who)).body).items;
    expect((await post(path, { name: ' Halvt ', change })).status).toBe(201);
    expect((await post(path, { name: 'Halvt', change: { ...change, outcomes: 60 } }, 'department-head')).status).toBe(
      201,
    );
    expect((await post(path, { name: 'Halvt', change: { ...change, outcomes: 40 } })).status).toBe(201);
    const mine = await items();
    expect(mine.map((one) => [one.name, one.isOwn, one.change.outcomes]).sort()).toEqual([
      ['Halvt', false, 60],
      ['Halvt', true, 40],
    ]);
    const own = mine.find(({ isOwn }) => isOwn)!;
    expect((await items('department-head')).find(({ id }) => id === own.id)).toMatchObject({ isOwn: false });
    const remove = async (who: TokenClaims['roles'][number], id = own.id) =>
      (await service.request(who)).delete(`/api/benefits/${path}/${id}`);
    expect((await remove('department-head')).body).toMatchObject({ code: 'benefits.what-if-of-another' });
    expect((await remove('controller')).status).toBe(200);
    expect((await remove('controller')).body).toMatchObject({ code: 'benefits.unknown-what-if' });
    expect((await items()).map(({ isOwn }) => isOwn)).toEqual([false]);
    expect((await get(path, 'council-member')).status).toBe(403);
    expect((await post(path, { name: ' ', change })).status).toBe(422);
  });
  const SOCIAL = 'municipality:0751/social';
  it('tells what a figure of its overview is made of: lines of the model, their unit prices and provisions, and the outcomes', async () => {
    const of = `silo=${encodeURIComponent(SOCIAL)}&contractId=${contractId}&budgetYear=2026`;
    const { contracts, ...breakdown } = BreakdownSchema.parse((await get(`breakdown?${of}`)).body);
    const row = OverviewSchema.parse((await get(`overview?contractId=${contractId}`)).body).silos.find(
      ({ silo, budgetYear }) => silo === SOCIAL && budgetYear === 2026,
    );
    expect([breakdown.outcomes, contracts.map(({ lines }) => lines)]).toMatchObject([
      true,
      [
        [
          {
            ...{ outcome: 'housed', consequence: 'fewer-nights', realised: row!.gained, forecast: '0', cashable: true },
            line: {
              price: { unit: 'night', basis: 'assumption', source: 'Round figure' },
              anchor: { provision: 'sl-110', title: { en: '§ 110' } },
            },
          },
        ],
      ],
    ]);
    const asked = `breakdown/outcomes?${of}&outcome=housed&consequence=fewer-nights&limit=4`;
    const first = BehindPageSchema.parse((await get(asked)).body);
    const second = BehindPageSchema.parse((await get(`${asked}&after=${first.next}`)).body);
    expect([first.items.length, second.items.length, second.next]).toEqual([4, 2, null]);
    const realised = [...first.items, ...second.items].map((each) => BigInt(each.realised));
    expect(realised.reduce((sum, amount) => sum + amount, 0n).toString()).toBe(row!.gained);
  });
  it('tells outsiders the lines a figure is worked out from, without figures or outcomes', async () => {
    const of = `silo=${encodeURIComponent(SOCIAL)}&contractId=${contractId}`;
    const { contracts, outcomes } = BreakdownSchema.parse((await get(`breakdown?${of}`, INVESTOR)).body);
    expect(outcomes).toBe(false);
    expect(
      contracts.flatMap(({ lines }) =>
        lines.map(({ consequence, realised, forecast }) => [consequence, realised, forecast]),
      ),
    ).toEqual([
      ['fewer-nights', null, null],
      ['fewer-hospital-days', null, null],
    ]);
    const asked = `breakdown/outcomes?${of}&outcome=housed&consequence=fewer-nights`;
    expect((await get(asked, INVESTOR)).body.code).toBe('benefits.outcomes-not-shared');
    expect((await get('breakdown?silo=municipality:9999')).body.code).toBe('benefits.unknown-purse');
  });
  it('shows its ledger to the authority', async () => {
    const page = (await get(`ledger/entries?contractId=${contractId}&limit=1`)).body;
    expect([page.items.length, typeof page.next]).toEqual([1, 'string']);
    expect((await get(`ledger/balances?contractId=${contractId}`)).body.items.length).toBeGreaterThan(5);
  });
});

describe('a plan from a filled SØM table', () => {
  const ROWS = [
    ['SØM-version', '2.4'],
    ['Enhed', 'kr.'],
    ['Prisniveau', '2026'],
    ['Aktør', 'Post', '2026', '2027', 'I alt'],
    ...['Kommune', 'Region', 'Stat'].flatMap((purse) => [
      [purse, 'Omkostninger', ...(purse === 'Kommune' ? ['-50000', '0', '-50000'] : ['0', '0', '0'])],
      [purse, 'Konsekvenser', '20000', '20000', '40000'],
      [purse, 'Nettoresultat', ...(purse === 'Kommune' ? ['-30000', '20000', '-10000'] : ['20000', '20000', '40000'])],
    ]),
  ];
  const text = (separator: string): string => ROWS.map((row) => row.join(separator)).join('\r\n');
  const keep = (body: object, who?: TokenClaims['roles'][number]) => post(`contracts/${contractId}/plan`, body, who);
  const plan = async () => PlanComparisonSchema.parse((await get(`contracts/${contractId}/plan`)).body);

  it('is none until one is kept', async () => expect((await plan()).plan).toBeNull());
  it('stands beside the books, per purse and year, whether it came as a file, was pasted, or is a workbook', async () => {
    const [columns, ...rows] = ROWS;
    const sheet = { name: 'SØM', columns: columns!.map((title) => ({ title })), rows };
    const book = Buffer.from(workbook([sheet])).toString('base64');
    for (const [no, sent] of [{ text: text(';') }, { text: text('\t') }, { workbook: book }].entries()) {
      const { status, body } = await keep({ version: '2.4', ...sent });
      expect([status, body.plan]).toMatchObject([201, { number: no + 1, version: '2.4', priceLevelYear: 2026 }]);
    }
    const { rows: compared, costOf, suppressed } = await plan();
    expect([costOf, suppressed]).toEqual(['invested', false]);
    expect(compared.find(({ treasury, year }) => treasury === 'state' && year === 2026)).toMatchObject({
      plan: { cost: '0', gain: '2000000', net: '2000000' },
      ours: { cost: '0', gain: '3000000', net: '3000000' },
      difference: { cost: '0', gain: '1000000', net: '1000000' },
    });
    expect(compared.find(({ treasury, year }) => treasury === 'region' && year === 2027)).toMatchObject({
      ours: { gain: '600000' },
      difference: { gain: '-1400000' },
    });
  });
  it('is refused with every fault and its cell, and nothing is kept', async () => {
    const wrong = text(';').replace('2.4', '2.3').replace('kr.', '1.000 kr.').replace('-50000', '-50.000');
    const { status, body } = await keep({ version: '2.4', text: wrong });
    expect([status, body.code, body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      'benefits.invalid-plan',
      ['B1', 'B2', 'C5'],
    ]);
    expect((await keep({ version: '2.4', workbook: 'AAAA' })).body.code).toBe('benefits.plan-not-a-zip');
    expect((await keep({ version: '2.4' })).status).toBe(422);
    expect((await plan()).plan?.number).toBe(3);
  });
  it('is kept by those who answer for the valuation', async () =>
    expect((await keep({ version: '2.4', text: text(';') }, 'case-worker')).status).toBe(403));
});

describe('currencies', () => {
  it('are never added: kroner unless asked otherwise', async () => {
    const kroner = OverviewSchema.parse((await get('overview')).body);
    expect([kroner.currency, kroner.otherCurrencies, kroner.totals.paid]).toEqual(['DKK', ['GBP'], '2000000']);
    const pounds = OverviewSchema.parse((await get('overview?currency=GBP')).body);
    expect([pounds.currency, pounds.otherCurrencies]).toEqual(['GBP', ['DKK']]);
    expect((await get(`overview?contractId=${british}&currency=DKK`)).body.code).toBe('benefits.other-currency');
  });
});

describe('outsiders', () => {
  it('see figures of six people', async () =>
    expect((await get(`overview?contractId=${contractId}`, INVESTOR)).body).toMatchObject({
      suppressed: false,
      totals: { gained: '9600000' },
    }));
  it('do not see figures of fewer than five people, but their capital', async () => {
    const few = await arrive(contractEvent(), 4);
    await post(`contracts/${few}/valuation`, { model: 'shelter@1' });
    for (const who of [INVESTOR, 'council-member' as const]) {
      const { silos, totals, suppressed } = OverviewSchema.parse((await get(`overview?contractId=${few}`, who)).body);
      expect([totals.gained, totals.paid, totals.net, totals.invested, suppressed]).toEqual([
        null,
        null,
        null,
        '6000000',
        true,
      ]);
      expect(silos.every((row) => row.gained === null || row.gained === '0')).toBe(true);
      expect((await get(`flows?contractId=${few}`, who)).body.links.map((link: { kind: string }) => link.kind)).toEqual(
        ['invested'],
      );
      expect((await get(`contracts/${few}/business-case`, who)).body).toMatchObject({
        presentValue: null,
        suppressed: true,
      });
    }
    expect((await get(`overview?contractId=${few}`)).body.totals.gained).toBe('6400000');
  });
  it.each(['ledger/entries', 'ledger/balances'])('do not see %s', async (path) =>
    expect((await get(path, INVESTOR)).body.code).toBe('benefits.ledger-is-internal'),
  );
  it('see nothing of contracts they are not party to', async () => {
    const stranger: TokenClaims = { roles: ['investor'], organisation: 'stranger' };
    expect((await get(`overview?contractId=${contractId}`, stranger)).status).toBe(404);
    expect((await get('overview', stranger)).body.silos).toEqual([]);
  });
});

describe('models come and go', () => {
  const store = (text: string) => post('valuation-models', text, 'controller', 'application/yaml');
  const detach = async (id: string, who: TokenClaims['roles'][number] = 'controller') =>
    (await service.request(who)).delete(`/api/benefits/contracts/${id}/valuation`);
  const gained = async (id: string) => {
    const { body } = await get(`ledger/balances?contractId=${id}`);
    return body.items.filter(({ account }: { account: string }) => account === 'gain').length;
  };
  it('a model that is for other contracts is refused with every reason', async () => {
    const elsewhere = modelText(21).replace(
      'prices:',
      'appliesTo: { outcomes: [job], kinds: [payments-only] }\nprices:',
    );
    expect((await store(elsewhere)).status).toBe(201);
    const { status, body } = await post(`contracts/${contractId}/valuation`, { model: 'shelter@21' });
    expect([status, body.code]).toEqual([422, 'benefits.model-does-not-belong']);
    expect(body.en ?? body.detail).toContain('outcomes job; the contract pays for housed');
    expect(body.en ?? body.detail).toContain('without invested capital');
  });
  it('what a detached model booked is reversed, another values anew, and all of them stay known', async () => {
    const id = await arrive(contractEvent(), 6);
    await store(modelText(22));
    await store(
      modelText(23, '0.2').replace('prices:', 'appliesTo: { outcomes: [housed], kinds: [capital] }\nprices:'),
    );
    await post(`contracts/${id}/valuation`, { model: 'shelter@22' });
    expect(await gained(id)).toBeGreaterThan(0);
    const detached = ValuationSchema.parse((await detach(id)).body);
    expect(detached).toMatchObject({ model: null, attachedAt: null, outcomes: 6, valued: 0 });
    expect(await gained(id)).toBe(0);
    expect((await detach(id)).body.history).toHaveLength(2);
    const replaced = ValuationSchema.parse((await post(`contracts/${id}/valuation`, { model: 'shelter@23' })).body);
    expect(replaced.valued).toBe(6);
    expect(replaced.history.map(({ model }) => model)).toEqual(['shelter@22', null, 'shelter@23']);
    expect((await post('operations/verification', {}, 'operator')).body).toMatchObject({ ok: true, findings: [] });
  });
  it('not by those who only read', async () => expect((await detach(contractId, 'council-member')).status).toBe(403));
});

describe('what is known of a person', () => {
  const WEEKS = `
code: weeks
version: 1
title: { da: Uger, en: Weeks }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
prices:
  week: { title: { da: Uge, en: Week }, unit: uge, weeks: 1, basis: assumption, reason: Round figure, values: [{ from: 2020-01-01, amount: 1000 }] }
anchors:
  benefit: { provision: refusionstrappen, assumes: { weeks: { source: Specs, values: [{ value: 0, share: 1 }] } } }
outcomes:
  housed:
    - { consequence: weeks, title: { da: Uger, en: Weeks }, quantity: 52, price: week, anchor: benefit, profile: [{ year: 0, share: 1 }], cashable: true, confidence: high }
`;
  let id: string;
  const claims = [outcome(), outcome()];
  type Who = Parameters<TestService['request']>[0];
  const factsOf = (claimId: string) => `/api/benefits/contracts/${id}/outcomes/${claimId}/facts`;
  const tell = async (claimId: string, facts: object[], who: Who = 'controller', seen?: string | null) =>
    (await service.request(who)).put(factsOf(claimId)).send({ facts, seen });
  const known = async (claimId: string, who: Who = 'controller') =>
    FactsOfOutcomeSchema.parse((await (await service.request(who)).get(factsOf(claimId))).body);
  const weeks = (value: string) => ({ provision: 'refusionstrappen', need: 'weeks', value, source: 'register' });
  const perPurse = async () => {
    const { items } = (await get(`ledger/balances?contractId=${id}`)).body as {
      items: { account: string; silo: string; amount: string }[];
    };
    const gains = items.filter(({ account }) => account === 'gain');
    return Object.fromEntries(gains.map(({ silo, amount }) => [silo, amount]));
  };
  beforeAll(async () => {
    const event = contractEvent();
    id = event.contractId;
    await consume(service, async (tx) => {
      await service.app.get(ContractMirror).keep(tx, event);
      await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(id, claims)]);
    });
    await post('valuation-models', WEEKS, 'controller', 'application/yaml');
    await post(`contracts/${id}/valuation`, { model: 'weeks@1' });
  });
  it('takes the place of what the model assumes, for that person alone: the total stays, the purses change', async () => {
    expect(await perPurse()).toEqual({ 'municipality:0751': '6440000', state: '3960000' });
    expect((await tell(claims[0]!.claimId, [weeks('52')])).status).toBe(200);
    expect(await perPurse()).toEqual({ 'municipality:0751': '7380000', state: '3020000' });
  });
  it('is told anew, or left to the model again', async () => {
    await tell(claims[0]!.claimId, []);
    expect(await perPurse()).toEqual({ 'municipality:0751': '6440000', state: '3960000' });
  });
  it('is shown beside what the law asks and what the model assumes; both the look and the telling are logged', async () => {
    const { claimId, participantId } = claims[0]!;
    const worker: TokenClaims = { roles: ['case-worker'], sub: 'anna-facts', departments: ['social'] };
    expect(await known(claimId, worker)).toMatchObject({
      ...{ participantId, outcome: 'housed', model: 'weeks@1', facts: [] },
      asks: [{ provision: 'refusionstrappen', need: 'weeks', assumes: { source: 'Specs', values: [{ value: '0' }] } }],
    });
    expect((await tell(claimId, [weeks('30')], worker)).status).toBe(200);
    expect((await known(claimId)).facts).toEqual([weeks('30')]);
    const logged = await get(`access-log?subject=anna-facts`);
    expect(AccessRecordPageSchema.parse(logged.body).items).toMatchObject(
      Array(2).fill({ what: 'facts of a person', participantIds: [participantId] }),
    );
    await tell(claimId, []);
  });
  it('is not told upon what somebody else has told meanwhile', async () => {
    const { claimId } = claims[0]!;
    const { number } = await known(claimId);
    expect((await tell(claimId, [weeks('8')], 'controller', number)).status).toBe(200);
    expect(await tell(claimId, [weeks('9')], 'controller', number)).toMatchObject({
      status: 409,
      body: { code: 'benefits.facts-changed' },
    });
    expect((await known(claimId)).facts).toEqual([weeks('8')]);
    await tell(claimId, []);
  });
  it.each([
    ['a day where weeks are asked', weeks('2026-01-01')],
    ['a number that is none', weeks('many')],
    ['words about the person', { ...weeks('4'), source: 'Anna says so' }],
  ])('refuses %s', async (_, fact) => expect((await tell(claims[0]!.claimId, [fact])).status).toBe(422));
  it('is of an outcome of the contract, and told by those who may', async () => {
    expect((await tell(randomUUID(), [weeks('4')])).body.code).toBe('benefits.unknown-outcome');
    for (const who of ['investor', 'supplier', 'council-member', 'municipal-director'] as const) {
      expect((await tell(claims[0]!.claimId, [weeks('4')], who)).status).toBe(403);
      expect((await (await service.request(who)).get(factsOf(claims[0]!.claimId))).status).toBe(403);
    }
  });
});

describe('the catalogue of provisions', () => {
  it('lists each provision with the digest that models can be compared by', async () => {
    const { items } = ProvisionListSchema.parse((await get('provisions')).body);
    expect(items.map(({ code }) => code)).toContain('sl-110');
    expect(new Set(items.map(({ digest }) => digest)).size).toBe(items.length);
  });
  it('tells the history of one, and what the rules of two days say', async () => {
    const { history, comparison } = ProvisionDetailSchema.parse(
      (await get('provisions/sl-110?from=2026-03-31&to=2026-04-01')).body,
    );
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      ['2010-01-01', '2023-09-30'],
      ['2023-10-01', '2026-03-31'],
      ['2026-04-01', null],
    ]);
    expect(comparison?.changed).toBe(true);
    expect(comparison?.lines.find(({ situation }) => situation.en === 'Day 1–90 of the running year')).toMatchObject({
      before: null,
      after: '0.5',
    });
  });
  it.each([
    ['provisions/sl-0', 404],
    ['provisions/sl-110?from=2026-03-31', 422],
    ['provisions/sl-110?from=soon&to=2026-04-01', 422],
  ])('answers %s with %i', async (path, status) => expect((await get(path)).status).toBe(status));
});

describe('the edge', () => {
  it('wants a sign-in', async () =>
    expect((await (await service.request()).get('/api/benefits/overview')).status).toBe(401));
  it.each(['overview?contractId=x', 'overview?budgetYear=soon', 'flows?currency=BTC'])('refuses %s', async (path) =>
    expect((await get(path)).status).toBe(422),
  );
  it('does not know other contracts', async () =>
    expect((await post(`contracts/${randomUUID()}/valuation`, { model: 'shelter@1' })).body.code).toBe(
      'benefits.unknown-contract',
    ));
  it('has one effect for one idempotency key', async () => {
    const send = async () =>
      (await service.request('controller'))
        .post('/api/benefits/valuation-models')
        .set('Content-Type', 'application/yaml')
        .set('Idempotency-Key', 'model-7')
        .send(modelText(7));
    const [first, second] = [await send(), await send()];
    expect([second.headers['idempotency-replayed'], second.body.id]).toEqual(['true', first.body.id]);
  });
  it('reports a sound ledger to the operator', async () =>
    expect((await post('operations/verification', {}, 'operator')).body).toMatchObject({ ok: true, findings: [] }));
  it('documents every route', async () => {
    const paths = Object.keys((await get('openapi.json')).body.paths);
    expect(paths).toEqual(
      expect.arrayContaining([
        '/api/benefits/overview',
        '/api/benefits/flows',
        '/api/benefits/valuation-models',
        '/api/benefits/contracts/{contractId}/valuation',
      ]),
    );
  });
});

describe('an estimate before there is a contract', () => {
  const { parties } = contractEvent();
  const body = (over: object = {}) => ({
    model: 'shelter@1',
    currency: 'DKK',
    parties: parties.map((party) => ({ ...party, ...(party.id === 'aarhus' ? { department: 'social' } : {}) })),
    achieved: [
      { outcome: 'housed', month: '2026-03-01', quantity: '1', count: 6 },
      { outcome: 'trained', month: '2026-03-01', quantity: '1', count: 2 },
    ],
    payments: [{ party: 'aarhus', amount: '2000000' }],
    ...over,
  });
  const estimate = async (over: object = {}) => EstimateSchema.parse((await post('estimates', body(over))).body);

  it('says who pays and who gains, per purse and budget year', async () => {
    // Six people, each 10 nights at 1,000 kr. in 2026 and 5 in 2027, half to the state; a hospital day of 1,000 kr. to the region in 2027.
    const { silos, years, totals, withoutConsequences } = await estimate();
    expect(silos.map(({ silo, name, paid, gained, net }) => [silo, name.en, paid, gained, net])).toEqual([
      ['municipality:0751/social', 'Aarhus Kommune, Social Affairs', '2000000', '4500000', '2500000'],
      ['region:midtjylland', 'Region Midtjylland', '0', '600000', '600000'],
      ['state', 'The state', '0', '4500000', '4500000'],
    ]);
    expect(years.map(({ budgetYear, gains }) => [budgetYear, gains.map(({ amount }) => amount)])).toEqual([
      [2026, ['3000000', '3000000']],
      [2027, ['1500000', '600000', '1500000']],
    ]);
    expect([totals, withoutConsequences]).toEqual([
      { paid: '2000000', gained: '9600000', net: '7600000' },
      [{ outcome: 'trained', count: 2 }],
    ]);
  });
  it('says how far it may lie off, what it hangs on, and from which success rate each purse gains what it pays', async () => {
    const others = [3, 9].map((count) => ({
      rate: (count * 100) / 12,
      achieved: [{ outcome: 'housed', month: '2026-03-01', quantity: '1', count }],
      payments: [{ party: 'aarhus', amount: '4000000' }],
    }));
    const asked = { seed: 7, runs: 100, success: { shown: 50, others } };
    const answer = async () =>
      (await estimate({ payments: [{ party: 'aarhus', amount: '4000000', year: 2026 }], uncertainty: asked }))
        .uncertainty!;
    const { inputs, purses, total } = await answer();
    // Nine instead of six people at 16,000 kr. each, three instead of six: nothing else moves the total so far.
    expect(inputs[0]).toMatchObject({ kind: 'success', from: '25', to: '75', low: '-4800000', high: '4800000' });
    // 750,000 øre for each of the six: the municipality gains what it pays when 5.33 of 12 succeed.
    expect(purses.map(({ silo, pays, breakEven, paybackYear }) => [silo, pays, breakEven, paybackYear])).toEqual([
      ['municipality:0751/social', true, { kind: 'from', from: '44.5' }, 2027],
      ['region:midtjylland', false, { kind: 'always', from: null }, 2027],
      ['state', false, { kind: 'always', from: null }, 2026],
    ]);
    expect(total).toMatchObject({ breakEven: { kind: 'always', from: null }, paybackYear: 2026 });
    expect((await answer()).purses.map(({ net }) => net)).toEqual(purses.map(({ net }) => net));
  });
  it("says whether a payer pays more for an outcome than it gains from it within ten years: the payer's value test", async () => {
    const paying = async (amount: string) =>
      (await estimate({ payments: [{ party: 'aarhus', amount, outcome: 'housed' }] })).payersValue;
    expect(await paying('4500000')).toEqual([
      {
        payer: 'municipality:0751',
        name: { da: 'Aarhus Kommune', en: 'Aarhus Kommune' },
        outcome: 'housed',
        count: 6,
        paid: '4500000',
        gained: '4500000',
        isWorth: true,
      },
    ]);
    expect((await paying('4500001'))[0]!.isWorth).toBe(false);
  });
  it('is what the same outcomes are worth once they are verified', async () => {
    await post(`contracts/${contractId}/valuation`, { model: 'shelter@1' });
    const whatIf = WhatIfSchema.parse((await post(`contracts/${contractId}/what-if`, {})).body);
    expect((await estimate()).totals.gained).toBe(whatIf.totals.asIs);
  });
  it('follows the law of the month: before the model is valid nothing is said', async () => {
    const { silos, withoutConsequences } = await estimate({
      achieved: [{ outcome: 'housed', month: '2019-12-01', quantity: '1', count: 1 }],
      payments: [],
    });
    expect([silos, withoutConsequences]).toEqual([[], [{ outcome: 'housed', count: 1 }]]);
  });
  it("a person's benefits fall to the municipality that pays for them, known by id or code", async () => {
    const herning = {
      id: 'herning',
      name: 'Herning Kommune',
      kind: 'municipality',
      organisation: 'herning',
      municipalityCode: '0657',
      roles: ['payer'],
    };
    for (const payer of ['herning', '0657']) {
      const { silos } = await estimate({
        parties: [...parties, herning],
        payments: [],
        achieved: [{ outcome: 'housed', month: '2026-03-01', quantity: '1', payer, count: 1 }],
      });
      expect(silos.map(({ silo }) => silo)).toEqual(['municipality:0657/social', 'region:midtjylland', 'state']);
    }
  });
  it.each([
    ['another currency', { currency: 'GBP' }, 'benefits.other-currency'],
    [
      'no Danish municipality',
      { parties: parties.filter(({ id }) => id !== 'aarhus'), payments: [] },
      'benefits.no-municipality',
    ],
    ['an unknown model', { model: 'shelter@9' }, 'benefits.unknown-model'],
    ['an unknown payer', { payments: [{ party: 'nobody', amount: '1' }] }, 'benefits.unknown-party'],
    [
      'a quantity below nothing',
      { achieved: [{ outcome: 'housed', month: '2026-03-01', quantity: '-1', count: 1 }] },
      undefined,
    ],
  ])('refuses %s', async (_what, over, code) => {
    const { status, body: problem } = await post('estimates', body(over));
    expect(status).toBeGreaterThanOrEqual(400);
    if (code) expect(problem.code).toBe(code);
  });
  it('is for those who may try models: an investor too', async () =>
    expect((await post('estimates', body(), 'investor')).status).toBe(200));
});

describe('the sums that pages are read from', () => {
  const KEY = 'contract_id, currency, account, silo, budget_year, steering_area, cashable, basis';
  const inDatabase = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asSystem('test', () => service.app.get(Database).transaction(work));

  it('are what the books hold, to the øre', async () => {
    const differing = await inDatabase((tx) =>
      tx.query<object[]>(
        `WITH books AS (SELECT ${KEY}, sum(amount)::bigint AS amount FROM ledger_line WHERE silo IS NOT NULL GROUP BY ${KEY}),
         kept AS (SELECT ${KEY}, amount FROM benefit_sum)
         (TABLE books EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE books)`,
      ),
    );
    expect(differing).toEqual([]);
    const [{ lines }] = (await inDatabase((tx) => tx.query('SELECT count(*)::int AS lines FROM benefit_sum'))) as [
      { lines: number },
    ];
    expect(lines).toBeGreaterThan(5);
  });
  it('are written by booking alone', async () => {
    for (const statement of ['UPDATE benefit_sum SET amount = amount + 1', 'DELETE FROM benefit_sum'])
      await expect(inDatabase((tx) => tx.query(statement))).rejects.toThrow(/permission denied/);
  });
});
