import { describe, expect, it } from '@jest/globals';
import { fixture, MODEL_TEXT } from './model.fixture.js';
import { parseModel } from './parse-model.js';

const errorsOf = (text: string) => {
  const parsed = parseModel(text);
  return parsed.ok ? [] : parsed.errors;
};
const broken = (from: string, to: string) => {
  if (!MODEL_TEXT.includes(from)) throw new Error(`fixture lacks ${from}`);
  return errorsOf(MODEL_TEXT.replace(from, to));
};

describe('parseModel', () => {
  it('keeps the digest of a document of earlier times', () =>
    expect(parseModel(MODEL_TEXT)).toMatchObject({
      digest: '46dd5cf58511a65241633851b3f02798a8291862e7f7cb16255eae7f43f26639',
    }));
  it('reads YAML and its JSON form to the same digest', () => {
    const yaml = parseModel(MODEL_TEXT);
    const json = parseModel(JSON.stringify(fixture()));
    expect(yaml.ok && json.ok && yaml.digest === json.digest).toBe(true);
  });
  it.each([
    ['a personal number', 'source: 010190-4321 Specs'],
    ['NUL', 'source: "Specs\\u0000"'],
    ['half a character', 'source: "Specs\\ud83d"'],
  ])('refuses a text that holds %s, naming its line', (_, source) => {
    const errors = broken('source: Specs', source);
    expect(errors.map(({ line }) => line)).toEqual([expect.any(Number)]);
    expect(JSON.stringify(errors)).not.toContain('4321');
  });
  it('reports all errors at once, in both languages, with line and path', () => {
    const text = MODEL_TEXT.replace('priceLevelYear: 2026', 'priceLevelYear: soon')
      .replace('anchor: sl-85', 'anchor: sl-999')
      .replace('share: 0.5 }', 'share: 0.6 }')
      .replace('source: Specs', 'sauce: Specs');
    const errors = errorsOf(text);
    expect(errors.map((error) => error.path)).toEqual(
      expect.arrayContaining([
        'priceLevelYear',
        'outcomes.housed.1.anchor',
        'anchors.sl-110.rules.0.shares',
        'source',
        '',
      ]),
    );
    for (const error of errors)
      expect(error).toEqual(
        expect.objectContaining({
          da: expect.stringMatching(/.+/),
          en: expect.stringMatching(/.+/),
          line: expect.any(Number),
          column: expect.any(Number),
        }),
      );
    expect(errors.find((error) => error.path === 'outcomes.housed.1.anchor')?.line).toBe(
      text.split('\n').findIndex((line) => line.includes('sl-999')) + 1,
    );
  });
  it.each([
    ['a hole between two rules', 'to: 2023-09-30', 'to: 2023-09-29', 'anchors.sl-110.rules'],
    ['a limit without a split beyond it', 'limit: 90', 'limit: -90', 'anchors.sl-110.rules.2.limit'],
    [
      'a price that starts after the model',
      '- { from: 2020-01-01, amount: 1000 }',
      '- { from: 2020-01-02, amount: 1000 }',
      'prices.night.values',
    ],
    ['three decimals of a krone', '"1100.50"', '"1100.505"', 'prices.night.values.1.amount'],
    ['a thousand point in a price', 'amount: 1000 }', 'amount: 1.000 }', 'prices.night.values.0.amount'],
    ['a thousand point in a quantity', 'quantity: 200', 'quantity: 1.200', 'quantity'],
    ['a thousand point in quotes', 'quantity: -40', "quantity: '-1.000'", 'quantity'],
    ['an assumption without a reason', 'reason: Round figure for specs', 'source: somewhere', 'prices.night'],
    ['a year beyond 70', 'year: 3', 'year: 71', 'outcomes.housed.0.profile.2.year'],
    [
      'a department of the state',
      '{ treasury: state, share: 0.5 }',
      '{ treasury: state, department: social, share: 0.5 }',
      'anchors.sl-110.rules.0.shares',
    ],
    [
      'a consequence that occurs twice',
      'consequence: more-support',
      'consequence: fewer-shelter-nights',
      'outcomes.housed.1.consequence',
    ],
  ])('refuses %s', (_, from, to, path) => expect(broken(from, to).map((error) => error.path)).toEqual([path]));
  it('keeps three decimals of a currency that has them', () => {
    const parsed = parseModel(
      MODEL_TEXT.replace('currency: DKK', 'currency: KWD').replace('amount: 1000 }', 'amount: 1.250 }'),
    );
    expect(parsed).toMatchObject({ ok: true, model: { prices: { night: { values: [{ amount: '1.250' }, {}] } } } });
  });
  it('says that a document with a million meanings is not read', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`).join('\n');
    const [error] = errorsOf(`a0: &a0 [x]\n${levels}\n`);
    expect(error).toEqual({
      code: 'benefits.unreadable-document',
      line: expect.any(Number),
      column: expect.any(Number),
      da: expect.stringMatching(/\.$/),
      en: expect.stringMatching(/\.$/),
    });
  });
  it('names each fault by its code, and where in the document it is, as near as can be', () => {
    const [missing] = errorsOf(MODEL_TEXT.replace('source: Specs\n', ''));
    expect(missing).toMatchObject({ code: 'benefits.invalid-model', path: 'source', line: 2, column: 1 });
    const text = MODEL_TEXT.replace('confidence: medium', 'confidence: certain');
    const [error] = errorsOf(text);
    const line = text.split('\n').findIndex((each) => each.includes('certain')) + 1;
    expect(error).toMatchObject({ path: 'outcomes.housed.0.confidence', line, column: 19 });
    expect(error!.da).not.toBe(error!.en);
  });
  it('says where a document is unreadable', () =>
    expect(errorsOf('a: [1, 2\nb: 3')[0]).toMatchObject({
      code: 'benefits.unreadable-document',
      line: expect.any(Number),
    }));
});

const NEW = `
code: homeless
version: 1
title: { da: Hjemløse, en: Homeless }
currency: DKK
validFrom: 2024-01-01
priceLevelYear: 2026
source: Specs
prices:
  night: { title: { da: Døgn, en: Night }, unit: døgn, days: 1, basis: assumption, reason: Spec, values: [{ from: 2024-01-01, amount: 1000 }] }
  week: { title: { da: Uge, en: Week }, unit: uge, weeks: 1, basis: assumption, reason: Spec, priceLevelYear: 2022, index: pl, values: [{ from: 2024-01-01, amount: 1000 }] }
indices:
  pl: { title: { da: Pris og løn, en: Prices and wages }, source: Spec, values: [{ year: 2022, index: 100 }, { year: 2026, index: 112.5 }] }
anchors:
  shelter: { provision: sl-110, department: social, assumes: { days: { source: Spec, values: [{ value: 0, share: 1 }] } } }
  benefit: { provision: refusionstrappen, assumes: { weeks: { source: Spec, values: [{ value: 60, share: 0.7 }, { value: 0, share: 0.3 }] } } }
outcomes:
  housed:
    - { consequence: nights, title: { da: Døgn, en: Nights }, quantity: 120, price: night, anchor: shelter, cashable: { municipality: true }, confidence: high, profile: [{ month: 0, through: 11, share: 1 }] }
    - { consequence: benefit, title: { da: Ydelse, en: Benefit }, quantity: 52, price: week, anchor: benefit, cashable: false, confidence: low, profile: [{ year: 0, share: 1 }], lasting: [{ after: 12, share: 0.5 }] }
`;
const changed = (from: string, to: string) => {
  if (!NEW.includes(from)) throw new Error(`document lacks ${from}`);
  return errorsOf(NEW.replace(from, to));
};

describe('a model that refers to provisions', () => {
  it('carries their rules, placed in its departments, so that its digest covers what it computes with', () => {
    const parsed = parseModel(NEW);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const { provision, rules, title } = parsed.model.anchors['shelter']!;
    expect([provision, rules.length, title.en]).toEqual(['sl-110', 3, 'Social Services Act § 110, shelters']);
    expect(rules[2]?.days?.[1]?.shares).toEqual([
      { treasury: 'municipality', department: 'social', steeringArea: 'service', share: '1' },
    ]);
    const stored = parseModel(JSON.stringify(parsed.model));
    expect(stored).toMatchObject({ ok: true, digest: parsed.digest });
  });
  it.each([
    ['a provision that there is not', 'provision: sl-110', 'provision: sl-111', 'anchors.shelter.provision'],
    [
      'a provision without what it must know',
      ', assumes: { days: { source: Spec, values: [{ value: 0, share: 1 }] } }',
      '',
      'anchors.shelter',
    ],
    ['a distribution that does not add up', 'share: 0.3 }', 'share: 0.2 }', 'anchors.benefit.assumes.weeks.values'],
    ['a price that does not say its weeks', 'unit: uge, weeks: 1', 'unit: uge', 'outcomes.housed.1.price'],
    ['an index without the year', '{ year: 2026, index: 112.5 }', '{ year: 2025, index: 112.5 }', 'prices.week.index'],
    ['a month beyond the horizon', 'through: 11', 'through: 852', 'outcomes.housed.0.profile.0.through'],
    [
      'months that overlap',
      'through: 11, share: 1 }',
      'through: 11, share: 1 }, { month: 5, share: 1 }',
      'outcomes.housed.0.profile',
    ],
    [
      'both a year and a month',
      '{ year: 0, share: 1 }',
      '{ year: 0, month: 0, share: 1 }',
      'outcomes.housed.1.profile.0',
    ],
    ['a share that says neither', '{ year: 0, share: 1 }', '{ share: 1 }', 'outcomes.housed.1.profile.0'],
    [
      'a probability of lasting that rises',
      'lasting: [{ after: 12, share: 0.5 }]',
      'lasting: [{ after: 12, share: 0.5 }, { after: 24, share: 0.6 }]',
      'outcomes.housed.1.lasting',
    ],
    ['an assumption in thousands', '{ value: 60,', '{ value: 1.060,', 'value'],
    ['catalogue law in another currency', 'currency: DKK', 'currency: EUR', 'anchors.shelter.provision'],
  ])('refuses %s', (_, from, to, path) => {
    const [error, ...others] = changed(from, to).filter((each) => each.path !== 'anchors.benefit.provision');
    expect([error?.path, others]).toEqual([path, []]);
    expect([error?.line, error?.column]).toEqual([expect.any(Number), expect.any(Number)]);
  });
  const inline = (rules: string) =>
    changed('{ provision: sl-110, department: social,', `{ title: { da: x, en: x }, rules: ${rules},`);
  const SHARES = 'shares: [{ treasury: state, share: 1 }]';
  it.each([
    [
      'two kinds of split',
      `[{ from: 2020-01-01, ${SHARES}, days: [{ upTo: 9, ${SHARES} }, { ${SHARES} }] }]`,
      'anchors.shelter.rules.0',
    ],
    [
      'bounds that fall',
      `[{ from: 2020-01-01, weeks: [{ upTo: 9, ${SHARES} }, { upTo: 8, ${SHARES} }, { ${SHARES} }] }]`,
      'anchors.shelter.rules.0.weeks',
    ],
    [
      'a last step with a bound',
      `[{ from: 2020-01-01, days: [{ upTo: 8, ${SHARES} }, { upTo: 9, ${SHARES} }] }]`,
      'anchors.shelter.rules.0.days',
    ],
    [
      'brackets in thousands',
      `[{ from: 2020-01-01, brackets: [{ upTo: 860, ${SHARES} }, { ${SHARES} }] }]`,
      'anchors.shelter.rules.0.brackets',
    ],
    [
      'an overlap',
      `[{ from: 2020-01-01, to: 2024-01-01, ${SHARES} }, { from: 2024-01-01, ${SHARES} }]`,
      'anchors.shelter.rules',
    ],
  ])('refuses rules with %s', (_, rules, path) => expect(inline(rules)[0]?.path).toBe(path));
  it('refuses rules of its own in the name of a provision', () =>
    expect(
      changed(
        '{ provision: sl-110, department: social,',
        `{ provision: sl-110, rules: [{ from: 2020-01-01, ${SHARES} }],`,
      ).map((error) => error.path),
    ).toEqual(['anchors.shelter.rules']));
});
