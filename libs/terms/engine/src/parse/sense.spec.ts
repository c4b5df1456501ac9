import { describe } from '@jest/globals';
import { cohorts, finds } from '../../test/sense.js';

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
