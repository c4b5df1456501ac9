import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, localDate, type LocalDate } from '@ringvirkning/kernel';
import { evaluate, judge } from '@ringvirkning/terms';
import { claimKey } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { candidate, other, person, terms, today } from '../test/contract.js';
import { checkClaim, checkClaims, isRefused } from './checks.js';
import type { Candidate, ClaimantPerson, Finding, OtherClaim } from './finding.js';
import { OtherClaims } from './other-claims.js';
import { factOf } from './verdict.js';

const codes = (change: Partial<Candidate>, others: readonly OtherClaim[] = [], who = person): string[] =>
  checkClaim(terms, who, new OtherClaims(terms, others), candidate(change), today).map(({ code }) =>
    code.replace('outcomes.', ''),
  );
/** A finding that says itself in both languages. */
const said = (code: string, check: string, severity: Finding['severity']): Finding => ({
  check: check as Finding['check'],
  severity,
  code,
  da: expect.stringMatching(SENTENCE) as never,
  en: expect.stringMatching(SENTENCE) as never,
});
const SENTENCE = /^[\p{Lu}«].+\.$/u;
const moved = other({});
const housed = (followUp: string, on: string, status: OtherClaim['status'] = 'claimed') =>
  other({ outcome: 'housed', followUp, on: localDate(on), status });

describe('automatic checks', () => {
  it('pass a sound claim', () => expect(codes({})).toEqual([]));
  it.each<[string, string, Partial<Candidate>, Partial<ClaimantPerson>?]>([
    ['unknown-outcome', 'known-outcome', { outcome: 'nothing' }],
    ['measured-on-cohort', 'known-outcome', { outcome: 'most' }],
    ['unknown-follow-up', 'known-outcome', { outcome: 'housed', followUp: 'm12' }],
    ['unknown-follow-up', 'known-outcome', { followUp: 'm3' }],
    ['unknown-follow-up', 'known-outcome', { outcome: 'score', followUp: 'm12' }],
    ['follow-up-missing', 'known-outcome', { outcome: 'housed' }],
    ['follow-up-missing', 'known-outcome', { outcome: 'score' }],
    ['in-future', 'not-in-future', { on: addDays(today, 1) }],
    ['before-referral', 'eligible', { on: addDays(person.referredOn, -1) }],
    ['quantity-not-one', 'quantity', { quantity: '2' }],
    ['quantity-not-one', 'quantity', { quantity: '11' }],
    ['quantity-not-one', 'quantity', { quantity: '1.05' }],
    ['quantity-zero', 'quantity', { outcome: 'lesson', quantity: '0.00' }],
    ['amount-out-of-range', 'quantity', { outcome: 'lesson', quantity: '999999999999' }],
    ['evidence-missing', 'evidence', { evidence: [] }],
    ['evidence-source', 'evidence', { evidence: [{ source: 'register' }, { source: 'self-report' }] }],
    ['period-backwards', 'eligible', { periodStart: localDate('2025-04-02') }],
    ['outside-period', 'in-period', { on: localDate('2030-01-01') }],
    ['other-group', 'eligible', { outcome: 'mastery', followUp: 'm3', on: localDate('2025-07-01') }, { group: 'old' }],
    ['other-group', 'eligible', { outcome: 'mastery', followUp: 'm3', on: localDate('2025-07-01') }, { group: null }],
    ['other-cohort', 'eligible', { outcome: 'course' }, { cohort: 'c2' }],
    ['other-cohort', 'eligible', { outcome: 'course' }, { cohort: null }],
  ])('say %s as an error of %s, and nothing else', (code, check, change, who = {}) => {
    const late = localDate('2031-01-01');
    const day = code === 'in-future' ? today : late;
    const found = checkClaim(terms, { ...person, ...who }, [], candidate(change), day);
    expect(found).toEqual([said(`outcomes.${code}`, check, 'error')]);
    expect(isRefused(found)).toBe(true);
  });
  it('refuse a date before the period of the contract, which lies before the referral too', () =>
    expect(codes({ on: localDate('2024-12-31') })).toEqual(['outside-period', 'before-referral']));
  it.each<[string, Partial<Candidate>, Partial<ClaimantPerson>?]>([
    ['today', { on: today }],
    ['on the day of the referral', { on: person.referredOn }],
    ['on the first day of the period', { on: terms.period.from }, { referredOn: terms.period.from }],
    ['of a period that starts the same day', { periodStart: localDate('2025-04-01') }],
    ['of one, however it is written', { quantity: '1.00' }],
    ['of a cohort of the outcome', { outcome: 'course' }, { cohort: 'c1' }],
    ['of less than one, where it is counted', { outcome: 'lesson', quantity: '0.5' }],
    ['of a measure that is nothing', { outcome: 'score', followUp: 'm6', quantity: '0' }],
  ])('pass a claim %s', (_, change, who = {}) => expect(codes(change, [], { ...person, ...who })).toEqual([]));
  it('pass a claim on the last day of the period', () =>
    expect(checkClaim(terms, person, [], candidate({ on: terms.period.to }), localDate('2031-01-01'))).toEqual([]));
  it.each<[string, string, boolean]>([
    ['lesson', '100000000', true],
    ['lesson', '100000000.01', false],
    ['visit', '10000000', true],
    ['visit', '10000000.01', false],
    ['rating', '1000000001', true],
  ])('know the largest amount of %s: %s passes: %s', (outcome, quantity, passes) => {
    const followUp = outcome === 'visit' ? 'm3' : null;
    expect(codes({ outcome, quantity, followUp, on: localDate('2025-09-01') })).toEqual(
      passes ? [] : ['amount-out-of-range'],
    );
  });
  it('know the largest quantity, also where the price does not grow with it', () =>
    expect(
      ['1000000000', '1000000000.5'].map((quantity) =>
        codes({ outcome: 'stepped', quantity, on: localDate('2025-09-01') }),
      ),
    ).toEqual([[], ['amount-out-of-range']]));
  it('say at which follow-ups an outcome can be reached', () =>
    expect(checkClaim(terms, person, [], candidate({ outcome: 'housed' }), today)).toEqual([
      expect.objectContaining({
        da: 'Angiv ved hvilken opfølgning «housed» er nået eller målt: m3, m6.',
        en: 'Say at which follow-up «housed» was reached or measured: m3, m6.',
      }),
    ]));
  it('refuse for an error, however many warnings stand beside it', () => {
    const warned = checkClaim(
      terms,
      person,
      [],
      candidate({ outcome: 'mastery', followUp: 'm3', on: localDate('2025-05-31'), evidence: [] }),
      today,
    );
    expect(warned.map(({ severity }) => severity)).toEqual(['error', 'warning']);
    expect(isRefused(warned)).toBe(true);
  });
  it('only warn about an early follow-up that need not be sustained', () => {
    const findings = checkClaim(
      terms,
      person,
      new OtherClaims(terms),
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

describe('the key of an achievement, as it is stored', () => {
  it.each<[string, Partial<Candidate>]>([
    ['move-in/', {}],
    ['housed/m3', { outcome: 'housed', followUp: 'm3' }],
    ['lesson//2025-04-01', { outcome: 'lesson' }],
    ['lesson//a', { outcome: 'lesson', externalRef: 'a' }],
    ['left-home//2025-04-01', { outcome: 'left-home' }],
  ])('is %s', (key, change) => expect(claimKey(terms, candidate(change))).toBe(key));
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
    expect(
      checkClaim(terms, person, new OtherClaims(terms, [moved, away]), candidate(m3), today).map(({ en }) => en),
    ).toEqual(['The follow-up is reached on 11 August 2025 at the earliest.']);
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
        if (!isRefused(checkClaim(terms, person, new OtherClaims(terms, others), claimed, today)))
          expect(unpaid).not.toContain(String(others.length));
      }),
      { numRuns: 500 },
    ));
});

it('a claim is judged by those that bear on it as by all of them', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('move-in', 'lesson', 'rating', 'stepped', 'mastery', 'night'), fc.nat(300)), {
        maxLength: 12,
      }),
      fc.constantFrom('talk', 'visit', 'job', 'lesson', 'rated', 'indoors'),
      fc.nat(300),
      (rows, outcome, day) => {
        const onDay = (offset: number): LocalDate => addDays(localDate('2025-06-01'), offset);
        const others = rows.map(([of, offset], i) =>
          other({
            outcome: of,
            on: onDay(offset),
            followUp: of === 'mastery' ? 'm3' : null,
            quantity: String(1 + (i % 3)),
          }),
        );
        const claimed = candidate({ outcome, on: onDay(day), followUp: outcome === 'visit' ? 'm3' : null });
        const facts = others.map((each, i) => factOf(String(i).padStart(3, '0'), each, person));
        const verdict = judge(terms, facts, factOf('candidate', claimed, person));
        const found = checkClaim(terms, person, new OtherClaims(terms, others), claimed, today);
        expect(found.some(({ check, severity }) => check === 'prerequisite' && severity === 'error')).toBe(
          verdict === 'prerequisite-missing' || verdict === 'excluded-by-fact',
        );
        const said = verdict === 'prerequisite-missing' || verdict === 'excluded-by-fact' ? undefined : verdict;
        expect(found.find(({ check }) => check === 'rule')?.code).toBe(said && `outcomes.${said}`);
      },
    ),
    { numRuns: 500 },
  ));

it('claims of many people that are judged at once are judged as each by itself', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          outcome: fc.constantFrom(
            'move-in',
            'talk',
            'visit',
            'job',
            'lesson',
            'rated',
            'indoors',
            'housed',
            'nothing',
          ),
          day: fc.nat(300),
          group: fc.constantFrom('young', null),
          others: fc.array(fc.tuple(fc.constantFrom('move-in', 'lesson', 'rating', 'housed', 'night'), fc.nat(300)), {
            maxLength: 4,
          }),
        }),
        { minLength: 2, maxLength: 8 },
      ),
      (people) => {
        const onDay = (offset: number): LocalDate => addDays(localDate('2025-06-01'), offset);
        const at = (outcome: string): string | null => (['visit', 'housed'].includes(outcome) ? 'm3' : null);
        const proposals = people.map(({ outcome, day, group, others }) => ({
          person: { ...person, group },
          others: new OtherClaims(
            terms,
            others.map(([of, offset]) => other({ outcome: of, on: onDay(offset), followUp: at(of) })),
          ),
          candidate: candidate({ outcome, on: onDay(day), followUp: at(outcome) }),
        }));
        expect(checkClaims(terms, proposals, today)).toEqual(
          proposals.map((each) => checkClaim(terms, each.person, each.others, each.candidate, today)),
        );
      },
    ),
    { numRuns: 200 },
  ));

describe('many claims of one person', () => {
  /** Some of them are refused, for what was measured. */
  const JUDGED: ReadonlySet<string> = new Set(['rated', 'indoors']);
  /** The first rating is the lowest, so that there is an improvement. */
  const QUANTITIES: Readonly<Record<string, (i: number) => string>> = {
    rating: (i) => String(i === 0 ? 1 : 2 + (i % 3)),
  };

  /** User time, which other work on the machine does not change much; the best of three. */
  const timeOf = (count: number, sorts: readonly string[]): number => {
    const once = (): number => {
      const began = process.cpuUsage();
      const others = new OtherClaims(terms);
      for (let i = 0; i < count; i++) {
        const [outcome, on] = [sorts[i % sorts.length]!, addDays(person.referredOn, i % 600)];
        const claimed = candidate({ outcome, on, externalRef: String(i), quantity: QUANTITIES[outcome]?.(i) ?? '1' });
        const refused = isRefused(checkClaim(terms, person, others, claimed, today));
        expect(refused && !JUDGED.has(outcome)).toBe(false);
        if (!refused) others.add({ ...claimed, status: 'claimed' });
      }
      return process.cpuUsage(began).user;
    };
    return Math.min(once(), once(), once());
  };

  it.each([[['lesson', 'rating']], [['rating', 'talk']], [['rating', 'rated']], [['night', 'indoors']]])(
    'of %j are judged in a time that grows with their number, not with its square',
    (sorts) => {
      timeOf(500, sorts);
      expect(timeOf(6_000, sorts) / timeOf(1_500, sorts)).toBeLessThan(10);
    },
  );
});
