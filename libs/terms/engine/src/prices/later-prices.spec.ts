import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable } from '../../test/build.js';
import { finds, job, perUnit, points, steps } from '../../test/sense.js';
import { evaluate, explain, grossOf, personCeiling, simulate } from '../index.js';

const perClaim = (amount: number | string) => ({ kind: 'per-claim', amount });
const dearer = (more: object = {}, parts: object = {}) =>
  contract({
    outcomes: [
      {
        code: 'job',
        kind: 'reached',
        claims: 'repeatable',
        price: perClaim(100),
        laterPrices: [
          { from: '2026-07-01', price: perClaim(130) },
          { from: '2028-01-01', price: perClaim(90) },
        ],
        ...more,
      },
    ],
    ...parts,
  });

describe('a price from a date on', () => {
  it.each([
    ['2024-01-01', 100],
    ['2026-06-30', 100],
    ['2026-07-01', 130],
    ['2027-12-31', 130],
    ['2028-01-01', 90],
    ['2029-12-31', 90],
  ])('on %s is %p', (on, amount) => {
    const claim = fact('job', on);
    expect(payable(dearer(), [claim])).toBe(amount);
    expect(grossOf(dearer(), claim)).toBe(BigInt(amount) * 100n);
  });
  it('has a line of its own within a budget year, by its own name, and says its price', () => {
    const facts = ['2026-06-30', '2026-07-01', '2026-08-01'].map((on) => fact('job', on));
    const { lines } = evaluate(dearer(), facts, END);
    expect(lines.map(({ id, claims, gross }) => [id, claims, gross])).toEqual([
      ['2026/job/-/-/-', 1, 100_00n],
      ['2026/job/-/-/-/from-2026-07-01', 2, 260_00n],
    ]);
    expect(lines[1]!.sentence.en).toContain('2 × DKK 130 = DKK 260 (DKK 130 per claim)');
    const explained = explain(dearer(), facts, END, facts[2]!.id);
    expect(explained.status === 'counted' && explained.sentence.da).toContain('130 kr. pr. resultat');
  });
  it('leaves the name of the first line alone, with or without later prices', () => {
    const claim = fact('job', '2025-01-01');
    const [before, after] = [dearer({ laterPrices: undefined }), dearer()].map(
      (terms) => evaluate(terms, [claim], END).lines[0]!,
    );
    expect(after!.id).toBe(before!.id);
    expect(after!.gross).toBe(before!.gross);
  });
  it('is that of the day on which a group is settled', () => {
    const value = {
      code: 'sum',
      kind: 'total',
      measure: 'cost',
      price: points(0, 10),
      laterPrices: [
        { from: '2025-01-01', price: { ...points(0, 10), points: [0, 10].map((at) => ({ at, amount: 7 })) } },
      ],
    };
    const of = (measuredOn: string) =>
      payable(contract({ measures: [{ code: 'cost' }], outcomes: [{ ...value, measuredOn }] }), [
        fact('cost', '2024-05-05', { quantity: '5' }),
      ]);
    expect([of('2024-12-31'), of('2025-01-01')]).toEqual([1, 7]);
  });
  it('of a person is the dearest that still holds', () => {
    const of = (from: string) =>
      personCeiling(dearer({ claims: 'once' }), { cohort: null, group: null, payer: 'town', from: from as never }).most;
    expect([of('2024-01-01'), of('2027-12-31'), of('2028-01-01')]).toEqual([130_00n, 130_00n, 90_00n]);
  });
  it('is planned by its day', () => {
    const terms = dearer({ laterPrices: [{ from: '2024-01-02', price: perClaim(7) }], planned: [{ count: 366 }] });
    expect(simulate(terms, { success: [], seed: 1, runs: 0 }).forecast.course.gross).toBeLessThan(366n * 8_00n);
  });
  const later = (from: string, price: object) => ({ from, price });
  finds([
    [
      'follows a first one',
      { outcomes: [job, { code: 'x', kind: 'reached', laterPrices: [later('2025-01-01', job.price)] }] },
      ['outcomes[1].laterPrices price-missing'],
    ],
    [
      'comes in order',
      { outcomes: [{ ...job, laterPrices: [later('2025-01-01', job.price), later('2025-01-01', job.price)] }] },
      ['outcomes[0].laterPrices[1].from not-ascending'],
    ],
    [
      'begins within the period',
      { outcomes: [{ ...job, laterPrices: [later('2024-01-01', job.price), later('2030-01-01', job.price)] }] },
      ['outcomes[0].laterPrices[0].from price-outside-period', 'outcomes[0].laterPrices[1].from price-outside-period'],
    ],
    [
      'is of the same kind and unit',
      {
        outcomes: [
          { code: 'days', kind: 'counted', price: perUnit('day'), laterPrices: [later('2025-01-01', perUnit('hour'))] },
        ],
      },
      ['outcomes[0].laterPrices[0].price price-of-another-kind'],
    ],
    [
      'fits what it prices',
      { outcomes: [{ ...job, laterPrices: [later('2025-01-01', steps([1, true]))] }] },
      ['outcomes[0].laterPrices[0].price price-does-not-fit', 'outcomes[0].laterPrices[0].price price-of-another-kind'],
    ],
    [
      'names follow-ups that are there',
      {
        outcomes: [
          {
            ...job,
            laterPrices: [later('2025-01-01', { kind: 'per-claim', byFollowUp: [{ followUp: 'm9', amount: 1 }] })],
          },
        ],
      },
      ['outcomes[0].laterPrices[0].price.byFollowUp[0].followUp unknown-reference'],
    ],
  ]);
});

describe('prices rounded to whole amounts', () => {
  const indexed = (price: object, more: object = {}) =>
    contract({
      indexation: {
        baseYear: 2024,
        index: [
          { year: 2024, value: 100 },
          { year: 2025, value: '102.9' },
        ],
      },
      pricesRoundedTo: 1,
      outcomes: [{ code: 'days', kind: 'counted', price }],
      ...more,
    });
  const perDay = { kind: 'per-unit', unit: 'day', amount: '455.5' };
  const days = (quantity: string) => [fact('days', '2025-05-05', { quantity })];
  // 455.5 × 1.029 = 468.7095: 469 a day.
  it.each([
    ['1', 469],
    ['10', 4690],
    ['0.5', 234.5],
  ])('round the price of a day, and not what %p days cost', (quantity, amount) =>
    expect(payable(indexed(perDay), days(quantity))).toBe(amount),
  );
  it.each([
    [1, 'half-away-from-zero', 469],
    [1, 'down', 468],
    [10, 'half-away-from-zero', 470],
    [10, 'down', 460],
    ['0.5', 'half-away-from-zero', 468.5],
    ['937.419', 'half-away-from-zero', undefined],
  ])('to %p, %s', (pricesRoundedTo, rounding, amount) => {
    if (amount === undefined) expect(() => indexed(perDay, { pricesRoundedTo, rounding })).toThrow('decimals');
    else expect(payable(indexed(perDay, { pricesRoundedTo, rounding }), days('1'))).toBe(amount);
  });
  it('half of the step is rounded away from zero', () =>
    expect(
      ['4.99', '5', '5.01'].map((amount) =>
        payable(indexed({ ...perDay, amount }, { indexation: undefined, pricesRoundedTo: 10 }), days('1')),
      ),
    ).toEqual([0, 10, 10]));
  it('round a table, and no share of money', () => {
    expect(payable(indexed({ kind: 'steps', steps: [{ from: 1, inclusive: true, amount: 100 }] }), days('1'))).toBe(
      103,
    );
    const saving = contract({
      pricesRoundedTo: 10,
      measures: [{ code: 'saved' }],
      outcomes: [
        { code: 'saving', kind: 'total', measure: 'saved', price: { kind: 'tranches', tranches: [{ share: 1 }] } },
      ],
    });
    expect(payable(saving, [fact('saved', '2024-05-05', { quantity: '123.45' })])).toBe(123.45);
  });
  it('say so', () => {
    const [line] = evaluate(indexed(perDay), days('2'), END).lines;
    expect(line!.sentence).toEqual({
      da: 'days (1 person): 2 dage giver 938 kr. (455,50 kr. pr. dag, prisregulering +2,9 %, rundet til nærmeste 1 kr.).',
      en: 'days (1 person): 2 days give DKK 938 (DKK 455.50 per day, indexation +2.9 %, rounded to the nearest DKK 1).',
    });
  });
  it('never cost a person more than is said', () => {
    const terms = indexed(perDay, { pricesRoundedTo: 10 });
    const { prices } = personCeiling(terms, { cohort: null, group: null, payer: 'town', from: '2024-01-01' as never });
    expect(prices.map(({ price }) => price)).toEqual([470_00n]);
  });
  finds([['have a step', { outcomes: [job], pricesRoundedTo: 0 }, ['pricesRoundedTo step-not-positive']]]);
});
