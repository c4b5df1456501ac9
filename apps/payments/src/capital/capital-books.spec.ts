import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { placedAs } from './capital-books.js';

const rate = (capital: number) => ({ capital, on: localDate('2027-01-31'), value: '80', rate: '0.05' });

describe('rates by the results of an earlier version of the terms', () => {
  it('stay with their capital, wherever it stands in the next', () =>
    expect(placedAs([rate(0), rate(1)], ['dsi/loan', 'fund/loan'], ['new/grant', 'fund/loan', 'dsi/loan'])).toEqual([
      rate(2),
      rate(1),
    ]));
  it('are nobody’s once their capital is gone', () =>
    expect(placedAs([rate(0), rate(1)], ['dsi/loan', 'fund/loan'], ['fund/loan'])).toEqual([rate(0)]));
});
