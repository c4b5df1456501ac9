import { describe } from '@jest/globals';
import { finds } from '../../test/sense.js';

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
