import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { payerOn } from './payer.js';

const moves = [
  { from: localDate('2026-07-01'), payer: 'herning' },
  { from: localDate('2027-02-01'), payer: 'aarhus' },
];

describe('who pays, and gains, on a day', () => {
  it.each([
    ['2026-06-30', 'viborg'],
    ['2026-07-01', 'herning'],
    ['2027-01-31', 'herning'],
    ['2027-02-01', 'aarhus'],
  ])('%s', (day, payer) => expect(payerOn('viborg', moves, localDate(day))).toBe(payer));
  it('is nobody in particular where the contract does not leave it to the person', () =>
    expect(payerOn(null, [], localDate('2026-07-01'))).toBeNull());
});
