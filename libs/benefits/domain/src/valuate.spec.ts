import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { fixture } from './model.fixture.js';
import type { Consequence, ValuationModel } from './model-schema.js';
import { phase } from './phase.js';
import { provisionOf, type Anchor, type Share } from './provisions/index.js';
import { splitBy } from './provisions/split.js';
import type { BenefitLine } from './benefit-line.js';
import { basisOn, nextRealisation, totalOf, valuate } from './valuate.js';

const model = fixture();
const housed = (on: string, quantity = '1') => ({ outcome: 'housed', on: localDate(on), quantity });
const of = (lines: readonly BenefitLine[], budgetYear: number) =>
  Object.fromEntries(
    lines
      .filter((line) => line.consequence === 'fewer-shelter-nights' && line.budgetYear === budgetYear)
      .map((line) => [line.treasury, line.amount]),
  );

describe('valuate', () => {
  it('takes quantity × price × profile share × (1 − optimism bias)', () => {
    // 200 nights × 50 % × 1,000 kr × 85 % = 85,000 kr in year 0, shared equally before October 2023.
    expect(of(valuate(model, housed('2022-05-01')), 2022)).toEqual({ municipality: 4_250_000n, state: 4_250_000n });
  });
  it('takes the price in force on the day the year of the consequence falls on', () => {
    const [, second] = phase(model, model.outcomes['housed']![0]!, housed('2024-05-01'));
    expect(second).toMatchObject({ fallsOn: '2025-05-01', amount: 18_708_500n });
  });
  it.each([
    ['2022-09-30', 2023, { municipality: 8_500_000n, state: 8_500_000n }],
    ['2022-10-01', 2023, { municipality: 11_900_000n, state: 5_100_000n }],
    ['2025-03-31', 2026, { municipality: 13_095_950n, state: 5_612_550n }],
  ])('splits year 1 of an outcome of %s by the law of that day one year later', (on, year, expected) =>
    expect(of(valuate(model, housed(on)), year)).toEqual(expected),
  );
  it('refunds fewer nights after a lower limit', () =>
    expect(of(valuate(model, housed('2025-04-01')), 2026)['state']).toBe(4_209_412n));
  it('names purse, department, steering area, account and whether it can be cashed, as the model says', () => {
    const item = { ...model.outcomes['housed']![1]!, account: '05.38.42.1.09' };
    const [line] = valuate({ ...model, outcomes: { housed: [item] } }, housed('2022-05-01'));
    expect(line).toEqual({
      consequence: 'more-support',
      fallsOn: '2022-05-01',
      budgetYear: 2022,
      treasury: 'municipality',
      department: 'social',
      steeringArea: 'service',
      account: '05.38.42.1.09',
      cashable: true,
      amount: -1_600_000n,
      currency: 'DKK',
    });
    expect(valuate(model, housed('2022-05-01')).find(({ treasury }) => treasury === 'state')).toMatchObject({
      department: null,
      steeringArea: null,
      account: null,
    });
  });
  it('refunds what lies within the limit and no more, for extra costs as for gains', () => {
    const rule = model.anchors['sl-110']!.rules[2]!;
    const state = (units: bigint): bigint =>
      sum(
        splitBy(rule, [{ amount: 1_000n * units, yearly: 0n, month: 0, months: 12, units: units * 1_000_000n }], [], {
          tally: new Map(),
          counters: { provision: 'sl-110', consequence: 'nights' },
          currency: 'DKK',
        })
          .filter(({ share }) => share.treasury === 'state')
          .map(({ amount }) => amount),
      );
    expect([80n, 90n, 100n, 180n, -80n, -100n].map(state)).toEqual([
      40_000n,
      45_000n,
      45_000n,
      45_000n,
      -40_000n,
      -45_000n,
    ]);
  });
  it('gives one line per purse, and none of nothing', () => {
    const lines = valuate(model, housed('2025-04-01')).filter(({ budgetYear }) => budgetYear === 2026);
    const purses = lines.map(({ consequence, treasury, department }) => `${consequence} ${treasury} ${department}`);
    expect(purses).toEqual([...new Set(purses)]);
    expect(valuate(model, housed('2022-05-01', '0'))).toEqual([]);
    const social = { treasury: 'municipality', share: '0.5' } as const;
    const departments: Anchor = {
      title: { da: 'x', en: 'x' },
      rules: [
        {
          from: localDate('2020-01-01'),
          shares: [
            { ...social, department: 'social', steeringArea: 'service' },
            { ...social, department: 'social', steeringArea: 'transfers' },
          ],
        },
      ],
    };
    expect(
      valuate(under(departments), housed('2022-05-01'))
        .filter(({ consequence }) => consequence === 'more-support')
        .map(({ steeringArea, amount }) => [steeringArea, amount]),
    ).toEqual([
      ['service', -800_000n],
      ['transfers', -800_000n],
    ]);
  });
  it('values an outcome of the first day of the model', () =>
    expect(valuate(model, housed('2020-01-01'))).not.toEqual([]));
  it('counts an extra cost as a negative gain', () =>
    expect(valuate(model, housed('2022-05-01')).find((line) => line.consequence === 'more-support')?.amount).toBe(
      -1_600_000n,
    ));
  it('scales with the quantity of the claim', () =>
    expect(of(valuate(model, housed('2022-05-01', '2.5')), 2022)).toEqual({
      municipality: 10_625_000n,
      state: 10_625_000n,
    }));
  it('says nothing about an unknown outcome or one before the model is valid', () => {
    expect(valuate(model, { ...housed('2022-05-01'), outcome: 'other' })).toEqual([]);
    expect(valuate(model, housed('2019-12-31'))).toEqual([]);
  });
});

const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(localDate('2020-01-01'), n));
const treasury = fc.constantFrom<Share['treasury']>('municipality', 'region', 'state');
const shares = fc
  .array(fc.record({ treasury, weight: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1, maxLength: 4 })
  .map((list): Share[] => {
    const whole = list.reduce((total, item) => total + item.weight, 0);
    const parts = list.map((item) => Math.floor((item.weight * 1_000_000) / whole));
    parts[0]! += 1_000_000 - parts.reduce((total, part) => total + part, 0);
    return list.map((item, index) => ({ treasury: item.treasury, share: (parts[index]! / 1_000_000).toFixed(6) }));
  });
const anchor = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 4 }),
    splits: fc.array(fc.record({ shares, beyond: fc.option(shares), limit: fc.integer({ min: 1, max: 300 }) }), {
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ days, splits }): Anchor => {
    const starts = [
      localDate('2020-01-01'),
      ...days.sort((a, b) => a - b).map((n) => addDays(localDate('2020-01-01'), n)),
    ];
    const rules = starts.map((from, i) => ({
      from,
      ...(starts[i + 1] ? { to: addDays(starts[i + 1]!, -1) } : {}),
      shares: splits[i]!.shares,
      ...(splits[i]!.beyond ? { beyond: splits[i]!.beyond!, limit: String(splits[i]!.limit) } : {}),
    }));
    return { title: { da: 'x', en: 'x' }, rules };
  });
const quantity = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
const under = (other: Anchor): ValuationModel => ({ ...model, anchors: { 'sl-110': other, 'sl-85': other } });
const perYear = (lines: readonly BenefitLine[]) => {
  const totals = new Map<string, bigint>();
  for (const line of lines)
    totals.set(
      `${line.consequence} ${line.budgetYear}`,
      (totals.get(`${line.consequence} ${line.budgetYear}`) ?? 0n) + line.amount,
    );
  return [...totals].filter(([, total]) => total !== 0n).sort();
};

describe('the legal anchor', () => {
  it('moves money between purses and leaves the total of every consequence and year unchanged, to the øre', () =>
    fc.assert(
      fc.property(anchor, anchor, day, quantity, (one, other, on, q) => {
        const outcome = { outcome: 'housed', on, quantity: q };
        expect(perYear(valuate(under(one), outcome))).toEqual(perYear(valuate(under(other), outcome)));
      }),
    ));
  it('hands out the phased amounts completely', () =>
    fc.assert(
      fc.property(anchor, day, quantity, (law, on, q) => {
        const outcome = { outcome: 'housed', on, quantity: q };
        const phased = model.outcomes['housed']!.flatMap((item) =>
          phase(model, item, outcome).map((year) => year.amount),
        );
        expect(totalOf(valuate(under(law), outcome))).toBe(sum(phased));
      }),
    ));
  it('does move money: § 110 gives the state a share, § 85 none', () => {
    const moved: ValuationModel = {
      ...model,
      outcomes: { housed: model.outcomes['housed']!.map((item) => ({ ...item, anchor: 'sl-85' })) },
    };
    const stateShare = (m: ValuationModel) =>
      sum(
        valuate(m, housed('2022-05-01'))
          .filter((line) => line.treasury === 'state')
          .map((line) => line.amount),
      );
    expect(stateShare(model)).toBeGreaterThan(0n);
    expect(stateShare(moved)).toBe(0n);
  });
});

describe('forecast and realised', () => {
  const today = localDate('2026-06-01');
  it('turns realised on the day it falls on', () => {
    expect(basisOn(today, today)).toBe('realised');
    expect(basisOn(addDays(today, 1), today)).toBe('forecast');
  });
  it('names the next day on which a forecast becomes realised', () => {
    const lines = valuate(model, housed('2024-05-01'));
    expect(nextRealisation(lines, today)).toBe('2027-05-01');
    expect(nextRealisation(lines.toReversed(), localDate('2024-04-30'))).toBe('2024-05-01');
    expect(nextRealisation(lines, localDate('2027-05-01'))).toBeUndefined();
  });
});

describe('what a model may say of its effects', () => {
  const [nights] = model.outcomes['housed']!;
  const { optimismBias: _bias, ...unbiased } = nights!;
  const ten: Consequence = { ...unbiased, quantity: '12', price: 'hour', anchor: 'sl-85' };
  const worth = (item: Partial<Consequence>, over: Partial<ValuationModel> = {}) =>
    valuate({ ...model, ...over, outcomes: { housed: [{ ...ten, ...item }] } }, housed('2022-05-01')).map(
      ({ budgetYear, amount, fallsOn }) => [budgetYear, amount, fallsOn],
    );
  const year = { profile: [{ year: 0, share: '1' }] };
  it('adds the months that lie in one budget year and one year after the outcome, on the first of their days', () =>
    expect(worth({ profile: [{ month: 0, through: 13, share: '1' }] })).toEqual([
      [2022, 320_000n, '2022-05-01'],
      [2023, 160_000n, '2023-01-01'],
      [2023, 80_000n, '2023-05-01'],
    ]));
  it('splits the months of a year by the law of each: 120 days, from 1 April 2026 90', () => {
    const shelter = provisionOf('sl-110')!;
    const days = { source: 'x', values: [{ value: '0', share: '1' }] };
    const anchors = { ...model.anchors, 'sl-85': { title: shelter.title, rules: shelter.rules, assumes: { days } } };
    const prices = { ...model.prices, hour: { ...model.prices['hour']!, days: '1' } };
    const item: Consequence = { ...ten, quantity: '240', profile: [{ month: 0, through: 11, share: '1' }] };
    const lines = valuate({ ...model, anchors, prices, outcomes: { housed: [item] } }, housed('2026-01-01'));
    // 20 nights a month at 400 kr.: January to March within 120 days; from April 30 more of the 90 are left.
    expect(lines.map(({ treasury, amount, fallsOn }) => [treasury, amount, fallsOn])).toEqual([
      ['municipality', 7_800_000n, '2026-01-01'],
      ['state', 1_800_000n, '2026-01-01'],
    ]);
  });
  it('takes off what is not owed to the intervention, and what would have come anyway', () =>
    expect(worth({ ...year, attribution: '0.5', deadweight: '0.2' })).toEqual([[2022, 192_000n, '2022-05-01']]));
  it('counts an effect by the probability that it still lasts after each follow-up', () =>
    expect(
      worth({
        profile: [
          { year: 0, share: '1' },
          { year: 1, share: '1' },
          { year: 2, share: '1' },
        ],
        lasting: [
          { after: 12, share: '0.8' },
          { after: 24, share: '0.5' },
        ],
      }).map(([, amount]) => amount),
    ).toEqual([480_000n, 384_000n, 240_000n]));
  it('takes the optimism bias of the confidence grade, unless the consequence has its own', () => {
    const biasByConfidence = { high: '0', medium: '0.25', low: '0.4' };
    expect(worth(year, { biasByConfidence })[0]![1]).toBe(360_000n);
    expect(worth({ ...year, optimismBias: '0.1' }, { biasByConfidence })[0]![1]).toBe(432_000n);
  });
  it('converts a price of another level by the index', () => {
    const indices = {
      pl: {
        title: { da: 'x', en: 'x' },
        source: 'x',
        values: [
          { year: 2022, index: '80' },
          { year: 2026, index: '100' },
        ],
      },
    };
    const prices = { ...model.prices, hour: { ...model.prices['hour']!, priceLevelYear: 2022, index: 'pl' } };
    expect(worth(year, { indices, prices })[0]![1]).toBe(600_000n);
  });
  it('can be cashable for one purse and not for another', () => {
    const item = { ...ten, ...year, anchor: 'sl-110', cashable: { municipality: true } };
    const lines = valuate({ ...model, outcomes: { housed: [item] } }, housed('2022-05-01'));
    expect(lines.map(({ treasury, cashable }) => [treasury, cashable])).toEqual([
      ['municipality', true],
      ['state', false],
    ]);
  });
});
