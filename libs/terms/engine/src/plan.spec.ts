import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable, reasons } from '../test/build.js';
import { evaluate } from './index.js';
import { compile } from './plan.js';

const claim = { kind: 'per-claim', amount: 100 };
const job = { code: 'job', kind: 'reached', price: claim };
const cohorts = [
  { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
  { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
  { code: 'c3', from: '2025-01-01', to: '2025-12-31' },
];

describe('a plan', () => {
  it('is made once for the same terms', () => {
    const terms = contract({ outcomes: [job] });
    expect(compile(terms)).toBe(compile(terms));
    expect(compile(contract({ outcomes: [job] }))).not.toBe(compile(terms));
  });
  it.each<[string, object, object, string[]]>([
    ['cohort, one of its own', { cohorts: ['c2', 'c3'] }, { cohort: 'c3' }, []],
    ['cohort, another', { cohorts: ['c2', 'c3'] }, { cohort: 'c1' }, ['job:not-eligible']],
    ['cohort, none', { cohorts: ['c2', 'c3'] }, {}, ['job:not-eligible']],
    ['group, one of its own', { groups: ['b', 'c'] }, { group: 'b' }, []],
    ['group, another', { groups: ['b', 'c'] }, { group: 'a' }, ['job:not-eligible']],
    ['group, none', { groups: ['b', 'c'] }, {}, ['job:not-eligible']],
    ['cohort and group, when it names none', {}, { cohort: 'c1', group: 'a' }, []],
  ])('knows for whom an outcome is: by %s', (_what, scope, of, expected) =>
    expect(
      reasons(
        evaluate(
          contract({
            cohorts,
            groups: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
            outcomes: [{ ...job, ...scope }],
          }),
          [fact('job', '2025-01-01', of)],
          END,
        ),
      ),
    ).toEqual(expected),
  );
  it.each([[['m3', 'm6', 'w40']], [['w40', 'm6', 'm3']], [['m6', 'w40', 'm3']]])(
    'puts follow-ups in the order of time: %j',
    (listed) => {
      const terms = contract({
        followUps: [
          { code: 'm6', months: 6 },
          { code: 'w40', weeks: 40 },
          { code: 'm3', months: 3 },
        ],
        outcomes: [{ ...job, followUps: listed, sustained: {} }],
      });
      const at = (followUp: string, on: string) => fact('job', on, { followUp });
      expect(payable(terms, [at('m3', '2024-04-01'), at('m6', '2024-07-01'), at('w40', '2024-10-15')])).toBe(300);
      expect(reasons(evaluate(terms, [at('m6', '2024-07-01')], END))).toEqual(['job:prerequisite-missing']);
      expect(reasons(evaluate(terms, [at('m3', '2024-04-01'), at('w40', '2024-10-15')], END))).toEqual([
        'job:prerequisite-missing',
      ]);
    },
  );
  it('knows that a tranche waits for an outcome', () => {
    const saving = {
      code: 'saving',
      kind: 'total',
      measure: 'booked',
      price: {
        kind: 'tranches',
        tranches: [
          { upTo: 100, share: 1 },
          { share: '0.5', requires: [{ fact: 'home' }] },
        ],
      },
    };
    const terms = contract({
      measures: [{ code: 'booked' }],
      outcomes: [saving, { ...job, code: 'home', price: undefined }],
    });
    const booked = fact('booked', '2025-01-01', { quantity: '300' });
    expect(payable(terms, [booked])).toBe(100);
    expect(payable(terms, [booked, fact('home', '2025-01-01')])).toBe(200);
  });
  it.each<[string | undefined, Record<string, bigint>]>([
    ['town', { town: 10_000n }],
    ['0751', { town: 10_000n }],
    ['state', { state: 10_000n }],
    ['helper', {}],
    ['undefined', {}],
    ['', {}],
    [undefined, {}],
  ])('knows payers by id and municipality code, and no others: %j', (payer, paid) => {
    const terms = contract({
      outcomes: [job],
      payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] },
    });
    expect(
      Object.fromEntries(
        evaluate(terms, [fact('job', '2025-01-01', { payer })], END).payments.map((payment) => [
          payment.payer,
          payment.amount,
        ]),
      ),
    ).toEqual(paid);
  });
});
