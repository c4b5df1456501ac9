import { describe, expect, it } from '@jest/globals';
import { plannedSize } from './audit.js';
import { Z } from './confidence.js';
import {
  allocate,
  correctedBook,
  meanPerUnit,
  sizeForMean,
  sizesForStrata,
  stratified,
  weightedDeviation,
} from './equal-chance.js';
import { estimate, tolerable, verdictOf } from './estimate.js';
import { incrementalAllowances, musFromFigures, sizeForMus } from './monetary-unit.js';
import { EXPANSION, RELIABILITY, reliabilityFactor } from './poisson.js';

/** Whole euro, as the guidance prints them. */
const near = (value: bigint, printed: number, within = 2) =>
  expect(Math.abs(Number(value) - printed)).toBeLessThanOrEqual(within);
const BOOK = 4_199_882_024;

describe('Published figures of EGESIF_16-0014-01', () => {
  it('has the quantiles of table 3', () => expect(Z).toEqual({ 60: 0.842, 70: 1.036, 80: 1.282, 90: 1.645, 95: 1.96 }));

  it('6.1.1.6: simple random, 53 of 3,852 operations at 80 %', () => {
    const book = 46_501_186;
    expect(tolerable(BigInt(book), 0.02)).toBe(930_023n);
    expect(sizeForMean(3_852, 518, { tolerable: 0.02 * book, anticipated: 0.0124 * book, confidence: 80 })).toBe(53);
    const result = meanPerUnit({ size: 3_852, n: 53, errors: 7_797, deviation: 758 }, 80);
    near(result.projected, 566_703, 30);
    near(result.precision, 514_169);
    expect(verdictOf(result, tolerable(BigInt(book), 0.02))).toBe('inconclusive');
  });

  it('6.1.2.6: stratified, 90 and 31 operations and 5 of high value', () => {
    const plan = { tolerable: 0.02 * 1_396_535_319, anticipated: 0.018 * 1_396_535_319, confidence: 80 } as const;
    const strata = [
      { size: 3_582, deviation: 444 },
      { size: 1_225, deviation: 9_818 },
    ];
    expect(Math.round(weightedDeviation(strata) ** 2)).toBe(24_711_404);
    expect(sizesForStrata(strata, plan)).toEqual([90, 31]);
    const result = stratified(
      [
        { size: 3_582, n: 90, errors: 11_378, deviation: 698 },
        { size: 1_225, n: 31, errors: 102_899, deviation: 13_012 },
      ],
      889,
      80,
    );
    near(result.projected, 4_519_900, 10);
    near(result.precision, 3_695_304, 3_000);
    expect(verdictOf(result, tolerable(1_396_535_319n, 0.02))).toBe('accepted');
  });

  it('6.2.1.6: difference estimation, 101 of 3,852 operations at 60 %', () => {
    expect(sizeForMean(3_852, 168_397, { tolerable: 0.02 * BOOK, anticipated: 0.007 * BOOK, confidence: 60 })).toBe(
      101,
    );
    const result = meanPerUnit({ size: 3_852, n: 101, errors: 1_339_765, deviation: 162_976 }, 60);
    near(result.projected, 51_096_780);
    near(result.precision, 52_597_044);
    near(correctedBook(BigInt(BOOK), result).value, 4_148_785_244);
    near(correctedBook(BigInt(BOOK), result).lowerLimit, 4_096_188_200, 3);
    expect(verdictOf(result, tolerable(BigInt(BOOK), 0.02))).toBe('inconclusive');
  });

  it('6.2.2.6: stratified difference estimation, 16 and 35 operations', () => {
    const book = 6_440_727_190;
    const strata = [
      { size: 1_520, deviation: 21_312 },
      { size: 3_347, deviation: 215_546 },
    ];
    expect(Math.round(weightedDeviation(strata) ** 2)).toBe(32_092_103_451);
    expect(sizesForStrata(strata, { tolerable: 0.02 * book, anticipated: 0.004 * book, confidence: 60 })).toEqual([
      16, 35,
    ]);
  });

  it('6.3.1.7: MUS standard, 8 large operations and 69 sampled at 90 %', () => {
    const book = BOOK - 786_837_081;
    expect(sizeForMus(BOOK, 0.085, { tolerable: 0.02 * BOOK, anticipated: 0.004 * BOOK, confidence: 90 })).toBe(77);
    expect(Math.round(book / 69)).toBe(49_464_419);
    const figures = { exhaustiveErrors: 7_616_805, book, n: 69, rates: 1.096, deviationOfRates: 0.09 };
    const result = musFromFigures(figures, 90);
    near(result.projected, 61_829_809);
    near(result.precision, 60_831_129);
    near(result.upperLimit, 122_660_937, 3);
    expect(verdictOf(result, tolerable(BigInt(BOOK), 0.02))).toBe('inconclusive');
  });

  it('6.3.5.7: MUS conservative, 136 operations at 90 %', () => {
    const design = { method: 'mus-conservative', confidence: 90, materiality: 0.02 } as const;
    expect(plannedSize(BigInt(BOOK), design, 0.002)).toBe(136);
    const interval = BOOK / 136;
    expect(Math.round(interval)).toBe(30_881_485);
    expect(Math.round(interval * RELIABILITY[90])).toBe(71_336_231);
    near(estimate(7_843_574 + interval * 1.077, 0).projected, 41_102_934);
    near(estimate(41_102_934, interval * RELIABILITY[90] + 14_430_761).upperLimit, 126_869_926);
  });

  it('appendix 3: reliability factors at 90 %, and the allowance of a twelfth error', () => {
    expect([0, 1, 11, 12, 13, 16].map((errors) => reliabilityFactor(errors, 90))).toEqual([
      2.3, 3.89, 16.6, 17.78, 18.96, 22.45,
    ]);
    const twelve = [...Array.from({ length: 11 }, () => 1), 0.024];
    const twelfth = incrementalAllowances(twelve, BOOK / 136, 90)[11]!;
    expect(Math.round(twelfth)).toBe(Math.round(0.18 * 0.024 * (BOOK / 136)));
    expect(Math.round(0.18 * 741_156)).toBe(133_408);
  });

  it('6.3.5.5: 25 % of a unit wrong at an interval of 200,000 allows 29,500 by appendix 3', () =>
    expect(incrementalAllowances([0.25], 200_000, 90)[0]).toBeCloseTo(29_500, 6));

  it('tables 4 and 5: factors for no error, and for errors that are expected', () => {
    expect(RELIABILITY).toEqual({ 60: 0.92, 70: 1.21, 80: 1.61, 90: 2.31, 95: 3 });
    expect(EXPANSION).toEqual({ 60: 1.1, 70: 1.2, 80: 1.3, 90: 1.5, 95: 1.6 });
  });
});

describe('Sizes', () => {
  it('are not computed where as much is expected as is tolerated', () => {
    expect(() => sizeForMean(10, 1, { tolerable: 5, anticipated: 5, confidence: 90 })).toThrow(RangeError);
    expect(() => plannedSize(100n, { method: 'mus', confidence: 90, materiality: 0.02 }, 0.0134)).toThrow(RangeError);
  });
  it('are allocated in whole parts that add up', () => expect(allocate(10, [1, 1, 1])).toEqual([4, 3, 3]));
});
