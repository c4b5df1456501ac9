import { describe } from '@jest/globals';
import { cohorts, finds, job } from '../../test/sense.js';

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
