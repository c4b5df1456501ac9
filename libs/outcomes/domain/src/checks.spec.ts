import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, localDate, type LocalDate } from '@ringvirkning/kernel';
import { evaluate, parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { checkClaim, claimKey, isRefused } from './checks.js';
import type { Candidate, ClaimantPerson, OtherClaim } from './finding.js';

const parsed = parseTerms(`
language: ringvirkning-terms/1
ref: T-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2025-01-01, to: 2029-12-31 }
parties:
  - { id: kommune, name: Kommune, kind: municipality, organisation: aarhus, roles: [authority, payer] }
  - { id: leverandoer, name: Leverandør, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: revisor, name: Revisor, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: true, sources: [register, document] } }
followUps: [{ code: m3, months: 3 }, { code: m6, months: 6 }]
groups: [{ code: young, name: { da: Unge, en: Young } }, { code: old, name: { da: Ældre, en: Old } }]
measures: [{ code: left-home, name: { da: Flyttet, en: Left } }, { code: score, name: { da: Score, en: Score } }, { code: rating, name: { da: Vurdering, en: Rating } }]
cohorts: [{ code: c1, name: { da: Hold, en: Class }, from: 2025-01-01, to: 2025-12-31 }]
outcomes:
  - { kind: reached, code: move-in, name: { da: Indflytning, en: Move in }, price: { kind: per-claim, amount: 500 } }
  - { kind: reached, code: housed, name: { da: Bolig, en: Housed }, followUps: [m3, m6], sustained: { brokenBy: left-home, permittedDays: 7, permittedTimes: 1 }, requires: [{ fact: move-in }], price: { kind: per-claim, amount: 1500 } }
  - { kind: reached, code: mastery, name: { da: Mestring, en: Mastery }, followUps: [m3, m6], groups: [young], price: { kind: per-claim, amount: 500 } }
  - { kind: counted, code: lesson, name: { da: Time, en: Lesson }, unless: [{ fact: move-in }], price: { kind: per-unit, unit: hour, amount: 100 } }
  - { kind: share, code: most, name: { da: De fleste, en: Most }, reaching: move-in, population: { of: move-in } }
  - { kind: average, code: scores, name: { da: Score, en: Score }, followUps: [m6], measure: score, population: { of: move-in, missingValue: 0 } }
  - { kind: average, code: ratings, name: { da: Vurdering, en: Rating }, followUps: [m6], measure: rating, population: { of: move-in, missingValue: 0 } }
  - { kind: improvement, code: rated, name: { da: Bedre, en: Better }, measure: rating, better: higher }
payers: { split: fixed, parts: [{ party: kommune, share: 1 }] }
payees: [{ party: leverandoer, share: 1 }]
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const terms: Terms = parsed.terms;
const person: ClaimantPerson = {
  referredOn: localDate('2025-02-01'),
  startedOn: localDate('2025-03-01'),
  cohort: null,
  group: 'young',
};
const today = localDate('2027-01-01');
const candidate = (change: Partial<Candidate>): Candidate => ({
  outcome: 'move-in',
  followUp: null,
  on: localDate('2025-04-01'),
  periodStart: null,
  quantity: '1',
  externalRef: null,
  evidence: [{ source: 'register' }],
  ...change,
});
const other = (change: Partial<OtherClaim>): OtherClaim => ({ ...candidate({}), status: 'claimed', ...change });
const codes = (change: Partial<Candidate>, others: readonly OtherClaim[] = [], who = person): string[] =>
  checkClaim(terms, who, others, candidate(change), today).map(({ code }) => code.replace('outcomes.', ''));
const moved = other({});
const housed = (followUp: string, on: string, status: OtherClaim['status'] = 'claimed') =>
  other({ outcome: 'housed', followUp, on: localDate(on), status });

describe('automatic checks', () => {
  it('pass a sound claim', () => expect(codes({})).toEqual([]));
  it.each<[string, Partial<Candidate>]>([
    ['unknown-outcome', { outcome: 'nothing' }],
    ['measured-on-cohort', { outcome: 'most' }],
    ['unknown-follow-up', { outcome: 'housed', followUp: 'm12' }],
    ['follow-up-missing', { outcome: 'housed' }],
    ['follow-up-missing', { outcome: 'score' }],
    ['in-future', { on: addDays(today, 1) }],
    ['before-referral', { on: localDate('2025-01-31') }],
    ['quantity-not-one', { quantity: '2' }],
    ['quantity-zero', { outcome: 'lesson', quantity: '0' }],
    ['amount-out-of-range', { outcome: 'lesson', quantity: '999999999999' }],
    ['amount-out-of-range', { outcome: 'lesson', quantity: '1000000000.5' }],
    ['evidence-missing', { evidence: [] }],
    ['evidence-source', { evidence: [{ source: 'self-report' }] }],
    ['period-backwards', { periodStart: localDate('2025-05-01') }],
    ['prerequisite-missing', { outcome: 'housed', followUp: 'm3', on: localDate('2025-07-01') }],
  ])('say %s', (code, change) => expect(codes(change)).toContain(code));
  it('refuse a date outside the period of the contract', () =>
    expect(codes({ on: localDate('2024-12-31') })).toContain('outside-period'));
  it('refuse an outcome of another group', () =>
    expect(
      codes({ outcome: 'mastery', followUp: 'm3', on: localDate('2025-07-01') }, [], { ...person, group: 'old' }),
    ).toContain('other-group'));
  it('refuse what another fact excludes', () =>
    expect(codes({ outcome: 'lesson' }, [moved])).toEqual(['excluded-by-fact']));
  it('only warn about an early follow-up that need not be sustained', () => {
    const findings = checkClaim(
      terms,
      person,
      [],
      candidate({ outcome: 'mastery', followUp: 'm3', on: localDate('2025-05-31') }),
      today,
    );
    expect(findings.map(({ code }) => code)).toEqual(['outcomes.too-early']);
    expect(isRefused(findings)).toBe(false);
  });
  it('let a measure lack the follow-up when something else reads it too, as a first value', () =>
    expect(codes({ outcome: 'rating' })).toEqual([]));
  it('let a measure lie before the referral, as a baseline does', () =>
    expect(codes({ outcome: 'left-home', on: localDate('2025-01-01'), quantity: '0' })).toEqual([]));
});

describe('repeats', () => {
  it.each(['claimed', 'attested', 'verified', 'disputed', 'final'] as const)(
    'are refused beside a claim that is %s',
    (status) => expect(codes({ on: localDate('2025-06-01') }, [other({ status })])).toContain('repeated'),
  );
  it.each(['refused', 'returned', 'rejected', 'reversed'] as const)('are possible after a claim was %s', (status) =>
    expect(codes({}, [other({ status })])).toEqual([]),
  );
  it('of an annulled claim are refused for the same day, not for a later achievement', () => {
    expect(codes({}, [other({ status: 'annulled' })])).toEqual(['annulled-before']);
    expect(codes({ on: localDate('2025-06-01') }, [other({ status: 'annulled' })])).toEqual([]);
  });
  it('are several achievements when the outcome is repeatable and day or reference differ', () => {
    const lesson = other({ outcome: 'lesson' });
    expect(codes({ outcome: 'lesson' }, [lesson])).toEqual(['repeated']);
    expect(codes({ outcome: 'lesson', on: localDate('2025-04-02') }, [lesson])).toEqual([]);
    expect(claimKey(terms, candidate({ outcome: 'lesson', externalRef: 'a' }))).not.toBe(
      claimKey(terms, candidate({ outcome: 'lesson', externalRef: 'b' })),
    );
  });
});

describe('sustained outcomes', () => {
  const m6 = (on: string, others: readonly OtherClaim[]) =>
    codes({ outcome: 'housed', followUp: 'm6', on: localDate(on) }, [moved, ...others]);
  it('run their period from the start', () => {
    expect(codes({ outcome: 'housed', followUp: 'm3', on: localDate('2025-05-31') }, [moved])).toEqual(['too-early']);
    expect(codes({ outcome: 'housed', followUp: 'm3', on: localDate('2025-06-01') }, [moved])).toEqual([]);
  });
  it('need the follow-up before', () => expect(m6('2025-12-01', [])).toEqual(['earlier-follow-up-missing']));
  it('do not count a follow-up that was refused', () =>
    expect(m6('2025-12-01', [housed('m3', '2025-06-01', 'rejected')])).toEqual(['earlier-follow-up-missing']));
  it('may be late at one follow-up and in time at the next', () =>
    expect(m6('2025-09-01', [housed('m3', '2025-06-15')])).toEqual([]));
  it('start the additional period again after a break, but not after a permitted one', () => {
    const away = (quantity: string) => other({ outcome: 'left-home', on: localDate('2025-07-01'), quantity });
    expect(m6('2025-09-15', [housed('m3', '2025-06-15'), away('7')])).toEqual([]);
    expect(m6('2025-10-08', [housed('m3', '2025-06-15'), away('8')])).toEqual(['too-early']);
    expect(m6('2025-10-09', [housed('m3', '2025-06-15'), away('8')])).toEqual([]);
  });
  it('see a break before the first follow-up, and say from when it can be reached', () => {
    const away = other({ outcome: 'left-home', on: localDate('2025-04-01'), quantity: '40' });
    const m3 = { outcome: 'housed', followUp: 'm3', on: localDate('2025-06-01') };
    expect(checkClaim(terms, person, [moved, away], candidate(m3), today).map(({ en }) => en)).toEqual([
      'The follow-up is reached on 2025-08-11 at the earliest.',
    ]);
    expect(m6('2025-09-15', [housed('m3', '2025-06-01'), away])).toEqual(['earlier-follow-up-broken']);
  });
  it('take a part of a day for a day', () => {
    const away = other({ outcome: 'left-home', on: localDate('2025-07-01'), quantity: '7.5' });
    expect(m6('2025-10-08', [housed('m3', '2025-06-15'), away])).toEqual(['too-early']);
    expect(m6('2025-10-09', [housed('m3', '2025-06-15'), away])).toEqual([]);
  });
  it('permit only so many interruptions', () => {
    const twice = ['2025-07-01', '2025-08-01'].map((on) =>
      other({ outcome: 'left-home', on: localDate(on), quantity: '2' }),
    );
    expect(m6('2025-09-15', [housed('m3', '2025-06-15'), ...twice])).toEqual(['too-early']);
  });
  it('are never accepted before their day, nor before the additional period after a break has run', () =>
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 8, max: 60 }),
        (offset, breakAfter, days) => {
          const breakOn = addDays(localDate('2025-06-01'), breakAfter);
          const on = addDays(localDate('2025-06-02'), offset) as LocalDate;
          const interruption = other({ outcome: 'left-home', on: breakOn, quantity: String(days) });
          const restart = breakOn <= on ? addMonths(addDays(breakOn, days), 3) : localDate('2025-06-01');
          const due = restart > '2025-09-01' ? restart : localDate('2025-09-01');
          expect(m6(on, [housed('m3', '2025-06-01'), interruption]).includes('too-early')).toBe(on < due);
        },
      ),
    ));
});

describe('what is accepted', () => {
  const days = fc.integer({ min: 0, max: 500 }).map((n) => addDays(localDate('2025-02-15'), n));
  const steps: readonly Partial<Candidate>[] = [
    { outcome: 'move-in' },
    { outcome: 'housed', followUp: 'm3' },
    { outcome: 'housed', followUp: 'm6' },
    { outcome: 'mastery', followUp: 'm3' },
    { outcome: 'lesson', quantity: '3' },
    { outcome: 'left-home', quantity: '2.5' },
    { outcome: 'left-home', quantity: '30' },
    { outcome: 'left-home', quantity: '7' },
  ];
  const row = fc.tuple(fc.constantFrom(...steps), days);

  it('is never unpaid for a reason of its own, whatever was claimed before', () =>
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), row, (before, [step, on]) => {
        const others: OtherClaim[] = [];
        for (const [each, day] of before)
          if (codes({ ...each, on: day }, others).length === 0) others.push(other({ ...each, on: day }));
        const claimed = candidate({ ...step, on });
        const facts = [...others, claimed].map((each, i) => ({
          id: String(i),
          participant: 'p',
          outcome: each.outcome,
          followUp: each.followUp ?? undefined,
          on: each.on,
          quantity: each.quantity,
          group: 'young',
        }));
        const unpaid = evaluate(terms, facts, '2029-12-31').unpaid.flatMap(({ facts: ids }) => ids);
        if (!isRefused(checkClaim(terms, person, others, claimed, today)))
          expect(unpaid).not.toContain(String(others.length));
      }),
      { numRuns: 500 },
    ));
});
