import { describe, expect, it } from '@jest/globals';
import { contract, END, fact } from '../../test/build.js';
import { evaluate } from '../index.js';
import { type Fact, UNPAID_REASONS, type UnpaidReason } from '@ringvirkning/terms-language';

const price = { kind: 'per-claim', amount: 100 };
const perPoint = { kind: 'per-unit', unit: 'point', amount: 1 };
const frame = {
  followUps: [
    { code: 'm3', months: 3 },
    { code: 'm6', months: 6 },
  ],
  cohorts: [{ code: 'c1', from: '2024-01-01', to: '2024-12-31' }],
  groups: [{ code: 'g1' }, { code: 'g2' }],
  measures: [{ code: 'score' }, { code: 'other-score' }, { code: 'stay' }, { code: 'here' }],
};
const goal = (outcome: object, ...more: object[]) =>
  contract({ ...frame, outcomes: [{ code: 'goal', price, ...outcome }, ...more] });
const reached = (more: object = {}) => goal({ kind: 'reached', ...more });
const improved = (more: object = {}) =>
  goal({ kind: 'improvement', measure: 'score', better: 'higher', atLeast: 5, ...more });
const average = { kind: 'average', measure: 'score', population: { of: 'here', missing: 'excluded' } };
const claim = (more: Partial<Fact> = {}) => fact('goal', '2024-09-01', more);
const score = (quantity: string, on: string, more: Partial<Fact> = {}) => fact('score', on, { quantity, ...more });
const stay = (on: string, quantity: string) => fact('stay', on, { quantity });

interface Case {
  readonly what: string;
  readonly terms: ReturnType<typeof contract>;
  readonly facts: readonly Fact[];
  readonly cutOff?: string;
}

/** What happened, and whether what the sentence says of it is so: read them together. */
const CASES: Record<UnpaidReason, { readonly says: string; readonly cases: readonly Case[] }> = {
  'unknown-outcome': {
    says: 'the contract does not know the outcome',
    cases: [{ what: 'another code', terms: reached(), facts: [fact('gaol', '2024-09-01')] }],
  },
  'unknown-follow-up': {
    says: 'the follow-up is missing or does not belong to the outcome',
    cases: [
      { what: 'none where one is needed', terms: reached({ followUps: ['m3'] }), facts: [claim()] },
      { what: 'one where none is', terms: reached(), facts: [claim({ followUp: 'm3' })] },
      { what: "another outcome's", terms: reached({ followUps: ['m3'] }), facts: [claim({ followUp: 'm6' })] },
      { what: 'one that nobody knows', terms: reached(), facts: [claim({ followUp: 'm7' })] },
    ],
  },
  'unknown-cohort': {
    says: 'the contract does not know the cohort',
    cases: [{ what: 'another code', terms: reached(), facts: [claim({ cohort: 'c9' })] }],
  },
  'unknown-group': {
    says: 'the contract does not know the group',
    cases: [{ what: 'another code', terms: reached(), facts: [claim({ group: 'g9' })] }],
  },
  'no-participant': {
    says: 'the participant is missing',
    cases: [{ what: 'nobody', terms: reached(), facts: [claim({ participant: undefined })] }],
  },
  'invalid-date': {
    says: 'the date does not exist',
    cases: [{ what: '30 February', terms: reached(), facts: [fact('goal', '2024-02-30')] }],
  },
  'invalid-quantity': {
    says: 'the quantity, or a measurement that the outcome rests on, is not a valid number',
    cases: [
      { what: 'two of what is reached once', terms: reached(), facts: [claim({ quantity: '2' })] },
      {
        what: 'a negative count',
        terms: goal({ kind: 'counted', price: perPoint }),
        facts: [claim({ quantity: '-1' })],
      },
      {
        what: 'a score that is text',
        terms: improved(),
        facts: [score('x', '2024-01-01'), score('9', '2024-06-01'), claim()],
      },
      {
        what: 'half a day in a spell',
        terms: goal({ kind: 'spell', measure: 'stay', mode: 'continuous', followUps: ['m3'] }),
        facts: [stay('2024-01-01', '200.5'), claim({ followUp: 'm3' })],
      },
    ],
  },
  'outside-period': {
    says: "the date lies outside the contract's period",
    cases: [{ what: 'the day before it', terms: reached(), facts: [fact('goal', '2023-12-31')] }],
  },
  repeated: {
    says: 'the outcome has already been counted for the same person',
    cases: [{ what: 'twice', terms: reached(), facts: [claim(), claim()] }],
  },
  'not-eligible': {
    says: 'the person does not belong to the group or cohort',
    cases: [
      { what: 'another group', terms: reached({ groups: ['g1'] }), facts: [claim({ group: 'g2' })] },
      { what: 'no cohort', terms: reached({ cohorts: ['c1'] }), facts: [claim()] },
    ],
  },
  'prerequisite-missing': {
    says: 'what must be fulfilled first is missing',
    cases: [
      {
        what: 'a measure that was too low',
        terms: reached({ requires: [{ fact: 'score', atLeast: 5 }] }),
        facts: [score('4', '2024-01-01'), claim()],
      },
      {
        what: 'the milestone before',
        terms: reached({ followUps: ['m3', 'm6'], sustained: {} }),
        facts: [claim({ followUp: 'm6' })],
      },
    ],
  },
  'too-late': {
    says: 'the time limit since what must be fulfilled first has passed',
    cases: [
      {
        what: 'the day after the limit',
        terms: reached({ requires: [{ fact: 'here', within: { days: 30 } }] }),
        facts: [fact('here', '2024-08-01'), claim()],
      },
    ],
  },
  'excluded-by-fact': {
    says: 'another fact excludes the outcome, e.g. the state existed at referral',
    cases: [
      {
        what: 'it was so before',
        terms: reached({ unless: [{ fact: 'here' }] }),
        facts: [fact('here', '2024-01-01'), claim()],
      },
    ],
  },
  'spell-broken': {
    says: 'the full period has not run, or not since a break',
    cases: [
      {
        what: 'never broken, but too short',
        terms: goal({ kind: 'spell', measure: 'stay', mode: 'continuous', followUps: ['m3'] }),
        facts: [stay('2024-01-01', '40'), claim({ followUp: 'm3' })],
      },
      {
        what: 'too few days in all',
        terms: goal({ kind: 'spell', measure: 'stay', mode: 'cumulative', followUps: ['m3'] }),
        facts: [stay('2024-01-01', '40'), stay('2024-06-01', '40'), claim({ followUp: 'm3' })],
      },
      {
        what: 'broken in August',
        terms: reached({ followUps: ['m3'], sustained: { brokenBy: 'stay' } }),
        facts: [stay('2024-08-01', '2'), claim({ followUp: 'm3' })],
      },
    ],
  },
  'no-baseline': {
    says: 'there is not both a first and a later measurement to compare',
    cases: [{ what: 'one score', terms: improved(), facts: [score('9', '2024-06-01'), claim()] }],
  },
  'not-reached': {
    says: 'the goal is not reached, or another measurement does not confirm it',
    cases: [
      { what: 'stated as 0', terms: reached(), facts: [claim({ quantity: '0' })] },
      { what: 'too little', terms: improved(), facts: [score('1', '2024-01-01'), score('5', '2024-06-01'), claim()] },
      {
        what: 'enough, but the other score fell',
        terms: improved({ confirmedBy: 'other-score' }),
        facts: [
          score('1', '2024-01-01'),
          score('9', '2024-06-01'),
          fact('other-score', '2024-01-01', { quantity: '5' }),
          fact('other-score', '2024-06-01', { quantity: '4' }),
          claim(),
        ],
      },
      {
        what: 'nights in the window',
        terms: goal({ kind: 'look-back', measure: 'stay', months: 6 }),
        facts: [stay('2024-08-01', '1'), claim()],
      },
    ],
  },
  'below-threshold': {
    says: 'the value lies below the threshold from which it pays',
    cases: [
      {
        what: 'below the first step',
        terms: goal({ ...average, price: { kind: 'steps', steps: [{ from: 5, inclusive: true, amount: 1 }] } }),
        facts: [fact('here', '2024-01-01'), score('4', '2024-06-01')],
      },
    ],
  },
  'not-yet-due': {
    says: 'the value is settled later',
    cases: [
      {
        what: 'at the end',
        terms: goal({ ...average, price: perPoint }),
        facts: [fact('here', '2024-01-01')],
        cutOff: '2024-12-31',
      },
    ],
  },
  'nothing-measured': {
    says: 'a measurement that the outcome rests on is missing, or there is nobody to measure',
    cases: [
      {
        what: 'measured at another follow-up',
        terms: improved({ followUps: ['m3', 'm6'] }),
        facts: [score('1', '2024-01-01'), score('9', '2024-06-01', { followUp: 'm6' }), claim({ followUp: 'm3' })],
      },
      { what: 'nobody is here', terms: goal({ ...average, price: perPoint }), facts: [score('4', '2024-06-01')] },
      {
        what: 'one of two values',
        terms: goal(
          {
            kind: 'difference',
            of: 'mean',
            against: { outcome: 'sum' },
            as: 'points',
            better: 'higher',
            price: perPoint,
          },
          { code: 'mean', ...average },
          { code: 'sum', kind: 'total', measure: 'stay' },
        ),
        facts: [fact('here', '2024-01-01'), score('4', '2024-06-01')],
      },
    ],
  },
  'no-percentage': {
    says: 'per cent or a ratio cannot be computed of 0 or less',
    cases: [
      {
        what: 'the comparison is 0',
        terms: goal(
          {
            kind: 'difference',
            of: 'mean',
            against: { value: 0, version: 'v1', source: 'register' },
            as: 'percent',
            better: 'higher',
            price: perPoint,
          },
          { code: 'mean', ...average },
        ),
        facts: [fact('here', '2024-01-01'), score('4', '2024-06-01')],
      },
    ],
  },
  'measured-on-cohort': {
    says: 'the outcome is measured on a group and cannot be claimed for one',
    cases: [
      { what: 'claimed for one', terms: goal({ ...average, price: perPoint }), facts: [claim()], cutOff: '2024-12-31' },
    ],
  },
};

const table = UNPAID_REASONS.flatMap((reason) => CASES[reason].cases.map((each) => ({ reason, ...each })));

describe('what is not paid', () => {
  it.each(table)('$reason: $what', ({ reason, terms, facts, cutOff = END }) => {
    const found = evaluate(terms, facts, cutOff).unpaid.find(
      (each) => each.reason === reason && each.outcome !== 'sum',
    );
    expect(found?.sentence.en).toBe(`${found?.count} without payment: ${CASES[reason].says}.`);
  });
});
