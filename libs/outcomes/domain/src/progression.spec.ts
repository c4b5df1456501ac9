import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, localDate } from '@ringvirkning/kernel';
import { parseTerms } from '@ringvirkning/terms';
import { dialogueMeasures, type Terms } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { checkClaim, isRefused } from './checks.js';
import { OtherClaims } from './other-claims.js';
import { checkedScore, measurementName, nextDue } from './progression.js';

const text = (code: string) => ({ da: code, en: code });
const CODES = ['a', 'b', 'c', 'd'] as const;
const TODAY = localDate('2026-06-01');

/** A contract with four measures; some say what they are for, and some outcomes look at some of them. */
const terms = (purposes: readonly (string | undefined)[], lookedAt: readonly boolean[]): Terms | undefined => {
  const parsed = parseTerms(
    JSON.stringify({
      language: 'ringvirkning-terms/1',
      ref: 'T',
      title: text('t'),
      currency: 'DKK',
      period: { from: '2025-01-01', to: '2029-12-31' },
      parties: [
        { id: 'town', name: 'Town', kind: 'municipality', organisation: 'town', roles: ['authority', 'payer'] },
        { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier', 'verifier'] },
      ],
      claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'verifier' },
      verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
      measures: CODES.map((code, i) => ({ code, name: text(code), purpose: purposes[i] })),
      outcomes: [
        { code: 'job', name: text('job'), kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
        ...CODES.filter((_, i) => lookedAt[i]).map((code) => ({
          code: `better-${code}`,
          name: text(code),
          kind: 'improvement',
          measure: code,
          better: 'higher',
          price: { kind: 'per-claim', amount: 1 },
        })),
      ],
      payers: { split: 'fixed', parts: [{ party: 'town', share: 1 }] },
      payees: [{ party: 'helper', share: 1 }],
    }),
  );
  return parsed.ok ? parsed.terms : undefined;
};

const purposes = fc.array(fc.constantFrom('dialogue', 'payment', undefined), { minLength: 4, maxLength: 4 });
const lookedAt = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
const person = { referredOn: localDate('2025-01-01'), startedOn: null, cohort: null, group: null };

describe('a measure', () => {
  it('is either registered in the dialogue or claimed, never both, whatever the contract says', () =>
    fc.assert(
      fc.property(purposes, lookedAt, fc.constantFrom(...CODES), fc.nat(99), (said, used, code, value) => {
        const contract = terms(said, used);
        fc.pre(contract !== undefined);
        const on = localDate('2025-03-01');
        const score = { measure: code, value: String(value), on, scoredBy: null, replaces: null };
        const claim = {
          outcome: code,
          followUp: null,
          on,
          periodStart: null,
          quantity: String(value),
          externalRef: null,
          evidence: [],
        };
        const isClaimable = !isRefused(checkClaim(contract, person, new OtherClaims(contract), claim, TODAY));
        const isRecorded = (() => {
          try {
            return checkedScore(contract, score, TODAY) !== undefined;
          } catch {
            return false;
          }
        })();
        return isClaimable !== isRecorded && isRecorded === dialogueMeasures(contract).has(code);
      }),
    ));
  it('for dialogue is never one that an outcome looks at', () =>
    fc.assert(
      fc.property(purposes, lookedAt, (said, used) => {
        const contradicts = said.some((purpose, i) => purpose === 'dialogue' && used[i]);
        return (terms(said, used) === undefined) === contradicts;
      }),
    ));
});

describe('the next measurement', () => {
  const start = localDate('2025-01-31');
  const until = localDate('2029-12-31');
  it('is the baseline, then one interval after the last point measured', () => {
    expect(nextDue({ every: 6 }, { start, left: null, until }, null)).toBe('2025-01-31');
    expect(nextDue({ every: 1 }, { start, left: null, until }, 0)).toBe('2025-02-28');
    expect(nextDue({ every: 6 }, { start, left: null, until }, 3)).toBe(addMonths(start, 24));
  });
  it('is never after the person left, nor after the contract', () => {
    expect(nextDue({ every: 6 }, { start, left: addMonths(start, 6), until }, 0)).toBe(addMonths(start, 6));
    expect(nextDue({ every: 6 }, { start, left: addDays(addMonths(start, 6), -1), until }, 0)).toBeNull();
    expect(nextDue({ every: 6 }, { start, left: null, until: addMonths(start, 6) }, 1)).toBeNull();
  });
  it('is named by the months since the start, of which none is the baseline', () =>
    expect([0, 1, 12].map(measurementName)).toEqual([
      { da: 'Udgangspunkt', en: 'Baseline' },
      { da: '1 måned', en: '1 month' },
      { da: '12 måneder', en: '12 months' },
    ]));
  it('is not planned where the contract says nothing', () =>
    expect(nextDue({}, { start, left: null, until }, null)).toBeNull());
});
