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
