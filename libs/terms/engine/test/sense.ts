import { expect, it } from '@jest/globals';
import { parseTerms } from '../src/index.js';
import { written } from './build.js';

/** Parts of documents that make sense, to be changed into ones that do not. */
export const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } };
export const followUps = [
  { code: 'm3', months: 3 },
  { code: 'm6', months: 6 },
];
export const cohorts = [{ code: 'c1', from: '2024-01-01', to: '2024-12-31' }];
export const measures = ['cost', 'seen', 'own-score', 'rated'].map((code) => ({
  code,
  ...(code === 'own-score' ? { scoredBy: 'citizen' } : {}),
}));
export const perUnit = (unit = 'unit') => ({ kind: 'per-unit', unit, amount: 1 });
export const steps = (...bounds: [number, boolean][]) => ({
  kind: 'steps',
  steps: bounds.map(([from, inclusive]) => ({ from, inclusive, amount: 1 })),
});
export const points = (...bounds: number[]) => ({
  kind: 'interpolated',
  below: 'nothing',
  points: bounds.map((at) => ({ at, amount: 1 })),
});
export const tranches = (...slices: object[]) => ({ kind: 'tranches', tranches: slices });
export const total = (code: string, more: object = {}) => ({
  code,
  kind: 'total',
  measure: 'cost',
  price: tranches({ share: 1 }),
  ...more,
});
export const share = (more: object = {}) => ({
  code: 'share',
  kind: 'share',
  reaching: 'job',
  population: { of: 'seen' },
  price: perUnit('percentage-point'),
  ...more,
});
export const average = (more: object = {}, population: object = {}) => ({
  code: 'average',
  kind: 'average',
  measure: 'cost',
  population: { of: 'seen', ...population },
  price: perUnit('point'),
  ...more,
});
export const difference = (more: object = {}) => ({
  code: 'difference',
  kind: 'difference',
  of: 'a',
  against: { value: 5, version: '1', source: 's' },
  as: 'points',
  better: 'lower',
  price: perUnit('point'),
  ...more,
});
export const avoided = (more: object = {}) => ({
  code: 'avoided',
  kind: 'avoided-cost',
  actual: 'a',
  predicted: { amount: 5, version: '1', source: 's' },
  price: tranches({ share: 1 }),
  ...more,
});
export const weighted = (parts: object[], more: object = {}) => ({
  code: 'weighted',
  kind: 'weighted',
  parts,
  price: perUnit('point'),
  ...more,
});
export const lookBack = (more: object = {}) => ({ ...job, kind: 'look-back', measure: 'seen', months: 6, ...more });
export const spell = (more: object = {}) => ({
  ...job,
  kind: 'spell',
  measure: 'seen',
  mode: 'continuous',
  followUps: ['m3'],
  ...more,
});

export type Parts = Record<string, unknown>;
export const problems = (parts: Parts): string[] => {
  const parsed = parseTerms(written({ outcomes: [job], measures, ...parts }));
  return parsed.ok ? [] : parsed.errors.map((error) => `${error.path} ${error.code.replace('terms.', '')}`);
};
/** Each row: what is tried, the parts of the document, and every problem that it has. */
export const finds = (rows: readonly (readonly [string, Parts, readonly string[]])[]): void =>
  it.each(rows)('%s', (_what, parts, expected) => expect(problems(parts)).toEqual(expected));
