import { describe, expect, it } from '@jest/globals';
import { written } from '../../test/build.js';
import { parseTerms } from '../index.js';

const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } };
const followUps = [
  { code: 'm3', months: 3 },
  { code: 'm6', months: 6 },
];
const cohorts = [{ code: 'c1', from: '2024-01-01', to: '2024-12-31' }];
const measures = ['cost', 'seen', 'own-score', 'rated'].map((code) => ({
  code,
  ...(code === 'own-score' ? { scoredBy: 'citizen' } : {}),
}));
const perUnit = (unit = 'unit') => ({ kind: 'per-unit', unit, amount: 1 });
const steps = (...bounds: [number, boolean][]) => ({
  kind: 'steps',
  steps: bounds.map(([from, inclusive]) => ({ from, inclusive, amount: 1 })),
});
const points = (...bounds: number[]) => ({
  kind: 'interpolated',
  below: 'nothing',
  points: bounds.map((at) => ({ at, amount: 1 })),
});
const tranches = (...slices: object[]) => ({ kind: 'tranches', tranches: slices });
const total = (code: string, more: object = {}) => ({
  code,
  kind: 'total',
  measure: 'cost',
  price: tranches({ share: 1 }),
  ...more,
});
const share = (more: object = {}) => ({
  code: 'share',
  kind: 'share',
  reaching: 'job',
  population: { of: 'seen' },
  price: perUnit('percentage-point'),
  ...more,
});
const average = (more: object = {}, population: object = {}) => ({
  code: 'average',
  kind: 'average',
  measure: 'cost',
  population: { of: 'seen', ...population },
  price: perUnit('point'),
  ...more,
});
const difference = (more: object = {}) => ({
  code: 'difference',
  kind: 'difference',
  of: 'a',
  against: { value: 5, version: '1', source: 's' },
  as: 'points',
  better: 'lower',
  price: perUnit('point'),
  ...more,
});
const avoided = (more: object = {}) => ({
  code: 'avoided',
  kind: 'avoided-cost',
  actual: 'a',
  predicted: { amount: 5, version: '1', source: 's' },
  price: tranches({ share: 1 }),
  ...more,
});
const weighted = (parts: object[], more: object = {}) => ({
  code: 'weighted',
  kind: 'weighted',
  parts,
  price: perUnit('point'),
  ...more,
});
const lookBack = (more: object = {}) => ({ ...job, kind: 'look-back', measure: 'seen', months: 6, ...more });
const spell = (more: object = {}) => ({
  ...job,
  kind: 'spell',
  measure: 'seen',
  mode: 'continuous',
  followUps: ['m3'],
  ...more,
});

type Parts = Record<string, unknown>;
const problems = (parts: Parts): string[] => {
  const parsed = parseTerms(written({ outcomes: [job], measures, ...parts }));
  return parsed.ok ? [] : parsed.errors.map((error) => `${error.path} ${error.code.replace('terms.', '')}`);
};
/** Each row: what is tried, the parts of the document, and every problem that it has. */
const finds = (rows: readonly (readonly [string, Parts, readonly string[]])[]): void =>
  it.each(rows)('%s', (_what, parts, expected) => expect(problems(parts)).toEqual(expected));

describe('periods', () =>
  finds([
    ['the document of these tests', {}, []],
    [
      'judged only when every name is known',
      { period: { from: '2024-05-05', to: '2024-05-04' }, signOffs: [{ role: 'council', party: 'nobody' }] },
      ['signOffs[0].party unknown-reference'],
    ],
    ['one day', { period: { from: '2024-05-05', to: '2024-05-05' } }, []],
    ['ending the day before', { period: { from: '2024-05-05', to: '2024-05-04' } }, ['period period-backwards']],
    ['a cohort of one day', { cohorts: [{ code: 'c', from: '2024-05-05', to: '2024-05-05' }] }, []],
    [
      'a cohort ending the day before',
      { cohorts: [...cohorts, { code: 'c', from: '2024-05-05', to: '2024-05-04' }] },
      ['cohorts[1] period-backwards'],
    ],
  ]));

describe('roles', () =>
  finds([
    [
      'claims by two roles, one of which nobody has',
      { claims: { by: ['supplier', 'partner'], attestBy: 'authority', verifyBy: 'verifier' } },
      ['claims.by[1] role-without-party'],
    ],
    [
      'attested by a role nobody has',
      { claims: { by: ['supplier'], attestBy: 'partner', verifyBy: 'verifier' } },
      ['claims.attestBy role-without-party'],
    ],
    [
      'verified by a role nobody has',
      { claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'partner' } },
      ['claims.verifyBy role-without-party'],
    ],
  ]));

describe('payers and payees', () => {
  const split = (kind: string, parts: object[], more: object = {}) => ({ payers: { split: kind, parts, ...more } });
  finds([
    [
      'two shares that add up',
      split('fixed', [
        { party: 'town', share: '1/3' },
        { party: 'state', share: '2/3' },
      ]),
      [],
    ],
    [
      'a little too little',
      split('fixed', [
        { party: 'town', share: '0.333333333' },
        { party: 'state', share: '2/3' },
      ]),
      ['payers.parts shares-do-not-add-up'],
    ],
    [
      'a share left out',
      split('fixed', [{ party: 'town', share: 1 }, { party: 'state' }]),
      ['payers.parts[1] share-missing'],
    ],
    [
      'a fixed split with an amount per claim',
      split('fixed', [{ party: 'town', share: 1, perClaim: 5 }]),
      ['payers.parts[0].perClaim only-top-up'],
    ],
    ['a top-up without shares', split('top-up', [{ party: 'state', perClaim: 5 }, { party: 'town' }]), []],
    [
      'a top-up whose shares do not add up',
      split('top-up', [
        { party: 'state', share: '0.2' },
        { party: 'town', share: '0.3' },
      ]),
      [],
    ],
    [
      'one who is no payer',
      split('fixed', [
        { party: 'town', share: '0.5' },
        { party: 'checker', share: '0.5' },
      ]),
      ['payers.parts[1].party not-a-payer'],
    ],
    [
      'a payer for people without one',
      split('fixed', [{ party: 'of-participant', share: 1 }], { otherwise: 'state' }),
      [],
    ],
    [
      'no payer for people without one',
      split('fixed', [{ party: 'of-participant', share: 1 }], { otherwise: 'checker' }),
      ['payers.otherwise not-a-payer'],
    ],
    [
      'caps of two years',
      split('fixed', [
        {
          party: 'town',
          share: 1,
          yearCaps: [
            { year: 2024, max: 1 },
            { year: 2025, max: 1 },
          ],
        },
      ]),
      [],
    ],
    [
      'two caps of one year',
      split('fixed', [
        {
          party: 'town',
          share: 1,
          yearCaps: [
            { year: 2024, max: 1 },
            { year: 2024, max: 2 },
          ],
        },
      ]),
      ['payers.parts[0].yearCaps declared-twice'],
    ],
    ['payees that share too little', { payees: [{ party: 'helper', share: '0.9' }] }, ['payees shares-do-not-add-up']],
    [
      'payees of a payer that may come to pay',
      {
        ...split('fixed', [{ party: 'of-participant', share: 1 }]),
        payees: [{ party: 'helper', share: 1, from: 'town' }],
      },
      ['payees shares-do-not-add-up'],
    ],
    [
      'payees of each payer',
      {
        ...split('fixed', [{ party: 'of-participant', share: 1 }]),
        payees: [
          { party: 'helper', share: 1, from: 'town' },
          { party: 'helper', share: '0.5' },
          { party: 'state', share: '0.5' },
        ],
      },
      [],
    ],
    [
      'payees of each payer by name',
      {
        ...split('fixed', [{ party: 'of-participant', share: 1 }]),
        payees: [
          { party: 'helper', share: 1, from: 'town' },
          { party: 'helper', share: 1, from: 'state' },
        ],
      },
      [],
    ],
    [
      'payees of one who never pays',
      {
        payees: [
          { party: 'helper', share: 1 },
          { party: 'helper', share: '0.1', from: 'state' },
        ],
      },
      [],
    ],
  ]);
});

describe('follow-ups, groups and the index', () =>
  finds([
    [
      'months or weeks',
      {
        followUps: [
          { code: 'm', months: 3 },
          { code: 'w', weeks: 13 },
        ],
      },
      [],
    ],
    [
      'months and weeks',
      {
        followUps: [
          { code: 'm', months: 3 },
          { code: 'w', weeks: 13, months: 3 },
        ],
      },
      ['followUps[1] follow-up-time'],
    ],
    ['neither', { followUps: [{ code: 'm', interval: 3 }] }, ['followUps[0] follow-up-time']],
    ['a deduction of the whole price', { groups: [{ code: 'g', uplift: -1 }] }, []],
    [
      'a deduction of more',
      { groups: [{ code: 'g' }, { code: 'h', uplift: '-1.01' }] },
      ['groups[1].uplift uplift-below-minus-one'],
    ],
    [
      'an index with its base year',
      {
        indexation: {
          baseYear: 2024,
          index: [
            { year: 2023, value: '0.01' },
            { year: 2024, value: 100 },
          ],
        },
      },
      [],
    ],
    [
      'without its base year',
      { indexation: { baseYear: 2025, index: [{ year: 2024, value: 100 }] } },
      ['indexation.baseYear base-year-missing'],
    ],
    [
      'with a year twice',
      {
        indexation: {
          baseYear: 2024,
          index: [
            { year: 2024, value: 100 },
            { year: 2024, value: 101 },
          ],
        },
      },
      ['indexation.index declared-twice'],
    ],
    [
      'with a value of zero',
      {
        indexation: {
          baseYear: 2024,
          index: [
            { year: 2024, value: 100 },
            { year: 2025, value: 0 },
          ],
        },
      },
      ['indexation.index[1].value index-not-positive'],
    ],
  ]));

describe('capital', () => {
  const grant = (more: object = {}) => ({ party: 'state', kind: 'grant', amount: 100, ...more });
  const guarantee = (more: object = {}) => ({
    party: 'state',
    kind: 'first-loss-guarantee',
    amount: 5,
    covers: ['helper'],
    ...more,
  });
  finds([
    ['a grant and a guarantee for a part', { capital: [grant(), guarantee({ share: '0.5' })] }, []],
    [
      'a grant by one who is no investor',
      { capital: [grant({ party: 'town' })] },
      ['capital[0].party role-without-party'],
    ],
    [
      'a guarantee by an investor who is no guarantor',
      { capital: [grant(), guarantee({ party: 'helper' })] },
      ['capital[1].party role-without-party'],
    ],
    ['a guarantee for nobody', { capital: [guarantee({ covers: [] })] }, ['capital[0] guarantee-covers-nobody']],
    [
      'a guarantee that does not say for whom',
      { capital: [guarantee({ covers: undefined })] },
      ['capital[0] guarantee-covers-nobody'],
    ],
    [
      'payments in that add up',
      {
        capital: [
          grant({
            paidIn: [
              { on: '2024-01-01', amount: '99.99' },
              { on: '2025-01-01', amount: '0.01' },
            ],
          }),
        ],
      },
      [],
    ],
    [
      'payments in that do not',
      { capital: [grant({ paidIn: [{ on: '2024-01-01', amount: '99.99' }] })] },
      ['capital[0].paidIn paid-in-does-not-add-up'],
    ],
    [
      'capital that is paid in before the contract and on its last day',
      {
        capital: [
          grant({
            paidIn: [
              { on: '2020-01-01', amount: 50 },
              { on: '2029-12-31', amount: 50 },
            ],
          }),
        ],
      },
      [],
    ],
    [
      'capital that is paid in after the last day',
      {
        capital: [
          grant({
            paidIn: [
              { on: '2025-01-01', amount: 50 },
              { on: '2030-01-01', amount: 50 },
            ],
          }),
        ],
      },
      ['capital[0].paidIn[1].on paid-in-after-end'],
    ],
    ['a grant that covers', { capital: [grant({ covers: ['helper'] })] }, ['capital[0] only-guarantee']],
    ['a grant with a guaranteed share', { capital: [grant({ share: '0.5' })] }, ['capital[0] only-guarantee']],
  ]);
});

describe('caps and floors', () => {
  const scoped = { groups: [{ code: 'g' }], cohorts };
  finds([
    ['a quantity', { caps: [{ step: 'quantity', max: 0 }] }, []],
    [
      'a quantity and a share',
      { ...scoped, caps: [{ step: 'quantity', max: 5, share: '0.5', groups: ['g'] }] },
      ['caps[0] cap-limit'],
    ],
    ['neither', { caps: [{ step: 'contract', max: 5 }, { step: 'quantity' }] }, ['caps[1] cap-limit']],
    ['a quota for a group', { ...scoped, caps: [{ step: 'quantity', share: '0.5', groups: ['g'] }] }, []],
    ['a quota for a cohort', { ...scoped, caps: [{ step: 'quantity', share: '0.5', cohorts: ['c1'] }] }, []],
    ['a quota of what is planned', { caps: [{ step: 'quantity', share: '0.5', of: 'planned' }] }, []],
    ['a quota of nothing in particular', { caps: [{ step: 'quantity', share: '0.5' }] }, ['caps[0] quota-of-what']],
    [
      'a quota per person',
      { ...scoped, caps: [{ step: 'quantity', share: '0.5', groups: ['g'], per: 'person' }] },
      ['caps[0].per quota-per-contract'],
    ],
    ['a quantity per person', { caps: [{ step: 'quantity', max: 5, per: 'person' }] }, []],
    ['years of the period', { caps: [{ step: 'budget-year', years: [2024, 2029], max: 5 }] }, []],
    [
      'years around the period',
      { caps: [{ step: 'budget-year', years: [2023, 2024, 2030], max: 5 }] },
      ['caps[0].years[0] year-outside-period', 'caps[0].years[2] year-outside-period'],
    ],
    ['every year', { caps: [{ step: 'budget-year', max: 5 }] }, []],
    ['a floor', { floors: [{ outcomes: ['job'], years: [2024, 2029], min: 5 }] }, []],
    [
      'a floor around the period',
      { floors: [{ outcomes: ['job'], years: [2029, 2030], min: 5 }] },
      ['floors[0].years[1] year-outside-period'],
    ],
    [
      'a floor of what has no price',
      {
        outcomes: [job, { ...job, code: 'free', price: undefined }],
        floors: [{ outcomes: ['job', 'free'], years: [2024], min: 5 }],
      },
      ['floors[0].outcomes[1] nothing-priced'],
    ],
  ]);
});

describe('prices that fit', () => {
  const priced = (price: object, outcome: object = job) => ({ followUps, outcomes: [{ ...outcome, price }] });
  const counted = { code: 'days', kind: 'counted' };
  const fits = 'outcomes[0].price price-does-not-fit';
  finds([
    ...[perUnit(), steps([1, true]), points(1, 2)].flatMap((price): [string, Parts, string[]][] => [
      [`${price.kind} for what is reached or not`, priced(price), [fits]],
      [`${price.kind} for a look-back window`, priced(price, lookBack()), [fits]],
      [`${price.kind} for a spell`, priced(price, spell()), [fits]],
      [`${price.kind} for a number`, priced(price, counted), []],
    ]),
    ['percentage points of a share', { outcomes: [job, share()] }, []],
    [
      'percentage points of a difference',
      { outcomes: [total('a'), difference({ price: perUnit('percentage-point') })] },
      [],
    ],
    [
      'percentage points of weights',
      { outcomes: [total('a'), weighted([{ outcome: 'a', weight: 1 }], { price: perUnit('percentage-point') })] },
      [],
    ],
    [
      'percentage points of days',
      priced(perUnit('percentage-point'), counted),
      ['outcomes[0].price.unit price-does-not-fit'],
    ],
    ['tranches of days', priced(tranches({ share: 1 }), counted), [fits]],
    [
      'tranches of a share',
      { outcomes: [job, share({ price: tranches({ share: 1 }) })] },
      ['outcomes[1].price price-does-not-fit'],
    ],
    ['tranches of a difference', { outcomes: [total('a'), difference({ price: tranches({ share: 1 }) })] }, []],
    ['tranches of an avoided cost', { outcomes: [total('a'), avoided()] }, []],
    [
      'a price for each follow-up',
      priced(
        {
          kind: 'per-claim',
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm6', amount: 1 },
          ],
        },
        { ...job, followUps: ['m3', 'm6'] },
      ),
      [],
    ],
    [
      'a price for one of two',
      priced({ kind: 'per-claim', byFollowUp: [{ followUp: 'm3', amount: 1 }] }, { ...job, followUps: ['m3', 'm6'] }),
      ['outcomes[0].price price-missing'],
    ],
    [
      'a price for one of two and one for the others',
      priced(
        { kind: 'per-claim', amount: 2, byFollowUp: [{ followUp: 'm3', amount: 1 }] },
        { ...job, followUps: ['m3', 'm6'] },
      ),
      [],
    ],
    ['no price at all', priced({ kind: 'per-claim' }), ['outcomes[0].price price-missing']],
    [
      'a price for a follow-up of none',
      priced({ kind: 'per-claim', amount: 1, byFollowUp: [{ followUp: 'm3', amount: 1 }] }),
      ['outcomes[0].price.byFollowUp[0] follow-up-of-another'],
    ],
    [
      'a price for the follow-up of another',
      priced(
        {
          kind: 'per-claim',
          amount: 1,
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm6', amount: 1 },
          ],
        },
        { ...job, followUps: ['m3'] },
      ),
      ['outcomes[0].price.byFollowUp[1] follow-up-of-another'],
    ],
    [
      'two prices for a follow-up',
      priced(
        {
          kind: 'per-claim',
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm3', amount: 2 },
          ],
        },
        { ...job, followUps: ['m3'] },
      ),
      ['outcomes[0].price.byFollowUp declared-twice'],
    ],
    ['a price per time', priced({ kind: 'per-time', amount: 1, months: 6 }, { ...job, followUps: ['m3', 'm6'] }), []],
    ['a price per time without follow-ups', priced({ kind: 'per-time', amount: 1, months: 6 }), [fits]],
    [
      'a price per time at one moment',
      {
        followUps: [...followUps, { code: 'again', months: 6 }],
        outcomes: [{ ...job, followUps: ['m6', 'again'], price: { kind: 'per-time', amount: 1, months: 6 } }],
      },
      ['outcomes[0].price no-interval'],
    ],
  ]);
});

describe('tables in order', () => {
  const priced = (price: object) => ({ outcomes: [{ code: 'days', kind: 'counted', price }] });
  const slices = (...limits: (number | undefined)[]) => ({
    outcomes: [total('a', { price: tranches(...limits.map((upTo) => ({ upTo, share: 1 }))) })],
  });
  const bad = (what: string): string[] => [`outcomes[0].price.${what} not-ascending`];
  finds([
    ['steps that rise', priced(steps([1, true], [2, false], [3, true])), []],
    ['steps that fall', priced(steps([1, true], [3, true], [2, true])), bad('steps[2]')],
    ['steps that fall from a bound to above a lower one', priced(steps([3, true], [2, false])), bad('steps[1]')],
    ['a step at its bound and one above it', priced(steps([2, true], [2, false])), []],
    ['a step above its bound and one at it', priced(steps([2, false], [2, true])), bad('steps[1]')],
    ['two steps at a bound', priced(steps([2, true], [2, true])), bad('steps[1]')],
    ['two steps above a bound', priced(steps([2, false], [2, false])), bad('steps[1]')],
    ['points that rise', priced(points(1, 2, 3)), []],
    ['a point twice', priced(points(1, 2, 2)), bad('points[2]')],
    ['points that fall', priced(points(2, 1, 3)), bad('points[1]')],
    ['tranches that rise', slices(1, 2, undefined), []],
    ['a tranche twice', slices(1, 2, 2), bad('tranches[2]')],
    ['an open tranche before the last', slices(1, undefined, 2), bad('tranches')],
  ]);
});

describe('conditions', () => {
  const perCohort = total('a', { per: 'cohort' });
  finds([
    [
      'a person waits for one of several values',
      { cohorts, outcomes: [perCohort, { ...job, requires: [{ fact: 'a' }] }] },
      ['outcomes[1].requires[0] condition-per-cohort'],
    ],
    [
      'a person is excluded by one of several values',
      { cohorts, outcomes: [perCohort, { ...job, unless: [{ fact: 'seen' }, { fact: 'a' }] }] },
      ['outcomes[1].unless[1] condition-per-cohort'],
    ],
    ['a person waits for the one value', { outcomes: [total('a'), { ...job, requires: [{ fact: 'a' }] }] }, []],
    [
      'a cohort waits for its value',
      { cohorts, outcomes: [perCohort, total('b', { per: 'cohort', requires: [{ fact: 'a' }] })] },
      [],
    ],
    [
      'a follow-up that the other has',
      {
        followUps,
        outcomes: [
          job,
          { ...job, code: 'first', followUps: ['m3'] },
          { ...job, code: 'second', requires: [{ fact: 'first', followUp: 'm3' }] },
        ],
      },
      [],
    ],
    [
      'a follow-up that the other has not',
      {
        followUps,
        outcomes: [
          { ...job, code: 'first', followUps: ['m3'] },
          { ...job, code: 'second', requires: [{ fact: 'first', followUp: 'm6' }] },
        ],
      },
      ['outcomes[1].requires[0] follow-up-of-another'],
    ],
    [
      'a follow-up of what has none',
      { followUps, outcomes: [job, { ...job, code: 'second', unless: [{ fact: 'job', followUp: 'm6' }] }] },
      ['outcomes[1].unless[0] follow-up-of-another'],
    ],
    [
      'a follow-up of a measure',
      { followUps, outcomes: [{ ...job, requires: [{ fact: 'seen', followUp: 'm6' }] }] },
      [],
    ],
    [
      'a tranche of all waits for the value of one cohort',
      {
        cohorts,
        outcomes: [
          perCohort,
          total('b', {
            price: tranches({ upTo: 1, share: 1 }, { share: 1, requires: [{ fact: 'seen' }, { fact: 'a' }] }),
          }),
        ],
      },
      ['outcomes[1].price.tranches[1].requires[1] condition-per-cohort'],
    ],
    [
      'a tranche of a cohort waits for its value',
      {
        cohorts,
        outcomes: [perCohort, total('b', { per: 'cohort', price: tranches({ share: 1, requires: [{ fact: 'a' }] }) })],
      },
      [],
    ],
    [
      'a tranche waits for something of people',
      { cohorts, outcomes: [job, total('b', { price: tranches({ share: 1, requires: [{ fact: 'job' }] }) })] },
      [],
    ],
    [
      'outcomes in a circle, and one that is not',
      {
        outcomes: [
          job,
          { ...job, code: 'b', requires: [{ fact: 'c' }] },
          { ...job, code: 'c', requires: [{ fact: 'b' }] },
        ],
      },
      ['outcomes[1] circular', 'outcomes[2] circular'],
    ],
    ['nothing to pay for', { outcomes: [{ ...job, price: undefined }] }, ['outcomes nothing-priced']],
    [
      'something to measure and something to pay for',
      { outcomes: [{ ...job, code: 'free', price: undefined }, job] },
      [],
    ],
  ]);
});

describe('outcomes of a person', () => {
  const planned = (...entries: object[]) => ({ planned: entries.map((entry) => ({ count: 1, ...entry })) });
  const score = (more: object = {}) => ({
    outcomes: [{ ...job, kind: 'improvement', measure: 'own-score', better: 'higher', ...more }],
  });
  finds([
    [
      'planned at its follow-ups',
      { followUps, outcomes: [{ ...job, followUps: ['m3'], ...planned({ followUp: 'm3' }) }] },
      [],
    ],
    [
      'planned at the follow-up of another',
      { followUps, outcomes: [{ ...job, followUps: ['m3'], ...planned({ followUp: 'm3' }, { followUp: 'm6' }) }] },
      ['outcomes[0].planned[1] follow-up-of-another'],
    ],
    [
      'planned at no follow-up',
      { followUps, outcomes: [{ ...job, followUps: ['m3'], ...planned({}) }] },
      ['outcomes[0].planned[0] follow-up-of-another'],
    ],
    ['planned without follow-ups', { outcomes: [{ ...job, ...planned({}) }] }, []],
    [
      'planned at a follow-up without follow-ups',
      { followUps, outcomes: [{ ...job, ...planned({ followUp: 'm3' }) }] },
      ['outcomes[0].planned[0] follow-up-of-another'],
    ],
    ['sustained at follow-ups', { followUps, outcomes: [{ ...job, followUps: ['m3', 'm6'], sustained: {} }] }, []],
    [
      'sustained without',
      { outcomes: [{ ...job, sustained: {} }] },
      ['outcomes[0].sustained sustained-needs-follow-ups'],
    ],
    ["a citizen's own score", score(), ['outcomes[0] self-scored-price']],
    [
      "a citizen's own score without a price",
      { outcomes: [job, { ...score().outcomes[0], code: 'score', price: undefined }] },
      [],
    ],
    ["a citizen's own score, confirmed", score({ confirmedBy: 'rated' }), []],
    [
      "a citizen's own score, confirmed by the citizen",
      { measures: [...measures, { code: 'again', scoredBy: 'citizen' }], ...score({ confirmedBy: 'again' }) },
      ['outcomes[0] self-scored-price'],
    ],
    ["a professional's score", score({ measure: 'rated' }), []],
  ]);
});

describe('outcomes of a group', () => {
  const atFollowUp = { per: 'cohort', followUps: ['m3'] };
  finds([
    ['per cohort', { cohorts, outcomes: [total('a', { per: 'cohort' })] }, []],
    ['per cohort without cohorts', { outcomes: [total('a', { per: 'cohort' })] }, ['outcomes[0].per no-cohorts']],
    [
      'at follow-ups without cohorts',
      { followUps, outcomes: [total('a', { followUps: ['m3'] })] },
      ['outcomes[0].followUps no-cohorts'],
    ],
    ['at follow-ups', { cohorts, followUps, outcomes: [total('a', { followUps: ['m3'] })] }, []],
    [
      'at follow-ups and on a day',
      { cohorts, followUps, outcomes: [total('a', { followUps: ['m3'], measuredOn: '2025-01-01' })] },
      ['outcomes[0].measuredOn measured-twice'],
    ],
    ['on a day', { outcomes: [total('a', { measuredOn: '2025-01-01' })] }, []],
    [
      'all from the values of one cohort',
      { cohorts, outcomes: [total('a', { per: 'cohort' }), difference()] },
      ['outcomes[1].of other-points'],
    ],
    ['each cohort from the one value', { cohorts, outcomes: [total('a'), difference({ per: 'cohort' })] }, []],
    [
      'each cohort from its own',
      { cohorts, outcomes: [total('a', { per: 'cohort' }), difference({ per: 'cohort' })] },
      [],
    ],
    [
      'against the values of one cohort',
      { cohorts, outcomes: [total('a'), total('b', { per: 'cohort' }), difference({ against: { outcome: 'b' } })] },
      ['outcomes[2].against.outcome other-points'],
    ],
    [
      'actual costs of one cohort',
      { cohorts, outcomes: [total('a', { per: 'cohort' }), avoided()] },
      ['outcomes[1].actual other-points'],
    ],
    [
      'predicted costs of one cohort',
      { cohorts, outcomes: [total('a'), total('b', { per: 'cohort' }), avoided({ predicted: { outcome: 'b' } })] },
      ['outcomes[2].predicted.outcome other-points'],
    ],
    [
      'weights of one cohort',
      {
        cohorts,
        outcomes: [
          total('a'),
          total('b', { per: 'cohort' }),
          weighted([
            { outcome: 'a', weight: '0.5' },
            { outcome: 'b', weight: '0.5' },
          ]),
        ],
      },
      ['outcomes[2].parts[1].outcome other-points'],
    ],
    ['at the same follow-ups', { cohorts, followUps, outcomes: [total('a', atFollowUp), difference(atFollowUp)] }, []],
    [
      'at some of the follow-ups',
      {
        cohorts,
        followUps,
        outcomes: [total('a', { per: 'cohort', followUps: ['m3', 'm6'] }), difference(atFollowUp)],
      },
      [],
    ],
    [
      'at other follow-ups',
      {
        cohorts,
        followUps,
        outcomes: [total('a', atFollowUp), difference({ per: 'cohort', followUps: ['m3', 'm6'] })],
      },
      ['outcomes[1].of other-points'],
    ],
    [
      'at none of the follow-ups',
      { cohorts, followUps, outcomes: [total('a', atFollowUp), difference({ per: 'cohort' })] },
      ['outcomes[1].of other-points'],
    ],
    [
      'built from what people reach',
      { outcomes: [job, difference({ of: 'job' })] },
      ['outcomes[1].of not-a-cohort-value'],
    ],
    [
      'a share of people at the same follow-ups',
      { cohorts, followUps, outcomes: [{ ...job, followUps: ['m3', 'm6'] }, share({ followUps: ['m3', 'm6'] })] },
      [],
    ],
    [
      'a share of people at other follow-ups',
      { cohorts, followUps, outcomes: [{ ...job, followUps: ['m3'] }, share({ followUps: ['m3', 'm6'] })] },
      ['outcomes[1].reaching other-points'],
    ],
    [
      'a share of people asked once',
      { cohorts, followUps, outcomes: [job, share({ followUps: ['m3'] })] },
      ['outcomes[1].reaching other-points'],
    ],
    [
      'a share whose people came at other follow-ups',
      {
        cohorts,
        followUps,
        outcomes: [
          { ...job, followUps: ['m3'] },
          { ...job, code: 'came', followUps: ['m6'] },
          share({ followUps: ['m3'], population: { of: 'came' } }),
        ],
      },
      [],
    ],
    [
      'a share that reaches a value',
      { outcomes: [total('a'), share({ reaching: 'a' })] },
      ['outcomes[1].reaching not-about-people'],
    ],
    [
      'a share of values',
      { outcomes: [job, total('a'), share({ population: { of: 'a' } })] },
      ['outcomes[2].population.of not-about-people'],
    ],
    [
      'an average over values',
      { outcomes: [total('a'), average({}, { of: 'a', missing: 'excluded' })] },
      ['outcomes[1].population.of not-about-people'],
    ],
    [
      'weights that add up',
      {
        outcomes: [
          total('a'),
          total('b'),
          weighted([
            { outcome: 'a', weight: '1/3' },
            { outcome: 'b', weight: '2/3', target: '0.01' },
          ]),
        ],
      },
      [],
    ],
    [
      'weights that do not',
      { outcomes: [total('a'), weighted([{ outcome: 'a', weight: '0.999' }])] },
      ['outcomes[1].parts shares-do-not-add-up'],
    ],
    [
      'a target of zero',
      {
        outcomes: [
          total('a'),
          total('b'),
          weighted([
            { outcome: 'a', weight: '0.5' },
            { outcome: 'b', weight: '0.5', target: 0 },
          ]),
        ],
      },
      ['outcomes[2].parts[1].target target-not-positive'],
    ],
    [
      'an average that counts people without an answer',
      { outcomes: [average()] },
      ['outcomes[0].population missing-value'],
    ],
    ['an average that says which value they get', { outcomes: [average({}, { missingValue: 0 })] }, []],
    ['an average that leaves them out', { outcomes: [average({}, { missing: 'excluded' })] }, []],
    [
      'an average that leaves some of them out',
      { outcomes: [average({}, { missing: 'excluded', excludedAtMost: '0.5' })] },
      ['outcomes[0].population missing-value'],
    ],
    ['an average of sums', { outcomes: [average({ perPerson: 'sum' })] }, []],
  ]);
});
