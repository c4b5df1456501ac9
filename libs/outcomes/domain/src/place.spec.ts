import { describe, expect, it } from '@jest/globals';
import { addDays, DomainError, localDate, type LocalDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { terms, today } from '../test/contract.js';
import type { Enrolment } from './enrolment.js';
import { correctPlace, PLACE_FIELDS, type ClaimOfPlace, type Place, type PlaceCorrected } from './place.js';

const day = localDate;
const place: Place = { group: 'young', cohort: null, referredOn: day('2025-02-01'), startedOn: day('2025-03-01') };
const enrolled: Place & Enrolment = { ...place, payingMunicipality: 'kommune', moves: [], left: null, erased: false };
const claim = (change: Partial<ClaimOfPlace>): ClaimOfPlace => ({
  outcome: 'move-in',
  status: 'claimed',
  on: day('2025-04-01'),
  isInSample: false,
  ...change,
});

interface Given {
  readonly standing?: Partial<Place & Enrolment>;
  readonly seen?: Partial<Place>;
  readonly claims?: readonly ClaimOfPlace[];
}
/** What correcting leads to: what is corrected, or the code of the refusal. */
function correcting(change: Partial<Place>, { standing, seen, claims = [] }: Given = {}): PlaceCorrected[] | string {
  const looked = { ...place, ...seen };
  try {
    return correctPlace({ ...enrolled, ...standing }, { ...looked, ...change }, looked, { terms, claims, today });
  } catch (error) {
    if (error instanceof DomainError) return error.code.replace('outcomes.', '');
    throw error;
  }
}

describe('the place of a person', () => {
  it('is corrected field by field, with what was and what is', () =>
    expect(correcting({ group: 'old', cohort: 'c1', referredOn: day('2025-01-15'), startedOn: null })).toEqual([
      { field: 'group', was: 'young', now: 'old' },
      { field: 'cohort', was: null, now: 'c1' },
      { field: 'referredOn', was: '2025-02-01', now: '2025-01-15' },
      { field: 'startedOn', was: '2025-03-01', now: null },
    ]));
  it.each<[string, Partial<Place>]>([
    ['unknown-group', { group: 'middle' }],
    ['unknown-cohort', { cohort: 'c9' }],
    ['date-not-plausible', { referredOn: addDays(today, 1) }],
    ['date-not-plausible', { startedOn: day('2030-01-01') }],
    ['started-before-referral', { startedOn: day('2025-01-31') }],
    ['started-before-referral', { referredOn: day('2025-03-02') }],
  ])('is what an enrolment could say: otherwise %s', (code, change) => expect(correcting(change)).toBe(code));
  it('is not corrected once the data is erased', () =>
    expect(correcting({ group: 'old' }, { standing: { erased: true } })).toBe('person-erased'));
});

describe('two people who correct one place', () => {
  it('do not stand in each other’s way in different fields', () =>
    expect(correcting({ group: 'old' }, { standing: { cohort: 'c1' } })).toEqual([
      { field: 'group', was: 'young', now: 'old' },
    ]));
  it('write the same once', () => expect(correcting({ cohort: 'c1' }, { standing: { cohort: 'c1' } })).toEqual([]));
  it('write otherwise only upon what they have seen', () => {
    expect(correcting({ cohort: 'c2' }, { standing: { cohort: 'c1' } })).toBe('place-changed');
    expect(correcting({ cohort: 'c2' }, { standing: { cohort: 'c1' }, seen: { cohort: 'c1' } })).toHaveLength(1);
  });
});

describe('what depends on a place', () => {
  const referral = { referredOn: day('2025-02-15') };
  it.each<[string, Given, unknown]>([
    ['a claim before it', { claims: [claim({ on: day('2025-02-14') })] }, 'referral-after'],
    ['a final one before it', { claims: [claim({ on: day('2025-02-14'), status: 'final' })] }, 'referral-after'],
    ['a claim on its day', { claims: [claim({ on: day('2025-02-15') })] }, 'moved'],
    ['a final one after it', { claims: [claim({ status: 'final' })] }, 'moved'],
    ['what no longer stands', { claims: [claim({ on: day('2025-02-14'), status: 'reversed' })] }, 'moved'],
    ['a measure, which may be a baseline', { claims: [claim({ on: day('2025-02-14'), outcome: 'score' })] }, 'moved'],
    ['a move', { standing: { moves: [{ from: day('2025-02-10'), payer: 'x' }] } }, 'referral-after'],
    ['a departure', { standing: { left: { on: day('2025-02-10'), reason: 'withdrew' } } }, 'referral-after'],
  ])('holds a later referral or not: %s', (_, given, led) => {
    const corrected = correcting(referral, given);
    expect(typeof corrected === 'string' ? corrected : 'moved').toBe(led);
  });
  it.each<Partial<Place>>([{ group: 'old' }, { cohort: 'c1' }])('is not %j once something is final', (change) => {
    const final = { claims: [claim({ status: 'final' })] };
    expect(correcting(change, final)).toBe('place-before-final');
    expect(correcting({}, final)).toEqual([]);
    expect(correcting(change, { ...final, standing: change })).toEqual([]);
    expect(correcting(change, { claims: [claim({ status: 'reversed' })] })).toHaveLength(1);
    expect(correcting(change, { claims: [claim({ status: 'attested', isInSample: true })] })).toBe('in-sample');
    expect(correcting({ startedOn: day('2025-02-20') }, final)).toHaveLength(1);
  });
});

describe('whatever is corrected, in whatever order', () => {
  const days = fc.integer({ min: -60, max: 900 }).map((n): LocalDate => addDays(place.referredOn, n));
  const wanted = fc.record({
    group: fc.constantFrom(null, 'young', 'old', 'middle'),
    cohort: fc.constantFrom(null, 'c1', 'c2'),
    referredOn: days,
    startedOn: fc.option(days),
  });
  const claims = fc.array(
    fc.record({
      outcome: fc.constantFrom('move-in', 'score'),
      status: fc.constantFrom('claimed' as const, 'final' as const, 'reversed' as const),
      on: days.map((on) => (on < place.referredOn ? place.referredOn : on)),
      isInSample: fc.boolean(),
    }),
    { maxLength: 4 },
  );

  it('nothing that stands lies before the referral, what is final keeps its group and cohort, and saying it again changes nothing', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(wanted, wanted, fc.boolean()), { maxLength: 12 }), claims, (commands, made) => {
        let now: Place & Enrolment = enrolled;
        const bounds = { terms, claims: made, today };
        for (const [want, other, looked] of commands) {
          const decide = (from: Place & Enrolment, seen: Place) => correctPlace(from, want, seen, bounds);
          let corrected: PlaceCorrected[] = [];
          try {
            corrected = decide(now, looked ? now : other);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          expect(corrected.every(({ field, was }) => now[field] === was)).toBe(true);
          now = corrected.reduce((state, { field, now: value }) => ({ ...state, [field]: value }), now);
          if (corrected.length > 0) expect(decide(now, looked ? now : other)).toEqual([]);
        }
        expect(
          made.every(({ outcome, status, on }) => outcome === 'score' || status === 'reversed' || on >= now.referredOn),
        ).toBe(true);
        expect(now.startedOn === null || now.startedOn >= now.referredOn).toBe(true);
        if (made.some(({ status }) => status === 'final'))
          expect(PLACE_FIELDS.slice(0, 2).map((field) => now[field])).toEqual([place.group, place.cohort]);
      }),
    ));
});
