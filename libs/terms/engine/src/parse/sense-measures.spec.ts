import { describe, expect, it } from '@jest/globals';
import { written } from '../../test/build.js';
import { parseTerms } from '../index.js';

const text = (code: string) => ({ da: code, en: code });
const scale = (change: object = {}) => ({
  id: 'mood',
  version: 1,
  title: text('mood'),
  licence: 'CC0 1.0',
  scoredBy: ['together'],
  better: 'higher',
  smallestChange: 1,
  steps: [1, 2, 3].map((value) => ({ value, title: text(String(value)) })),
  ...change,
});
const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 10 } };
const better = (more: object = {}) => ({
  code: 'better',
  kind: 'improvement',
  measure: 'score',
  better: 'higher',
  price: { kind: 'per-claim', amount: 10 },
  ...more,
});
const mean = {
  code: 'mean',
  kind: 'average',
  measure: 'score',
  population: { of: 'job', missingValue: 0 },
  price: { kind: 'per-unit', unit: 'point', amount: 10 },
};
const errorsOf = (parts: object): string[] => {
  const parsed = parseTerms(
    written({ scales: [scale()], measures: [{ code: 'score', scale: 'mood' }], outcomes: [job], ...parts }),
  );
  return parsed.ok ? [] : parsed.errors.map(({ code }) => code).sort();
};

describe('a contract with scales', () => {
  it.each<[string, object, string[]]>([
    ['names a scale of its own', {}, []],
    ['may not name another', { measures: [{ code: 'score', scale: 'other' }] }, ['terms.unknown-reference']],
    ['has each scale once', { scales: [scale(), scale({ version: 2 })] }, ['terms.declared-twice']],
    [
      'has its steps in order',
      { scales: [scale({ steps: [2, 1].map((value) => ({ value, title: text('x') })) })] },
      ['terms.change-beyond-scale', 'terms.steps-not-ascending'],
    ],
    ['has a change that fits the scale', { scales: [scale({ smallestChange: 3 })] }, ['terms.change-beyond-scale']],
    [
      'counts times or has a scale',
      { measures: [{ code: 'score', scale: 'mood', times: 3 }] },
      ['terms.scale-and-times'],
    ],
    [
      'keeps dialogue and payment apart',
      { measures: [{ code: 'score', purpose: 'dialogue' }], outcomes: [better()] },
      ['terms.dialogue-pays'],
    ],
    [
      'keeps dialogue out of conditions',
      { measures: [{ code: 'score', purpose: 'dialogue' }], outcomes: [{ ...job, requires: [{ fact: 'score' }] }] },
      ['terms.dialogue-pays'],
    ],
    ['pays by a score that is not the own', { outcomes: [better()] }, []],
    [
      'does not pay by a scale that the citizen alone scores',
      { scales: [scale({ scoredBy: ['citizen'] })], outcomes: [better()] },
      ['terms.self-scored-price'],
    ],
    [
      'pays by it when a second scorer confirms',
      {
        scales: [scale({ scoredBy: ['citizen'] })],
        measures: [
          { code: 'score', scale: 'mood' },
          { code: 'seen', scoredBy: 'professional' },
        ],
        outcomes: [better({ confirmedBy: 'seen' })],
      },
      [],
    ],
    [
      'does not pay a group by what they score themselves',
      { measures: [{ code: 'score', scoredBy: 'citizen' }], outcomes: [job, mean] },
      ['terms.self-scored-price'],
    ],
    [
      'pays a group by it against evidence',
      {
        measures: [{ code: 'score', scoredBy: 'citizen' }],
        outcomes: [job, mean],
        verification: { objectionDays: 0, evidence: { required: true, sources: ['questionnaire'] } },
      },
      [],
    ],
  ])('%s', (_rule, parts, errors) => expect(errorsOf(parts)).toEqual(errors));
});
