import { describe, expect, it } from '@jest/globals';
import { parseTerms, type Terms } from '@ringvirkning/terms';
import { termsYaml } from '../../test/terms.js';
import { affordableRuns, plannedClaims, plannedPeople, withCounts, withSuccess } from './planned.js';

const terms = (...counts: number[]): Terms => {
  const parsed = parseTerms(termsYaml().replace('kind: reached,', `kind: reached, planned: [${counts.map((count) => `{ count: ${count} }`).join(', ')}],`));
  if (!parsed.ok) throw new Error(parsed.errors[0]!.en);
  return parsed.terms;
};

describe('what is planned', () => {
  it('is counted as claims; people are the most of one count', () => expect([plannedClaims(terms(3, 5)), plannedPeople(terms(3, 5))]).toEqual([8, 5]));
  it.each([
    [0, 0],
    [10, 1],
    [50, 5],
    [54, 5],
    [55, 6],
    [100, 10],
  ])('%i %% of 10 are %i', (percent, expected) => expect(plannedClaims(withSuccess(terms(10), percent))).toBe(expected));
  it('gives way to counts for the outcomes they name', () => expect(plannedClaims(withCounts(terms(10), [{ outcome: 'housed', count: 4 }, { outcome: 'housed', count: 1 }]))).toBe(5));
  it('stays without counts', () => expect(withCounts(terms(10), [])).toEqual(terms(10)));
});

describe('how many courses are drawn', () => {
  it.each([
    ['as asked when small', 100, 10, 3, 100],
    ['fewer when large', 100, 5000, 2, 10],
    ['at least one', 100, 10_000, 20, 1],
    ['none when none are asked for', 0, 10, 3, 0],
    ['as asked when nothing is planned', 100, 0, 3, 100],
  ])('%s', (_what, asked, claims, rates, expected) => expect(affordableRuns(asked, claims, rates)).toBe(expected));
});
