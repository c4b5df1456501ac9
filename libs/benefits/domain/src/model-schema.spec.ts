import { describe, expect, it } from '@jest/globals';
import { MODEL_TEXT } from './model.fixture.js';
import { valuationModelJsonSchema } from './model-schema.js';
import { parseModel } from './parse-model.js';

/** The model after one change of its text. */
const changed = (from: string, to: string) => {
  expect(MODEL_TEXT).toContain(from);
  return parseModel(MODEL_TEXT.replace(from, to));
};
const refusals = (from: string, to: string) => {
  const parsed = changed(from, to);
  return parsed.ok ? [] : parsed.errors.map(({ path, da, en }) => [path, da, en]);
};

const CODE = [
  'skal være en kode: små bogstaver, cifre og bindestreg',
  'must be a code: lower-case letters, digits and hyphens',
] as const;
const DATE = ['skal være en dato (ÅÅÅÅ-MM-DD)', 'must be a date (YYYY-MM-DD)'] as const;
const QUANTITY = ['skal være et tal med højst seks decimaler', 'must be a number with at most six decimals'] as const;
const SHARE = [
  'skal være en andel mellem 0 og 1 med højst seks decimaler',
  'must be a share between 0 and 1 with at most six decimals',
] as const;
const AMOUNT = [
  'skal være et beløb i hele kroner, evt. med valutaens decimaler',
  'must be an amount in the major unit, with at most the decimals of the currency',
] as const;
const UNBROKEN = [
  'reglerne skal følge hinanden uden huller og overlap, og den sidste skal være åben',
  'the rules must follow each other without gap or overlap, and the last must be open',
] as const;
const ORDERED = ['priserne skal stå i datorækkefølge', 'the prices must be in order of date'] as const;
const ASCENDING = ['profilens år skal være stigende', 'the years of the profile must ascend'] as const;
const FOUNDED = [
  'en offentlig pris kræver kilde, en antagelse kræver begrundelse',
  'a public price needs its source, an assumption its reason',
] as const;
const IN_FORCE = ['skal gælde senest fra modellens validFrom', "must be in force by the model's validFrom"] as const;
const HOUSED = 'outcomes.housed';
const RULES = 'anchors.sl-110.rules';

describe('a valuation model', () => {
  it.each<[string, string, string, string, readonly [string, string]]>([
    ['a code in capitals', 'code: shelter', 'code: Shelter', 'code', CODE],
    ['a code with more behind it', 'code: shelter', 'code: "shelter!"', 'code', CODE],
    ['a code with more before it', 'code: shelter', 'code: "!shelter"', 'code', CODE],
    ['a day that does not exist', 'validFrom: 2020-01-01', 'validFrom: 2020-02-30', 'validFrom', DATE],
    ['a number for a day', 'validFrom: 2020-01-01', 'validFrom: 20200101', 'validFrom', DATE],
    ['seven decimals', 'quantity: 200', 'quantity: 200.1234567', `${HOUSED}.0.quantity`, QUANTITY],
    ['a quantity with more behind it', 'quantity: 200', 'quantity: 200x', `${HOUSED}.0.quantity`, QUANTITY],
    ['a quantity with more before it', 'quantity: 200', 'quantity: x200', `${HOUSED}.0.quantity`, QUANTITY],
    ['a share above one', 'optimismBias: 0.15', 'optimismBias: 1.5', `${HOUSED}.0.optimismBias`, SHARE],
    ['a share below zero', 'optimismBias: 0.15', 'optimismBias: -0.1', `${HOUSED}.0.optimismBias`, SHARE],
    ['a share with more behind it', 'optimismBias: 0.15', 'optimismBias: 0.1x', `${HOUSED}.0.optimismBias`, SHARE],
    ['an amount below zero', 'amount: 400', 'amount: -400', 'prices.hour.values.0.amount', AMOUNT],
    ['an amount with more behind it', 'amount: 400', 'amount: 400x', 'prices.hour.values.0.amount', AMOUNT],
    [
      'a limit of zero',
      'limit: 90',
      'limit: 0',
      `${RULES}.2.limit`,
      ['loftet skal være over 0', 'the limit must be above 0'],
    ],
    [
      'a split beyond no limit',
      '        limit: 90\n',
      '',
      `${RULES}.2`,
      [
        'et loft kræver også en fordeling over loftet (beyond), og omvendt',
        'a limit needs a split beyond it, and the other way round',
      ],
    ],
    ['a rule that does not end before the next', '        to: 2023-09-30\n', '', RULES, UNBROKEN],
    ['a last rule that ends', '- from: 2026-04-01', '- from: 2026-04-01\n        to: 2030-01-01', RULES, UNBROKEN],
    ['a rule that ends before it begins', 'to: 2026-03-31', 'to: 2023-09-30', RULES, UNBROKEN],
    ['a price of the same day twice', '- { from: 2025-01-01', '- { from: 2020-01-01', 'prices.night.values', ORDERED],
    ['a year of the profile twice', 'year: 1,', 'year: 0,', `${HOUSED}.0.profile`, ASCENDING],
    ['a public price without its source', 'source: Price list 2026', 'reason: Known', 'prices.hour', FOUNDED],
    ['an assumption without its reason', 'reason: Round figure for specs', 'source: Known', 'prices.night', FOUNDED],
    [
      'shares that are less than all',
      '{ treasury: state, share: 0.5 }',
      '{ treasury: state, share: 0.4 }',
      `${RULES}.0.shares`,
      ['andelene skal give 1 tilsammen', 'the shares must add up to 1'],
    ],
    [
      'a steering area of the state',
      '{ treasury: state, share: 0.5 }',
      '{ treasury: state, steeringArea: service, share: 0.5 }',
      `${RULES}.0.shares`,
      [
        'forvaltning og styringsområde findes kun i kommunen',
        'department and steering area exist only in the municipality',
      ],
    ],
    [
      'a price that is not in the catalogue',
      'price: hour',
      'price: minute',
      `${HOUSED}.1.price`,
      ['prisen "minute" findes ikke i kataloget', 'the price "minute" is not in the catalogue'],
    ],
    [
      'a law that is not there',
      'anchor: sl-85',
      'anchor: sl-86',
      `${HOUSED}.1.anchor`,
      ['lovgrundlaget "sl-86" findes ikke', 'the legal anchor "sl-86" does not exist'],
    ],
    [
      'a consequence that occurs twice',
      'consequence: more-support',
      'consequence: fewer-shelter-nights',
      `${HOUSED}.1.consequence`,
      ['konsekvensen står to gange', 'the consequence occurs twice'],
    ],
    [
      'a price that begins after the model',
      'values: [{ from: 2020-01-01',
      'values: [{ from: 2020-01-02',
      'prices.hour.values',
      IN_FORCE,
    ],
    [
      'a law that begins after the model',
      '      - from: 2020-01-01\n        shares: [{',
      '      - from: 2020-01-02\n        shares: [{',
      'anchors.sl-85.rules',
      IN_FORCE,
    ],
  ])('refuses %s, in both languages', (_what, from, to, path, [da, en]) =>
    expect(refusals(from, to)).toEqual([[path, da, en]]),
  );
  it.each([
    ['version: 1', 'version: 0'],
    ['version: 1', 'version: 1000000'],
    ['priceLevelYear: 2026', 'priceLevelYear: 1989'],
    ['priceLevelYear: 2026', 'priceLevelYear: 2201'],
    ['treasury: state', 'treasury: heaven'],
    ['confidence: high', 'confidence: certain'],
    ['year: 3', 'year: -1'],
  ])('refuses %s as %s, in words of each language', (from, to) =>
    expect(refusals(from, to)[0]).toEqual([
      expect.any(String),
      expect.stringMatching(/^(Ugyldig|For (lille|stor))/),
      expect.stringMatching(/^(Invalid|Too (small|big))/),
    ]),
  );
  it.each([
    ['quantity: 200', 'quantity: 200.123456'],
    ['quantity: 200', 'quantity: "-200.5"'],
    ['optimismBias: 0.15', 'optimismBias: 1'],
    ['optimismBias: 0.15', 'optimismBias: "1.000000"'],
    ['optimismBias: 0.15', 'optimismBias: "0.123456"'],
    ['optimismBias: 0.15', 'optimismBias: 0'],
    ['optimismBias: 0.15', 'account: "05.38.42.1.09"'],
    ['amount: 400', 'amount: "400.05"'],
    ['confidence: high', 'confidence: low'],
    ['treasury: state', 'treasury: region'],
    ['steeringArea: service', 'steeringArea: transfers'],
    ['steeringArea: service', 'steeringArea: construction'],
    ['department: social, steeringArea: service', 'department: social'],
    ['year: 3', 'year: 70'],
    ['version: 1', 'version: 999999'],
    ['to: 2026-03-31\n        limit: 120', 'to: 2023-10-01\n        source: Act 1\n        limit: 120'],
  ])('reads %s as %s', (from, to) => {
    const fits = (text: string): string =>
      text.replace('- from: 2026-04-01', to.includes('2023-10-01') ? '- from: 2023-10-02' : '- from: 2026-04-01');
    expect(MODEL_TEXT).toContain(from);
    expect(parseModel(fits(MODEL_TEXT.replace(from, to)))).toMatchObject({ ok: true });
  });
});

describe('the JSON schema of valuation models', () => {
  it('says what a document has, for editors: numbers may be bare, days are days', () => {
    const schema = valuationModelJsonSchema();
    expect(schema).toMatchObject({
      $id: 'https://ringvirkning.dk/schemas/valuation-model-1.json',
      title: 'Ringvirkning valuation model',
      type: 'object',
      additionalProperties: false,
      properties: { validFrom: { type: 'string', format: 'date' } },
    });
    expect(schema['required']).not.toContain('departments');
    expect(JSON.stringify(schema)).toContain('"type":["string","number"]');
  });
});
