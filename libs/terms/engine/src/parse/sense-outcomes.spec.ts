import { describe } from '@jest/globals';
import { cohorts, finds, followUps, job, measures, total, tranches } from '../../test/sense.js';

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
