import { describe, expect, it } from '@jest/globals';
import { contract } from '../../test/build.js';
import { remarksOn } from './remarks.js';

const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } };
const remarks = (split: string, town: object, state?: object) =>
  remarksOn(
    contract({
      outcomes: [job],
      payers: { split, parts: [{ party: 'town', ...town }, ...(state ? [{ party: 'state', ...state }] : [])] },
    }),
  );

describe('a top-up split', () => {
  it.each<[string, object, object | undefined, string[]]>([
    ['one payer without limits', {}, undefined, []],
    ['the last one without limits', { share: '0.3', cap: 100 }, {}, []],
    ['a share of everything is no limit', { cap: 100 }, { share: 1 }, []],
    ['nobody is asked after a payer without limits', {}, {}, ['never-pays']],
    ['not with limits of its own either', {}, { cap: 100 }, ['never-pays']],
    ...[{ cap: 0 }, { share: '0.5' }, { perClaim: 5 }, { yearCaps: [{ year: 2024, max: 5 }] }].map(
      (last): [string, object, object, string[]] => [
        `the last one limited by ${Object.keys(last)[0]}`,
        { cap: 100 },
        last,
        ['may-stay-unpaid'],
      ],
    ),
    ['the only one limited', { cap: 100 }, undefined, ['may-stay-unpaid']],
  ])('%s', (_what, town, state, codes) =>
    expect(remarks('top-up', town, state).map(({ code }) => code)).toEqual(codes),
  );
  it.each<[string, object, object, number]>([
    ['shares of the whole', { share: '0.3' }, { share: '0.7' }, 0],
    ['shares of less', { share: '0.3' }, { share: '0.699999999' }, 1],
    ['a share that ends at a cap', { share: '0.3', cap: 100 }, { share: '0.7' }, 1],
  ])('leaves something unpaid, or not: %s', (_what, town, state, count) =>
    expect(remarks('top-up', town, state)).toHaveLength(count),
  );
  it('is spoken of with the names of the parties', () => {
    expect(remarks('top-up', {}, {})).toMatchObject([
      {
        da: 'Kommer aldrig til at betale: State. Før står Town og betaler alt, uden grænse.',
        en: 'Will never pay: State. Before comes Town and pays everything, without limit.',
      },
    ]);
    expect(remarks('top-up', { cap: 5 })).toMatchObject([
      {
        da: 'Noget kan forblive ubetalt: den sidste betaler har også en grænse (Town).',
        en: 'Something may stay unpaid: the last payer has a limit too (Town).',
      },
    ]);
    expect(remarks('top-up', { party: 'of-participant', cap: 5 })).toMatchObject([
      {
        da: expect.stringContaining('(borgerens kommune)'),
        en: expect.stringContaining("(the participant's municipality)"),
      },
    ]);
  });
});

it('a fixed split is what it says: what a cap cuts off nobody pays', () =>
  expect(remarks('fixed', { share: 1, cap: 100 })).toEqual([]));

describe('a quota of the planned results', () => {
  const codes = (planned: object[], cap: object) =>
    remarksOn(
      contract({
        groups: [{ code: 'hard' }],
        outcomes: [
          { code: 'job', kind: 'reached', planned, price: { kind: 'per-claim', amount: 100 } },
          { code: 'home', kind: 'reached', planned: [{ count: 3 }], price: { kind: 'per-claim', amount: 100 } },
        ],
        caps: [{ step: 'quantity', groups: ['hard'], share: '0.4', ...cap }],
      }),
    ).map(({ code }) => code);
  it.each<[string, object[], object, string[]]>([
    ['of which none are planned', [], { of: 'planned', outcomes: ['job'] }, ['quota-of-nothing']],
    [
      'of which none of the count is more than 0',
      [{ count: 0 }],
      { of: 'planned', outcomes: ['job'] },
      ['quota-of-nothing'],
    ],
    ['of which some are planned', [{ count: 1 }], { of: 'planned', outcomes: ['job'] }, []],
    ['of all outcomes, of which one is planned', [], { of: 'planned' }, []],
    ['that is of what is paid', [], { of: 'paid', outcomes: ['job'] }, []],
  ])('%s is remarked where it pays nothing', (_, planned, cap, expected) =>
    expect(codes(planned, cap)).toEqual(expected),
  );
});

describe('quotas of groups', () => {
  const codes = (...quotas: object[]) =>
    remarksOn(
      contract({
        groups: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
        cohorts: [{ code: 'first', from: '2024-01-01', to: '2024-12-31' }],
        outcomes: [job],
        caps: quotas.map((quota) => ({ step: 'quantity', ...quota })),
      }),
    );
  const of = (groups: string[], share: string, more: object = {}) => ({ groups, share, ...more });
  it.each<[string, object[], number]>([
    ['a little less than the whole', [of(['a'], '0.33'), of(['b'], '0.33'), of(['c'], '0.33')], 1],
    ['the whole', [of(['a'], '1/3'), of(['b'], '1/3'), of(['c'], '1/3')], 0],
    ['less, but not of all groups', [of(['a'], '0.33'), of(['b'], '0.33')], 0],
    ['less, of groups together', [of(['a', 'b'], '0.5'), of(['b', 'c'], '0.4')], 1],
    ['less, one for all', [of(['a', 'b', 'c'], '0.4')], 0],
    ['less, but not of the same', [of(['a', 'b'], '0.5'), of(['c'], '0.4', { outcomes: ['job'] })], 0],
    ['less, but not of all cohorts', [of(['a', 'b'], '0.5'), of(['c'], '0.4', { cohorts: ['first'] })], 0],
  ])('that are %s are remarked where they leave nothing', (_, quotas, count) =>
    expect(codes(...quotas).map(({ code }) => code)).toEqual(Array(count).fill('quota-of-nothing')),
  );
  it('are named', () =>
    expect(codes(of(['a', 'b'], '0.5'), of(['c'], '0.4'))).toMatchObject([
      {
        da: expect.stringContaining('caps[0], caps[1] gælder alle målgrupper'),
        en: expect.stringContaining('caps[0], caps[1] are for all groups'),
      },
    ]));
});

describe('a share that was probably meant in per cent', () => {
  const said = (uplift: string, yearlyReturn?: string, rate?: string) =>
    remarksOn(
      contract({
        groups: [{ code: 'hard', uplift }],
        measures: [{ code: 'booked' }],
        outcomes: [
          { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } },
          { code: 'saving', kind: 'total', measure: 'booked' },
        ],
        capital: [
          { party: 'helper', kind: 'senior-loan', amount: 100, yearlyReturn },
          ...(rate === undefined
            ? []
            : [
                {
                  party: 'state',
                  kind: 'equity',
                  amount: 100,
                  coupon: { outcome: 'saving', rates: [{ from: 0, inclusive: true, rate }] },
                },
              ]),
        ],
      }),
    );
  it.each<[string, string | undefined, string | undefined, string[]]>([
    ['0.4', '0.05', '0.05', []],
    ['2.999', '0.999', '0.999', []],
    ['-0.5', undefined, undefined, []],
    ['3', '1', '1', ['groups[0].uplift', 'capital[0].yearlyReturn', 'capital[1].coupon.rates[0].rate']],
    ['40', '5', undefined, ['groups[0].uplift', 'capital[0].yearlyReturn']],
  ])('is remarked: uplift %s, return %s, rate %s', (uplift, yearlyReturn, rate, places) =>
    expect(said(uplift, yearlyReturn, rate).map(({ code, en }) => [code, en.split(' ')[0]])).toEqual(
      places.map((place) => ['per-cent-as-share', place]),
    ),
  );
  it('says what it is, and what to write instead', () =>
    expect(said('40')).toMatchObject([
      {
        da: 'groups[0].uplift er 40, altså 4000 %. Var 40 % ment, så skriv 0.4.',
        en: 'groups[0].uplift is 40, that is 4000 %. If 40 % was meant, write 0.4.',
      },
    ]));
});
