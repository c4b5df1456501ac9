import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';

const followUps = [
  { code: 'm3', months: 3 },
  { code: 'm6', months: 6 },
  { code: 'm12', months: 12 },
  { code: 'w13', weeks: 13 },
  { code: 'w26', weeks: 26 },
];
const price = { kind: 'per-claim', amount: 100 };
const one = (outcome: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  contract({ followUps, outcomes: [{ code: 'goal', price, ...outcome }], ...more });
const why = (terms: ReturnType<typeof one>, facts: readonly Fact[]): string[] => reasons(evaluate(terms, facts, END));

describe('a claim', () => {
  const terms = one({ kind: 'reached' });
  it('counts once per person, however often it is stated', () => {
    const facts = [
      fact('goal', '2025-01-01'),
      fact('goal', '2025-02-01'),
      fact('goal', '2025-02-01', { participant: 'p2' }),
    ];
    expect(payable(terms, facts)).toBe(200);
    expect(why(terms, facts)).toEqual(['goal:repeated']);
  });
  it('counts once per follow-up, when the outcome has follow-ups', () => {
    const facts = ['m3', 'm6', 'm6'].map((followUp) => fact('goal', '2025-01-01', { followUp }));
    expect(payable(one({ kind: 'reached', followUps: ['m3', 'm6'] }), facts)).toBe(200);
  });
  it('counts every time, when it is repeatable; people are counted apart', () => {
    const evaluation = evaluate(
      one({ kind: 'reached', claims: 'repeatable' }),
      [fact('goal', '2025-01-01'), fact('goal', '2025-01-01')],
      END,
    );
    expect(evaluation.outcomes.map(({ claims, people }) => [claims, people])).toEqual([[2, 1]]);
    expect(evaluation.lines.map(({ claims, people }) => [claims, people])).toEqual([[2, 1]]);
  });
  it.each<[string, Partial<Fact> & { on?: string; outcome?: string }, string]>([
    ['on the day before the period', { on: '2023-12-31' }, 'goal:outside-period'],
    ['on a day that does not exist', { on: '2025-02-30' }, 'goal:invalid-date'],
    ['of nobody', { participant: undefined }, 'goal:no-participant'],
    ['of an unknown outcome', { outcome: 'other' }, 'other:unknown-outcome'],
    ['at an unknown follow-up', { followUp: 'm99' }, 'goal:unknown-follow-up'],
    ["at a follow-up that is not the outcome's", { followUp: 'm3' }, 'goal:unknown-follow-up'],
    ['of an unknown group', { group: 'x' }, 'goal:unknown-group'],
    ['of an unknown cohort', { cohort: 'x' }, 'goal:unknown-cohort'],
    ['with a quantity that is no number', { quantity: 'many' }, 'goal:invalid-quantity'],
    ['with a quantity other than 0 or 1', { quantity: '2' }, 'goal:invalid-quantity'],
    ['with half of it', { quantity: '0.5' }, 'goal:invalid-quantity'],
    ['that says it was not reached', { quantity: '0' }, 'goal:not-reached'],
  ])('%s earns nothing and says why', (_what, more, reason) => {
    const facts = [{ ...fact('goal', '2025-01-01'), ...more }];
    expect(payable(terms, facts)).toBe(0);
    expect(why(terms, facts)).toEqual([reason]);
  });
  it.each(['2024-01-01', '2029-12-31'])('on %s, a bound of the period, counts', (on) =>
    expect(payable(terms, [fact('goal', on)])).toBe(100),
  );
  it('after the period does not count, also when the cut-off is later', () =>
    expect(reasons(evaluate(terms, [fact('goal', '2030-01-01')], '2030-12-31'))).toEqual(['goal:outside-period']));
  it('after the cut-off is not looked at', () => {
    const evaluation = evaluate(terms, [fact('goal', '2025-01-02')], '2025-01-01');
    expect([evaluation.payable, evaluation.unpaid]).toEqual([0n, []]);
  });
  it('can be for some groups only', () => {
    const grouped = one({ kind: 'reached', groups: ['a'] }, { groups: [{ code: 'a' }, { code: 'b' }] });
    expect(
      why(grouped, [
        fact('goal', '2025-01-01', { group: 'a' }),
        fact('goal', '2025-01-01', { group: 'b', participant: 'p2' }),
        fact('goal', '2025-01-01', { participant: 'p3' }),
      ]),
    ).toEqual(['goal:not-eligible']);
  });
});

describe('prerequisites', () => {
  const terms = (timing: string) =>
    contract({
      outcomes: [
        { code: 'second', kind: 'reached', price, requires: [{ fact: 'first', timing }] },
        { code: 'first', kind: 'reached', price },
      ],
    });
  it.each([
    ['2024-12-31', 'before', 200],
    ['2025-01-01', 'before', 200],
    ['2025-01-02', 'before', 100],
    ['2025-01-02', 'any', 200],
  ])('a first one on %s (%s) makes the two worth %p', (on, timing, amount) =>
    expect(payable(terms(timing), [fact('first', on), fact('second', '2025-01-01')])).toBe(amount),
  );
  it('must themselves count', () =>
    expect(payable(terms('any'), [fact('first', '2020-01-01'), fact('second', '2025-01-01')])).toBe(0));
  it('are the same person’s', () =>
    expect(
      payable(terms('any'), [fact('first', '2024-01-01', { participant: 'p2' }), fact('second', '2025-01-01')]),
    ).toBe(100));
  it('a state that existed at referral does not count', () => {
    const unless = contract({
      measures: [{ code: 'had-job' }],
      outcomes: [{ code: 'job', kind: 'reached', price, unless: [{ fact: 'had-job' }] }],
    });
    expect(reasons(evaluate(unless, [fact('had-job', '2024-01-01'), fact('job', '2025-01-01')], END))).toEqual([
      'job:excluded-by-fact',
    ]);
    expect(payable(unless, [fact('had-job', '2024-01-01', { quantity: '0' }), fact('job', '2025-01-01')])).toBe(100);
  });
});

describe('a sustained outcome', () => {
  const terms = one(
    {
      kind: 'reached',
      followUps: ['m3', 'm6', 'm12'],
      sustained: { brokenBy: 'lost', permittedDays: 14, permittedTimes: 1 },
    },
    { measures: [{ code: 'lost' }] },
  );
  const home = (followUp: string, on: string) => fact('goal', on, { followUp });
  const lost = (on: string, quantity: string) => fact('lost', on, { quantity });
  it('needs the milestone before', () =>
    expect(why(terms, [home('m6', '2025-01-01')])).toEqual(['goal:prerequisite-missing']));
  it('goes on over a permitted interruption', () =>
    expect(payable(terms, [home('m3', '2025-01-01'), lost('2025-02-01', '14'), home('m6', '2025-04-01')])).toBe(200));
  it.each([
    ['2025-05-15', 100],
    ['2025-05-16', 200],
  ])(
    'after a longer one (1 to 16 February) the next milestone must run its full three months: on %s the two are worth %p',
    (on, amount) =>
      expect(payable(terms, [home('m3', '2025-01-01'), lost('2025-02-01', '15'), home('m6', on)])).toBe(amount),
  );
  it('counts permitted interruptions', () =>
    expect(
      why(terms, [
        home('m3', '2025-01-01'),
        lost('2025-02-01', '5'),
        lost('2025-03-01', '5'),
        home('m6', '2025-04-01'),
      ]),
    ).toEqual(['goal:spell-broken']));
  it.each([
    ['2025-01-01', 'the day of the milestone before, which it breaks too', 0],
    ['2025-01-02', 'the day after it', 100],
    ['2025-04-01', 'the day of the claim', 100],
    ['2025-04-02', 'the day after the claim', 200],
  ])('is broken by an interruption on %s, %s: worth %p', (on, _what, amount) =>
    expect(payable(terms, [home('m3', '2025-01-01'), lost(on, '30'), home('m6', '2025-04-01')])).toBe(amount),
  );
  it.each([
    ['2025-06-15', 100],
    ['2025-06-16', 200],
  ])('runs from the end of the last interruption: on %s the two are worth %p', (on, amount) =>
    expect(
      payable(terms, [home('m3', '2025-01-01'), lost('2025-02-01', '15'), lost('2025-03-01', '15'), home('m6', on)]),
    ).toBe(amount),
  );
  it.each<[string, [string, string][], number]>([
    [
      'that touch are one',
      [
        ['2025-02-01', '10'],
        ['2025-02-11', '10'],
      ],
      100,
    ],
    [
      'with a day between them are two',
      [
        ['2025-02-01', '10'],
        ['2025-02-12', '10'],
      ],
      200,
    ],
    [
      'that overlap are one of their days together',
      [
        ['2025-02-01', '10'],
        ['2025-02-05', '8'],
      ],
      200,
    ],
    [
      'within another are none of their own',
      [
        ['2025-02-01', '14'],
        ['2025-02-05', '2'],
        ['2025-02-10', '5'],
      ],
      200,
    ],
    [
      'before another that touches what it was within',
      [
        ['2025-02-01', '14'],
        ['2025-02-05', '2'],
        ['2025-02-15', '1'],
      ],
      100,
    ],
  ])('interruptions %s', (_, interruptions, amount) => {
    const often = one(
      { kind: 'reached', followUps: ['m3', 'm6'], sustained: { brokenBy: 'lost', permittedDays: 14 } },
      { measures: [{ code: 'lost' }] },
    );
    const all = interruptions.map(([on, days]) => lost(on, days));
    expect(payable(often, [home('m3', '2025-01-01'), ...all, home('m6', '2025-04-01')])).toBe(amount);
  });
  it('is not interrupted by what lasted no day', () =>
    expect(
      payable(terms, [
        home('m3', '2025-01-01'),
        lost('2025-02-01', '0'),
        lost('2025-03-01', '5'),
        home('m6', '2025-04-01'),
      ]),
    ).toBe(200));
  it('is broken for long by an interruption of unknown length', () =>
    expect(why(terms, [home('m3', '2025-01-01'), lost('2025-02-01', 'x'), home('m6', '2029-12-31')])).toEqual([
      'goal:spell-broken',
    ]));
  it('is not broken by the interruptions of others', () =>
    expect(
      payable(terms, [
        home('m3', '2025-01-01'),
        { ...lost('2025-02-01', '90'), participant: 'p2' },
        home('m6', '2025-04-01'),
      ]),
    ).toBe(200));
  it('permits interruptions to each person', () => {
    const both = ['p1', 'p2'].flatMap((participant) =>
      [home('m3', '2025-01-01'), lost('2025-02-01', '5'), home('m6', '2025-04-01')].map((each) => ({
        ...each,
        participant,
      })),
    );
    expect(payable(terms, both)).toBe(400);
  });
  it('counts from the first claim of a milestone', () => {
    const again = one(
      { kind: 'reached', claims: 'repeatable', followUps: ['m3', 'm6'], sustained: { brokenBy: 'lost' } },
      { measures: [{ code: 'lost' }] },
    );
    expect(
      why(again, [
        home('m3', '2025-01-01'),
        lost('2025-02-01', '30'),
        home('m3', '2025-03-05'),
        home('m6', '2025-04-01'),
      ]),
    ).toEqual(['goal:spell-broken']);
  });
  it('is not reached where it says so', () =>
    expect(why(terms, [{ ...home('m3', '2025-01-01'), quantity: '0' }, home('m6', '2025-04-01')])).toEqual([
      'goal:not-reached',
      'goal:prerequisite-missing',
    ]));
  it('may have nothing that breaks it', () =>
    expect(
      payable(one({ kind: 'reached', followUps: ['m3', 'm6'], sustained: {} }), [
        home('m3', '2025-01-01'),
        home('m6', '2025-04-01'),
      ]),
    ).toBe(200));
  it.each([
    ['2025-01-01', ['goal:spell-broken']],
    ['2025-05-31', ['goal:spell-broken']],
    ['2025-06-01', []],
  ])('is broken before its first milestone, too (90 days from 1 December): on %s', (on, reasons) =>
    expect(why(terms, [lost('2024-12-01', '90'), home('m3', on)])).toEqual(reasons),
  );
  it('is not broken by what had ended before its first period began', () =>
    expect(payable(terms, [lost('2024-06-01', '30'), home('m3', '2025-01-01'), home('m6', '2025-04-01')])).toBe(200));
  it.each([
    ['2025-11-27', 200],
    ['2025-11-28', 300],
  ])('counts every milestone after a break from its end, not only the next one: m12 on %s, worth %p', (on, amount) =>
    expect(
      payable(terms, [home('m3', '2025-01-01'), lost('2025-02-01', '27'), home('m6', '2025-05-28'), home('m12', on)]),
    ).toBe(amount),
  );
  it.each([
    ['2.5', '2025-05-03', 100],
    ['2.5', '2025-05-04', 200],
    ['-1', '2029-12-31', 100],
  ])(
    'takes a part of a day for a day, and what is no length for one that does not end: %s days, m6 on %s',
    (days, on, amount) => {
      const strict = one(
        { kind: 'reached', followUps: ['m3', 'm6'], sustained: { brokenBy: 'lost', permittedDays: 2 } },
        { measures: [{ code: 'lost' }] },
      );
      expect(payable(strict, [home('m3', '2025-01-01'), lost('2025-02-01', days), home('m6', on)])).toBe(amount);
    },
  );
  it('takes interruptions that touch for one', () =>
    expect(
      why(terms, [
        home('m3', '2025-01-01'),
        lost('2025-02-01', '10'),
        lost('2025-02-11', '10'),
        home('m6', '2025-04-01'),
      ]),
    ).toEqual(['goal:spell-broken']));
  it('counts from the interruption that ended last, not from the one that began last', () =>
    expect(
      why(terms, [
        home('m3', '2025-01-01'),
        lost('2025-02-01', '60'),
        lost('2025-02-10', '15'),
        home('m6', '2025-06-01'),
      ]),
    ).toEqual(['goal:spell-broken']));
});

describe('a spell from registered periods', () => {
  const claim = (followUp: string, on: string) => fact('goal', on, { followUp });
  const period = (on: string, days: number) => fact('in-job', on, { quantity: String(days) });
  const measures = [{ code: 'in-job' }];
  it.each([
    ['2025-08-31', 362, '2026-08-28', 100],
    ['2025-08-31', 365, '2026-08-31', 200],
    ['2025-08-31', 364, '2026-08-31', 100],
    ['2023-08-31', 366, '2024-08-31', 200],
    ['2024-01-30', 366, '2025-01-30', 200],
    ['2024-02-29', 365, '2025-02-28', 200],
  ])('counts every milestone from the start: from %s for %i days, m12 on %s, worth %p', (from, days, on, amount) => {
    const months = one(
      { kind: 'spell', measure: 'in-job', mode: 'continuous', followUps: ['m6', 'm12'] },
      { measures },
    );
    expect(
      payable(months, [period(from, days), claim('m6', '2024-08-31'), claim('m6', '2026-03-01'), claim('m12', on)]),
    ).toBe(amount);
  });
  const continuous = one(
    { kind: 'spell', measure: 'in-job', mode: 'continuous', permittedDays: 7, followUps: ['w13', 'w26'] },
    { measures },
  );
  it.each([
    [90, 0],
    [91, 100],
    [181, 100],
    [182, 200],
  ])('%p days in a row are worth %p (13 weeks are 91 days)', (days, amount) =>
    expect(
      payable(continuous, [period('2025-01-01', days), claim('w13', '2025-12-01'), claim('w26', '2025-12-01')]),
    ).toBe(amount),
  );
  it('counts from the day after the milestone is reached', () => {
    expect(payable(continuous, [period('2025-01-01', 91), claim('w13', '2025-04-01')])).toBe(0);
    expect(payable(continuous, [period('2025-01-01', 91), claim('w13', '2025-04-02')])).toBe(100);
  });
  it('goes on over a permitted gap, and a longer one starts the period again', () => {
    expect(payable(continuous, [period('2025-01-01', 50), period('2025-02-27', 40), claim('w13', '2025-12-01')])).toBe(
      100,
    );
    expect(why(continuous, [period('2025-01-01', 50), period('2025-02-28', 40), claim('w13', '2025-12-01')])).toEqual([
      'goal:spell-broken',
    ]);
  });
  it.each([
    [90, 100],
    [91, 200],
  ])(
    'after a break the next milestone runs its full additional 13 weeks: %p more days are worth %p in all',
    (days, amount) =>
      expect(
        payable(continuous, [
          period('2025-01-01', 100),
          period('2025-06-01', days),
          claim('w13', '2025-12-01'),
          claim('w26', '2025-12-01'),
        ]),
      ).toBe(amount),
  );
  it.each([
    [undefined, 100],
    [9, 100],
    [5, 0],
  ])('cumulative days count within the window (%p months → %p)', (withinMonths, amount) => {
    const terms = one(
      { kind: 'spell', measure: 'in-job', mode: 'cumulative', withinMonths, followUps: ['w13'] },
      { measures },
    );
    expect(payable(terms, [period('2025-01-01', 45), period('2025-07-01', 46), claim('w13', '2025-12-01')])).toBe(
      amount,
    );
  });
  it('a period of a hundred years is believed', () =>
    expect(payable(continuous, [fact('in-job', '2025-01-01', { quantity: '36600' }), claim('w13', '2025-12-01')])).toBe(
      100,
    ));
  it.each(['-1', '1.5', '36601', 'x'])('a period of %p days is not believed', (quantity) =>
    expect(why(continuous, [fact('in-job', '2025-01-01', { quantity }), claim('w13', '2025-12-01')])).toEqual([
      'goal:invalid-quantity',
    ]),
  );
  it.each([
    ['2025-04-05', 0],
    ['2025-04-06', 100],
  ])('a period of no days begins nothing: on %s it is worth %p', (on, amount) =>
    expect(payable(continuous, [period('2025-01-01', 0), period('2025-01-05', 91), claim('w13', on)])).toBe(amount),
  );
  it('a period within another takes nothing from it', () =>
    expect(payable(continuous, [period('2025-01-01', 91), period('2025-01-10', 5), claim('w13', '2025-04-02')])).toBe(
      100,
    ));
  it('is of one person', () =>
    expect(why(continuous, [{ ...period('2025-01-01', 91), participant: 'p2' }, claim('w13', '2025-12-01')])).toEqual([
      'goal:nothing-measured',
    ]));
  it.each([
    ['2025-04-01', 0],
    ['2025-04-02', 100],
  ])('cumulative days are enough on the day after the last of them: on %s worth %p', (on, amount) => {
    const cumulative = one(
      { kind: 'spell', measure: 'in-job', mode: 'cumulative', followUps: ['w13', 'w26'] },
      { measures },
    );
    expect(
      payable(cumulative, [period('2025-01-01', 45), period('2025-02-15', 46), claim('w13', on), claim('w26', on)]),
    ).toBe(amount);
  });
  it('cumulative days are no more when periods overlap', () => {
    const cumulative = one({ kind: 'spell', measure: 'in-job', mode: 'cumulative', followUps: ['w13'] }, { measures });
    expect(why(cumulative, [period('2025-01-01', 60), period('2025-01-01', 60), claim('w13', '2025-12-01')])).toEqual([
      'goal:spell-broken',
    ]);
    expect(why(cumulative, [period('2025-01-01', 0), claim('w13', '2025-12-01')])).toEqual(['goal:spell-broken']);
  });
  it.each([
    ['2025-01-01', 0],
    ['2025-01-02', 100],
  ])(
    'the window of seven months before 1 August begins after 1 January: sixty days from %s and 31 until then are worth %p',
    (from, amount) => {
      const windowed = one(
        { kind: 'spell', measure: 'in-job', mode: 'cumulative', withinMonths: 7, followUps: ['w13'] },
        { measures },
      );
      expect(payable(windowed, [period(from, 60), period('2025-07-02', 31), claim('w13', '2025-12-01')])).toBe(amount);
    },
  );
  it.each([
    ['2026-02-27', 100],
    ['2026-02-28', 0],
  ])(
    'a window of six months from 31 August ends on the day before 28 February: days up to %s are worth %p',
    (last, amount) => {
      const windowed = one(
        { kind: 'spell', measure: 'in-job', mode: 'cumulative', withinMonths: 6, followUps: ['w13'] },
        { measures },
      );
      const days = [period('2025-08-31', 90), period(last, 1), claim('w13', '2026-12-01')];
      expect(payable(windowed, days)).toBe(amount);
    },
  );
  it('does not guess at one of several periods', () =>
    expect(
      why(continuous, [
        period('2025-01-01', 91),
        fact('in-job', '2025-06-01', { quantity: 'x' }),
        claim('w13', '2025-12-01'),
      ]),
    ).toEqual(['goal:invalid-quantity']));
  it('needs a period', () => expect(why(continuous, [claim('w13', '2025-12-01')])).toEqual(['goal:nothing-measured']));
});

describe('improvement against the own baseline', () => {
  const perPoint = { kind: 'per-unit', unit: 'point', amount: 100 };
  const measures = [{ code: 'score' }, { code: 'own-score', scoredBy: 'citizen' }];
  const terms = (more: object = {}) =>
    one(
      { kind: 'improvement', measure: 'score', better: 'higher', price: perPoint, followUps: ['m6', 'm12'], ...more },
      { measures },
    );
  const score = (on: string, quantity: string, followUp?: string) => fact('score', on, { quantity, followUp });
  const claim = (followUp: string, on: string) => fact('goal', on, { followUp });
  const journey = [score('2025-01-01', '10'), score('2025-07-01', '12.5', 'm6'), score('2026-01-01', '15', 'm12')];
  it('pays the difference to the first value', () =>
    expect(payable(terms(), [...journey, claim('m6', '2025-07-01'), claim('m12', '2026-01-01')])).toBe(250 + 500));
  it('or to the follow-up before', () =>
    expect(
      payable(terms({ from: 'previous' }), [...journey, claim('m6', '2025-07-01'), claim('m12', '2026-01-01')]),
    ).toBe(250 + 250));
  it.each([
    ['2.49', 250],
    ['2.5', 250],
    ['2.51', 0],
  ])('with at least %p points, 2.5 points are worth %p', (atLeast, amount) =>
    expect(payable(terms({ atLeast }), [...journey, claim('m6', '2025-07-01')])).toBe(amount),
  );
  it.each([
    ['2025-03-01', 0],
    ['2025-07-01', 250],
    ['2025-12-31', 250],
    ['2026-01-01', 500],
  ])('without follow-ups takes the last value up to the claim: on %s worth %p', (on, amount) =>
    expect(payable(terms({ followUps: undefined }), [...journey, fact('goal', on)])).toBe(amount),
  );
  it('takes no value of a later day', () =>
    expect(why(terms(), [...journey, claim('m6', '2025-06-30')])).toEqual(['goal:nothing-measured']));
  it.each([
    ['2025-07-07', 800],
    ['2025-07-08', 200],
    ['2025-07-10', 200],
  ])('measured again at the same follow-up, the latest on or before the claim counts: on %s worth %p', (on, amount) => {
    const again = [score('2025-01-01', '10'), score('2025-07-01', '18', 'm6'), score('2025-07-08', '12', 'm6')];
    expect(payable(terms(), [...again, claim('m6', on)])).toBe(amount);
    expect(payable(terms({ followUps: undefined }), [...again, fact('goal', on)])).toBe(amount);
    expect(payable(terms({ from: 'previous' }), [...again, claim('m6', on)])).toBe(amount);
  });
  it('what is measured again is no measurement before itself, whenever it is', () => {
    const again = [...journey, score('2026-02-01', '13', 'm6'), score('2026-02-02', '17', 'm12')];
    const paid = (followUp: string, on: string) =>
      payable(terms({ from: 'previous' }), [...again, claim(followUp, on)]);
    expect([
      paid('m6', '2026-02-01'),
      paid('m12', '2026-01-31'),
      paid('m12', '2026-02-01'),
      paid('m12', '2026-02-02'),
    ]).toEqual([300, 250, 200, 400]);
  });
  it('a first value that names its follow-up can be measured again; values without one stand alone', () => {
    const first = [score('2025-01-01', '10', 'm6'), score('2025-01-02', '11', 'm6'), score('2026-01-01', '15', 'm12')];
    expect(payable(terms(), [...first, claim('m12', '2026-01-01')])).toBe(400);
    const alone = [score('2025-01-01', '10'), score('2025-01-02', '11'), score('2026-01-01', '15', 'm12')];
    expect(payable(terms(), [...alone, claim('m12', '2026-01-01')])).toBe(500);
  });
  it('what confirms it is the latest too', () => {
    const own = (on: string, quantity: string, followUp?: string) => fact('own-score', on, { quantity, followUp });
    const guarded = terms({ measure: 'own-score', confirmedBy: 'score' });
    const facts = [
      own('2025-01-01', '1'),
      own('2025-07-01', '3', 'm6'),
      score('2025-01-01', '10'),
      score('2025-07-01', '12', 'm6'),
    ];
    expect(payable(guarded, [...facts, claim('m6', '2025-07-09')])).toBe(200);
    expect(payable(guarded, [...facts, score('2025-07-08', '9', 'm6'), claim('m6', '2025-07-09')])).toBe(0);
  });
  it('to the measurement before, when a follow-up is missing', () =>
    expect(payable(terms({ from: 'previous' }), [journey[0]!, journey[2]!, claim('m12', '2026-01-01')])).toBe(500));
  it('can be a fall', () =>
    expect(
      payable(terms({ better: 'lower' }), [
        score('2025-01-01', '10'),
        score('2025-07-01', '7', 'm6'),
        claim('m6', '2025-07-01'),
      ]),
    ).toBe(300));
  it.each([
    [[score('2025-07-01', '12', 'm6')], 'no-baseline'],
    [[score('2025-01-01', '10')], 'nothing-measured'],
    [[score('2025-01-01', '10'), score('2025-07-01', '10', 'm6')], 'not-reached'],
    [[score('2025-01-01', 'x'), score('2025-07-01', '10', 'm6')], 'invalid-quantity'],
  ])('says why it does not count (case %#)', (facts, reason) =>
    expect(why(terms(), [...facts, claim('m6', '2025-07-02')])).toEqual([`goal:${reason}`]),
  );
  it("a citizen's own score may pay only when another measure has not become worse", () => {
    expect(() => terms({ measure: 'own-score' })).toThrow('own score may not trigger payment alone');
    const guarded = terms({ measure: 'own-score', confirmedBy: 'score' });
    const own = [
      fact('own-score', '2025-01-01', { quantity: '1' }),
      fact('own-score', '2025-07-01', { quantity: '3', followUp: 'm6' }),
      claim('m6', '2025-07-01'),
    ];
    expect(payable(guarded, [...own, score('2025-01-01', '10'), score('2025-07-01', '10', 'm6')])).toBe(200);
    expect(payable(guarded, [...own, score('2025-01-01', '10'), score('2025-07-01', '9', 'm6')])).toBe(0);
    expect(why(guarded, own)).toEqual(['goal:nothing-measured']);
    expect(
      payable(terms({ measure: 'own-score', confirmedBy: 'score', from: 'previous' }), [
        ...own,
        score('2025-01-01', '10'),
        score('2025-05-01', '12'),
        score('2025-07-01', '11', 'm6'),
      ]),
    ).toBe(200);
  });
});

describe('a look-back window', () => {
  const terms = one(
    { kind: 'look-back', measure: 'shelter', months: 6, atMost: 1 },
    { measures: [{ code: 'shelter' }] },
  );
  const night = (on: string, quantity?: string) => fact('shelter', on, { quantity });
  it.each([
    [['2025-01-01'], 100],
    [['2025-01-02', '2025-03-01'], 0],
    [['2025-01-01', '2025-03-01'], 100],
    [['2025-07-01', '2025-07-01'], 0],
    [['2025-07-02', '2025-07-02'], 100],
  ])('with nights on %j a claim on 1 July 2025 is worth %p: from 2 January to 1 July, at most one', (nights, amount) =>
    expect(payable(terms, [...nights.map((on) => night(on)), fact('goal', '2025-07-01')])).toBe(amount),
  );
  it.each([
    ['2025-03-01', ['goal:invalid-quantity']],
    ['2025-01-01', ['goal:invalid-quantity']],
    ['2025-07-02', []],
  ])('does not guess at a night on %s that has no number', (on, expected) =>
    expect(why(terms, [night(on, 'x'), fact('goal', '2025-07-01')])).toEqual(expected),
  );
  it.each([
    ['begins before it and reaches in by one day', '2024-12-03', '31', 100],
    ['begins before it and reaches in by two days', '2024-12-03', '32', 0],
    ['ended before it began', '2024-12-01', '30', 100],
    ['is within it', '2025-03-01', '2', 0],
    ['begins on its last day and goes on', '2025-07-01', '30', 100],
    ['begins on the day before and goes on', '2025-06-30', '30', 0],
    ['covers all of it', '2024-01-01', '900', 0],
    ['reaches in by half a day', '2024-12-31', '2.5', 100],
    ['reaches in by a day and a half', '2024-12-31', '3.5', 0],
    ['was none', '2025-03-01', '0', 100],
  ])('a stay as one row that %s counts by its days there', (_what, on, days, amount) =>
    expect(payable(terms, [night(on, days), fact('goal', '2025-07-01')])).toBe(amount),
  );
  it('a stay of less than no days is a mistake', () =>
    expect(why(terms, [night('2025-03-01', '-2'), fact('goal', '2025-07-01')])).toEqual(['goal:invalid-quantity']));
  it.each([
    ['2025-07-01', '2', 0],
    ['2025-01-01', '40', 100],
  ])('what is counted in times is counted on its day: on %s %p times is worth %p', (on, quantity, amount) =>
    expect(
      payable(
        one(
          { kind: 'look-back', measure: 'shelter', months: 6, atMost: 1, counts: 'times' },
          { measures: [{ code: 'shelter' }] },
        ),
        [night(on, quantity), fact('goal', '2025-07-01')],
      ),
    ).toBe(amount),
  );
  it('looks at the nights of one person', () =>
    expect(
      payable(terms, [
        ...['2025-03-01', '2025-03-02'].map((on) => ({ ...night(on), participant: 'p2' })),
        fact('goal', '2025-07-01'),
      ]),
    ).toBe(100));
  it('adds quantities', () => expect(payable(terms, [night('2025-03-01', '2'), fact('goal', '2025-07-01')])).toBe(0));
});
