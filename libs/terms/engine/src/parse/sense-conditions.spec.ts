import { describe } from '@jest/globals';
import { cohorts, finds, job, share, total, tranches } from '../../test/sense.js';

const asking = (condition: object) => ({ outcomes: [{ ...job, requires: [condition] }] });

describe('conditions', () => {
  finds([
    ['one of several', asking({ fact: 'seen', or: [{ fact: 'cost' }] }), []],
    [
      'an unknown one',
      asking({ fact: 'seen', or: [{ fact: 'nowhere' }] }),
      ['outcomes[0].requires[0].or[0].fact unknown-reference'],
    ],
    ['bounds that meet', asking({ fact: 'rated', atLeast: 5, atMost: 5 }), []],
    ['bounds that cross', asking({ fact: 'rated', atLeast: 5, atMost: 4 }), ['outcomes[0].requires[0] bounds-crossed']],
    ['a time limit', asking({ fact: 'seen', within: { weeks: 2 } }), []],
    [
      'a limit of two lengths',
      asking({ fact: 'seen', within: { weeks: 2, days: 1 } }),
      ['outcomes[0].requires[0].within one-duration'],
    ],
    ['a limit of no length', asking({ fact: 'seen', within: {} }), ['outcomes[0].requires[0].within one-duration']],
    [
      'a limit to something on any day',
      asking({ fact: 'seen', timing: 'any', within: { days: 1 } }),
      ['outcomes[0].requires[0].timing limit-runs-forward'],
    ],
    [
      'a limit since the value of a group',
      { outcomes: [total('sum'), { ...job, requires: [{ fact: 'sum', within: { days: 1 } }] }] },
      ['outcomes[1].requires[0].within limit-of-a-person'],
    ],
    [
      'a limit for a group',
      { outcomes: [job, share({ requires: [{ fact: 'seen', within: { days: 1 } }] })] },
      ['outcomes[1].requires[0].within limit-of-a-person'],
    ],
    [
      'a limit for a tranche',
      {
        outcomes: [total('sum', { price: tranches({ share: 1, requires: [{ fact: 'seen', within: { days: 1 } }] }) })],
      },
      ['outcomes[0].price.tranches[0].requires[0].within limit-of-a-person'],
    ],
    [
      'a way that is settled per cohort',
      {
        cohorts,
        outcomes: [total('sum', { per: 'cohort' }), { ...job, requires: [{ fact: 'seen', or: [{ fact: 'sum' }] }] }],
      },
      ['outcomes[1].requires[0].or[0] condition-per-cohort'],
    ],
  ]);
});
