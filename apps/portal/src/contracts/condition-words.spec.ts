import { describe, expect, it } from '@jest/globals';
import { outcome, type Condition, type Terms } from '@ringvirkning/terms-language';
import { conditionWords } from './condition-words.js';

const terms = {
  followUps: [{ code: 'm6', months: 6 }],
  measures: [{ code: 'referred', name: { da: 'Henvist', en: 'Referred' } }],
  outcomes: [outcome.parse({ code: 'home', kind: 'reached', name: { da: 'Egen bolig', en: 'Own home' } })],
} as unknown as Terms;
const words = {
  t: (key: string, params: object = {}) => `<${[key, ...Object.values(params)].join(' ')}>`,
  say: ({ da }: { da: string }) => da,
  decimal: (text: string) => text,
} as Parameters<typeof conditionWords>[2];

describe('a condition in words', () => {
  it.each<[string, Omit<Condition, 'timing'>, string]>([
    ['names what is asked for', { fact: 'home' }, 'Egen bolig'],
    ['a measure too', { fact: 'referred' }, 'Henvist'],
    ['with its follow-up', { fact: 'home', followUp: 'm6' }, 'Egen bolig, <terms.months 6>'],
    [
      'says both bounds',
      { fact: 'score', atLeast: '5', atMost: '9' },
      'score (<condition.atLeast 5>, <condition.atMost 9>)',
    ],
    ['says the time limit', { fact: 'home', within: { weeks: 2 } }, 'Egen bolig (<condition.within <terms.weeks 2>>)'],
    [
      'says every way in which it is fulfilled',
      { fact: 'home', or: [{ fact: 'score', timing: 'any', within: { days: 9 } }] },
      'Egen bolig<condition.or>score (<condition.within <terms.days 9>>)',
    ],
  ])('%s', (_, condition, said) => expect(conditionWords({ timing: 'before', ...condition }, terms, words)).toBe(said));
});
