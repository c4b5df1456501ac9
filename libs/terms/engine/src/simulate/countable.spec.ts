import { describe, expect, it } from '@jest/globals';
import { contract } from '../../test/build.js';
import { countable } from './countable.js';

const claim = { kind: 'per-claim', amount: 1 };
const named = (code: string) => ({ da: code, en: code });

describe('what can be counted', () => {
  it('are outcomes of people, at each of their follow-ups, and the measures that values of groups and conditions of tranches rest on', () => {
    const terms = contract({
      followUps: [
        { code: 'm6', months: 6 },
        { code: 'm3', months: 3 },
      ],
      measures: [{ code: 'unused' }, { code: 'spent', unit: 'kroner' }, { code: 'improved' }, { code: 'score' }],
      outcomes: [
        {
          code: 'saving',
          kind: 'total',
          measure: 'spent',
          price: {
            kind: 'tranches',
            tranches: [
              { upTo: 5, share: 1 },
              { share: 1, requires: [{ fact: 'improved' }] },
            ],
          },
        },
        { code: 'job', kind: 'reached', followUps: ['m3', 'm6'], price: claim },
        { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 1 } },
        { code: 'better', kind: 'improvement', measure: 'score', better: 'higher', price: claim },
        { code: 'home', kind: 'look-back', measure: 'score', months: 6, price: claim },
      ],
    });
    expect(countable(terms)).toEqual([
      {
        outcome: 'job',
        name: named('job'),
        quantified: false,
        followUp: { code: 'm6', name: { da: '6 måneder', en: '6 months' } },
      },
      {
        outcome: 'job',
        name: named('job'),
        quantified: false,
        followUp: { code: 'm3', name: { da: '3 måneder', en: '3 months' } },
      },
      { outcome: 'days', name: named('days'), quantified: true },
      { outcome: 'better', name: named('better'), quantified: true },
      { outcome: 'home', name: named('home'), quantified: false },
      { outcome: 'spent', name: named('spent'), quantified: true, unit: 'kroner' },
      { outcome: 'improved', name: named('improved'), quantified: true },
    ]);
  });
});
