import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { addEntry, putScalar, putValue, readForm, remove, type Path } from './form-document.js';
import { digitsScalar, numberScalar, plainNumber, textScalar } from './form-scalar.js';

const EXAMPLES = join(process.cwd(), 'libs/terms/language/examples');
const texts = readdirSync(EXAMPLES).map((file) => readFileSync(join(EXAMPLES, file), 'utf8'));
const saying = (text: string): unknown => parseDocument(text).toJS();
const comments = (text: string): string[] => text.split('\n').filter((line) => line.trimStart().startsWith('#'));

const MODEL = `# The first line
ref: A-1 # its name
title: { da: Unge, en: Young } # both
parties:
  # who pays
  - { id: one, name: One }
  - id: two
    name: Two # the second
    # nothing follows
caps: [{ step: person, max: 100 }]
payers:
  split: fixed
`;

describe('a change by the form', () => {
  it('leaves every other character of the text as it was', () => {
    expect(putScalar(MODEL, ['ref'], textScalar('B 2'))).toBe(MODEL.replace('A-1', 'B 2'));
    expect(putScalar(MODEL, ['parties', 1, 'name'], textScalar('To'))).toBe(MODEL.replace('name: Two', 'name: To'));
    expect(putScalar(MODEL, ['caps', 0, 'max'], numberScalar('250'))).toBe(MODEL.replace('100', '250'));
  });

  it('adds what is missing where it belongs', () => {
    expect(putScalar(MODEL, ['parties', 0, 'kind'], 'fund')).toBe(MODEL.replace('name: One', 'name: One, kind: fund'));
    expect(putScalar(MODEL, ['parties', 1, 'kind'], 'fund')).toBe(
      MODEL.replace('# the second', '# the second\n    kind: fund'),
    );
    expect(putScalar(MODEL, ['period', 'from'], '2026-01-01')).toBe(
      `${MODEL.trimEnd()}\nperiod: { from: 2026-01-01 }\n`,
    );
    expect(addEntry(MODEL, ['parties'], { id: 'three' })).toBe(
      MODEL.replace('# the second', '# the second\n  - { id: three }'),
    );
    expect(addEntry(MODEL, ['caps'], { step: 'contract', max: 5 })).toBe(
      MODEL.replace('100 }]', '100 }, { step: contract, max: 5 }]'),
    );
  });

  it('takes away an entry and nothing beside it', () => {
    expect(remove(MODEL, ['parties', 0])).toBe(MODEL.replace('  - { id: one, name: One }\n', ''));
    expect(remove(MODEL, ['title', 'en'])).toBe(MODEL.replace(', en: Young', ''));
    expect(saying(remove(MODEL, ['caps', 0]))).toMatchObject({ caps: [] });
  });

  it('does not touch a text that cannot be read', () => {
    expect(readForm('a: [')).toBeUndefined();
    expect(putScalar('a: [', ['a'], '1')).toBe('a: [');
    expect(readForm('just words')).toBeUndefined();
    expect(readForm('a: &x { b: 1 }\nc: *x\n')).toBeUndefined();
  });

  it('says what was asked for and nothing else, in every example, and every comment stays', () => {
    const place = fc
      .constantFrom(...texts)
      .chain((text) => fc.record({ text: fc.constant(text), path: fc.constantFrom(...leaves(saying(text))) }));
    fc.assert(
      fc.property(place, fc.string(), ({ text, path }, value) => {
        const after = putScalar(text, path, textScalar(value));
        const wanted = structuredClone(saying(text)) as object;
        set(wanted, path, value);
        expect(saying(after)).toEqual(wanted);
        expect(comments(after)).toEqual(comments(text));
      }),
      { numRuns: 60 },
    );
  });

  it('takes back what it added', () => {
    for (const text of texts)
      for (const list of ['caps', 'outcomes', 'parties', 'payees', 'followUps']) {
        const count = (saying(text) as Record<string, unknown[] | undefined>)[list]?.length ?? 0;
        const more = addEntry(text, [list], { code: 'new', name: { da: 'Nyt: #1', en: '' } });
        if (count > 0) expect(remove(more, [list, count])).toBe(text);
        expect((saying(more) as Record<string, unknown[]>)[list]).toHaveLength(count + 1);
      }
  });

  it('puts a list of words in place of another', () => {
    const [text] = texts;
    expect(saying(putValue(text!, ['claims', 'by'], ['supplier', 'authority']))).toMatchObject({
      claims: { by: ['supplier', 'authority'] },
    });
  });
});

describe('what people type', () => {
  it.each([
    ['1.500.000', '1500000'],
    ['1,500,000.50', '1500000.50'],
    ['20.000', '20000'],
    ['0,5', '0.5'],
    ['0,035', '0.035'],
    ['0.125', '0.125'],
    ['2/3', '2/3'],
    ['1 000', '1000'],
  ])('%s is the number %s', (typed, number) => expect(plainNumber(typed)).toBe(number));

  it('is read as the text it is, whatever it looks like', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(saying(`{ a: [${textScalar(text)}] }`)).toEqual({ a: [text] });
        expect(saying(`a: ${textScalar(text)} # said`)).toEqual({ a: text });
      }),
    ));

  it('keeps the nought that a code begins with', () =>
    expect(saying(`a: ${digitsScalar('0751')}`)).toEqual({ a: '0751' }));
});

const leaves = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, Array.isArray(value) ? Number(key) : key]))
    : [path];
function set(value: object, [step, ...rest]: Path, to: unknown): void {
  const holder = value as Record<string | number, unknown>;
  if (rest.length > 0) set(holder[step!] as object, rest, to);
  else holder[step!] = to;
}
