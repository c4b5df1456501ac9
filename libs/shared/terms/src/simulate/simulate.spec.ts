import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contract } from '../../test/build.js';
import { example } from '../../test/examples.js';
import { evaluate, simulate } from '../index.js';
import { drawFacts } from './draw-facts.js';
import { Random } from './random.js';

describe('the generator', () => {
  it('gives the same sequence for the same seed on every machine, another for another', () => {
    const sequence = (seed: number) => Array.from({ length: 5 }, ((random) => () => random.below(1_000_000))(new Random(seed)));
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
    expect(sequence(42)).toEqual([444221, 823732, 672526, 233633, 337756]);
  });
  it('stays below its limit', () => fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 31 }), (seed, limit) => {
    const drawn = new Random(seed).below(limit);
    return Number.isInteger(drawn) && drawn >= 0 && drawn < limit;
  })));
  it('is even: of 60,000 throws each side of a die comes 10,000 times, give or take 4 standard deviations', () => {
    const random = new Random(7);
    const sides = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) sides[random.below(6)]!++;
    for (const count of sides) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 92);
  });
});

describe('a simulation', () => {
  const aarhus = example('aarhus-young-homeless');
  it('is the same for the same seed', () => expect(simulate(aarhus, { seed: 5, runs: 5, success: '0.6' })).toEqual(simulate(aarhus, { seed: 5, runs: 5, success: '0.6' })));
  it('with certain success is the plan, without success nothing', () => {
    const planned = evaluate(aarhus, drawFacts(aarhus, () => 1_000_000, new Random(1)), aarhus.period.to);
    const certain = simulate(aarhus, { seed: 1, runs: 1, success: '1' });
    expect(certain.payable).toEqual({ mean: planned.payable, min: planned.payable, p5: planned.payable, p50: planned.payable, p95: planned.payable, max: planned.payable });
    expect(planned.unpaid).toEqual([]);
    expect(simulate(aarhus, { seed: 1, runs: 3, success: '0' }).gross.max).toBe(0n);
  });
  it('finds the expected mean: 1,000 people at 30 % and 100 kr. are about 30,000 kr.', () => {
    const terms = contract({ outcomes: [{ code: 'job', kind: 'reached', planned: [{ count: 1000 }], price: { kind: 'per-claim', amount: 100 } }] });
    const { gross } = simulate(terms, { seed: 3, runs: 40, success: { job: '0.3' } });
    expect(Number(gross.mean) / 100).toBeGreaterThan(29_500);
    expect(Number(gross.mean) / 100).toBeLessThan(30_500);
    expect(gross.min < gross.p50 && gross.p50 < gross.max).toBe(true);
  });
  it('makes the measurements that progression and spells need, and draws cohort values around what is expected', () => {
    const terms = contract({
      followUps: [{ code: 'm6', months: 6 }],
      measures: [{ code: 'score' }, { code: 'in-job' }, { code: 'booked' }],
      outcomes: [
        { code: 'better', kind: 'improvement', measure: 'score', better: 'lower', atLeast: 2, followUps: ['m6'], planned: [{ followUp: 'm6', count: 5 }], price: { kind: 'per-unit', unit: 'point', amount: 10 } },
        { code: 'kept', kind: 'spell', measure: 'in-job', mode: 'continuous', followUps: ['m6'], planned: [{ followUp: 'm6', count: 5 }], price: { kind: 'per-claim', amount: 100 } },
        { code: 'saving', kind: 'total', measure: 'booked', expected: 1000, price: { kind: 'tranches', tranches: [{ share: 1 }] } },
      ],
    });
    const { payable } = simulate(terms, { seed: 9, runs: 30, success: '1', spread: '0.5' });
    expect(payable.min).toBeGreaterThanOrEqual(60_000n + 50_000n);
    expect(payable.max).toBeLessThanOrEqual(60_000n + 150_000n);
    expect(payable.max - payable.min).toBeGreaterThan(50_000n);
  });
  it.each([{ runs: 0 }, { runs: 1.5 }, { success: '1.2' }, { success: '60 %' }, { spread: '-1' }])('refuses %j', (wrong) => expect(() => simulate(aarhus, { seed: 1, success: '0.5', ...wrong })).toThrow());
});
