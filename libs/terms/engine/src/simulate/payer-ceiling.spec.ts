import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract, fact } from '../../test/build.js';
import { evaluate } from '../index.js';
import { payerCeiling } from './payer-ceiling.js';

const parties = [
  {
    id: 'town',
    name: 'Town',
    kind: 'municipality',
    organisation: 'town',
    municipalityCode: '0751',
    roles: ['authority', 'payer'],
  },
  { id: 'region', name: 'Region', kind: 'region', organisation: 'region', roles: ['payer'] },
  { id: 'state', name: 'State', kind: 'state', organisation: 'state', roles: ['payer'] },
  { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier'] },
  { id: 'checker', name: 'Checker', kind: 'verifier', organisation: 'checker', roles: ['verifier'] },
];
const terms = (payers: object, max = '65000') =>
  contract({
    parties,
    period: { from: '2025-01-01', to: '2027-12-31' },
    outcomes: [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: '1234.56' } }],
    caps: [{ step: 'contract', max }],
    payers,
  });
const ceilings = (...parts: object[]) =>
  ['region', 'state', 'town']
    .map((id) =>
      payerCeiling(terms({ split: 'top-up', parts }), { id, kind: id === 'town' ? 'municipality' : 'state' }),
    )
    .map((amount) => Number(amount) / 100);
const town = { party: 'town' };
const region = (more: object = {}) => ({ party: 'region', ...more });
const state = (more: object = {}) => ({ party: 'state', ...more });

describe('the ceiling of a payer in a top-up split of at most 65,000', () => {
  it.each<[string, object[], number[]]>([
    ['the last pays what a capped share leaves', [region({ share: 0.3, cap: 15_000 }), town], [15_000, 0, 50_000]],
    ['a cap that the share does not reach', [region({ share: 0.3, cap: 19_500 }), town], [19_500, 0, 45_500]],
    ['a cap just under the share', [region({ share: 0.3, cap: 19_499 }), town], [19_499, 0, 45_501]],
    ['a cap over the share', [region({ share: 0.3, cap: 19_501 }), town], [19_500, 0, 45_500]],
    ['first up to an amount', [region({ cap: 15_000 }), town], [15_000, 0, 50_000]],
    ['two shares before', [region({ share: 0.3, cap: 15_000 }), state({ share: 0.2 }), town], [15_000, 13_000, 37_000]],
    [
      'an amount first, then a share: it may go to either',
      [region({ cap: 15_000 }), state({ share: 0.3 }), town],
      [15_000, 19_500, 45_500],
    ],
    [
      'shares beyond the whole: only the greater is sure',
      [region({ share: 0.7, cap: 30_000 }), state({ share: 0.6 }), town],
      [30_000, 35_000, 26_000],
    ],
    ['a limit per claim is not sure', [region({ perClaim: 500 }), town], [65_000, 0, 65_000]],
    ['a cap for some years is not sure', [region({ yearCaps: [{ year: 2025, max: 100 }] }), town], [65_000, 0, 65_000]],
    [
      'caps for all years',
      [region({ yearCaps: [2025, 2026, 2027].map((year) => ({ year, max: 100 })) }), town],
      [300, 0, 65_000],
    ],
  ])('%s', (_what, parts, expected) => expect(ceilings(...parts)).toEqual(expected));
});

describe('whatever is achieved', () => {
  const limit = fc.record(
    {
      share: fc.constantFrom('0.3', '1/3', '0.7'),
      cap: fc.constantFrom(7000, 15_000, 30_000),
      perClaim: fc.constantFrom(400, 900),
      yearCaps: fc.constant([{ year: 2026, max: 3000 }]),
    },
    { requiredKeys: [] },
  );
  const order = fc.shuffledSubarray(['region', 'state', 'of-participant'], { minLength: 1 });
  const topUp = fc.tuple(order, fc.tuple(limit, limit, limit)).map(([first, limits]) => ({
    split: 'top-up',
    otherwise: 'town',
    parts: [...first.map((party, i) => ({ party, ...limits[i] })), town],
  }));
  const fixed = fc.tuple(limit, limit).map(([a, b]) => ({
    split: 'fixed',
    parts: [
      { ...town, ...a, share: '0.7', perClaim: undefined },
      { party: 'region', ...b, share: '0.3', perClaim: undefined },
    ],
  }));
  const years = fc.array(fc.integer({ min: 2025, max: 2027 }), { maxLength: 80 });
  it('no payer pays more than its ceiling, and an øre a year that rounding may add', () =>
    fc.assert(
      fc.property(fc.oneof(topUp, fixed), years, fc.constantFrom('65000', '30000.01'), (payers, when, max) => {
        const agreed = terms(payers, max);
        const evaluation = evaluate(
          agreed,
          when.map((year, i) => fact('job', `${year}-06-01`, { participant: `p${i}` })),
          '2027-12-31',
        );
        for (const { id, kind } of agreed.parties) {
          const paid = sum(
            evaluation.years.flatMap((year) =>
              year.payers.filter(({ party }) => party === id).map(({ amount }) => amount),
            ),
          );
          expect([id, paid <= payerCeiling(agreed, { id, kind })! + 3n]).toEqual([id, true]);
        }
      }),
      { numRuns: 500 },
    ));
});
