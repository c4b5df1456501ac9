import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact } from '../../test/build.js';
import { evaluate, explain } from '../index.js';

const claim = { kind: 'per-claim', amount: 1000 };
const job = { code: 'job', kind: 'reached', claims: 'repeatable', price: claim };
const lineOf = (parts: Record<string, unknown>, facts: readonly Fact[], cutOff = END) =>
  evaluate(contract(parts), facts, cutOff).lines[0]!.sentence;
const town = (more: object = {}) => ({ payers: { split: 'fixed', parts: [{ party: 'town', share: 1, ...more }] } });

describe('the sentence of a line', () => {
  it.each<[string, Record<string, unknown>, readonly Fact[], string, string]>([
    [
      'one claim',
      { outcomes: [job] },
      [fact('job', '2025-01-01')],
      'job (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat).',
      'job (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim).',
    ],
    [
      'more claims than people',
      { outcomes: [job] },
      [fact('job', '2025-01-01'), fact('job', '2025-01-02')],
      'job (1 person): 2 × 1.000 kr. = 2.000 kr. (1.000 kr. pr. resultat).',
      'job (1 person): 2 × DKK 1,000 = DKK 2,000 (DKK 1,000 per claim).',
    ],
    [
      'a quantity with its unit',
      { outcomes: [{ ...job, kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 450 } }] },
      [fact('job', '2025-01-01', { quantity: '1200.5' })],
      'job (1 person): 1.200,5 dage giver 540.225 kr. (450 kr. pr. dag).',
      'job (1 person): 1,200.5 days give DKK 540,225 (DKK 450 per day).',
    ],
    [
      'one unit',
      { outcomes: [{ ...job, kind: 'counted', price: { kind: 'per-unit', unit: 'hour', amount: 450 } }] },
      [fact('job', '2025-01-01')],
      'job (1 person): 1 time giver 450 kr. (450 kr. pr. time).',
      'job (1 person): 1 hour gives DKK 450 (DKK 450 per hour).',
    ],
    [
      'the group, what it adds and takes off, and the indexation',
      {
        groups: [{ code: 'hard', uplift: '0.4', deadweight: '0.25' }],
        indexation: {
          baseYear: 2024,
          index: [
            { year: 2024, value: 100 },
            { year: 2025, value: '98' },
          ],
        },
        outcomes: [job],
      },
      [fact('job', '2025-01-01', { group: 'hard' })],
      'job, hard (1 person): 1 × 1.029 kr. = 1.029 kr. (1.000 kr. pr. resultat, tillæg 40 %, minus 25 % som ville være sket alligevel, prisregulering -2 %).',
      'job, hard (1 person): 1 × DKK 1,029 = DKK 1,029 (DKK 1,000 per claim, uplift 40 %, less 25 % that would have happened anyway, indexation -2 %).',
    ],
    [
      'a deduction',
      { groups: [{ code: 'easy', uplift: '-0.1' }], outcomes: [job] },
      [fact('job', '2025-01-01', { group: 'easy' })],
      'job, easy (1 person): 1 × 900 kr. = 900 kr. (1.000 kr. pr. resultat, fradrag 10 %).',
      'job, easy (1 person): 1 × DKK 900 = DKK 900 (DKK 1,000 per claim, deduction 10 %).',
    ],
    [
      'a follow-up that covers more time than the price names',
      {
        followUps: [
          { code: 'm6', months: 6 },
          { code: 'm18', months: 18 },
        ],
        outcomes: [
          { ...job, claims: 'once', followUps: ['m6', 'm18'], price: { kind: 'per-time', amount: 1000, months: 1 } },
        ],
      },
      [fact('job', '2025-01-01', { followUp: 'm18' })],
      'job, 18 måneder (1 person): 1 × 12.000 kr. = 12.000 kr. (1.000 kr. pr. måned, opfølgningen dækker 12 måneder).',
      'job, 18 months (1 person): 1 × DKK 12,000 = DKK 12,000 (DKK 1,000 per month, the follow-up covers 12 months).',
    ],
    [
      'an amount',
      {
        measures: [{ code: 'booked' }],
        outcomes: [
          {
            code: 'saving',
            kind: 'total',
            measure: 'booked',
            unit: 'amount',
            measuredOn: '2025-12-31',
            price: { kind: 'tranches', tranches: [{ share: '0.5' }] },
          },
        ],
      },
      [fact('booked', '2025-01-01', { quantity: '3000', participant: undefined })],
      'saving: 3.000 kr. giver 1.500 kr. (andel af beløbet, tranche for tranche).',
      'saving: DKK 3,000 gives DKK 1,500 (share of the amount, tranche by tranche).',
    ],
    [
      'what is cut, and by what',
      { outcomes: [job], caps: [{ step: 'person', max: 600 }] },
      [fact('job', '2025-01-01')],
      'job (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat). Betales: 600 kr. Betales ikke: 400 kr. (loft pr. person).',
      'job (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim). Paid: DKK 600. Not paid: DKK 400 (cap per person).',
    ],
    [
      "a payer's cap, with the payer's name",
      { outcomes: [job], ...town({ cap: 600 }) },
      [fact('job', '2025-01-01')],
      'job (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat). Betales: 600 kr. Betales ikke: 400 kr. (mere end Town skal betale).',
      'job (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim). Paid: DKK 600. Not paid: DKK 400 (more than Town has to pay).',
    ],
    [
      'whom nobody pays for',
      { outcomes: [job], payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] } },
      [fact('job', '2025-01-01', { payer: '0101' })],
      'job (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat). Betales: 0 kr. Betales ikke: 1.000 kr. (deltagerens betalingskommune er ikke part i kontrakten).',
      "job (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim). Paid: DKK 0. Not paid: DKK 1,000 (the participant's paying municipality is no party to the contract).",
    ],
    [
      'the paying municipality',
      { outcomes: [job], payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] } },
      [fact('job', '2025-01-01', { payer: '0751' })],
      'job, Town (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat).',
      'job, Town (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim).',
    ],
    [
      'the group and the cohort',
      { groups: [{ code: 'hard' }], cohorts: [{ code: 'c1', from: '2024-01-01', to: '2024-12-31' }], outcomes: [job] },
      [fact('job', '2025-01-01', { group: 'hard', cohort: 'c1' })],
      'job, hard, c1 (1 person): 1 × 1.000 kr. = 1.000 kr. (1.000 kr. pr. resultat).',
      'job, hard, c1 (1 person): 1 × DKK 1,000 = DKK 1,000 (DKK 1,000 per claim).',
    ],
    [
      'claims of different prices',
      {
        outcomes: [
          {
            ...job,
            kind: 'counted',
            price: {
              kind: 'steps',
              steps: [
                { from: 1, inclusive: true, amount: 10 },
                { from: 2, inclusive: true, amount: 30 },
              ],
            },
          },
        ],
      },
      [fact('job', '2025-01-01'), fact('job', '2025-01-02', { quantity: '2' })],
      'job (1 person): 3 giver 40 kr. (efter trintabellen).',
      'job (1 person): 3 gives DKK 40 (by the step table).',
    ],
    [
      'claims of one price',
      {
        outcomes: [
          { ...job, kind: 'counted', price: { kind: 'steps', steps: [{ from: 1, inclusive: true, amount: 10 }] } },
        ],
      },
      [fact('job', '2025-01-01'), fact('job', '2025-01-02', { quantity: '2' })],
      'job (1 person): 2 × 10 kr. = 20 kr. (efter trintabellen).',
      'job (1 person): 2 × DKK 10 = DKK 20 (by the step table).',
    ],
    [
      'a number',
      {
        measures: [{ code: 'booked' }],
        outcomes: [
          {
            code: 'saving',
            kind: 'total',
            measure: 'booked',
            measuredOn: '2025-12-31',
            price: { kind: 'tranches', tranches: [{ share: '0.5' }] },
          },
        ],
      },
      [fact('booked', '2025-01-01', { quantity: '3000' })],
      'saving (1 person): 3.000 giver 1.500 kr. (andel af beløbet, tranche for tranche).',
      'saving (1 person): 3,000 gives DKK 1,500 (share of the amount, tranche by tranche).',
    ],
    [
      'an avoided cost',
      {
        measures: [{ code: 'spent' }],
        outcomes: [
          {
            code: 'avoided',
            kind: 'avoided-cost',
            actual: 'cost',
            predicted: { amount: 1000, version: '1', source: 's' },
            price: { kind: 'tranches', tranches: [{ share: '0.5' }] },
          },
          { code: 'cost', kind: 'total', measure: 'spent' },
        ],
      },
      [fact('spent', '2025-01-01', { quantity: '600' })],
      'avoided: 400 kr. giver 200 kr. (andel af beløbet, tranche for tranche).',
      'avoided: DKK 400 gives DKK 200 (share of the amount, tranche by tranche).',
    ],
    ...(['percent', 'points'] as const).map(
      (as): [string, Record<string, unknown>, readonly Fact[], string, string] => [
        `a difference in ${as}`,
        {
          measures: [{ code: 'nights' }],
          outcomes: [
            {
              code: 'fewer',
              kind: 'difference',
              of: 'own',
              against: { value: 80, version: '1', source: 's' },
              as,
              better: 'lower',
              price: {
                kind: 'interpolated',
                below: 'nothing',
                points: [
                  { at: 0, amount: 0 },
                  { at: 100, amount: 100 },
                ],
              },
            },
            { code: 'own', kind: 'total', measure: 'nights' },
          ],
        },
        [fact('nights', '2025-01-01', { quantity: '60' })],
        `fewer: ${as === 'percent' ? '25 % giver 25 kr.' : '20 giver 20 kr.'} (efter tabellen, med rette linjer mellem punkterne).`,
        `fewer: ${as === 'percent' ? '25 % gives DKK 25' : '20 gives DKK 20'} (by the table, with straight lines between its points).`,
      ],
    ),
    [
      'a share',
      {
        measures: [{ code: 'referred' }, { code: 'answer' }],
        outcomes: [
          {
            code: 'reached',
            kind: 'share',
            reaching: 'answer',
            population: { of: 'referred' },
            price: { kind: 'steps', steps: [{ from: 50, inclusive: true, amount: 70 }] },
          },
        ],
      },
      [
        fact('referred', '2025-01-01'),
        fact('referred', '2025-01-01', { participant: 'p2' }),
        fact('answer', '2025-01-01'),
      ],
      'reached (2 personer): 50 % giver 70 kr. (efter trintabellen).',
      'reached (2 people): 50 % gives DKK 70 (by the step table).',
    ],
    [
      'a guaranteed minimum with a name',
      {
        outcomes: [job],
        floors: [{ name: { da: 'opstart', en: 'start-up' }, outcomes: ['job'], years: [2025], min: 250 }],
      },
      [],
      'opstart: 250 kr. (garanteret mindstebeløb).',
      'start-up: DKK 250 (guaranteed minimum).',
    ],
    [
      'a guaranteed minimum',
      { outcomes: [job], floors: [{ outcomes: ['job'], years: [2025], min: 250 }] },
      [],
      'job: 250 kr. (garanteret mindstebeløb).',
      'job: DKK 250 (guaranteed minimum).',
    ],
  ])('says %s', (_what, parts, facts, da, en) => expect(lineOf(parts, facts)).toEqual({ da, en }));
});

describe('the sentence of one claim', () => {
  const terms = contract({ outcomes: [{ ...job, claims: 'once' }], caps: [{ step: 'contract', max: 600 }] });
  const [first, second] = [fact('job', '2025-01-01'), fact('job', '2025-02-01')];
  it('says what it costs, what is cut and what is left', () =>
    expect(explain(terms, [first, second], END, first.id)).toMatchObject({
      sentence: {
        da: '1.000 kr. (1.000 kr. pr. resultat). Betales ikke: 400 kr. (loft for kontrakten). Til betaling: 600 kr.',
        en: 'DKK 1,000 (DKK 1,000 per claim). Not paid: DKK 400 (contract cap). Due: DKK 600.',
      },
    }));
  it('says why it earns nothing', () =>
    expect(explain(terms, [first, second], END, second.id)).toMatchObject({
      sentence: {
        da: 'Uden betaling: resultatet er allerede talt med for samme person.',
        en: 'Without payment: the outcome has already been counted for the same person.',
      },
    }));
});
