import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import { populationDigest, type Unit } from '@ringvirkning/statistics';
import { audited } from '@ringvirkning/terms';
import type { Sample } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import type { ClaimRules, ClaimStatus } from './claim.js';
import { conclude, drawOf, drawSeed, evolveDraw, freeze, type Draw } from './draw.js';

const sample: Sample = {
  method: 'simple-random',
  size: 30,
  confidence: 90,
  materiality: '0.02',
  expectedError: '0',
  inconclusive: 'extend',
  material: 'reject',
};
const rules: ClaimRules = {
  claimBy: ['supplier'],
  attestBy: 'authority',
  verifyBy: 'verifier',
  objectionDays: 0,
  isSampled: true,
  parties: [
    { organisation: 'st-basils', roles: ['supplier'] },
    { organisation: 'verifier-org', roles: ['verifier'] },
    { organisation: 'both', roles: ['supplier', 'verifier'] },
  ],
};
const at = instant('2026-03-01T10:00:00Z');
const step = { by: { subject: 'hans', organisation: 'verifier-org' }, at };
const as = (organisation: string) => ({ by: { subject: 'x', organisation }, at });
const SEED = 'ab'.repeat(32);
const units = Array.from({ length: 60 }, (_, i): Unit => ({ id: `c${i}`, amount: 1_000n }));
const population = { drawId: 'd', from: localDate('2026-01-01'), to: localDate('2026-06-30'), units };
const frozen = evolveDraw(undefined, freeze(rules, sample, population, step));
const drawn = evolveDraw(frozen, drawSeed(frozen, rules, SEED, step));
const all = (status: ClaimStatus, except: ReadonlyMap<string, ClaimStatus> = new Map()) =>
  new Map(units.map(({ id }) => [id, except.get(id) ?? status]));
const selected = [...audited(drawOf(drawn, units))];
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('A frozen sample', () => {
  it('says who is in it by digest, and has no seed', () =>
    expect(frozen).toMatchObject({
      digest: populationDigest(units),
      units: 60,
      book: 60_000n,
      sizes: [30],
      seed: null,
    }));
  it('draws no more than there are', () =>
    expect(freeze(rules, sample, { ...population, units: units.slice(0, 4) }, step).sizes).toEqual([4]));
  it('of claims without an amount is drawn whole when no size was agreed', () => {
    const free = units.map((unit) => ({ ...unit, amount: 0n }));
    const computed: Sample = { ...sample, method: 'mus-conservative', size: undefined };
    expect(freeze(rules, computed, { ...population, units: free }, step).sizes).toEqual([60]);
  });
  it('needs an agreed sample, something to draw from, and a verifier who delivers nothing', () => {
    expect(codeOf(() => freeze(rules, undefined, population, step))).toBe('outcomes.not-sampled');
    expect(codeOf(() => freeze(rules, sample, { ...population, units: [] }, step))).toBe('outcomes.nothing-to-sample');
    expect(codeOf(() => freeze(rules, sample, population, as('st-basils')))).toBe('outcomes.not-your-role');
    expect(codeOf(() => freeze(rules, sample, population, as('both')))).toBe('outcomes.verifier-not-independent');
  });
  it('has nothing to do again before it is drawn', () =>
    expect(codeOf(() => drawOf(frozen, units))).toBe('outcomes.sample-not-drawn'));
});

describe('A seed', () => {
  it('is drawn once', () => expect(codeOf(() => drawSeed(drawn, rules, SEED, step))).toBe('outcomes.sample-drawn'));
  it('is drawn by who verifies', () => {
    expect(codeOf(() => drawSeed(frozen, rules, SEED, as('st-basils')))).toBe('outcomes.not-your-role');
    expect(codeOf(() => drawSeed(frozen, rules, SEED, as('both')))).toBe('outcomes.verifier-not-independent');
  });
});

describe('The conclusion of a sample', () => {
  it.each<ClaimStatus>(['attested', 'disputed'])('waits for what is %s', (status) =>
    expect(codeOf(() => conclude(drawn, rules, units, all('final', new Map([[selected[0]!, status]])), step))).toBe(
      'outcomes.sample-undecided',
    ),
  );
  it('does not wait for what was not drawn', () => {
    const statuses = all('attested', new Map(selected.map((id) => [id, 'verified'])));
    expect(conclude(drawn, rules, units, statuses, step)).toMatchObject({ consequence: { type: 'approve' } });
  });
  it.each<ClaimStatus>(['rejected', 'annulled', 'returned', 'reversed', 'claimed'])(
    'counts what is %s as wrong',
    (status) => {
      const fact = conclude(drawn, rules, units, all('final', new Map([[selected[0]!, status]])), step);
      expect(fact.result).toMatchObject({ found: 1_000n, projected: 2_000n });
    },
  );
  it('by the terms extends, with the seed it has', () => {
    const one = all('final', new Map([[selected[0]!, 'rejected']]));
    const gentle = { ...drawn, sample: { ...sample, material: 'extend' } as const };
    const extended = evolveDraw(gentle, conclude(gentle, rules, units, one, step));
    expect(extended).toMatchObject({ status: 'drawn', sizes: [30, 60], seed: SEED });
  });
  it('is said once, by who verifies, and not before there is a seed', () => {
    const done = evolveDraw(drawn, conclude(drawn, rules, units, all('final'), step));
    expect(done.status).toBe('concluded');
    expect(codeOf(() => conclude(done, rules, units, all('final'), step))).toBe('outcomes.sample-concluded');
    expect(codeOf(() => conclude(drawn, rules, units, all('final'), as('st-basils')))).toBe('outcomes.not-your-role');
    expect(codeOf(() => conclude(frozen, rules, units, all('final'), step))).toBe('outcomes.sample-not-drawn');
  });
});

describe('The life of a sample', () => {
  it('never changes population, terms or seed, whatever is tried in whatever order', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('seed', 'conclude', 'conclude-wrong'), { maxLength: 12 }), (tries) => {
        let draw: Draw = { ...frozen, sample: { ...sample, material: 'extend' } };
        let seed: string | null = null;
        for (const [i, what] of tries.entries()) {
          const wrong = what === 'conclude-wrong' ? all('rejected') : all('final');
          const seeds = String(i % 10).repeat(64);
          const take = () =>
            what === 'seed' ? drawSeed(draw, rules, seeds, step) : conclude(draw, rules, units, wrong, step);
          if (codeOf(take) !== 'accepted') continue;
          draw = evolveDraw(draw, take());
          seed ??= draw.seed;
          expect(draw).toMatchObject({ digest: frozen.digest, units: 60, book: 60_000n, seed });
        }
      }),
    ));
  it('starts frozen', () =>
    expect(() => evolveDraw(undefined, { type: 'drawn', seed: SEED, ...step })).toThrow(RangeError));
});
