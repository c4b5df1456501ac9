import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { drawSample, evaluateSample, METHODS, type Design, type Method } from './audit.js';
import { CONFIDENCES } from './confidence.js';
import type { Unit } from './draw.js';

const method = fc.constantFrom<Method>(...METHODS);
const confidence = fc.constantFrom(...CONFIDENCES);
const units = fc
  .array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 70 })
  .map((amounts) => amounts.map((amount, i): Unit => ({ id: `c${i}`, amount: BigInt(amount), stratum: `s${i % 2}` })));
const seed = fc.nat(10_000).map((n) => sha256Hex(String(n)));
const design = fc.record({ method, confidence, materiality: fc.constant(0.02) });

const audit = (plan: Design, all: readonly Unit[], of: string, n: number, errorOf: (id: string) => bigint) =>
  evaluateSample(plan, all, drawSample(plan.method, all, of, n), errorOf);

describe('An audited sample', () => {
  it('without errors projects none, and adds up', () =>
    fc.assert(
      fc.property(design, units, seed, fc.integer({ min: 2, max: 40 }), (plan, all, of, n) => {
        const result = audit(plan, all, of, n, () => 0n);
        expect(result).toMatchObject({ projected: 0n, found: 0n, upperLimit: result.precision });
      }),
    ));
  it('never projects less than the audit found itself', () =>
    fc.assert(
      fc.property(design, units, seed, fc.integer({ min: 2, max: 40 }), (plan, all, of, n) => {
        const byId = new Map(all.map(({ id, amount }) => [id, amount]));
        const result = audit(plan, all, of, n, (id) => (Number(id.slice(1)) % 3 ? 0n : byId.get(id)!));
        expect(result.projected).toBeGreaterThanOrEqual(result.found);
        expect(result.upperLimit).toBe(result.projected + result.precision);
      }),
    ));
  it('of everything is exact', () =>
    fc.assert(
      fc.property(design, units, seed, (plan, all, of) => {
        const result = audit(plan, all, of, all.length + 2, (id) => (id === 'c0' ? 1n : 0n));
        expect(result).toMatchObject({ projected: 1n, precision: 0n, upperLimit: 1n });
      }),
    ));
  it('of equal amounts projects the mean on the population', () => {
    const all = Array.from({ length: 100 }, (_, i): Unit => ({ id: `c${i}`, amount: 1_000n }));
    const plan = { method: 'simple-random', confidence: 90, materiality: 0.02 } as const;
    const drawn = drawSample('simple-random', all, sha256Hex('x'), 50);
    const result = evaluateSample(plan, all, drawn, (id) => (id === drawn.sampled[0] ? 1_000n : 0n));
    expect(result).toMatchObject({ book: 100_000n, tolerable: 2_000n, projected: 2_000n, verdict: 'inconclusive' });
  });
});
