import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate, sum } from '@ringvirkning/kernel';
import { fixture } from '../model.fixture.js';
import { parseModel } from '../parse-model.js';
import { totalOf, valuate } from '../valuate.js';
import { breakEven, paidAt, type RatePoint } from './break-even.js';
import { gainsOf, perPurse, type Expected, type PurseOf } from './expected.js';
import { DEFAULT_RANGES, inputsOf } from './inputs.js';
import { monteCarlo } from './monte-carlo.js';
import { payersValue } from './payers-value.js';
import { responsesOf, tornado } from './tornado.js';

const model = fixture();
const housed = (over: Partial<Expected> = {}): Expected => ({
  outcome: 'housed',
  on: localDate('2026-05-01'),
  quantity: '1',
  count: 10,
  authority: 'municipality:0751',
  ...over,
});
const purseOf: PurseOf = ({ treasury, department }, { authority }) =>
  treasury === 'municipality' ? `${authority}/${department}` : treasury;
const inputs = inputsOf(model, new Set(['housed']), DEFAULT_RANGES);
const base = gainsOf(model, [housed()], purseOf);
const responses = responsesOf(inputs, [housed()], purseOf);

describe('what expected outcomes bring', () => {
  it('is what as many verified ones are worth, to the øre', () =>
    expect(sum(perPurse(base.values()).values())).toBe(10n * totalOf(valuate(model, housed()))));
});

describe('the inputs of a model', () => {
  it('are quantities, what lasts beyond twelve months, and prices; a price with a source is firmer than one assumed', () =>
    expect(inputs.map(({ kind, code, low, high }) => [kind, code, low, high])).toEqual([
      ['quantity', 'housed/fewer-shelter-nights', 800_000n, 1_200_000n],
      // All of the effect is there after a year: more cannot last.
      ['lasting', 'housed/fewer-shelter-nights', 800_000n, 1_000_000n],
      ['quantity', 'housed/more-support', 900_000n, 1_100_000n],
      ['price', 'night', 800_000n, 1_200_000n],
      ['price', 'hour', 900_000n, 1_100_000n],
    ]));
  it('that bear on no expected outcome are left out', () =>
    expect(inputsOf(model, new Set(), DEFAULT_RANGES)).toEqual([]));
});

describe('what a split assumes of people', () => {
  // A job of 52 weeks for one person, 1,000 kr. a week; people have been on benefits for 60 weeks, or for none.
  const parsed = parseModel(`
code: jobs
version: 1
title: { da: Job, en: Jobs }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
departments: { jobs: { da: Beskæftigelse, en: Employment } }
prices: { week: { title: { da: Uge, en: Week }, unit: uge, weeks: 1, basis: public, source: Spec, values: [{ from: 2020-01-01, amount: 1000 }] } }
anchors:
  benefit: { provision: refusionstrappen, department: jobs, assumes: { weeks: { source: Spec, values: [{ value: 60, share: 0.5 }, { value: 0, share: 0.5 }] } } }
outcomes:
  job:
    - { consequence: less-benefit, title: { da: Ydelse, en: Benefit }, quantity: 52, price: week, anchor: benefit, cashable: true, confidence: high, profile: [{ year: 0, share: 1 }] }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const people = [{ ...housed({ count: 1 }), outcome: 'job' }];
  const assumed = inputsOf(parsed.model, new Set(['job']), DEFAULT_RANGES).filter(({ kind }) => kind === 'assumed');
  it('is an input: at its ends everybody is in the same week, and money moves between purses alone', () => {
    const swings = tornado(gainsOf(parsed.model, people, purseOf), responsesOf(assumed, people, purseOf));
    expect(swings.map(({ input: { code, low, high }, width }) => [code, low, high, width])).toEqual([
      ['benefit/weeks', 0n, 60_000_000n, 0n],
    ]);
    // The state saves 19.8 weeks when they are the first 52, 10.4 after them, half of each as expected.
    expect([swings[0]!.low.get('state'), swings[0]!.high.get('state')]).toEqual([470_000n, -470_000n]);
  });
});

describe('the tornado', () => {
  const swings = tornado(base, responses);
  it('puts first what moves the total most', () => {
    expect(swings.map(({ input }) => `${input.kind} ${input.code}`)).toEqual([
      'quantity housed/fewer-shelter-nights',
      'price night',
      'lasting housed/fewer-shelter-nights',
      'quantity housed/more-support',
      'price hour',
    ]);
    // 40 hours of 400 kr. for ten people, a tenth up and down; an extra cost, so that less of it is gained.
    expect(swings.at(-1)).toMatchObject({ width: 3_200_000n });
    expect(swings.at(-1)!.low).toEqual(new Map([['municipality:0751/social', 1_600_000n]]));
  });
  it('follows a limit of the law: nights above it are saved by the municipality alone', () => {
    const nights = swings[0]!;
    // 200 nights in a full year are above the 90 that are refunded: the state's part of that year stays as it is.
    expect(-nights.low.get('state')!).toBeLessThan(-nights.low.get('municipality:0751/social')!);
  });
});

describe('Monte Carlo', () => {
  const paid = new Map([['municipality:0751/social', 100_000_000n]]);
  const drawn = (seed: number, runs = 200) => monteCarlo(base, responses, paid, { seed, runs });
  it('gives the same figures for the same seed, and others for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });
  it('lies around what is expected', () => {
    const { p5, p50, p95 } = drawn(1, 500).get(null)!;
    const expected = sum(perPurse(base.values()).values()) - 100_000_000n;
    expect([p5 < expected, expected < p95, p5 < p50, p50 < p95]).toEqual([true, true, true, true]);
  });
  it('without anything uncertain is what is expected, whatever the seed', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const sure = inputsOf(model, new Set(['housed']), { high: '0', medium: '0', low: '0' });
        const net = monteCarlo(base, responsesOf(sure, [housed()], purseOf), paid, { seed, runs: 3 });
        for (const [purse, { p5, p95, mean }] of net)
          if (purse !== null) {
            const expected = (perPurse(base.values()).get(purse) ?? 0n) - (paid.get(purse) ?? 0n);
            expect([p5, p95, mean]).toEqual([expected, expected, expected]);
          }
      }),
      { numRuns: 20 },
    ));
  it('draws the success rate too: fewer outcomes, less gained', () => {
    const points = new Map([
      [
        'municipality:0751/social',
        [
          { rate: 10, gained: 0n, paid: 100_000_000n },
          { rate: 50, gained: 0n, paid: 100_000_000n },
        ],
      ],
    ]);
    const risky = monteCarlo(
      base,
      responses,
      paid,
      { seed: 1, runs: 300 },
      { shown: 50, lowest: 10, highest: 50, points },
    );
    expect(risky.get('state')!.mean).toBeLessThan(drawn(1, 300).get('state')!.mean);
  });
});

describe('the break-even success rate', () => {
  const at = (rate: number, gained: bigint, paid: bigint): RatePoint => ({ rate, gained, paid });
  it.each([
    ['lies between the rates', [at(40, 40n, 50n), at(60, 60n, 50n)], { kind: 'from', from: 500 }],
    ['is rounded up', [at(40, 40n, 47n), at(70, 70n, 47n)], { kind: 'from', from: 470 }],
    ['is from the last loss on', [at(20, 9n, 1n), at(40, 1n, 9n), at(60, 9n, 9n)], { kind: 'from', from: 600 }],
    ['is none when all rates pay', [at(40, 5n, 4n), at(60, 6n, 4n)], { kind: 'always', from: null }],
    ['is none when no rate pays', [at(40, 5n, 6n), at(60, 6n, 7n)], { kind: 'never', from: null }],
  ])('%s', (_what, points, expected) => expect(breakEven([...points].reverse())).toEqual(expected));
  it('is one at which the straight line is not negative', () =>
    fc.assert(
      fc.property(fc.bigInt(-1_000_000_000_000n, -1n), fc.bigInt(0n, 1_000_000_000_000n), (low, high) => {
        const points = [at(30, low, 0n), at(80, high, 0n)];
        const { from } = breakEven(points) as { from: number };
        const net = (tenths: bigint) => low * 500n + (high - low) * (tenths - 300n);
        expect([net(BigInt(from)) >= 0n, net(BigInt(from) - 1n) < 0n]).toEqual([true, true]);
      }),
    ));
  it('payments between two rates lie on a straight line, beyond them as at the nearest', () =>
    expect([300_000n, 500_000n, 900_000n].map((rate) => paidAt([at(40, 0n, 100n), at(60, 0n, 200n)], rate))).toEqual([
      100n,
      150n,
      200n,
    ]));
});

describe("the payer's value test", () => {
  const value = (amount: bigint, over: Partial<Expected>[] = [{}], payer = 'municipality:0751') =>
    payersValue(model, over.map(housed), [{ outcome: 'housed', payer, amount }], purseOf)[0]!;
  const gained = value(0n).gained;
  it('holds as long as the payer pays no more than it gains', () =>
    expect([value(gained).isWorth, value(gained + 1n).isWorth]).toEqual([true, false]));
  it('counts all departments of the payer, and nobody else', () =>
    expect(gained).toBe(perPurse(base.values()).get('municipality:0751/social')));
  it('leaves out what comes after ten years', () => {
    const late = fixture();
    late.outcomes['housed']![0]!.profile.push({ year: 9, share: '0.1' }, { year: 10, share: '1' });
    const nine = fixture();
    nine.outcomes['housed']![0]!.profile.push({ year: 9, share: '0.1' });
    const of = (each: typeof model) =>
      payersValue(each, [housed()], [{ outcome: 'housed', payer: 'state', amount: 0n }], purseOf)[0]!.gained;
    expect([of(late), of(nine) > of(model)]).toEqual([of(nine), true]);
  });
  it('a municipality pays for its own people, the state for all', () => {
    const people = [{}, { authority: 'municipality:0657', count: 5 }];
    expect([value(1n, people).count, value(1n, people, 'state').count]).toEqual([10, 15]);
  });
  it('who gains nothing pays too much', () =>
    expect(value(1n, [{}], 'fund:dsi')).toMatchObject({ gained: 0n, isWorth: false }));
});
