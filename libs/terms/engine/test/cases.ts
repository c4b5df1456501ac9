import type { Fact } from '@ringvirkning/terms-language';
import { example, plannedFacts } from './examples.js';

/** One worked case: facts for an example document, and the figures that are publicly known or follow from the public rule. Amounts in whole kroner/pounds/… */
export interface Case {
  readonly example: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly cutOff: string;
  readonly gross: string;
  readonly payable: string;
  readonly excess?: Readonly<Record<string, string>>;
}

const fact = (outcome: string, on: string, more: Partial<Fact> = {}): Fact => ({
  id: `${outcome}/${more.participant ?? 'p1'}/${more.followUp ?? '-'}/${on}`,
  participant: 'p1',
  outcome,
  on,
  ...more,
});
const many = (count: number, outcome: string, on: string, more: Partial<Fact> = {}, from = 1): Fact[] =>
  Array.from({ length: count }, (_, i) => fact(outcome, on, { ...more, participant: `p${from + i}` }));

const fcf = plannedFacts(example('fair-chance-fund-st-basils'));
const sevenOutcomes = [
  ...['behaviour', 'attendance', 'level-1', 'level-2', 'level-3'].map((outcome, i) =>
    fact(outcome, `2013-0${i + 1}-01`),
  ),
  fact('job', '2014-01-01', { followUp: 'w13' }),
  fact('job', '2014-04-01', { followUp: 'w26' }),
];
const mastery = (followUps: readonly string[]): Fact[] =>
  followUps.map((followUp, i) => fact('self-mastery', `202${5 + Math.floor(i / 2)}-0${1 + i}-01`, { followUp }));
const norrkoping = (
  title: string,
  saving: string,
  improved: boolean,
  gross: string,
  payable: string,
  excess: Record<string, string>,
): Case => ({
  example: 'norrkoping',
  title,
  facts: [
    { id: 's', outcome: 'saving-booked', on: '2021-02-01', quantity: saving },
    ...(improved ? [{ id: 'i', outcome: 'school-results-improved', on: '2021-02-01' }] : []),
  ],
  cutOff: '2021-02-28',
  gross,
  payable,
  excess,
});
const rikers = (title: string, days: string, payable: string): Case => ({
  example: 'rikers-island',
  title,
  facts: [...many(2, 'released', '2014-01-01'), ...many(2, 'jail-days', '2015-01-01', { quantity: days })],
  cutOff: '2017-12-31',
  gross: payable,
  payable,
});
const jobs = (vulnerable: number, others: number): Fact[] => [
  ...many(vulnerable, 'job', '2020-01-01', { group: 'most-vulnerable' }),
  ...many(others, 'job', '2020-01-01', { group: 'others' }, 1000),
];

export const CASES: readonly Case[] = [
  {
    example: 'aarhus-young-homeless',
    title:
      'One young person, more self-mastery at every follow-up: 3 × 20,000 at half-yearly and 2 × 40,000 at yearly intervals',
    facts: mastery(['m12', 'm18', 'm24', 'm36', 'm48']),
    cutOff: '2029-12-31',
    gross: '140000',
    payable: '140000',
  },
  {
    example: 'aarhus-young-homeless-b',
    title: 'The second contract: 15,000 per half-year, 30,000 per year',
    facts: mastery(['m12', 'm18', 'm24', 'm36', 'm48', 'm60']),
    cutOff: '2028-12-31',
    gross: '135000',
    payable: '135000',
  },
  {
    example: 'dwp-innovation-fund-round-1',
    title: 'A person who achieves all seven outcomes (11,900) is paid 8,200',
    facts: sevenOutcomes,
    cutOff: '2015-11-30',
    gross: '11900',
    payable: '8200',
    excess: { person: '3700' },
  },
  {
    example: 'dwp-innovation-fund-round-2',
    title: 'A person who achieves all seven outcomes (11,900) is paid 11,700',
    facts: sevenOutcomes,
    cutOff: '2015-11-30',
    gross: '11900',
    payable: '11700',
    excess: { person: '200' },
  },
  {
    example: 'fair-chance-fund-st-basils',
    title: 'The published counts on the published rate card',
    facts: fcf,
    cutOff: '2017-12-31',
    gross: '2802950',
    payable: '2802950',
  },
  norrkoping('No saving', '0', true, '0', '0', {}),
  norrkoping('Saving of 8.0m', '8000000', false, '8000000', '8000000', {}),
  norrkoping('Saving of 10.5m, school results improved', '10500000', true, '10500000', '10500000', {}),
  norrkoping('Saving of 10.5m, school results not improved', '10500000', false, '10500000', '10000000', {
    price: '500000',
  }),
  norrkoping('Saving of 15m, school results not improved', '15000000', false, '15000000', '10000000', {
    price: '5000000',
  }),
  norrkoping('Saving of 15m, school results improved', '15000000', true, '15000000', '12000000', {
    outcome: '3000000',
  }),
  rikers('Reduction of 8.49 %: below the threshold', '91.51', '0'),
  rikers('Reduction of 8.5 %: the first tier, a quarter of the loan is lost', '91.5', '4800000'),
  rikers('Reduction of 9.99 %', '90.01', '4800000'),
  rikers('Reduction of 10 %: break-even', '90', '9600000'),
  rikers('Reduction of 13 %', '87', '10368000'),
  rikers('Reduction of 20 % or more', '75', '11712000'),
  {
    example: 'cameroon-hepatitis-c',
    title: '244 people cured, as happened',
    facts: many(244, 'cured', '2021-01-01'),
    cutOff: '2021-12-31',
    gross: '397720',
    payable: '397720',
  },
  {
    example: 'cameroon-hepatitis-c',
    title: 'One more would have met the contract maximum',
    facts: many(245, 'cured', '2021-01-01'),
    cutOff: '2021-12-31',
    gross: '399350',
    payable: '397800',
    excess: { contract: '1550' },
  },
  {
    example: 'buenos-aires',
    title: '40 of 100 jobs by the most vulnerable: 40 × 1,400 + 60 × 1,000',
    facts: jobs(40, 60),
    cutOff: '2022-05-31',
    gross: '116000',
    payable: '116000',
  },
  {
    example: 'buenos-aires',
    title: '50 by the most vulnerable, 60 by others: 40 of them are paid',
    facts: jobs(50, 60),
    cutOff: '2022-05-31',
    gross: '130000',
    payable: '116000',
    excess: { quantity: '14000' },
  },
  {
    example: 'buenos-aires',
    title: 'An extraordinary outcome without the ordinary one pays nothing',
    facts: many(1, 'job-kept', '2020-06-01', { followUp: 'm4', group: 'others' }),
    cutOff: '2022-05-31',
    gross: '0',
    payable: '0',
  },
];
