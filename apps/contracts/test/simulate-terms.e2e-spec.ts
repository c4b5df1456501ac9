import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SimulationSchema, TermsTemplatesSchema, type Forecast, type Simulation } from '@ringvirkning/contracts-api';
import { type TestService } from '@ringvirkning/testing';
import { Client } from 'pg';
import { simulateTerms } from '../src/simulate-terms/simulate-terms.task.js';
import { startContracts, termsYaml } from './terms.js';

let service: TestService;
let templates: { ref: string; text: string }[];
beforeAll(async () => {
  service = await startContracts();
  templates = TermsTemplatesSchema.parse(
    (await (await service.request('case-worker')).get('/api/contracts/templates')).body,
  ).items;
});
afterAll(() => service.stop());

const post = async (body: object, who: Parameters<TestService['request']>[0] = 'case-worker') =>
  (await service.request(who)).post('/api/contracts/simulations').send(body);
const simulate = async (body: object): Promise<Simulation> => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 200 });
  return SimulationSchema.parse(answer.body);
};
const template = (ref: string): string => templates.find((each) => each.ref === ref)!.text;
const planned = (count: number): string =>
  termsYaml().replace('kind: reached,', `kind: reached, planned: [{ count: ${count} }],`);
const sum = (amounts: readonly { amount: string }[]): bigint =>
  amounts.reduce((total, { amount }) => total + BigInt(amount), 0n);

describe('trying terms', () => {
  it('gives payments per year and payer, exactly as many as the success rate says', async () => {
    const { plan, scenarios, people, worstCase, remarks } = await simulate({
      terms: planned(10),
      success: [40, 55],
      runs: 0,
    });
    expect(people).toBe(10);
    expect(remarks).toEqual([]);
    expect(plan).toMatchObject({
      gross: '20000000',
      payable: '20000000',
      payers: [{ party: 'kommune', amount: '20000000' }],
      payees: [{ party: 'leverandoer', amount: '20000000' }],
    });
    expect(scenarios.map(({ success, forecast, distribution }) => [success, forecast.payable, distribution])).toEqual([
      [40, '8000000', null],
      [55, '12000000', null],
    ]);
    expect(worstCase).toEqual([expect.objectContaining({ party: 'kommune', amount: '20000000' })]);
    expect(plan.lines[0]).toMatchObject({
      da: expect.stringContaining('I bolig'),
      en: expect.stringContaining('Housed'),
    });
  });

  it('gives no scenarios when no rate is asked for', async () => {
    const { plan, scenarios } = await simulate({ terms: planned(10), success: [], runs: 10 });
    expect([plan.payable, scenarios]).toEqual(['20000000', []]);
  });

  it('adds up for every worked example, whatever is reached', async () => {
    const adds = ({ gross, payable, excess, payers, payees, years }: Forecast): void => {
      expect(BigInt(payable) + sum(excess)).toBe(BigInt(gross));
      for (const parts of [
        payers,
        payees,
        years.map((year) => ({ amount: year.payable })),
        years.flatMap((year) => year.payers),
      ])
        expect(sum(parts)).toBe(BigInt(payable));
    };
    for (const { text } of templates) {
      const { plan, scenarios } = await simulate({ terms: text, runs: 0 });
      for (const forecast of [plan, ...scenarios.map((each) => each.forecast)]) adds(forecast);
    }
  });

  it("tells the investors' return, and how much money is tied up when", async () => {
    const { plan, period } = await simulate({ terms: template('AAR-UH-2024'), runs: 0 });
    expect(plan.capital.map(({ party, irr, multiple }) => [party, Number(irr) > 0, Number(multiple) > 1])).toEqual([
      ['aarhus-fund', true, true],
      ['dsi', true, true],
    ]);
    expect(plan.liquidity[0]).toEqual({
      on: period.from,
      paidIn: '730000000',
      received: '0',
      paidBack: '0',
      position: '-730000000',
    });
    expect(plan.liquidity.at(-1)).toMatchObject({ received: plan.payable });
    expect(sum(plan.cashFlow.filter(({ kind }) => kind === 'paid-in'))).toBe(730_000_000n);
  });

  it('draws a distribution around each rate, the same for the same seed', async () => {
    const body = { terms: planned(50), success: [50], runs: 60, seed: 7 };
    const first = await simulate(body);
    const { payable, runs } = first.scenarios[0]!.distribution!;
    expect(runs).toBe(60);
    expect(Number(payable.p5)).toBeLessThan(50_000_000);
    expect(Number(payable.p95)).toBeGreaterThan(50_000_000);
    expect(await simulate(body)).toEqual(first);
    expect(await simulate({ ...body, seed: 8 })).not.toEqual(first);
  });

  it.each([
    [
      'counts per period',
      {
        counts: [
          { outcome: 'housed', period: '2026', count: 2 },
          { outcome: 'housed', period: '2027', count: 1 },
        ],
      },
      'counts',
    ],
    [
      'facts per person',
      { people: ['a', 'b', 'c'].map((participant) => ({ participant, outcome: 'housed', achievedOn: '2026-05-01' })) },
      'people',
    ],
    ['a file', { csv: 'outcome;period;count\nhoused;2026;3\n' }, 'counts'],
  ])('takes %s in place of the plan', async (_what, facts, basis) => {
    const answer = await simulate({ terms: planned(10), runs: 0, success: [67], facts });
    expect(answer).toMatchObject({
      basis,
      claims: 3,
      plan: { payable: '6000000' },
      scenarios: [{ forecast: { payable: '4000000' } }],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('says what counts as nothing because nobody planned it, and what can be counted instead', async () => {
    const { remarks, plans, scenarios, countable } = await simulate({ terms: termsYaml(), runs: 0 });
    expect(remarks).toEqual([
      expect.objectContaining({ code: 'contracts.nothing-planned', da: expect.stringContaining('I bolig') }),
    ]);
    expect([plans, scenarios, countable.map(({ outcome, quantified }) => [outcome, quantified])]).toEqual([
      false,
      [],
      [['housed', false]],
    ]);
  });

  it.each(['BUENOS-AIRES-VIS', 'DWP-IF-1', 'DWP-IF-2', 'NORRKOPING-SOC', 'RIKERS-ABLE'])(
    '%s plans nothing, says so for each outcome, and takes counts',
    async (ref) => {
      const terms = template(ref);
      const { plans, remarks, countable, period } = await simulate({ terms, runs: 0 });
      expect([plans, remarks.length > 0]).toEqual([false, true]);
      const year = String(Number(period.to.slice(0, 4)) - 1);
      const counts = countable.map(({ outcome, followUp, quantified }) => ({
        outcome,
        followUp: followUp?.code,
        period: year,
        count: 5,
        ...(quantified ? { quantity: '60' } : {}),
      }));
      const counted = await simulate({ terms, runs: 0, facts: { counts } });
      expect([counted.basis, BigInt(counted.plan.gross) > 0n]).toEqual(['counts', true]);
      expect(counted.remarks.map(({ code }) => code)).toEqual(['contracts.people-invented']);
    },
  );

  it('stores nothing', async () => {
    const client = new Client({ connectionString: service.database!.ownerUrl, options: '-c app.organisation=*' });
    await client.connect();
    try {
      expect((await client.query('SELECT count(*)::int AS n FROM contract')).rows).toEqual([{ n: 0 }]);
      expect((await client.query('SELECT count(*)::int AS n FROM outbox')).rows).toEqual([{ n: 0 }]);
    } finally {
      await client.end();
    }
  });
});

describe('what cannot be computed', () => {
  it('is told with every fault, its line and column', async () => {
    const { status, body } = await post({
      terms: planned(10)
        .replace('amount: 20000', 'amount: -1')
        .replace('party: kommune, share: 1', 'party: nobody, share: 1'),
    });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'contracts.terms-invalid' });
    expect(body.errors.length).toBeGreaterThanOrEqual(2);
    for (const error of body.errors)
      expect(error).toMatchObject({
        line: expect.any(Number),
        column: expect.any(Number),
        da: expect.any(String),
        en: expect.any(String),
      });
  });
  it.each([
    ['an unknown outcome', { outcome: 'nothing' }, 'outcome', 'facts.unknown-outcome'],
    ['a follow-up that the outcome has not', { followUp: 'm12' }, 'follow_up', 'facts.unknown-follow-up'],
    ['an unknown cohort', { cohort: 'c1' }, 'cohort', 'facts.unknown-cohort'],
    ['no period', { period: '2026-Q5' }, 'period', 'facts.wrong-period'],
    ['too many', { count: 10_000 }, 'count', 'facts.too-many'],
  ])('names the row and column of %s', async (_what, wrong, path, code) => {
    const good = { outcome: 'housed', period: '2026', count: 1 };
    const { body } = await post({ terms: planned(10), facts: { counts: [good, { ...good, ...wrong }] } });
    expect(body).toMatchObject({
      status: 422,
      code: 'contracts.facts-invalid',
      errors: [{ code, path, row: code === 'facts.too-many' ? 1 : 2, da: expect.any(String), en: expect.any(String) }],
    });
  });
  it('names every row of a file', async () =>
    expect(
      (
        await post({
          terms: planned(10),
          facts: { csv: 'participant;outcome;achieved_on\na;housed;2026-02-30\nb;nothing;2026-02-01\n' },
        })
      ).body.errors.map(({ row, code }: { row: number; code: string }) => [row, code]),
    ).toEqual([
      [2, 'facts.not-a-date'],
      [3, 'facts.unknown-outcome'],
    ]));
  it.each([
    [10_000, 200],
    [10_001, 422],
  ])('with %i planned results gives %i', async (count, status) =>
    expect((await post({ terms: planned(count), success: [50], runs: 0 })).status).toBe(status),
  );
  it.each([
    { success: [101] },
    { success: [1, 2, 3, 4, 5, 6, 7] },
    { runs: 1001 },
    { seed: -1 },
    { other: 1 },
    { facts: {} },
    { facts: { counts: [] } },
  ])('refuses %j', async (wrong) => expect((await post({ terms: planned(1), ...wrong })).status).toBe(422));
});

describe('who may try', () => {
  it.each([
    'case-worker',
    'department-head',
    'controller',
    'municipal-director',
    'council-member',
    'supplier',
    'investor',
  ] as const)('%s', async (role) =>
    expect(
      (
        await post(
          { terms: planned(1), success: [50], runs: 0 },
          { roles: [role], organisation: role === 'supplier' || role === 'investor' ? 'another' : 'aarhus', sub: role },
        )
      ).status,
    ).toBe(200),
  );
  it.each(['verifier', 'operator'] as const)('not %s', async (role) =>
    expect((await post({ terms: planned(1) }, role)).status).toBe(403),
  );
  it('nobody without signing in', async () =>
    expect((await (await service.request()).get('/api/contracts/templates')).status).toBe(401));
});

describe('a question that nobody waits for any more', () => {
  it('is not computed to its end', () => {
    const asked = { terms: planned(10), success: [50], runs: 50, seed: 1 };
    let slices = 0;
    expect(() => simulateTerms(asked, () => ++slices === 5)).toThrow(
      expect.objectContaining({ code: 'contracts.simulation-left' }),
    );
    expect(slices).toBe(5);
  });
});

describe('a contract of 500 people', () => {
  const terms = (): string =>
    template('AAR-UH-2024').replace(/count: (\d+)/g, (_, count: string) => `count: ${Number(count) * 11}`);

  it('costs about as much more as it has more people, so that it can be redrawn while somebody types', async () => {
    const leastOf8 = async (text: string): Promise<number> => {
      const used: number[] = [];
      for (let i = 0; i < 8; i++) {
        const before = process.cpuUsage();
        await post({ terms: text, runs: 0 });
        const { user, system } = process.cpuUsage(before);
        used.push(user + system);
      }
      return Math.min(...used);
    };
    // Eleven times the people. A ratio of computing times: what the machine does besides makes every absolute time false.
    expect((await leastOf8(terms())) / (await leastOf8(template('AAR-UH-2024')))).toBeLessThan(44);
  });

  it('does not hold up others while many courses are drawn', async () => {
    const client = await service.request('case-worker');
    let done = false;
    const long = post({ terms: terms(), runs: 100 }).finally(() => (done = true));
    for (let i = 0; i < 3; i++) expect((await client.get('/api/contracts/templates')).status).toBe(200);
    expect(done).toBe(false);
    expect((await long).body).toMatchObject({
      scenarios: expect.arrayContaining([
        expect.objectContaining({ distribution: expect.objectContaining({ runs: 7 }) }),
      ]),
    });
  });
});
