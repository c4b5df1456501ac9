import { describe, expect, it } from '@jest/globals';
import type { Fact, Terms } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { contract, END, fact, payable, written } from '../../test/build.js';
import { finds, followUps } from '../../test/sense.js';
import { evaluate, explain, grossOf, parseAmendment, plannedYears, simulate } from '../index.js';

/** «The first 40 at 20,000, the next 40 at 26,000»: by hand 40 people are 800,000, 80 are 800,000 + 40 × 26,000 = 1,840,000. */
const price = { kind: 'by-number', tiers: [{ upTo: 40, amount: 20_000 }, { amount: 26_000 }] };
const job = (more: object = {}) => ({ code: 'job', kind: 'reached', price, ...more });
const terms = contract({ outcomes: [job()] });
const people = (count: number, on = (i: number) => `2025-01-${String((i % 28) + 1).padStart(2, '0')}`): Fact[] =>
  Array.from({ length: count }, (_, i) => fact('job', on(i), { participant: `p${i}` }));

describe('a price by the number of people', () => {
  it.each([
    [0, 0],
    [1, 20_000],
    [39, 780_000],
    [40, 800_000],
    [41, 826_000],
    [80, 1_840_000],
    [81, 1_866_000],
  ])('of %p people is %p', (count, amount) => expect(payable(terms, people(count))).toBe(amount));
  it('has as many tiers as are written', () => {
    const three = { kind: 'by-number', tiers: [{ upTo: 1, amount: 5 }, { upTo: 3, amount: 3 }, { amount: 1 }] };
    const of = contract({ outcomes: [job({ price: three })] });
    expect([1, 2, 3, 4, 5].map((count) => payable(of, people(count)))).toEqual([5, 8, 11, 12, 13]);
  });
  it('numbers people by day, then by id, whenever they are told', () => {
    const facts = people(41, (i) => `2025-0${i < 40 ? 2 : 1}-01`);
    const of = (id: string) => {
      const found = explain(terms, facts, END, id);
      return found.status === 'counted' ? found.gross : found.status;
    };
    // The last one told achieved it first; the last of the others is number 41.
    expect([of(facts[40]!.id), of(facts[38]!.id), of(facts[39]!.id)]).toEqual([2_000_000n, 2_000_000n, 2_600_000n]);
  });
  it('has the number of the person for each of the claims', () => {
    const of = contract({
      outcomes: [
        job({
          claims: 'repeatable',
          price: { kind: 'by-number', tiers: [{ upTo: 1, amount: 10 }, { amount: 1 }] },
        }),
      ],
    });
    const claims = ['p1', 'p2', 'p1', 'p2'].map((participant, i) => fact('job', `2025-01-0${i + 1}`, { participant }));
    expect(payable(of, claims)).toBe(22);
  });
  it('numbers people at each follow-up apart', () => {
    const of = contract({
      followUps,
      outcomes: [
        job({
          followUps: ['m3', 'm6'],
          price: { kind: 'by-number', tiers: [{ upTo: 1, amount: 10 }, { amount: 1 }] },
        }),
      ],
    });
    const claims = ['p1', 'p2'].flatMap((participant, i) =>
      ['m3', 'm6'].map((followUp, j) => fact('job', `2025-0${2 + 3 * j}-0${i + 1}`, { participant, followUp })),
    );
    expect(payable(of, claims)).toBe(22);
  });
  it('is seen by a cap per person, and a group and an index change it', () => {
    const of = (more: object) => payable(contract({ outcomes: [job()], ...more }), people(41));
    expect(of({ caps: [{ step: 'person', max: 21_000 }] })).toBe(821_000);
    expect(of({ caps: [{ step: 'quantity', outcomes: ['job'], max: 40 }] })).toBe(800_000);
    const index = [
      { year: 2024, value: 100 },
      { year: 2025, value: 110 },
    ];
    expect(of({ indexation: { baseYear: 2024, index } })).toBe(908_600);
  });
  it('says what is paid for whom', () => {
    const [line] = evaluate(terms, people(41), END).lines;
    expect(line!.sentence).toEqual({
      da: 'job (41 personer): 41 resultater giver 826.000 kr. (20.000 kr. for hver af de første 40 borgere, derefter 26.000 kr.).',
      en: 'job (41 people): 41 claims give DKK 826,000 (DKK 20,000 for each of the first 40 people, then DKK 26,000).',
    });
  });
  it('of a claim alone is the first', () => expect(grossOf(terms, people(1)[0]!)).toBe(2_000_000n));
  it('goes on counting over the years, and over an amendment', () => {
    const facts = [...people(30), ...people(60, () => '2026-08-01').slice(30)];
    const yearsOf = (of: Terms) => evaluate(of, facts, END).years.map(({ payable: due }) => Number(due) / 100);
    expect(yearsOf(terms)).toEqual([600_000, 10 * 20_000 + 20 * 26_000]);
    const dearer = { kind: 'by-number', tiers: [{ upTo: 40, amount: 21_000 }, { amount: 30_000 }] };
    const amends = { kind: 'change', from: '2026-07-01', reason: 'Prisen ændres' };
    const amended = parseAmendment(written({ outcomes: [job({ price: dearer })], amends }), terms);
    expect(amended.ok && yearsOf(amended.terms)).toEqual([600_000, 10 * 21_000 + 20 * 30_000]);
  });
  it('is planned, and never too little where a plan is too large to be computed at once', () => {
    const planned = (count: number) => contract({ outcomes: [job({ planned: [{ count }] })] });
    const { course } = simulate(planned(80), { seed: 1, runs: 0, success: [] }).forecast;
    expect(course.payable).toBe(184_000_000n);
    const all = [...plannedYears(planned(30_000)).get('town')!.values()].reduce((a, b) => a + b, 0n);
    expect(all).toBeGreaterThanOrEqual(40n * 2_000_000n + 29_960n * 2_600_000n);
  });
  it('follows how many there are, whatever their order, and every øre is in a line', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(9), day: fc.integer({ min: 1, max: 28 }) }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (claims, upTo, first, then) => {
          const of = contract({
            outcomes: [job({ price: { kind: 'by-number', tiers: [{ upTo, amount: first }, { amount: then }] } })],
          });
          const facts = claims.map(({ who, day }) =>
            fact('job', `2025-03-${String(day).padStart(2, '0')}`, { participant: `p${who}` }),
          );
          const count = new Set(claims.map(({ who }) => who)).size;
          const due = Math.min(count, upTo) * first + Math.max(0, count - upTo) * then;
          expect(payable(of, facts)).toBe(due);
          expect(payable(of, [...facts].reverse())).toBe(due);
        },
      ),
    ));
});

describe('terms with such a price', () => {
  const tiers = (...all: object[]) => ({ outcomes: [job({ price: { kind: 'by-number', tiers: all } })] });
  finds([
    ['two tiers', tiers({ upTo: 1, amount: 1 }, { amount: 2 }), []],
    [
      'the last with a bound',
      tiers({ upTo: 1, amount: 1 }, { upTo: 2, amount: 2 }),
      ['outcomes[0].price.tiers[1] not-ascending'],
    ],
    ['another without one', tiers({ amount: 1 }, { amount: 2 }), ['outcomes[0].price.tiers[0] not-ascending']],
    [
      'the same bound twice',
      tiers({ upTo: 2, amount: 1 }, { upTo: 2, amount: 1 }, { amount: 2 }),
      ['outcomes[0].price.tiers[1] not-ascending'],
    ],
    ['one tier', tiers({ amount: 1 }), ['outcomes[0].price.tiers invalid-value']],
    [
      'nobody in the first',
      tiers({ upTo: 0, amount: 1 }, { amount: 2 }),
      ['outcomes[0].price.tiers[0].upTo invalid-value'],
    ],
    [
      'an outcome of a group',
      { measures: [{ code: 'score' }], outcomes: [{ code: 'all', kind: 'total', measure: 'score', price }] },
      ['outcomes[0].price price-does-not-fit'],
    ],
  ]);
});
