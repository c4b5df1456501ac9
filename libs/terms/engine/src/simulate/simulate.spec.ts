import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import type { Terms } from '@ringvirkning/terms-language';
import { contract } from '../../test/build.js';
import { example, EXAMPLES_FOLDER } from '../../test/examples.js';
import { evaluate, plansAnything, readFacts, simulate, simulation } from '../index.js';

const aarhus = example('aarhus-young-homeless');
const some = { seed: 5, runs: 5, success: ['60'] };

describe('a simulation', () => {
  it('is the same for the same seed, another for another; what needs no chance needs no seed', () => {
    const of = (seed: number) => simulate(aarhus, { ...some, seed });
    expect(of(5).scenarios[0]!.distribution).toEqual(of(5).scenarios[0]!.distribution);
    expect(of(5).scenarios[0]!.distribution).not.toEqual(of(6).scenarios[0]!.distribution);
    expect(of(5).scenarios[0]!.forecast.course.payable).toBe(of(6).scenarios[0]!.forecast.course.payable);
  });
  it('pauses after each course and says how far it is', () => {
    const steps = [...simulation(aarhus, { ...some, success: ['40', '60'] })];
    expect(steps.map(({ done }) => done)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(steps.every(({ of }) => of === 13)).toBe(true);
  });
  it('with certain success is the plan, without success nothing', () => {
    const { forecast, scenarios } = simulate(aarhus, { ...some, success: ['100', '0'] });
    const planned = forecast.course.payable;
    expect([forecast.course.unpaid, planned]).toEqual([[], 821_500_000n]);
    expect(scenarios[0]!.distribution!.payable).toEqual({
      mean: planned,
      min: planned,
      p5: planned,
      p50: planned,
      p95: planned,
      max: planned,
    });
    expect([scenarios[1]!.forecast.course.gross, scenarios[1]!.distribution!.gross.max]).toEqual([0n, 0n]);
  });
  it('draws nothing when no draws are asked for', () =>
    expect(simulate(aarhus, { ...some, runs: 0 }).scenarios[0]!.distribution).toBeNull());
  it('finds the expected mean: 1,000 people at 30 % and 100 kr. are 30,000 kr., in the draws about so', () => {
    const terms = contract({
      outcomes: [
        { code: 'job', kind: 'reached', planned: [{ count: 1000 }], price: { kind: 'per-claim', amount: 100 } },
      ],
    });
    const { forecast, distribution } = simulate(terms, { seed: 3, runs: 40, success: ['30'] }).scenarios[0]!;
    const { gross } = distribution!;
    expect(forecast.course.gross).toBe(3_000_000n);
    expect(Number(gross.mean) / 100).toBeGreaterThan(29_500);
    expect(Number(gross.mean) / 100).toBeLessThan(30_500);
    expect(gross.min < gross.p50 && gross.p50 < gross.max).toBe(true);
  });
  it.each([
    { runs: -1 },
    { runs: 1.5 },
    { runs: 20_001 },
    { success: ['100.1'] },
    { success: ['60 %'] },
    { success: ['1e1'] },
    { spread: '-1' },
  ])('refuses %j', (wrong) => expect(() => simulate(aarhus, { ...some, ...wrong })).toThrow());
});

describe('a success rate is about people', () => {
  const chain = contract({
    followUps: [
      { code: 'm6', months: 6 },
      { code: 'm12', months: 12 },
    ],
    outcomes: [
      { code: 'home', kind: 'reached', planned: [{ count: 80 }], price: { kind: 'per-claim', amount: 10 } },
      {
        code: 'kept',
        kind: 'reached',
        followUps: ['m6', 'm12'],
        sustained: {},
        requires: [{ fact: 'home' }],
        planned: [
          { followUp: 'm6', count: 60 },
          { followUp: 'm12', count: 40 },
        ],
        price: { kind: 'per-claim', amount: 10 },
      },
    ],
  });
  it('nobody reaches what depends on something they missed: in no draw is a prerequisite missing', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (rate, seed) => {
        const { scenarios } = simulate(chain, { seed, runs: 3, success: [String(rate)] });
        expect(scenarios[0]!.forecast.course.unpaid).toEqual([]);
        // 10 kr. each, nothing refused: every draw is worth as much as it has claims.
        expect(scenarios[0]!.distribution!.gross.max).toBeLessThanOrEqual(180_000n);
      }),
    ));
  it('so each planned count is reached in the same degree, however late in the chain', () => {
    const { forecast } = simulate(chain, { seed: 1, runs: 0, success: ['50'] }).scenarios[0]!;
    expect(forecast.course.outcomes.map(({ outcome, followUp, claims }) => [outcome, followUp, claims])).toEqual([
      ['home', undefined, 40],
      ['kept', 'm6', 30],
      ['kept', 'm12', 20],
    ]);
  });
  it('and the mean of many draws is the scenario', () => {
    const { forecast, distribution } = simulate(chain, { seed: 2, runs: 400, success: ['50'] }).scenarios[0]!;
    const ratio = Number(distribution!.gross.mean) / Number(forecast.course.gross);
    expect([ratio > 0.97, ratio < 1.03]).toEqual([true, true]);
  });
  it('more success never costs less, when no rule speaks against it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (a, b) => {
        const [low, high] = simulate(aarhus, {
          seed: 1,
          runs: 0,
          success: [Math.min(a, b), Math.max(a, b)].map(String),
        }).scenarios;
        return low!.forecast.course.gross <= high!.forecast.course.gross;
      }),
      { numRuns: 30 },
    ));
});

const base = {
  measures: [
    { code: 'score' },
    { code: 'second' },
    { code: 'in-job' },
    { code: 'night' },
    { code: 'referred' },
    { code: 'booked' },
  ],
  followUps: [
    { code: 'm6', months: 6 },
    { code: 'm12', months: 12 },
  ],
  cohorts: [{ code: 'spring', from: '2025-02-01', to: '2025-05-31' }],
  groups: [
    { code: 'easy', share: 0.5 },
    { code: 'hard', share: 0.5 },
  ],
};
const at6 = { followUps: ['m6'], planned: [{ followUp: 'm6', count: 5 }], price: { kind: 'per-claim', amount: 100 } };
const once = { planned: [{ count: 5 }], price: { kind: 'per-claim', amount: 100 } };
const value = { expected: 50, price: { kind: 'per-unit', unit: 'point', amount: 100 } };

describe('everybody succeeds: each kind of outcome, alone, pays for every planned claim', () => {
  it.each<[string, Record<string, unknown>]>([
    ['reached', { kind: 'reached', ...once }],
    [
      'sustained',
      {
        kind: 'reached',
        sustained: {},
        followUps: ['m6', 'm12'],
        planned: [
          { followUp: 'm6', count: 5 },
          { followUp: 'm12', count: 5 },
        ],
        price: once.price,
      },
    ],
    ['counted', { kind: 'counted', planned: once.planned, price: { kind: 'per-unit', unit: 'day', amount: 10 } }],
    ['improvement', { kind: 'improvement', measure: 'score', better: 'higher', atLeast: 5, ...at6 }],
    ['improvement without follow-up', { kind: 'improvement', measure: 'score', better: 'higher', atLeast: 5, ...once }],
    [
      'improvement downwards, confirmed',
      { kind: 'improvement', measure: 'score', confirmedBy: 'second', better: 'lower', atLeast: 2.5, ...at6 },
    ],
    [
      'improvement since the previous time',
      {
        kind: 'improvement',
        measure: 'score',
        confirmedBy: 'second',
        from: 'previous',
        better: 'higher',
        atLeast: 5,
        followUps: ['m6', 'm12'],
        planned: [
          { followUp: 'm6', count: 5 },
          { followUp: 'm12', count: 5 },
        ],
        price: once.price,
      },
    ],
    ['look-back', { kind: 'look-back', measure: 'night', months: 6, ...once }],
    ['spell', { kind: 'spell', measure: 'in-job', mode: 'continuous', ...at6 }],
    ['spell within a window', { kind: 'spell', measure: 'in-job', mode: 'cumulative', withinMonths: 9, ...at6 }],
    ['with a measure that is required', { kind: 'reached', requires: [{ fact: 'referred', atLeast: 2 }], ...once }],
    ['for one group only', { kind: 'reached', groups: ['hard'], ...once }],
    ['for one cohort only', { kind: 'reached', cohorts: ['spring'], ...once }],
    ['share', { kind: 'share', reaching: 'referred', population: { of: 'referred' }, ...value }],
    ['average', { kind: 'average', measure: 'score', population: { of: 'referred', missingValue: 0 }, ...value }],
    ['total', { kind: 'total', measure: 'booked', ...value }],
    [
      'weighted, difference and avoided cost',
      {
        kind: 'total',
        measure: 'booked',
        unit: 'amount',
        expected: 1000,
        price: { kind: 'tranches', tranches: [{ share: 1 }] },
      },
    ],
  ])('%s', (_what, outcome) => {
    const terms = contract({ ...base, outcomes: [{ code: 'goal', ...outcome }] });
    const { course } = simulate(terms, { seed: 1, runs: 0, success: [] }).forecast;
    const planned = sum(((outcome['planned'] ?? []) as { count: number }[]).map(({ count }) => BigInt(count)));
    expect([course.gross > 0n, course.unpaid]).toEqual([true, []]);
    if (planned > 0n) expect(sum(course.outcomes.map(({ claims }) => BigInt(claims)))).toBe(planned);
  });
  it('two goals measured at once by one scale are both reached', () => {
    const goal = (code: string, atLeast: number) => ({
      code,
      kind: 'improvement',
      measure: 'score',
      better: 'higher',
      atLeast,
      ...at6,
    });
    expect(
      simulate(contract({ ...base, outcomes: [goal('some', 2), goal('more', 7)] }), { seed: 1, runs: 0, success: [] })
        .forecast.course.unpaid,
    ).toEqual([]);
  });
  it('what requires something at a follow-up is not planned before it', () => {
    const outcomes = [
      { code: 'late', kind: 'reached', requires: [{ fact: 'home', followUp: 'm6' }], ...once },
      { code: 'home', kind: 'reached', ...at6 },
    ];
    expect(simulate(contract({ ...base, outcomes }), { seed: 1, runs: 0, success: [] }).forecast.course.unpaid).toEqual(
      [],
    );
  });
  it('a milestone beyond the contract is planned for its last day, the one before it still before it', () => {
    const outcomes = [
      {
        code: 'kept',
        kind: 'reached',
        sustained: {},
        followUps: ['m60', 'm120'],
        planned: [
          { followUp: 'm60', count: 3 },
          { followUp: 'm120', count: 3 },
        ],
        price: once.price,
      },
    ];
    expect(
      simulate(
        contract({
          followUps: [
            { code: 'm60', months: 60 },
            { code: 'm120', months: 120 },
          ],
          outcomes,
        }),
        { seed: 1, runs: 0, success: [] },
      ).forecast.course.unpaid,
    ).toEqual([]);
  });
  it.each(['language-tour', 'growth-companies'])(
    '%s: counts of each outcome of a person pay, each with what it requires',
    (name) => {
      const terms = example(name);
      const needs: Readonly<Record<string, string>> = {
        'no-shelter': 'home;m6;2025;3\n',
        recovered: 'home;m6;2025;3\n',
      };
      for (const outcome of terms.outcomes) {
        if (!('planned' in outcome)) continue;
        const followUp = outcome.followUps?.[0] ?? '';
        const read = readFacts(terms, {
          csv: `outcome;follow_up;period;count\n${needs[outcome.code] ?? ''}${outcome.code};${followUp};2026;3\n`,
        });
        if (!read.ok) throw new Error(JSON.stringify(read.errors));
        const own = read.evaluation.outcomes.find((each) => each.outcome === outcome.code);
        expect([outcome.code, own?.claims, (own?.gross ?? 0n) > 0n]).toEqual([outcome.code, 3, true]);
      }
    },
  );
});

describe('values measured on groups', () => {
  const terms = contract({
    measures: [{ code: 'booked' }],
    outcomes: [
      {
        code: 'saving',
        kind: 'total',
        measure: 'booked',
        expected: 1000,
        price: { kind: 'tranches', tranches: [{ share: 1 }] },
      },
    ],
  });
  it('are reached in the same degree as the plan, and drawn around that', () => {
    const { forecast, distribution } = simulate(terms, { seed: 9, runs: 30, success: ['50'], spread: '20' })
      .scenarios[0]!;
    expect(forecast.course.payable).toBe(50_000n);
    const { min, max } = distribution!.payable;
    expect([min >= 40_000n, max <= 60_000n, max - min > 10_000n]).toEqual([true, true, true]);
  });
});

describe('given facts', () => {
  const facts = (csv: string, terms: Terms = aarhus) => {
    const read = readFacts(terms, { csv });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    return read;
  };
  const counts = 'outcome;follow_up;period;count\nmoved-in;;2024;40\nkept-home;m12;2025;30\nkept-home;m18;2025;20\n';
  it('take the place of the plan; when everybody succeeds they are just what was given', () => {
    const read = facts(counts);
    const { course } = simulate(aarhus, { ...some, basis: read.basis }).forecast;
    expect([course.gross, course.lines.length]).toEqual([read.evaluation.gross, read.evaluation.lines.length]);
    expect(
      course.outcomes
        .filter(({ claims }) => claims > 0)
        .map(({ outcome, followUp, claims }) => [outcome, followUp, claims]),
    ).toEqual([
      ['moved-in', undefined, 40],
      ['kept-home', 'm12', 30],
      ['kept-home', 'm18', 20],
    ]);
  });
  it('scenarios leave out people: half of them is half of every count', () => {
    const { course } = simulate(aarhus, { ...some, success: ['50'], basis: facts(counts).basis }).scenarios[0]!
      .forecast;
    expect(course.outcomes.filter(({ claims }) => claims > 0).map(({ claims }) => claims)).toEqual([20, 15, 10]);
    expect(course.unpaid).toEqual([]);
  });
  it('per person: who does not succeed keeps what was measured, and loses the outcomes', () => {
    const rows = Array.from({ length: 4 }, (_, i) => `p${i},saving-a,2025-06-30,1\np${i},booked,2025-06-30,10\n`).join(
      '',
    );
    const terms = contract({
      measures: [{ code: 'booked' }],
      outcomes: [
        { code: 'saving-a', kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
        { code: 'all', kind: 'total', measure: 'booked', price: { kind: 'per-unit', unit: 'day', amount: 1 } },
      ],
    });
    const { basis } = facts(`participant,outcome,achieved_on,quantity\n${rows}`, terms);
    const { course } = simulate(terms, { ...some, success: ['50'], basis }).scenarios[0]!.forecast;
    expect(course.outcomes.map(({ outcome, claims, gross }) => [outcome, claims, gross])).toEqual([
      ['saving-a', 2, 200n],
      ['all', 4, 4000n],
    ]);
  });
  it('of measures alone have no scenarios: nothing in them succeeds or fails', () => {
    const rikers = example('rikers-island');
    const { basis } = facts('outcome;period;count;quantity\nreleased;2014;2;\njail-days;2015;2;90\n', rikers);
    const { forecast, scenarios } = simulate(rikers, { ...some, basis });
    expect([forecast.course.payable, scenarios]).toEqual([960_000_000n, []]);
  });
  it('a measure that the facts give is not made up beside them', () => {
    const terms = contract({
      measures: [{ code: 'score' }],
      followUps: [{ code: 'm6', months: 6 }],
      outcomes: [
        {
          code: 'better',
          kind: 'improvement',
          measure: 'score',
          better: 'higher',
          followUps: ['m6'],
          price: { kind: 'per-claim', amount: 1 },
        },
      ],
    });
    const read = facts(
      'outcome;follow_up;period;count;quantity\nbetter;m6;2026;2;\nscore;;2025;2;5\nscore;m6;2026;1;7\n',
      terms,
    );
    expect(read.evaluation.outcomes[0]).toMatchObject({ claims: 1 });
    expect(read.facts).toBe(5);
  });
  it('as lists are the same as in a file, and their rows are counted from 1', () => {
    const read = readFacts(aarhus, {
      counts: [
        { outcome: 'moved-in', period: '2024', count: 40 },
        { outcome: 'kept-home', followUp: 'm12', period: '2025', count: 30 },
        { outcome: 'kept-home', followUp: 'm18', period: '2025', count: 20 },
      ],
    });
    expect(read.ok && read.evaluation.digest).toBe(facts(counts).evaluation.digest);
    const wrong = readFacts(aarhus, {
      people: [
        { participant: 'a', outcome: 'moved-in', achievedOn: '2025-01-01' },
        { participant: 'b', outcome: 'kept-home', followUp: 'm13', achievedOn: '2025-02-30' },
      ],
    });
    expect(wrong.ok ? [] : wrong.errors.map(({ row, path, code }) => [row, path, code])).toEqual([
      [2, 'achieved_on', 'facts.not-a-date'],
    ]);
  });
  it.each([
    [89, false],
    [90, true],
    [91, true],
  ])('at most %i: %s', (most, fits) => expect(readFacts(aarhus, { csv: counts }, most).ok).toBe(fits));
  it.each([
    [1, false],
    [2, true],
  ])('per person at most %i: %s', (most, fits) =>
    expect(
      readFacts(
        aarhus,
        { csv: 'participant;outcome;achieved_on\na;moved-in;2025-01-01\nb;moved-in;2025-01-01\n' },
        most,
      ).ok,
    ).toBe(fits),
  );
});

describe('what a plan lacks', () => {
  it.each(readdirSync(EXAMPLES_FOLDER).map((file) => [file.replace('.yaml', '')]))(
    '%s: what pays and counts as nothing is named, with what to write',
    (name) => {
      const terms = example(name);
      const { forecast, gaps } = simulate(terms, { ...some, runs: 0 });
      const earning = new Set(forecast.course.outcomes.filter(({ gross }) => gross > 0n).map(({ outcome }) => outcome));
      const silent = terms.outcomes.filter(
        (outcome) =>
          outcome.price &&
          !earning.has(outcome.code) &&
          !('planned' in outcome ? outcome.planned.length > 0 : outcome.expected !== undefined),
      );
      expect(gaps.map(({ outcome }) => outcome)).toEqual(silent.map(({ code }) => code));
      for (const { da, en, path, outcome } of gaps)
        expect([da.includes(outcome), en.includes(outcome), /^outcomes\[\d+\]$/.test(path)]).toEqual([
          true,
          true,
          true,
        ]);
      if (!plansAnything(terms)) expect(gaps.length).toBeGreaterThan(0);
    },
  );
});

describe('what is achieved', () => {
  it('is every claim that counted, by month, whether or not a cap pays for it', () => {
    const terms = contract({
      outcomes: [
        { code: 'job', kind: 'reached', planned: [{ count: 30 }], price: { kind: 'per-claim', amount: 10 } },
        { code: 'unpriced', kind: 'reached', planned: [{ count: 4 }] },
      ],
      caps: [{ step: 'contract', max: 100 }],
    });
    const { achieved, course } = simulate(terms, { ...some, runs: 0, success: [] }).forecast;
    const total = (code: string): number =>
      achieved.filter(({ outcome }) => outcome === code).reduce((count, each) => count + each.count, 0);
    expect([course.payable, total('job'), total('unpriced')]).toEqual([10_000n, 30, 4]);
    expect(achieved.every(({ month, quantity }) => month.endsWith('-01') && quantity === '1')).toBe(true);
    expect(new Set(achieved.map(({ outcome, month }) => `${outcome}/${month}`)).size).toBe(achieved.length);
  });
});

describe('the plan as facts', () => {
  it('evaluates to the forecast of the plan', () => {
    const { basis, forecast } = simulate(aarhus, { ...some, runs: 0, success: [] });
    const everybody = { succeeds: () => true, start: () => 0, factor: () => ({ n: 1n, d: 1n }) };
    expect(evaluate(aarhus, basis.facts(everybody), aarhus.period.to).gross).toBe(forecast.course.gross);
  });
});
