import { describe, expect, it } from '@jest/globals';
import { localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { MILLION } from '../decimal.js';
import { PROVISIONS, provisionOf } from './catalogue/index.js';
import { NEEDS, scenariosOf, type Assumptions, type Scenario } from './knowledge.js';
import { ruleOn } from './provision.js';
import { splitBy, type Stretch } from './split.js';

const on = localDate('2026-06-01');
const ruleOf = (code: string, day = on) => ruleOn(provisionOf(code)!.rules, day);
const known = (facts: Scenario['known']): Scenario[] => [{ known: facts, weight: 1n }];
const millions = (n: number): bigint => BigInt(n) * MILLION;
const at = (code: string) => ({
  tally: new Map<string, bigint>(),
  counters: { provision: code, consequence: 'any' },
  currency: 'DKK' as const,
});

/** Splits stretches one after the other; what falls to the state. */
function stateShare(code: string, stretches: readonly Stretch[], scenarios: readonly Scenario[], day = on): bigint {
  const context = at(code);
  return sum(
    splitBy(ruleOf(code, day), stretches, scenarios, context).flatMap(({ share, amount }) =>
      share.treasury === 'state' ? [amount] : [],
    ),
  );
}

const year = (amount: bigint, units: bigint, number = 0): Stretch => ({
  amount,
  units,
  month: number * 12,
  months: 12,
  yearly: amount,
});
const KRONE = 100n;

describe('refusionstrappen', () => {
  // One week costs one krone, so that øre are hundredths of weeks.
  const weeks = (n: number): Stretch => year(BigInt(n) * KRONE, millions(n));
  it.each([
    [4, 320n],
    [26, 1200n],
    [52, 1980n],
    [104, 3020n],
  ])('refunds of the first %i weeks %p hundredths of a week', (n, expected) =>
    expect(stateShare('refusionstrappen', [weeks(n)], known({ weeks: 0n }))).toBe(expected),
  );
  it('gives the state 10.4 of 52 weeks after week 52, and 19.8 of the first 52', () => {
    expect(stateShare('refusionstrappen', [weeks(52)], known({ weeks: millions(52) }))).toBe(1040n);
    expect(stateShare('refusionstrappen', [weeks(52)], known({ weeks: 0n }))).toBe(1980n);
  });
  it('goes on where the year before ended', () =>
    expect(stateShare('refusionstrappen', [weeks(52), weeks(52)], known({ weeks: 0n }))).toBe(3020n));
  it('is the mirror image for more weeks on benefits', () =>
    expect(
      stateShare('refusionstrappen', [{ ...weeks(52), amount: -5200n, units: millions(-52) }], known({ weeks: 0n })),
    ).toBe(-1980n));
});

describe('§ 176, reckoned by month at a twelfth of the bounds', () => {
  const cost = (kroner: number): bigint => BigInt(kroner) * KRONE;
  const whole = (kroner: number, months: number): bigint =>
    stateShare(
      'sl-176',
      Array.from({ length: months }, (_, month) => ({
        amount: cost(kroner),
        yearly: 12n * cost(kroner),
        month,
        months: 1,
        units: MILLION,
      })),
      known({ yearlyCost: 12n * cost(kroner) }),
      localDate('2022-06-01'),
    );
  it.each([
    [250_000, 12, 1_085_000],
    [150_000, 12, 265_000],
    [300_000, 6, 767_500],
  ])('refunds of %i kr. in each of %i months %i kr.', (kroner, months, expected) =>
    expect(whole(kroner, months)).toBe(cost(expected)),
  );
  it.each([
    [860_000, 0],
    [1_680_000, 205_000],
    [2_120_000, 425_000],
  ])('refunds of a yearly cost of %i kr., spread evenly, %i kr.', (kroner, expected) =>
    expect(
      stateShare(
        'sl-176',
        [{ amount: cost(kroner), yearly: cost(kroner), month: 0, months: 12, units: MILLION }],
        known({ yearlyCost: cost(kroner) }),
      ),
    ).toBe(cost(expected)),
  );
  it.each([
    [600_000, 100n],
    [1_200_000, 75n],
    [1_800_000, 50n],
    [2_400_000, 25n],
  ])('leaves of a krone saved on a case of %i kr. a year %p øre to the municipality', (yearlyCost, expected) => {
    const saved: Stretch = { amount: KRONE, yearly: KRONE, month: 0, months: 1, units: MILLION };
    expect(KRONE - stateShare('sl-176', [saved], known({ yearlyCost: cost(yearlyCost) }))).toBe(expected);
  });
  it('takes a second saving from where the first left the cost', () => {
    const saving: Stretch = { amount: cost(50_000), yearly: cost(600_000), month: 0, months: 1, units: MILLION };
    const both: Stretch = { ...saving, amount: cost(100_000), yearly: cost(1_200_000) };
    const scenarios = known({ yearlyCost: cost(2_400_000) });
    expect(stateShare('sl-176', [saving, saving], scenarios)).toBe(stateShare('sl-176', [both], scenarios));
  });
  it('refunds nothing of what is saved beyond the cost there was', () =>
    expect(stateShare('sl-176', [year(cost(1_000_000), MILLION)], known({ yearlyCost: 0n }))).toBe(0n));
});

describe('days and windows', () => {
  it('refunds the days that are left of the running year, and anew in the next', () => {
    const nights = [year(20_000n, millions(200)), year(20_000n, millions(200), 1)];
    const share = (used: number, day: string) =>
      stateShare('sl-110', nights, known({ days: millions(used) }), localDate(day));
    expect(share(0, '2025-01-01')).toBe(6_000n + 6_000n);
    expect(share(80, '2025-01-01')).toBe(2_000n + 6_000n);
    expect(share(0, '2026-04-01')).toBe(4_500n + 4_500n);
  });
  const months = (n: number): Stretch[] =>
    Array.from({ length: n }, (_, month) => ({ amount: 100n, yearly: 1200n, month, months: 1, units: MILLION }));
  it('refunds § 85 a for two years after the first discharge, and not again', () =>
    expect(
      [0, 20, 24].map((since) => stateShare('sl-85a', months(12), known({ monthsSince: millions(since) }))),
    ).toEqual([600n, 200n, 0n]));
  it('refunds § 107 for six months within a year of the first discharge', () => {
    const share = (since: number, used: number) =>
      stateShare('sl-107', months(12), known({ monthsSince: millions(since), monthsUsed: millions(used) }));
    expect([share(0, 0), share(0, 4), share(9, 0), share(12, 0)]).toEqual([300n, 100n, 150n, 0n]);
  });
});

const assumed = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 4 }).map((values) => ({
  source: 'property',
  values: values.map((value, i) => ({
    value: String(value * 100),
    share: i === 0 ? ((1_000_000 - (values.length - 1) * 200_000) / 1_000_000).toFixed(6) : '0.2',
  })),
}));
const assumptions: fc.Arbitrary<Assumptions> = fc.record(
  Object.fromEntries(NEEDS.map((need) => [need, assumed])) as Record<(typeof NEEDS)[number], typeof assumed>,
);
const stretches = fc
  .array(fc.record({ amount: fc.bigInt({ min: 0n, max: 10n ** 9n }), units: fc.integer({ min: 0, max: 400 }) }), {
    minLength: 1,
    maxLength: 15,
  })
  .chain((list) =>
    fc.constantFrom(1n, -1n).map((sign) => list.map((each) => ({ ...each, amount: sign * each.amount }))),
  )
  .map((list) =>
    list.map(({ amount, units }, month): Stretch => ({
      amount,
      units: millions(units),
      month,
      months: 1,
      yearly: 12n * amount,
    })),
  );

describe('every provision of the catalogue', () => {
  it.each(PROVISIONS.map(({ code }) => [code]))('%s hands out every amount completely, whatever is known', (code) =>
    fc.assert(
      fc.property(stretches, assumptions, fc.constantFrom(...provisionOf(code)!.rules), (list, assumes, rule) => {
        const context = at(code);
        const scenarios = scenariosOf([rule], assumes, undefined, on, 'DKK');
        expect(sum(splitBy(rule, list, scenarios, context).map(({ amount }) => amount))).toBe(
          sum(list.map(({ amount }) => amount)),
        );
      }),
      { numRuns: 60 },
    ),
  );
  it('is the weighted mixture of the states that are assumed', () => {
    const mixed = scenariosOf(
      [ruleOf('refusionstrappen')],
      {
        weeks: {
          source: 'x',
          values: [
            { value: '0', share: '0.25' },
            { value: '60', share: '0.75' },
          ],
        },
      },
      undefined,
      on,
      'DKK',
    );
    // A quarter of 19.8 and three quarters of 10.4 weeks.
    expect(stateShare('refusionstrappen', [year(520_000n, millions(52))], mixed)).toBe(49_500n + 78_000n);
  });
  it('takes a fact before an assumption, and counts months from the day of the event', () => {
    const [scenario, ...others] = scenariosOf(
      [ruleOf('sl-85a')],
      {
        monthsSince: {
          source: 'x',
          values: [
            { value: '0', share: '0.5' },
            { value: '9', share: '0.5' },
          ],
        },
      },
      { monthsSince: { value: '2026-01-15', source: 'Fagsystem' } },
      on,
      'DKK',
    );
    expect([scenario?.known, others]).toEqual([{ monthsSince: millions(4) }, []]);
  });
});
