import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact } from '../../test/build.js';
import { evaluate } from '../index.js';

const claim = { kind: 'per-claim', amount: 100 };
const terms = contract({
  followUps: [
    { code: 'm3', months: 3 },
    { code: 'm6', months: 6 },
  ],
  cohorts: [
    { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
    { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
  ],
  groups: [{ code: 'g1' }, { code: 'g2' }],
  outcomes: [
    { code: 'home', kind: 'reached', claims: 'repeatable', price: claim },
    { code: 'job', kind: 'reached', claims: 'repeatable', followUps: ['m3', 'm6'], price: claim },
  ],
  floors: [
    { outcomes: ['job'], years: [2024], min: 1000 },
    { outcomes: ['job'], years: [2024], min: 2000 },
  ],
  payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] },
});
const lineIds = (facts: readonly Fact[]) => evaluate(terms, facts, '2024-12-31').lines.map((line) => line.id);

describe('the lines of an evaluation', () => {
  const kinds: readonly [string, Partial<Fact> & { outcome?: string; on?: string }][] = [
    ['2024/home/-/-/-/-', { outcome: 'home' }],
    ['2024/home/-/-/-/state', { outcome: 'home', payer: 'state' }],
    ['2024/home/-/-/-/town', { outcome: 'home', payer: 'town' }],
    ['2024/home/-/-/g1/-', { outcome: 'home', group: 'g1' }],
    ['2024/home/-/-/g2/-', { outcome: 'home', group: 'g2' }],
    ['2024/home/-/c1/-/-', { outcome: 'home', cohort: 'c1' }],
    ['2024/home/-/c1/g1/-', { outcome: 'home', cohort: 'c1', group: 'g1' }],
    ['2024/home/-/c2/-/-', { outcome: 'home', cohort: 'c2' }],
    ['2024/job/m3/-/-/-', { followUp: 'm3' }],
    ['2024/job/m3/c2/g2/town', { followUp: 'm3', cohort: 'c2', group: 'g2', payer: 'town' }],
    ['2024/job/m6/-/-/-', { followUp: 'm6' }],
  ];
  const one = ([, more]: (typeof kinds)[number]): Fact => ({ ...fact('job', '2024-05-01'), ...more });
  const expected = [...kinds.map(([id]) => id), '2024/floor-0/-/-/-/-', '2024/floor-1/-/-/-/-'];
  it('come by year, outcome (floors after its claims), follow-up, cohort, group and payer, whatever the facts came in', () => {
    expect(lineIds(kinds.map(one))).toEqual(expected);
    expect(lineIds([...kinds].reverse().map(one))).toEqual(expected);
    expect(lineIds([...kinds.slice(5), ...kinds.slice(0, 5)].map(one))).toEqual(expected);
  });
  it('say in codes what they are', () => {
    const [line] = evaluate(terms, [one(kinds[9]!)], '2024-05-01').lines;
    expect(line).toMatchObject({
      outcome: 'job',
      followUp: 'm3',
      cohort: 'c2',
      group: 'g2',
      payer: 'town',
      year: 2024,
      claims: 1,
      people: 1,
      quantity: '1',
      price: { rule: 'per-claim', each: 10_000n },
    });
    const [plain] = evaluate(terms, [one(kinds[0]!)], '2024-05-01').lines;
    expect(Object.keys(plain!)).toEqual(expect.not.arrayContaining(['followUp', 'cohort', 'group', 'payer']));
  });
  it('are kept apart by every combination of what they are', () => {
    const two = (prefix: string) => [1, 2].map((n) => ({ code: `${prefix}${n}` }));
    const each = contract({
      followUps: [
        { code: 'f1', months: 1 },
        { code: 'f2', months: 2 },
      ],
      cohorts: two('c').map((cohort) => ({ ...cohort, from: '2024-01-01', to: '2024-12-31' })),
      groups: two('g'),
      outcomes: two('o').map((outcome) => ({
        ...outcome,
        kind: 'reached',
        claims: 'repeatable',
        followUps: ['f1', 'f2'],
        price: claim,
      })),
    });
    const or = (codes: string[]) => [undefined, ...codes];
    const facts = ['o1', 'o2'].flatMap((outcome) =>
      ['f1', 'f2'].flatMap((followUp) =>
        or(['c1', 'c2']).flatMap((cohort) =>
          or(['g1', 'g2']).flatMap((group) =>
            ['2025-01-01', '2026-01-01', '2027-01-01'].map((on) => fact(outcome, on, { followUp, cohort, group })),
          ),
        ),
      ),
    );
    const { lines } = evaluate(each, facts, END);
    expect([
      lines.length,
      new Set(lines.map((line) => line.id)).size,
      lines.every((line) => line.claims === 1),
    ]).toEqual([108, 108, true]);
    const { outcomes } = evaluate(each, facts, END);
    expect(outcomes.map(({ outcome, followUp, claims }) => [outcome, followUp, claims])).toEqual([
      ['o1', 'f1', 27],
      ['o1', 'f2', 27],
      ['o2', 'f1', 27],
      ['o2', 'f2', 27],
    ]);
  });
  it('are kept apart by budget year, in their order', () => {
    const { lines, years } = evaluate(
      terms,
      [
        fact('home', '2026-01-01', { payer: 'town' }),
        fact('home', '2025-12-31', { payer: 'town' }),
        fact('home', '2025-01-01', { payer: 'town' }),
      ],
      END,
    );
    expect(lines.filter((line) => line.outcome === 'home').map((line) => [line.year, line.gross])).toEqual([
      [2025, 20_000n],
      [2026, 10_000n],
    ]);
    expect(years.map((year) => [year.year, year.payable])).toEqual([
      [2024, 0n],
      [2025, 20_000n],
      [2026, 10_000n],
    ]);
  });
  it('name the facts that they count, in their order', () => {
    const facts = [
      fact('home', '2024-03-01'),
      fact('home', '2024-01-01'),
      fact('home', '2024-02-01', { group: 'g1' }),
      fact('home', '2024-02-01'),
    ];
    expect(evaluate(terms, facts, '2024-06-01').lines.map((line) => line.facts)).toEqual([
      [facts[1]!.id, facts[3]!.id, facts[0]!.id],
      [facts[2]!.id],
    ]);
  });
  it('state one price only when all claims have it', () => {
    const steps = contract({
      outcomes: [
        {
          code: 'days',
          kind: 'counted',
          price: {
            kind: 'steps',
            steps: [
              { from: 1, inclusive: true, amount: 10 },
              { from: 3, inclusive: true, amount: 30 },
            ],
          },
        },
      ],
    });
    const prices = (...quantities: string[]) =>
      evaluate(
        steps,
        quantities.map((quantity, i) => fact('days', `2024-01-0${i + 1}`, { quantity })),
        END,
      ).lines[0]!.price;
    expect(prices('1', '2')).toEqual({ rule: 'steps', each: 1000n });
    expect(prices('1', '3')).toEqual({ rule: 'steps' });
    expect(prices('1', '3', '1')).toEqual({ rule: 'steps' });
  });
  it.each([
    [['2', '3'], '5'],
    [['1', '1'], '2'],
    [['1', '0.5'], '1.5'],
  ])('of quantities %j add up to %p', (quantities, sum) => {
    const days = contract({
      outcomes: [{ code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 1 } }],
    });
    const { lines, outcomes } = evaluate(
      days,
      quantities.map((quantity) => fact('days', '2024-01-01', { quantity })),
      END,
    );
    expect([lines[0]!.quantity, outcomes[0]!.quantity]).toEqual([sum, sum]);
  });
});

describe('the excess of an evaluation', () => {
  it('comes by step, then by cap, each with what it cut in all lines', () => {
    const capped = contract({
      outcomes: [
        { code: 'job', kind: 'reached', claims: 'repeatable', price: claim },
        { code: 'home', kind: 'reached', claims: 'repeatable', price: claim },
      ],
      caps: [
        { step: 'contract', max: 150 },
        { step: 'outcome', outcomes: ['job'], max: 160 },
        { step: 'outcome', outcomes: ['home'], max: 90 },
        { step: 'person', max: 370 },
      ],
    });
    const facts = ['2025-01-01', '2026-01-01'].flatMap((on) => [fact('home', on), fact('job', on)]);
    expect(evaluate(capped, facts, END).excess.map(({ step, cap, amount }) => [step, cap, amount])).toEqual([
      ['person', 'caps[3]', 3000n],
      ['outcome', 'caps[1]', 1000n],
      ['outcome', 'caps[2]', 11_000n],
      ['contract', 'caps[0]', 10_000n],
    ]);
  });
});

describe('what is unpaid', () => {
  it('comes by outcome and reason, with the count and the first twenty ids', () => {
    const repeated = contract({
      outcomes: [
        { code: 'job', kind: 'reached', price: claim },
        { code: 'home', kind: 'reached', price: claim },
      ],
    });
    const facts = [
      fact('job', '2025-01-01'),
      ...Array.from({ length: 21 }, () => fact('job', '2025-01-02')),
      fact('job', '2023-01-01'),
      fact('home', '2023-01-01'),
    ];
    const { unpaid } = evaluate(repeated, facts, END);
    expect(unpaid.map(({ outcome, reason, count }) => [outcome, reason, count])).toEqual([
      ['home', 'outside-period', 1],
      ['job', 'outside-period', 1],
      ['job', 'repeated', 21],
    ]);
    expect(unpaid[2]!.facts).toEqual(facts.slice(1, 21).map((each) => each.id));
  });
});

describe('a cut-off', () => {
  it.each(['2025-02-30', 'today', ''])('must be a date: not %j', (cutOff) =>
    expect(() => evaluate(terms, [], cutOff)).toThrow(expect.objectContaining({ code: 'terms.cut-off-invalid' })),
  );
});
