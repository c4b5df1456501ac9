import { describe, expect, it } from '@jest/globals';
import { inDependencyOrder, isIndividual, restsOn } from '@ringvirkning/terms-language';
import { contract } from './build.js';

const price = { kind: 'per-claim', amount: 1 };
const followUps = [{ code: 'm3', months: 3 }];
const measures = ['seen', 'gone', 'score', 'rated'].map((code) => ({ code }));
const parts = {
  kind: 'weighted',
  parts: [
    { outcome: 'a', weight: '0.5' },
    { outcome: 'b', weight: '0.5' },
  ],
};
const stated = { version: '1', source: 's' };
const total = (code: string) => ({ code, kind: 'total', measure: 'score' });
const kinds: readonly [object, boolean, string[]][] = [
  [{ kind: 'reached' }, true, []],
  [{ kind: 'counted' }, true, []],
  [{ kind: 'improvement', measure: 'score', better: 'lower', confirmedBy: 'rated' }, true, ['score']],
  [{ kind: 'look-back', measure: 'score', months: 6 }, true, ['score']],
  [{ kind: 'spell', measure: 'score', mode: 'continuous', followUps: ['m3'] }, true, ['score']],
  [{ kind: 'share', reaching: 'rated', population: { of: 'score' } }, false, ['rated', 'score']],
  [{ kind: 'average', measure: 'rated', population: { of: 'score', missingValue: 0 } }, false, ['rated', 'score']],
  [{ kind: 'total', measure: 'score' }, false, ['score']],
  [{ kind: 'difference', of: 'a', against: { outcome: 'b' }, as: 'points', better: 'lower' }, false, ['a', 'b']],
  [{ kind: 'difference', of: 'a', against: { value: 1, ...stated }, as: 'points', better: 'lower' }, false, ['a']],
  [{ kind: 'avoided-cost', actual: 'a', predicted: { outcome: 'b' } }, false, ['a', 'b']],
  [{ kind: 'avoided-cost', actual: 'a', predicted: { amount: 1, ...stated } }, false, ['a']],
  [parts, false, ['a', 'b']],
];

describe('an outcome', () => {
  it.each(kinds)('%j is of a person: %p, and rests on %j, after its conditions', (kind, individual, names) => {
    const conditions = { requires: [{ fact: 'seen' }], ...(individual ? { unless: [{ fact: 'gone' }] } : {}) };
    const { outcomes } = contract({
      followUps,
      measures,
      outcomes: [
        { code: 'value', ...kind, ...conditions },
        total('a'),
        total('b'),
        { code: 'job', kind: 'reached', price },
      ],
    });
    expect(isIndividual(outcomes[0]!)).toBe(individual);
    expect(restsOn(outcomes[0]!)).toEqual(['seen', ...(individual ? ['gone'] : []), ...names]);
    expect(inDependencyOrder(outcomes).ordered.map((outcome) => outcome.code)).toEqual(
      names.some((name) => 'ab'.includes(name)) ? ['a', 'b', 'job', 'value'] : ['value', 'a', 'b', 'job'],
    );
  });
});
