import { readFileSync } from 'node:fs';
import { localDate, sum, type LocalDate } from '@ringvirkning/kernel';
import {
  parseModel,
  siloOfBenefit,
  underOtherLaw,
  valuate,
  type PersonFacts,
  type ValuationModel,
} from '../src/index.js';

export function example(name: string): ValuationModel {
  const parsed = parseModel(readFileSync(new URL(`../examples/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.model;
}

/** One figure that the page shows: an outcome of an example, and what it is worth to each purse, in whole kroner. */
export interface WorkedCase {
  readonly title: string;
  readonly outcome: string;
  readonly on: LocalDate;
  readonly quantity: string;
  readonly known?: Readonly<Record<string, PersonFacts>>;
  /** Anchor → the anchor that takes its place. */
  readonly moved?: Readonly<Record<string, string>>;
  /** Purse → kroner, as published. */
  readonly published: Readonly<Record<string, number>>;
}

export interface WorkedGroup {
  readonly title: string;
  readonly text: string;
  readonly example: string;
  readonly cases: readonly WorkedCase[];
}

const fact = (value: number | string) => ({ value: String(value), source: 'Fagsystem' });
const day = localDate('2026-05-01');
const weeks = (title: string, quantity: string, before: number, published: WorkedCase['published']): WorkedCase => ({
  ...{ title, outcome: 'weeks-saved', on: day, quantity, published },
  known: { refusionstrappen: { weeks: fact(before) } },
});
const cost = (title: string, yearly: number, months: 12 | 6, published: WorkedCase['published']): WorkedCase => ({
  ...{ title, outcome: months === 12 ? 'cost-saved-evenly' : 'cost-saved-in-half-a-year' },
  ...{ on: localDate('2022-01-01'), quantity: String(yearly), published },
  known: { 'sl-176': { yearlyCost: fact(yearly) } },
});
const marginal = (yearly: number, municipality: number, state: number): WorkedCase => ({
  ...cost(`12,000 kr. less of a case of ${yearly.toLocaleString('en-GB')} kr.`, yearly, 12, { municipality, state }),
  quantity: '12000',
});
const nights = (title: string, on: string, published: WorkedCase['published']): WorkedCase => ({
  ...{ title, outcome: 'nights-saved', on: localDate(on), quantity: '240', published },
});

export const GROUPS: readonly WorkedGroup[] = [
  {
    title: 'Refusionstrappen: steps by the person’s weeks',
    text: 'A week costs 1,000 kr., so that kroner read as weeks: 3,200 kr. are 3.2 refunded weeks.',
    example: 'worked-figures',
    cases: [
      weeks('The first 4 weeks', '4', 0, { municipality: 800, state: 3_200 }),
      weeks('The first 26 weeks', '26', 0, { municipality: 14_000, state: 12_000 }),
      weeks('The first 52 weeks', '52', 0, { municipality: 32_200, state: 19_800 }),
      weeks('The first 104 weeks', '104', 0, { municipality: 73_800, state: 30_200 }),
      weeks('A job after week 52 that lasts 52 weeks', '52', 52, { municipality: 41_600, state: 10_400 }),
    ],
  },
  {
    title: '§ 176: marginal brackets by month',
    text: 'The levels of 2022, in each month a twelfth. A saving comes off the top of the case.',
    example: 'worked-figures',
    cases: [
      cost('860,000 kr., spread evenly', 860_000, 12, { municipality: 860_000 }),
      cost('1,680,000 kr., spread evenly', 1_680_000, 12, { municipality: 1_475_000, state: 205_000 }),
      cost('2,120,000 kr., spread evenly', 2_120_000, 12, { municipality: 1_695_000, state: 425_000 }),
      cost('3,000,000 kr., spread evenly', 3_000_000, 12, { municipality: 1_915_000, state: 1_085_000 }),
      cost('1,800,000 kr., spread evenly', 1_800_000, 12, { municipality: 1_535_000, state: 265_000 }),
      cost('1,800,000 kr. as six months of 300,000 kr.', 3_600_000, 6, { municipality: 1_032_500, state: 767_500 }),
      marginal(600_000, 12_000, 0),
      marginal(1_200_000, 9_000, 3_000),
      marginal(1_800_000, 6_000, 6_000),
      marginal(2_400_000, 3_000, 9_000),
    ],
  },
  {
    title: '§ 110: a number of days, and a law that changes in the middle of a year',
    text: '240 nights of 1,000 kr. saved, 20 in each month. The days are counted in the year after the outcome; each month follows the law of its day.',
    example: 'worked-figures',
    cases: [
      nights('From 1 October 2022: half without limit', '2022-10-01', { municipality: 120_000, state: 120_000 }),
      nights('From 1 January 2024: 120 days', '2024-01-01', { municipality: 180_000, state: 60_000 }),
      nights('From 1 April 2026: 90 days', '2026-04-01', { municipality: 195_000, state: 45_000 }),
      nights('From 1 January 2026: three months under 120 days, nine under 90', '2026-01-01', {
        municipality: 195_000,
        state: 45_000,
      }),
      nights('From 1 October 2025: six months under 120 days, six under 90', '2025-10-01', {
        municipality: 180_000,
        state: 60_000,
      }),
      nights('From 1 July 2023: three months without limit, nine under 120 days', '2023-07-01', {
        municipality: 150_000,
        state: 90_000,
      }),
    ],
  },
  {
    title: '§ 176 a: windows after the first discharge',
    text: 'A month of support costs 1,000 kr. The window does not restart.',
    example: 'worked-figures',
    cases: [
      {
        ...{ title: '§ 85 a for three years from the discharge on', outcome: 'support-given', on: day, quantity: '1' },
        published: { municipality: -24_000, state: -12_000 },
      },
      {
        ...{ title: '§ 85 a for three years, first discharged 20 months before', outcome: 'support-given', on: day },
        ...{ quantity: '1', known: { 'sl-85a': { monthsSince: fact('2024-09-01') } } },
        published: { municipality: -34_000, state: -2_000 },
      },
      {
        ...{ title: '§ 107 for a year from the discharge on', outcome: 'housing-given', on: day, quantity: '1' },
        published: { municipality: -9_000, state: -3_000 },
      },
    ],
  },
  {
    title: 'Hospitals: nothing to the municipality, and a region that changes on 1 January 2027',
    text: 'Twelve bed days of 5,000 kr. saved in the year from 1 July 2026, for a citizen of Roskilde. Municipal co-financing is frozen: at the margin the region gains everything.',
    example: 'worked-figures',
    cases: [
      {
        ...{ title: 'One bed day less a month', outcome: 'bed-days-saved', on: localDate('2026-07-01'), quantity: '1' },
        published: { 'region:sjaelland': 30_000, 'region:ostdanmark': 30_000 },
      },
    ],
  },
  {
    title: 'CTI: the provision decides who gains, the total stays',
    text: 'The published pattern: 106,000 kr. a person in all. The citizen’s own 7,500 kr. are part of the total over all purses, never of a municipal one.',
    example: 'critical-time-intervention',
    cases: [
      {
        ...{ title: 'Support under § 85 a', outcome: 'in-own-home', on: localDate('2024-03-01'), quantity: '1' },
        published: { municipality: 35_000, state: 63_500, citizen: 7_500 },
      },
      {
        ...{ title: 'The same support under § 85', outcome: 'in-own-home', on: localDate('2024-03-01') },
        ...{ quantity: '1', moved: { 'housing-first': 'support' } },
        published: { municipality: 19_000, state: 79_500, citizen: 7_500 },
      },
    ],
  },
];

const ROSKILDE = {
  id: 'roskilde',
  name: 'Roskilde',
  kind: 'municipality',
  organisation: 'r',
  municipalityCode: '0265',
};
const KRONE = 100n;

/** What a case is worth to each purse, in øre: the municipality as one, regions by name. */
export function worthOf(
  model: ValuationModel,
  { moved, outcome, on, quantity, known }: WorkedCase,
): Map<string, bigint> {
  const law = moved ? underOtherLaw(model, { moved }) : model;
  const byPurse = Map.groupBy(valuate(law, { outcome, on, quantity, known }), (line) =>
    siloOfBenefit(line, ROSKILDE, {}).key.replace(/^municipality:.*/, 'municipality'),
  );
  return new Map([...byPurse].map(([purse, lines]) => [purse, sum(lines.map(({ amount }) => amount))]));
}

export const publishedOf = ({ published }: WorkedCase): Map<string, bigint> =>
  new Map(
    Object.entries(published).flatMap(([purse, kroner]) => (kroner === 0 ? [] : [[purse, BigInt(kroner) * KRONE]])),
  );
