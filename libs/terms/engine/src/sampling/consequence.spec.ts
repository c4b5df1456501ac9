import { describe, expect, it } from '@jest/globals';
import type { SampleResult, Verdict } from '@ringvirkning/statistics';
import type { Sample } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { consequenceOf, plannedSample } from './consequence.js';

const sample = (change: Partial<Sample> = {}): Sample => ({
  method: 'mus-conservative',
  confidence: 90,
  materiality: '0.02',
  expectedError: '0',
  inconclusive: 'extend',
  material: 'reject',
  ...change,
});
const result = (verdict: Verdict, change: Partial<SampleResult> = {}): SampleResult => ({
  projected: 500n,
  precision: 100n,
  upperLimit: 600n,
  book: 10_000n,
  tolerable: 200n,
  found: 100n,
  verdict,
  ...change,
});
const audit = (verdict: Verdict, change: Partial<SampleResult> = {}) => ({
  result: result(verdict, change),
  units: 100,
  size: 40,
  found: 100n,
  unaudited: 4_000n,
});

describe('What the terms make of a sample', () => {
  it('approves the rest when the population is accepted', () =>
    expect(consequenceOf(sample(), audit('accepted'))).toEqual({ type: 'approve' }));
  it('approves when everything was audited: nothing is left to project on', () =>
    expect(consequenceOf(sample(), { ...audit('material'), unaudited: 0n })).toEqual({ type: 'approve' }));
  it('doubles the sample, up to the whole population', () => {
    expect(consequenceOf(sample(), audit('inconclusive'))).toEqual({ type: 'extend', size: 80 });
    expect(consequenceOf(sample(), { ...audit('inconclusive'), size: 80 })).toEqual({ type: 'extend', size: 100 });
  });
  it('returns the rest when the terms say so', () =>
    expect(consequenceOf(sample(), audit('material'))).toEqual({ type: 'reject' }));
  it('takes what is projected beyond what was found off the rest, which was not audited', () =>
    expect(consequenceOf(sample({ material: 'reduce' }), audit('material'))).toEqual({
      type: 'reduce',
      paidShare: '0.9',
    }));
  it('pays nothing when more is projected than there is, and all when no more than was found', () => {
    const reduce = sample({ material: 'reduce' });
    expect(consequenceOf(reduce, audit('material', { projected: 9_000n }))).toMatchObject({ paidShare: '0' });
    expect(consequenceOf(reduce, audit('material', { projected: 100n }))).toMatchObject({ paidShare: '1' });
  });
  it('never pays more than the projection leaves', () =>
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (unaudited, error) => {
        const outcome = consequenceOf(sample({ material: 'reduce' }), {
          ...audit('material', { projected: error }),
          found: 0n,
          unaudited,
        });
        const share = outcome.type === 'reduce' ? BigInt(Math.round(Number(outcome.paidShare) * 1e6)) : -1n;
        expect(share * unaudited).toBeLessThanOrEqual((unaudited > error ? unaudited - error : 0n) * 1_000_000n);
      }),
    ));
});

describe('The size of a sample', () => {
  it('is what the terms say', () => expect(plannedSample(sample({ size: 45 }), 1_000_000n)).toBe(45));
  it('takes shares that are fractions', () =>
    expect(plannedSample(sample({ materiality: '1/50', expectedError: '1/500' }), 1_000_000n)).toBe(
      Math.ceil(2.31 / (0.02 - 0.002 * 1.5)),
    ));
  it('is computed by the conservative formula otherwise', () =>
    expect(plannedSample(sample(), 1_000_000n)).toBe(Math.ceil(2.31 / 0.02)));
});
