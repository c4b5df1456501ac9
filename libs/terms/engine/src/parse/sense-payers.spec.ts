import { describe } from '@jest/globals';
import { finds } from '../../test/sense.js';

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

describe('payers and payees of some outcomes', () => {
  const price = { kind: 'per-claim', amount: 1 };
  const outcomes = [
    { code: 'job', kind: 'reached', price },
    { code: 'home', kind: 'reached', price },
    { code: 'counted', kind: 'reached' },
  ];
  const fixed = (...parts: object[]) => ({ outcomes, payers: { split: 'fixed', parts } });
  const town = { party: 'town', share: 1 };
  const ofJob = { party: 'state', outcomes: ['job'], share: 1 };
  finds([
    ['an outcome of its own', fixed(ofJob, town), []],
    ['all that are paid named', fixed(ofJob, { ...town, outcomes: ['home'] }), []],
    ['one that is paid by nobody', fixed(ofJob), ['payers.parts nobody-pays']],
    ['a share too little of one', fixed({ ...ofJob, share: '0.9' }, town), ['payers.parts shares-do-not-add-up']],
    [
      'an outcome that is not there',
      fixed({ ...ofJob, outcomes: ['other'] }, town),
      ['payers.parts[0].outcomes[0] unknown-reference'],
    ],
    ['no outcome', fixed({ ...ofJob, outcomes: [] }, town), ['payers.parts[0].outcomes invalid-value']],
    [
      'payees of one that add up to too little',
      {
        ...fixed(town),
        payees: [
          { party: 'state', outcomes: ['job'], share: '0.5' },
          { party: 'helper', share: 1 },
        ],
      },
      ['payees shares-do-not-add-up'],
    ],
    [
      'a payee of one outcome for one payer only',
      {
        ...fixed(ofJob, town),
        payees: [
          { party: 'state', outcomes: ['job'], from: 'town', share: 1 },
          { party: 'helper', share: 1 },
        ],
      },
      ['payees shares-do-not-add-up'],
    ],
    [
      'a guarantee for outcomes of different payers',
      { ...fixed(ofJob, town), floors: [{ outcomes: ['job', 'home'], years: [2025], min: 10 }] },
      ['floors[0].outcomes floor-of-several-payers'],
    ],
    [
      'a guarantee for each',
      {
        ...fixed(ofJob, town),
        floors: [
          { outcomes: ['job'], years: [2025], min: 10 },
          { outcomes: ['home'], years: [2025], min: 10 },
        ],
      },
      [],
    ],
  ]);
});
