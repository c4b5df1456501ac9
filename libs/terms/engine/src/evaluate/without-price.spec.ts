import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact } from '../../test/build.js';
import { evaluate, withoutPrice } from '../index.js';

const terms = contract({
  currency: 'DKK',
  followUps: [{ code: 'm6', months: 6 }],
  cohorts: [{ code: 'c1', name: { da: 'Hold 1', en: 'Class 1' }, from: '2024-01-01', to: '2024-12-31' }],
  measures: [{ code: 'seen' }, { code: 'cost' }, { code: 'score' }],
  outcomes: [
    { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
    { code: 'home', kind: 'reached', followUps: ['m6'] },
    { code: 'saved', kind: 'total', measure: 'cost', unit: 'amount' },
    { code: 'share', kind: 'share', reaching: 'job', population: { of: 'seen' } },
    { code: 'well', kind: 'average', per: 'cohort', measure: 'score', population: { of: 'seen', missing: 'excluded' } },
  ],
});
const facts: Fact[] = [
  fact('seen', '2024-02-01', { cohort: 'c1' }),
  fact('seen', '2024-02-01', { cohort: 'c1', participant: 'p2' }),
  fact('job', '2024-03-01'),
  fact('home', '2024-03-01', { followUp: 'm6' }),
  fact('cost', '2024-03-01', { quantity: '1234.5', participant: undefined }),
  fact('score', '2024-03-01', { quantity: '4.25' }),
];

describe('an outcome without a price', () => {
  it('is shown with what was reached or measured', () =>
    expect(
      withoutPrice(terms, evaluate(terms, facts, END)).map(({ outcome, sentence: { en } }) => [outcome, en]),
    ).toEqual(
      [
        ['home', '1 without payment (6 months)'],
        ['saved', 'the value is DKK 1,234.5'],
        ['share', 'the value is 50 %'],
        ['well', 'the value is 4.25 (Class 1)'],
      ].map(([outcome, text]) => [outcome, `${text}; the outcome has no price in the terms.`]),
    ));
  it('is not shown when nothing was measured', () =>
    expect(withoutPrice(terms, evaluate(terms, [], END)).map(({ outcome }) => outcome)).toEqual([]));
});
