import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { contract } from '../../test/build.js';
import type { Excess } from '../types.js';
import { distributionOf, type Drawn } from './distribution.js';

const outcomes = [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } }];
const plain = contract({ outcomes });
const drawn = (payable: bigint, more: Partial<Drawn> = {}): Drawn => ({ cutOff: localDate('2029-12-31'), gross: payable * 2n, payable, years: [{ year: 2025, gross: payable, payable, payers: [] }], excess: [], ...more });
const year = (number: number, payable: bigint) => ({ year: number, gross: payable, payable, payers: [] });
const cut = (step: Excess['step'], amount: bigint): Excess => ({ step, cap: 'caps[0]', amount, sentence: { da: '', en: '' } });

describe('the distribution of draws', () => {
  it('of a hundred draws, however they come: least, percentiles, mean and most', () => {
    const draws = Array.from({ length: 100 }, (_, i) => drawn(BigInt((i * 37) % 100)));
    const { runs, payable, gross } = distributionOf(plain, draws);
    expect(runs).toBe(100);
    expect(payable).toEqual({ mean: 49n, min: 0n, p5: 5n, p50: 50n, p95: 95n, max: 99n });
    expect(gross).toEqual({ mean: 99n, min: 0n, p5: 10n, p50: 100n, p95: 190n, max: 198n });
  });
  it('of one draw is that draw', () => expect(distributionOf(plain, [drawn(7n)]).payable).toEqual({ mean: 7n, min: 7n, p5: 7n, p50: 7n, p95: 7n, max: 7n }));
  it('per year counts a draw without the year as nothing', () => {
    const { years } = distributionOf(plain, [drawn(9n, { years: [year(2027, 4n), year(2025, 5n)] }), drawn(6n, { years: [year(2026, 6n)] })]);
    expect(years.map((each) => [each.year, each.payable.min, each.payable.mean, each.payable.max])).toEqual([[2025, 0n, 2n, 5n], [2026, 0n, 3n, 6n], [2027, 0n, 2n, 4n]]);
  });
  it('has the mean excess of each step that cut anything', () => {
    const { excess } = distributionOf(plain, [drawn(1n, { excess: [cut('person', 10n), cut('person', 20n), cut('contract', 7n)] }), drawn(1n, { excess: [cut('quantity', 4n)] })]);
    expect(excess).toEqual([{ step: 'person', mean: 15n }, { step: 'contract', mean: 3n }, { step: 'quantity', mean: 2n }]);
  });
  it('has no investors without capital', () => expect(distributionOf(plain, [drawn(1n)]).investors).toEqual([]));
  it('gives each investor the waterfall of the 5th, 50th and 95th percentile', () => {
    const terms = contract({ outcomes, capital: [{ party: 'state', kind: 'senior-loan', amount: 100, returnCap: 100 }, { party: 'helper', kind: 'grant', amount: 100 }] });
    const draws = Array.from({ length: 101 }, (_, i) => drawn(BigInt(((i * 37) % 101) * 100)));
    const { investors } = distributionOf(terms, draws);
    expect(investors.map(({ party, kind, multiple }) => [party, kind, multiple])).toEqual([
      ['state', 'senior-loan', { p5: '0.05', p50: '0.5', p95: '0.95' }],
      ['helper', 'grant', { p5: '0', p50: '0', p95: '0' }],
    ]);
    expect(investors[1]!.irr).toEqual({ p5: null, p50: null, p95: null });
    expect(Number(investors[0]!.irr.p95)).toBeGreaterThan(Number(investors[0]!.irr.p50));
    expect(Number(investors[0]!.irr.p50)).toBeGreaterThan(Number(investors[0]!.irr.p5));
  });
});
