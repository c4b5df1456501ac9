import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@ringvirkning/kernel';
import { outcome as written, type Outcome } from '@ringvirkning/terms-language';
import { amountOf } from './rule-words.js';

const outcome = (price?: Outcome['price']): Outcome =>
  written.parse({ code: 'x', kind: 'reached', name: { da: 'X', en: 'X' }, price });
const claim = (change: object = {}) => ({
  followUp: null,
  quantity: '1',
  on: '2026-06-30' as LocalDate,
  ...change,
});

describe('what one claim pays by its price alone', () => {
  it.each<[string, Outcome['price'], object, string | undefined]>([
    ['the price of a claim', { kind: 'per-claim', amount: '1500' }, {}, '150000'],
    [
      'the price of its follow-up',
      { kind: 'per-claim', byFollowUp: [{ followUp: 'm6', amount: '99.5' }] },
      { followUp: 'm6' },
      '9950',
    ],
    [
      'nothing told, for a follow-up without a price',
      { kind: 'per-claim', byFollowUp: [{ followUp: 'm6', amount: '1' }] },
      {},
      undefined,
    ],
    ['units at their price', { kind: 'per-unit', unit: 'hour', amount: '100' }, { quantity: '3' }, '30000'],
    [
      'nothing told, for parts of a unit',
      { kind: 'per-unit', unit: 'hour', amount: '100' },
      { quantity: '2.5' },
      undefined,
    ],
    [
      'nothing told, above a threshold',
      { kind: 'per-unit', unit: 'hour', amount: '100', threshold: '2' },
      { quantity: '3' },
      undefined,
    ],
    ['nothing told, for steps', { kind: 'steps', steps: [{ from: '1', inclusive: true, amount: '5' }] }, {}, undefined],
    ['nothing told, without a price', undefined, {}, undefined],
  ])('is %s', (_, price, change, amount) => expect(amountOf(outcome(price), claim(change), 'DKK')).toBe(amount));
  it('is the price that holds on its day', () => {
    const per = (amount: string) => ({ kind: 'per-claim' as const, amount });
    const rising = { ...outcome(per('100')), laterPrices: [{ from: '2026-07-01' as LocalDate, price: per('130') }] };
    expect(['2026-06-30', '2026-07-01'].map((on) => amountOf(rising, claim({ on }), 'DKK'))).toEqual([
      '10000',
      '13000',
    ]);
  });
});
