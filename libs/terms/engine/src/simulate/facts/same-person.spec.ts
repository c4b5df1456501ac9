import { describe, expect, it } from '@jest/globals';
import { contract } from '../../../test/build.js';
import { remarksOnBasis } from '../basis.js';
import { readFacts, type PersonRow } from './read-facts.js';

const terms = contract({
  followUps: [
    { code: 'm6', months: 6 },
    { code: 'm12', months: 12 },
  ],
  groups: [{ code: 'easy' }, { code: 'hard', uplift: 0.5 }],
  cohorts: [{ code: 'c1', from: '2025-01-01', to: '2025-12-31' }],
  scales: [
    {
      id: 'ladder',
      version: 1,
      title: { da: 'x', en: 'x' },
      licence: 'own',
      scoredBy: ['professional'],
      better: 'higher',
      smallestChange: 1,
      steps: [1, 2, 3].map((value) => ({ value, title: { da: 'x', en: 'x' } })),
    },
  ],
  measures: [{ code: 'nights' }, { code: 'score', scale: 'ladder' }],
  outcomes: [
    { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } },
    { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 1 } },
    { code: 'better', kind: 'improvement', measure: 'score', better: 'higher' },
    { code: 'slept', kind: 'total', measure: 'nights', price: { kind: 'per-unit', unit: 'unit', amount: 10 } },
  ],
  payers: {
    split: 'fixed',
    parts: [{ party: 'of-participant', share: 1 }],
    otherwise: 'town',
  },
});
const row = (outcome: string, more: Partial<PersonRow> = {}): PersonRow => ({
  participant: 'a',
  outcome,
  achievedOn: '2025-05-01',
  ...more,
});
const read = (...people: PersonRow[]) => readFacts(terms, { people });
const faults = (...people: PersonRow[]): string[] => {
  const result = read(...people);
  return result.ok ? [] : result.errors.map((each) => `${each.row} ${each.path} ${each.code.replace('facts.', '')}`);
};
const figures = (...people: PersonRow[]) => {
  const result = read(...people);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return { payable: Number(result.evaluation.payable) / 100, repeated: result.basis.repeated, result };
};

describe('the same row again', () => {
  it.each<[string, PersonRow[], number, number[]]>([
    ['of days', [row('days', { quantity: '5' }), row('days', { quantity: '5,0' })], 5, [2]],
    ['of a measure', [row('nights', { quantity: '5' }), row('nights', { quantity: '5' })], 50, [2]],
    ['under one reference', ['r', 'r'].map((id) => row('days', { quantity: '5', id })), 5, [2]],
    ['of what one has once', [row('job', { id: 'r' }), row('job', { id: 'r', quantity: '1' })], 100, [2]],
  ])('%s counts once, and is told', (_, rows, payable, repeated) => {
    expect(figures(...rows)).toMatchObject({ payable, repeated });
    const [remark] = remarksOnBasis({ kind: 'people', repeated });
    expect([remark!.code, remark!.da.includes(': 2.')]).toEqual(['rows-repeated', true]);
  });
  it.each<[string, PersonRow[], number]>([
    ['on another day', [row('days', { quantity: '5' }), row('days', { quantity: '5', achievedOn: '2025-05-02' })], 10],
    ['under another reference', ['r', 's'].map((id) => row('days', { quantity: '5', id })), 10],
    ['with a reference where the first has none', [undefined, 's'].map((id) => row('days', { quantity: '5', id })), 10],
    ['of somebody else', ['a', 'b'].map((participant) => row('days', { quantity: '5', participant })), 10],
    ['of nobody', [1, 2].map(() => row('nights', { quantity: '5', participant: undefined })), 100],
  ])('%s is another', (_, rows, payable) => expect(figures(...rows)).toMatchObject({ payable, repeated: [] }));
  it('of what one can have once, without a reference or on another day, is left to the rules, which say so', () => {
    const { result, payable } = figures(row('job'), row('job'), row('job', { achievedOn: '2025-06-01' }));
    expect(payable).toBe(100);
    expect(result.evaluation.unpaid.slice(0, 1)).toMatchObject([{ outcome: 'job', reason: 'repeated', count: 2 }]);
  });
  it.each<[string, PersonRow[], string[]]>([
    [
      'another quantity',
      [row('days', { quantity: '5' }), row('days', { quantity: '6' })],
      ['2 quantity repeat-differs'],
    ],
    [
      'another score',
      [row('score', { quantity: '1' }), row('score', { quantity: '3' })],
      ['2 quantity repeat-differs'],
    ],
    [
      'another day under one reference',
      [row('job', { id: 'r' }), row('job', { id: 'r', achievedOn: '2025-06-01' })],
      ['2 id id-reused'],
    ],
    [
      'another outcome under one reference',
      [row('days', { id: 'r', quantity: '1' }), row('job', { id: 'r', quantity: '1' })],
      ['2 id id-reused'],
    ],
    [
      'another follow-up under one reference',
      ['m6', 'm12'].map((followUp) => row('nights', { id: 'r', quantity: '1', followUp })),
      ['2 id id-reused'],
    ],
    [
      'another person under one reference',
      [row('job', { id: 'r' }), row('job', { id: 'r', participant: 'b' })],
      ['2 id id-reused'],
    ],
  ])('with %s is refused', (_, rows, expected) => expect(faults(...rows)).toEqual(expected));
  it('with another quantity is told with both, and what to do', () => {
    const result = read(row('days', { quantity: '5' }), row('days', { quantity: '6' }));
    expect(!result.ok && result.errors[0]).toMatchObject({
      en: 'Row 1 says the same of the same person and day, but with the quantity 5, not 6. Delete one of them, or give each a reference of its own (external_ref).',
    });
  });
  it('is listed ten times at most', () => {
    const [remark] = remarksOnBasis({ kind: 'people', repeated: Array.from({ length: 11 }, (_, i) => i + 2) });
    expect(remark!.en).toContain('2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …');
  });
});

describe('what one row says of its person', () => {
  it.each([
    [[row('job', { group: 'hard' }), row('days', { quantity: '10' })]],
    [[row('job'), row('days', { quantity: '10', group: 'hard' })]],
  ])('the others say too, as where people are enrolled: (100 + 10) × 1.5', (rows) =>
    expect(figures(...rows).payable).toBe(165),
  );
  it('does not speak of others, nor for facts of nobody', () =>
    expect(
      figures(
        row('job', { group: 'hard' }),
        row('job', { participant: 'b' }),
        row('nights', { participant: undefined, quantity: '1' }),
      ).payable,
    ).toBe(260));
  it('may not be otherwise in another', () => {
    expect(faults(row('job', { group: 'hard' }), row('days', { quantity: '1', group: 'easy' }))).toEqual([
      '2 group person-differs',
    ]);
    const result = read(row('job', { group: 'hard' }), row('days', { quantity: '1', group: 'easy' }));
    expect(!result.ok && result.errors[0]!.en).toBe(
      'An earlier row about the same person says hard, not easy. Correct the row, or leave the cell empty.',
    );
  });
  it('may be another payer from a day on, since people move: until then the first, from then on the other', () => {
    const days = (quantity: string, achievedOn: string, more: Partial<PersonRow> = {}) =>
      row('days', { quantity, achievedOn, id: quantity, ...more });
    const { result } = figures(
      days('4', '2025-06-01', { payer: 'town' }),
      days('2', '2025-05-01', { payer: 'state' }),
      days('1', '2025-01-01'),
      days('16', '2025-05-31'),
      days('32', '2025-06-01'),
      days('8', '2025-07-01'),
      days('64', '2025-07-01', { participant: 'b', payer: 'state' }),
    );
    expect(result.evaluation.years[0]!.payers).toEqual([
      { party: 'town', amount: 4400n },
      { party: 'state', amount: 8300n },
    ]);
  });
  it('is somebody else, once the writer has looked, whichever of the two a later row is about', () =>
    expect(
      faults(
        row('days', { participant: '00123', quantity: '1' }),
        row('days', { participant: '123', quantity: '1', newPerson: true }),
        row('days', { participant: '00123', quantity: '1', achievedOn: '2025-05-02' }),
      ),
    ).toEqual([]));
});

describe('a value that the scale of its measure does not have', () => {
  it('is refused, per person and as counts', () => {
    expect(faults(row('score', { quantity: '2' }))).toEqual([]);
    expect(faults(row('score', { quantity: '2,5' }))).toEqual(['1 quantity not-a-step']);
    const counted = readFacts(terms, { counts: [{ outcome: 'score', period: '2025', count: 1, quantity: '4' }] });
    expect(!counted.ok && counted.errors).toMatchObject([{ code: 'facts.not-a-step' }]);
  });
});
