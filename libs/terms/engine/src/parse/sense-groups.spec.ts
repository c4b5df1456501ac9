import { describe } from '@jest/globals';
import {
  average,
  avoided,
  cohorts,
  difference,
  finds,
  followUps,
  job,
  share,
  total,
  weighted,
} from '../../test/sense.js';

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
