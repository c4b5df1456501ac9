import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { calendarPeriods, type Fact, type Terms } from '@ringvirkning/terms-language';
import {
  cutPerPerson,
  evaluate,
  explain,
  frozenTerms,
  grossOf,
  judge,
  parseAmendment,
  signedForm,
  termsDigest,
  termsOn,
  versionsOf,
} from '../src/index.js';
import { contract, fact, payable, reasons, written } from './build.js';

const BEFORE = {
  outcomes: [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 1000 } }],
};
const change = { kind: 'change', from: '2026-07-01', reason: 'Prisen ændres' };

/** The contract with amendments, one after the other, as a service would keep it: through JSON. */
function amended(before: Terms, ...amendments: readonly Record<string, unknown>[]): Terms {
  return amendments.reduce((terms: Terms, parts) => {
    const parsed = parseAmendment(written(parts), terms);
    if (!parsed.ok) throw new Error(parsed.errors.map((error) => `${error.path}: ${error.en}`).join('\n'));
    return frozenTerms(JSON.parse(JSON.stringify(parsed.terms)));
  }, before);
}
const codesOf = (before: Terms, parts: Record<string, unknown>): string[] => {
  const parsed = parseAmendment(written(parts), before);
  return parsed.ok ? [] : parsed.errors.map(({ code, path }) => `${path}:${code}`);
};
const priced = (amount: number, more: Record<string, unknown> = {}) => ({
  outcomes: [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount } }],
  ...more,
});

describe('a contract with an amendment', () => {
  const before = contract(BEFORE);
  const terms = amended(before, priced(1500, { amends: change }));

  it('pays what is achieved before the day by the terms before, and from the day on by the new ones', () => {
    const facts = [fact('job', '2026-06-30'), fact('job', '2026-07-01')];
    expect(payable(terms, facts)).toBe(2500);
    expect(facts.map((each) => grossOf(terms, each))).toEqual([100_000n, 150_000n]);
    expect(evaluate(terms, facts, '2027-01-01').lines.map(({ id, payable: due }) => [id, due])).toEqual([
      ['2026/job/-/-/-', 100_000n],
      ['2026/job/-/-/-/amended-2026-07-01', 150_000n],
    ]);
  });

  it('gives the very evaluation of the terms before, digest and all, up to the day before', () => {
    const facts = [fact('job', '2026-06-30'), fact('job', '2026-07-01')];
    expect(evaluate(terms, facts, '2026-06-30')).toEqual(evaluate(before, facts, '2026-06-30'));
  });

  it('holds what was signed before: its digest covers it, and it is found again', () => {
    expect(versionsOf(terms).map((version) => termsDigest(version.terms))).toEqual([
      termsDigest(before),
      termsDigest(terms),
    ]);
    expect(signedForm(termsOn(terms, '2026-06-30'))).toEqual(signedForm(before));
    const other = amended(contract(priced(999)), priced(1500, { amends: change }));
    expect(termsDigest(other)).not.toBe(termsDigest(terms));
  });

  it('explains and judges a claim by the terms of its day', () => {
    const limited = amended(before, priced(1500, { amends: change, groups: [{ code: 'young' }] }));
    const early = fact('job', '2026-06-01', { group: 'young' });
    const late = fact('job', '2026-08-01', { group: 'young' });
    expect([judge(limited, [], early), judge(limited, [], late)]).toEqual(['unknown-group', undefined]);
    expect(explain(terms, [fact('job', '2026-06-01', { id: 'a' })], '2026-12-31', 'a')).toMatchObject({
      due: 100_000n,
    });
  });
});

describe('what runs over the whole contract is carried over', () => {
  it.each([
    ['contract', { step: 'contract', max: 3000 }],
    ['person', { step: 'person', max: 3000 }],
    ['budget-year', { step: 'budget-year', max: 3000 }],
    ['outcome', { step: 'outcome', outcomes: ['job'], max: 3000 }],
  ])('a cap per %s counts what was paid by earlier terms', (_, cap) => {
    const terms = amended(contract(BEFORE), priced(1500, { amends: change, caps: [cap] }));
    const facts = [
      fact('job', '2026-01-01'),
      fact('job', '2026-02-01'),
      fact('job', '2026-08-01'),
      fact('job', '2026-09-01'),
    ];
    expect(payable(terms, facts)).toBe(3000);
  });

  it('a number of claims counts those of earlier terms, and what was paid beyond it before stays paid', () => {
    const cap = { step: 'quantity', outcomes: ['job'], per: 'contract', max: 2 };
    const terms = amended(contract(BEFORE), priced(1500, { amends: change, caps: [cap] }));
    const early = ['2026-01-01', '2026-02-01', '2026-03-01'].map((on) => fact('job', on));
    expect(payable(terms, [early[0]!, fact('job', '2026-08-01'), fact('job', '2026-09-01')])).toBe(2500);
    expect(payable(terms, [...early, fact('job', '2026-08-01')])).toBe(3000);
  });

  it('a cap of another size goes on with what the same cap has used, and one that counts something else begins with what came to its step', () => {
    const capped = (cap: object, more: object = {}) => ({ ...priced(1000), caps: [cap], ...more });
    const early = ['2026-01-01', '2026-02-01', '2026-03-01'].map((on) => fact('job', on));
    const late = ['2026-08-01', '2026-09-01', '2026-10-01'].map((on) => fact('job', on));
    const paid = (before: object, after: object) =>
      payable(amended(contract(capped(before)), capped(after, { amends: change })), [...early, ...late]);
    const [person, year] = [{ step: 'person' }, { step: 'budget-year' }];
    expect(paid({ ...person, max: 2000 }, { ...person, max: 4000 })).toBe(4000);
    expect(paid({ ...person, max: 3000 }, { ...person, max: 1000 })).toBe(3000);
    expect(paid({ ...person, max: 2000 }, { ...year, max: 4000 })).toBe(4000);
    expect(paid({ ...year, max: 2000 }, { ...person, max: 4000 })).toBe(3000);
  });

  it("a payer's own cap counts what it paid before", () => {
    const payers = { split: 'fixed', parts: [{ party: 'town', share: 1, cap: 2000 }] };
    const terms = amended(contract({ ...BEFORE, payers }), priced(1500, { amends: change, payers }));
    expect(payable(terms, [fact('job', '2026-01-01'), fact('job', '2026-08-01')])).toBe(2000);
  });

  it('once per person is once over all versions, and what came before fulfils what comes later', () => {
    const once = (requires: unknown[] = []) => ({
      outcomes: [
        { code: 'home', kind: 'reached', price: { kind: 'per-claim', amount: 10 } },
        { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1000 }, requires },
      ],
    });
    const terms = amended(contract(once()), { ...once([{ fact: 'home' }]), amends: change });
    const evaluation = evaluate(
      terms,
      [fact('home', '2026-01-01'), fact('home', '2026-08-01'), fact('job', '2026-08-02')],
      '2026-12-31',
    );
    expect(evaluation.payable).toBe(101_000n);
    expect(reasons(evaluation)).toEqual(['home:repeated']);
  });

  it('a group is settled once, by the terms of the day on which it is settled, with what was measured before', () => {
    const group = (on: string, price: number, amends?: unknown) => ({
      measures: [{ code: 'score' }],
      outcomes: [
        {
          code: 'mean',
          kind: 'average',
          measure: 'score',
          perPerson: 'last',
          population: { of: 'score', missing: 'excluded' },
          per: 'contract',
          measuredOn: on,
          price: { kind: 'per-unit', unit: 'unit', amount: price },
        },
      ],
      ...(amends ? { amends } : {}),
    });
    const scores = [
      fact('score', '2026-01-01', { quantity: '4' }),
      fact('score', '2026-08-01', { participant: 'p2', quantity: '6' }),
    ];
    const at = (old: string, fresh: string) =>
      payable(amended(contract(group(old, 10)), group(fresh, 100, change)), scores);
    expect([at('2026-12-31', '2026-12-31'), at('2026-03-31', '2026-03-31')]).toEqual([500, 40]);
    expect(codesOf(contract(group('2026-12-31', 10)), group('2026-03-31', 100, change))).toEqual([
      'outcomes[0]:terms.amends-the-past',
    ]);
    expect(codesOf(contract(group('2026-03-31', 10)), group('2026-12-31', 100, change))).toEqual([
      'outcomes[0]:terms.amends-settled',
    ]);
  });

  it('tells whose claims a cap per person cut, over all versions', () => {
    const terms = amended(contract(BEFORE), priced(1500, { amends: change, caps: [{ step: 'person', max: 2000 }] }));
    const facts = [fact('job', '2026-01-01', { id: 'a' }), fact('job', '2026-08-01', { id: 'b' })];
    expect([...cutPerPerson(terms, facts, '2026-12-31')]).toEqual(['b']);
  });
});

describe('a new organisation in a role', () => {
  const { parties } = JSON.parse(written(BEFORE)) as { parties: { id: string; organisation: string }[] };
  const next = { id: 'helper-2', name: 'Next', kind: 'supplier', organisation: 'next', roles: ['supplier'] };
  it('is paid from its day; what was achieved before stays with the former', () => {
    const terms = amended(contract(BEFORE), {
      ...BEFORE,
      amends: { ...change, kind: 'transfer' },
      parties: [...parties, next],
      payees: [{ party: 'helper-2', share: 1 }],
    });
    const { payments } = evaluate(terms, [fact('job', '2026-06-30'), fact('job', '2026-07-01')], '2026-12-31');
    expect(payments.map(({ payee, amount }) => [payee, amount])).toEqual([
      ['helper', 100_000n],
      ['helper-2', 100_000n],
    ]);
  });
  it('does the work by a transfer alone', () =>
    expect(codesOf(contract(BEFORE), { ...BEFORE, amends: change, parties: [...parties, next] })).toEqual([
      'parties[4].roles:terms.amends-supplier',
    ]));
  it('has an id of its own', () => {
    const taken = parties.map((party) => (party.id === 'helper' ? { ...party, organisation: 'next' } : party));
    expect(codesOf(contract(BEFORE), { ...BEFORE, amends: { ...change, kind: 'transfer' }, parties: taken })).toEqual([
      'parties:terms.nobody-succeeds',
      'parties[2].organisation:terms.amends-party',
    ]);
  });
});

describe('an amendment is refused, with everything that is wrong', () => {
  const before = contract(BEFORE);
  const end = { because: 'by-agreement', underWay: 'other-support' };
  const period = (to: string) => ({ from: '2024-01-01', to });
  it.each([
    ['that does not say what it amends', {}, [':terms.amends-missing']],
    [
      'with a history written by hand',
      { amends: { ...change, before: { outcomes: [] } } },
      ['amends.before:terms.amends-before'],
    ],
    ['from before the contract', { amends: { ...change, from: '2024-01-01' } }, ['amends.from:terms.amends-outside']],
    ['from after its end', { amends: { ...change, from: '2030-01-02' } }, ['amends.from:terms.amends-outside']],
    ['of another contract', { amends: change, ref: 'OTHER' }, ['ref:terms.amends-another']],
    [
      'that changes the past',
      { amends: change, period: { from: '2025-01-01', to: '2029-12-31' } },
      ['period.from:terms.amends-the-past'],
    ],
    [
      'that lasts longer without saying so',
      { amends: change, period: period('2030-12-31') },
      ['period.to:terms.amends-length'],
    ],
    [
      'an extension that is none',
      { amends: { ...change, kind: 'extension' } },
      ['period.to:terms.extension-not-later'],
    ],
    [
      'that agrees on another sample',
      {
        amends: change,
        verification: {
          objectionDays: 0,
          evidence: { required: false, sources: ['register'] },
          sample: { method: 'simple-random', size: 30, material: 'reject' },
        },
      },
      ['verification.sample:terms.amends-sample'],
    ],
    [
      'an early end that is none',
      { amends: { ...change, kind: 'early-end', end } },
      ['period.to:terms.early-end-not-earlier'],
    ],
    [
      'an early end without a reason',
      { amends: { ...change, kind: 'early-end' }, period: period('2026-12-31') },
      ['amends.end:terms.early-end-reason'],
    ],
    [
      'that loses a name',
      { amends: change, outcomes: [{ code: 'work', kind: 'reached', price: { kind: 'per-claim', amount: 1 } }] },
      ['outcomes:terms.amends-loses-name'],
    ],
  ])('%s', (_, parts, codes) => expect(codesOf(before, { ...BEFORE, ...parts })).toEqual(codes));

  it('overlapping the one before: each begins after the last', () => {
    const once = amended(before, priced(1500, { amends: change }));
    expect(codesOf(once, priced(1, { amends: change }))).toEqual(['amends.from:terms.amends-outside']);
    expect(codesOf(once, priced(1, { amends: { ...change, from: '2026-07-02' } }))).toEqual([]);
  });

  it('an extension pays what is achieved in the time it adds; an early end nothing after the last day', () => {
    const longer = amended(before, {
      ...BEFORE,
      amends: { ...change, kind: 'extension', from: '2030-01-01' },
      period: period('2031-12-31'),
    });
    const shorter = amended(before, {
      ...BEFORE,
      amends: { ...change, kind: 'early-end', from: '2027-01-01', end },
      period: period('2026-12-31'),
    });
    const facts = [fact('job', '2026-12-31'), fact('job', '2027-01-01'), fact('job', '2030-06-01')];
    expect([
      payable(before, facts, '2031-12-31'),
      payable(longer, facts, '2031-12-31'),
      payable(shorter, facts, '2031-12-31'),
    ]).toEqual([2000, 3000, 1000]);
    expect(reasons(evaluate(shorter, facts, '2031-12-31'))).toEqual(['job:outside-period']);
  });
});

describe('a group, and a guarantee, is settled once, and by whom it can be', () => {
  const end = { because: 'by-agreement', underWay: 'other-support' };
  const mean = (parts: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    measures: [{ code: 'score' }],
    cohorts: [
      { code: 'a', from: '2024-01-01', to: '2024-12-31' },
      { code: 'b', from: '2025-01-01', to: '2025-12-31' },
    ],
    outcomes: [
      {
        ...{ code: 'mean', kind: 'average', measure: 'score', perPerson: 'last' },
        population: { of: 'score', missing: 'excluded' },
        price: { kind: 'per-unit', unit: 'unit', amount: 10 },
        ...parts,
      },
    ],
    ...more,
  });
  const until = (to: string) => ({ period: { from: '2024-01-01', to } });

  it.each([
    ['per year and then per quarter', { per: 'year' }, { per: 'quarter' }, ['outcomes[0].per:terms.amends-settled']],
    ['per cohort and then pooled', { per: 'cohort' }, { per: 'contract' }, ['outcomes[0].per:terms.amends-settled']],
    ['otherwise before it is settled at all', { per: 'contract' }, { per: 'cohort', measuredOn: '2028-01-01' }, []],
    ['as it was', { per: 'quarter' }, { per: 'quarter' }, []],
  ])('%s', (_, old, fresh, codes) =>
    expect(codesOf(contract(mean(old)), mean(fresh, { amends: change }))).toEqual(codes),
  );

  it('an extension settles the last part of the calendar whole, or is refused when it was settled cut off', () => {
    const before = contract(mean({ per: 'year' }, until('2027-06-30')));
    const longer = (from: string) =>
      mean({ per: 'year' }, { ...until('2028-12-31'), amends: { ...change, kind: 'extension', from } });
    expect(codesOf(before, longer('2027-07-01'))).toEqual(['outcomes[0]:terms.amends-settled']);
    const scores = [
      fact('score', '2027-02-01', { quantity: '4' }),
      fact('score', '2027-10-01', { participant: 'p2', quantity: '8' }),
    ];
    const terms = amended(before, longer('2027-06-30'));
    expect(evaluate(terms, scores, '2028-12-31').lines.map(({ id }) => id)).toEqual([
      '2027/mean/-/-/-/2027/amended-2027-06-30',
    ]);
    expect(payable(terms, scores, '2028-12-31')).toBe(60);
  });

  it('an early end settles what runs on its last day, or says that nobody would', () => {
    const before = contract(mean({ per: 'year' }));
    const shorter = (from: string) =>
      mean({ per: 'year' }, { ...until('2026-09-30'), amends: { ...change, kind: 'early-end', from, end } });
    expect(codesOf(before, shorter('2026-10-01'))).toEqual(['outcomes[0]:terms.amends-the-past']);
    const terms = amended(before, shorter('2026-09-30'));
    expect(payable(terms, [fact('score', '2026-02-01', { quantity: '4' })])).toBe(40);
  });

  const day = fc.integer({ min: 0, max: 1460 }).map((n) => addDays(localDate('2024-01-01'), n));
  it('whatever an amendment that is accepted does to the length: each part of the calendar is settled once', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<'year' | 'half-year' | 'quarter'>('year', 'half-year', 'quarter'),
        day,
        day,
        day,
        (per, last, from, to) => {
          const kind = to > last ? 'extension' : to < last ? 'early-end' : 'change';
          const amends = { ...change, kind, from, ...(kind === 'early-end' ? { end } : {}) };
          const parsed = parseAmendment(
            written(mean({ per }, { ...until(to), amends })),
            contract(mean({ per }, until(last))),
          );
          fc.pre(parsed.ok);
          const scores = calendarPeriods('quarter', { from: localDate('2024-01-01'), to: localDate('2028-12-31') }).map(
            (quarter) => fact('score', quarter.from, { quantity: '4' }),
          );
          const terms = frozenTerms(JSON.parse(JSON.stringify(parsed.ok && parsed.terms)));
          const settled = evaluate(terms, scores, '2029-12-31').lines.map(({ period }) => period);
          expect(settled.toSorted()).toEqual(
            calendarPeriods(per, terms.period)
              .map(({ code }) => code)
              .toSorted(),
          );
        },
      ),
      { numRuns: 40 },
    ));

  it('a guarantee is due on the last day of an early end, and one of years that have been stays as it was', () => {
    const floor = (years: number[], min = 5000) => ({ floors: [{ outcomes: ['job'], years, min }] });
    const before = contract({ ...BEFORE, ...floor([2025, 2026]) });
    const shorter = (from: string) => ({
      ...BEFORE,
      ...floor([2025, 2026]),
      ...until('2026-09-30'),
      amends: { ...change, kind: 'early-end', from, end },
    });
    expect(codesOf(before, shorter('2026-10-01'))).toEqual(['floors[0]:terms.amends-the-past']);
    expect(payable(amended(before, shorter('2026-09-30')), [fact('job', '2026-02-01')])).toBe(10_000);
    expect(codesOf(before, { ...BEFORE, ...floor([2025, 2026], 9000), amends: change })).toEqual([
      'floors[0]:terms.amends-the-past',
    ]);
    expect(codesOf(before, { ...BEFORE, ...floor([2026], 9000), amends: change })).toEqual([]);
  });
});

describe('for any facts and amendments', () => {
  const days = fc
    .integer({ min: 0, max: 1400 })
    .map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10));
  const facts = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      participant: fc.constantFrom('p1', 'p2', 'p3'),
      outcome: fc.constantFrom('job', 'home'),
      on: days,
    }),
    {
      selector: ({ id }) => id,
      maxLength: 40,
    },
  ) as fc.Arbitrary<Fact[]>;
  const cap = fc.oneof(
    fc.record({ step: fc.constantFrom('person', 'budget-year', 'contract'), max: fc.integer({ min: 0, max: 9000 }) }),
    fc.record({
      step: fc.constant('quantity'),
      outcomes: fc.constant(['job']),
      per: fc.constantFrom('contract', 'person'),
      max: fc.integer({ min: 0, max: 6 }),
    }),
  );
  const rules = fc.record({
    job: fc.integer({ min: 0, max: 2000 }),
    home: fc.integer({ min: 0, max: 2000 }),
    claims: fc.constantFrom('once', 'repeatable'),
    caps: fc.array(cap, { maxLength: 3 }),
    share: fc.integer({ min: 1, max: 6 }),
  });
  const documentOf = ({ job, home, claims, caps, share }: typeof rules extends fc.Arbitrary<infer R> ? R : never) => ({
    outcomes: [
      { code: 'home', kind: 'reached', claims, price: { kind: 'per-claim', amount: home } },
      { code: 'job', kind: 'reached', claims, price: { kind: 'per-claim', amount: job } },
    ],
    caps,
    payers: {
      split: 'fixed',
      parts: [
        { party: 'town', share: `${share}/7` },
        { party: 'state', share: `${7 - share}/7` },
      ],
    },
  });
  const FROM = ['2025-01-01', '2025-07-02', '2026-02-01'];
  const versions = fc.array(rules, { minLength: 1, maxLength: 4 }).map((all) => all.map(documentOf));
  const termsOfAll = ([first, ...more]: readonly Record<string, unknown>[]): Terms =>
    amended(contract(first!), ...more.map((parts, i) => ({ ...parts, amends: { ...change, from: FROM[i]! } })));

  it('parts add up to the whole, every fact is paid or told why not, and their order does not matter', () =>
    fc.assert(
      fc.property(versions, facts, (documents, given) => {
        const terms = termsOfAll(documents);
        const whole = evaluate(terms, given, '2028-12-31');
        expect(whole.gross).toBe(whole.payable + sum(whole.excess.map(({ amount }) => amount)));
        expect(sum(whole.payments.map(({ amount }) => amount))).toBe(whole.payable);
        expect(sum(whole.years.map(({ payable: due }) => due))).toBe(whole.payable);
        expect(sum(whole.lines.flatMap(({ payers }) => payers.map(({ amount }) => amount)))).toBe(whole.payable);
        expect(
          whole.lines.flatMap((line) => line.facts).length + whole.unpaid.reduce((n, { count }) => n + count, 0),
        ).toBe(given.length);
        expect(evaluate(terms, given.toReversed(), '2028-12-31').digest).toBe(whole.digest);
      }),
      { numRuns: 25 },
    ));

  it('no amendment changes what is due of facts before its day', () =>
    fc.assert(
      fc.property(versions, facts, (documents, given) => {
        const early = given.filter(({ on }) => on < FROM[documents.length - 2]! || documents.length === 1);
        const due = (terms: Terms) => evaluate(terms, early, '2028-12-31').payments;
        expect(due(termsOfAll(documents))).toEqual(
          due(termsOfAll(documents.length > 1 ? documents.slice(0, -1) : documents)),
        );
      }),
      { numRuns: 25 },
    ));

  it('an amendment that changes nothing leaves what is due as it is', () =>
    fc.assert(
      fc.property(rules.map(documentOf), facts, (document, given) => {
        const due = (count: number) =>
          evaluate(termsOfAll(Array.from({ length: count }, () => document)), given, '2028-12-31').payable;
        expect(due(4)).toBe(due(1));
      }),
      { numRuns: 15 },
    ));
});
