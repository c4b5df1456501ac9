import { describe, expect, it } from '@jest/globals';
import { asJson } from '@ringvirkning/kernel';
import type { SampleFile } from '@ringvirkning/outcomes-api';
import { inOrderOf, populationDigest } from '@ringvirkning/statistics';
import { audited, auditSample } from '@ringvirkning/terms';
import { Refused } from '../refused.js';
import { sampleText } from './text.js';
import { verifySample } from './verify-sample.js';

const uuid = (n: number): string => `018f2f3e-7b1a-7c3d-8e4f-${String(n).padStart(12, '0')}`;
const terms = {
  method: 'mus-conservative',
  confidence: 60,
  materiality: '0.02',
  expectedError: '0',
  inconclusive: 'extend',
  material: 'reduce',
} as const;
const units = Array.from({ length: 90 }, (_, i) => ({ id: uuid(i + 1), amount: BigInt(10_000 * (1 + (i % 7))) }));
const seed = 'ab'.repeat(32);
const draw = { sample: terms, units, seed, sizes: [46] };
const selected = inOrderOf(
  units.filter(({ id }) => audited(draw).has(id)),
  seed,
).map(({ id }) => id);
const wrong = selected.slice(0, 6);
const { result, consequence } = auditSample(draw, new Set(wrong));
const file: SampleFile = {
  format: 'ringvirkning-sample/1',
  sampleId: uuid(1_000),
  contractId: uuid(1_001),
  from: '2026-01-01' as SampleFile['from'],
  to: '2026-06-30' as SampleFile['to'],
  terms,
  digest: populationDigest(units),
  units: units.map(({ id, amount }) => ({ id, amount: String(amount) })),
  frozenAt: '2026-07-01T08:00:00.000Z' as SampleFile['frozenAt'],
  seed,
  drawnAt: '2026-07-01T09:00:00.000Z' as SampleFile['frozenAt'],
  sizes: [46],
  selected,
  wrong,
  result: asJson(result),
  consequence,
};
const changed = (change: Partial<SampleFile>): string[] =>
  verifySample('s.json', JSON.stringify({ ...file, ...change })).differences.map(({ path }) => path);

describe('sample verify', () => {
  it('finds the same list, draw and result', () => {
    const check = verifySample('s.json', JSON.stringify(file));
    expect(check.differences).toEqual([]);
    expect(consequence.type).toBe('reduce');
    expect(sampleText(check, 'da')).toContain('Samme liste, samme udtræk, samme resultat.');
    expect(sampleText(check, 'en')).toContain('Same list, same draw, same result.');
  });
  it('finds an amount that was changed after the list was frozen', () => {
    const [first, ...rest] = file.units;
    expect(changed({ units: [{ ...first!, amount: '1' }, ...rest] })).toContain('digest');
  });
  it('finds another seed, another selection, and another result', () => {
    expect(changed({ seed: 'cd'.repeat(32) }).some((path) => path.startsWith('selected'))).toBe(true);
    expect(changed({ selected: [...selected].reverse() }).some((path) => path.startsWith('selected'))).toBe(true);
    expect(changed({ result: { ...file.result!, projected: '1' } })).toEqual(['result.projected']);
    expect(changed({ wrong: [] }).some((path) => path.startsWith('result'))).toBe(true);
  });
  it('checks what there is: the list before a draw, the draw before a result, a result before an extension', () => {
    const none = { result: null, consequence: null };
    expect(changed({ ...none, seed: null, drawnAt: null, selected: [], wrong: [] })).toEqual([]);
    expect(changed(none)).toEqual([]);
    const all = inOrderOf(units, seed).map(({ id }) => id);
    expect(changed({ consequence: null, sizes: [46, 90], selected: all })).toEqual([]);
  });
  it.each([
    ['not json', 'sample.not-json'],
    ['{}', 'sample.invalid'],
    [JSON.stringify({ ...file, seed: 'short' }), 'sample.invalid'],
    [JSON.stringify({ ...file, terms: { ...terms, materiality: 'much' } }), 'sample.invalid'],
  ])('refuses what is no sample: %#', (text, code) => {
    let refused: unknown;
    try {
      verifySample('s.json', text);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ code })]) });
  });
});
