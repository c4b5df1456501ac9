import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import type { Excess } from '@ringvirkning/terms-language';
import { contract } from '../../test/build.js';
import { distributionOf, type Drawn } from './distribution.js';

const outcomes = [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } }];
const plain = contract({ outcomes });
const drawn = (payable: bigint, more: Partial<Drawn> = {}): Drawn => ({
  cutOff: localDate('2029-12-31'),
  gross: payable * 2n,
  payable,
  years: [{ year: 2025, gross: payable, payable, payers: [] }],
  excess: [],
  payments: [{ payer: 'town', payee: 'helper', year: 2025, amount: payable }],
  ...more,
});
const year = (number: number, payable: bigint) => ({ year: number, gross: payable, payable, payers: [] });
const cut = (step: Excess['step'], amount: bigint): Excess => ({
  step,
  cap: 'caps[0]',
  amount,
  sentence: { da: '', en: '' },
});

describe('the distribution of draws', () => {
  it('of a hundred draws, however they come: least, percentiles, mean and most', () => {
    const draws = Array.from({ length: 100 }, (_, i) => drawn(BigInt((i * 37) % 100)));
    const { runs, payable, gross } = distributionOf(plain, draws);
    expect(runs).toBe(100);
    expect(payable).toEqual({ mean: 49n, min: 0n, p5: 5n, p50: 50n, p95: 95n, max: 99n });
    expect(gross).toEqual({ mean: 99n, min: 0n, p5: 10n, p50: 100n, p95: 190n, max: 198n });
  });
  it('of one draw is that draw', () =>
    expect(distributionOf(plain, [drawn(7n)]).payable).toEqual({
      mean: 7n,
      min: 7n,
      p5: 7n,
      p50: 7n,
      p95: 7n,
      max: 7n,
    }));
  it('per year counts a draw without the year as nothing', () => {
    const { years } = distributionOf(plain, [
      drawn(9n, { years: [year(2027, 4n), year(2025, 5n)] }),
      drawn(6n, { years: [year(2026, 6n)] }),
    ]);
    expect(years.map((each) => [each.year, each.payable.min, each.payable.mean, each.payable.max])).toEqual([
      [2025, 0n, 2n, 5n],
      [2026, 0n, 3n, 6n],
      [2027, 0n, 2n, 4n],
    ]);
  });
  it('has the mean excess of each step that cut anything', () => {
    const { excess } = distributionOf(plain, [
      drawn(1n, { excess: [cut('person', 10n), cut('person', 20n), cut('contract', 7n)] }),
      drawn(1n, { excess: [cut('quantity', 4n)] }),
    ]);
    expect(excess).toEqual([
      { step: 'person', mean: 15n },
      { step: 'contract', mean: 3n },
      { step: 'quantity', mean: 2n },
    ]);
  });
  it('has no investors without capital', () => expect(distributionOf(plain, [drawn(1n)]).investors).toEqual([]));
  const two = contract({
    outcomes,
    capital: [
      { party: 'state', kind: 'senior-loan', amount: 100, returnCap: 100 },
      { party: 'helper', kind: 'grant', amount: 100 },
    ],
  });
  it('gives the 5th, 50th and 95th percentile of what each investor gets back', () => {
    const { investors } = distributionOf(
      two,
      Array.from({ length: 100 }, (_, i) => drawn(BigInt(((i * 37) % 100) * 100))),
    );
    expect(investors.map(({ party, kind, multiple }) => [party, kind, multiple])).toEqual([
      ['state', 'senior-loan', { p5: '0.05', p50: '0.5', p95: '0.95' }],
      ['helper', 'grant', { p5: '0', p50: '0', p95: '0' }],
    ]);
    expect(investors[1]!.irr).toEqual({ p5: null, p50: null, p95: null });
  });
  it('sorts each figure by itself, not by what is payable: earlier money may be worth more than more money', () => {
    const paid = (year: number, amount: bigint) =>
      drawn(amount, { payments: [{ payer: 'town', payee: 'helper', year, amount }] });
    const [investor] = distributionOf(two, [paid(2029, 13_000n), paid(2024, 12_000n), paid(2026, 11_000n)]).investors;
    expect(investor!.multiple).toEqual({ p5: '1.1', p50: '1.2', p95: '1.3' });
    expect(Object.values(investor!.irr).map(Number)).toEqual(
      [...Object.values(investor!.irr).map(Number)].sort((a, b) => a - b),
    );
    expect(investor!.irr).toMatchObject({ p5: '0.0323', p95: '0.2' });
  });
  it('counts a lost investment, which has no rate, as the lowest', () => {
    const [investor] = distributionOf(two, [drawn(5000n), drawn(0n), drawn(10_000n)]).investors;
    expect(investor!.irr).toMatchObject({ p5: null, p95: '0' });
    expect(investor!.irr.p50).toMatch(/^-0\./);
  });
  it('p5 ≤ p50 ≤ p95, whatever is drawn', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.tuple(fc.integer({ min: 2024, max: 2029 }), fc.bigInt({ min: 0n, max: 20_000n })), {
            maxLength: 4,
          }),
          { minLength: 1, maxLength: 40 },
        ),
        (courses) => {
          const draws = courses.map((payments) =>
            drawn(1n, {
              payments: payments.map(([paidIn, amount]) => ({ payer: 'town', payee: 'helper', year: paidIn, amount })),
            }),
          );
          for (const { irr, multiple } of distributionOf(two, draws).investors)
            for (const { p5, p50, p95 } of [irr, multiple]) {
              const places = [p5, p50, p95].map((text) => Number(text ?? -Infinity));
              expect(places).toEqual([...places].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
            }
        },
      ),
      { numRuns: 50 },
    ));
});
