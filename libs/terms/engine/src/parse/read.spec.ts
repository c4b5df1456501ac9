import { describe, expect, it } from '@jest/globals';
import { readDocument, type Path } from './read.js';

describe('where something stands', () => {
  const text = ['# a comment', 'first: 1', 'list:', '  - x: 5', '    y: { z: seven }', '  - "text"', 'empty:'].join(
    '\n',
  );
  const { locate } = readDocument(text, []);
  const at = (path: Path, key?: boolean): string => {
    const { line, column } = locate(path, key);
    return `${line}:${column} ${text.split('\n')[line - 1]!.slice(column - 1)}`;
  };
  it.each<[Path, string, string]>([
    [['first'], '2:8 1', '2:1 first: 1'],
    [['list', 0, 'x'], '4:8 5', '4:5 x: 5'],
    [['list', 0, 'y'], '5:8 { z: seven }', '5:5 y: { z: seven }'],
    [['list', 0, 'y', 'z'], '5:13 seven }', '5:10 z: seven }'],
    [['list', 1], '6:5 "text"', '6:5 "text"'],
  ])('%j: the value at %s, its key at %s', (path, value, key) =>
    expect([at(path), at(path, true)]).toEqual([value, key]),
  );
  it.each<[Path, string]>([
    [['list', 0, 'y', 'missing'], '5:8 { z: seven }'],
    [['list', 0, 'missing', 'below'], '4:5 x: 5'],
    [['list', 7, 'x'], '4:3 - x: 5'],
    [['missing', 0], '2:1 first: 1'],
    [[], '2:1 first: 1'],
  ])('%j is not there: the nearest that is, at %s', (path, nearest) => expect(at(path)).toBe(nearest));
  it('is the first place, when nothing can be read', () => {
    for (const unreadable of ['a: [', 'x'.repeat(1_000_001), ''])
      expect(readDocument(unreadable, []).locate(['a'])).toEqual({ line: 1, column: 1 });
  });
});

describe('what is read', () => {
  it.each([
    ['ref: x\n{ a: 1 }: 2', [2, 1]],
    ['ref: x\n? [a, b]\n: 2', [2, 3]],
    ['ref: x\n? "a\\nb"\n: 2', [2, 3]],
    ['ref: x\n"{ a }": 2', undefined],
  ])('%j: the name of a field is a word on one line, else the fault is at %j', (text, place) =>
    expect(readDocument(text, []).errors.map(({ code, line, column }) => [code, line, column])).toEqual(
      place ? [['terms.syntax', ...place]] : [],
    ),
  );
  it.each<[string, unknown]>([
    ['20', 20],
    ['20.0', '20.0'],
    ['-20.50', '-20.50'],
    ['020', '020'],
    ['-020', '-020'],
    ['0', 0],
    ['123456789012345', 123_456_789_012_345],
    ['1234567890123456', '1234567890123456'],
    ['1e3', 1000],
    ["'20.0'", '20.0'],
    ['text', 'text'],
    ['true', true],
    ['[1, 0.10]', [1, '0.10']],
  ])('%s stands for %j: a fraction, leading zeros and long numbers as they were written', (written, value) =>
    expect(readDocument(`a: ${written}`, [])).toMatchObject({ value: { a: value }, errors: [] }),
  );
  it.each([
    [1_000_000, 0],
    [1_000_001, 1],
  ])('of a text of %p characters has %p errors', (length, count) => {
    const { errors } = readDocument(`# ${'x'.repeat(length - 2)}`, []);
    expect(errors.map(({ code, line, column }) => [code, line, column])).toEqual(
      Array.from({ length: count }, () => ['terms.too-long', 1, 1_000_001]),
    );
  });
  it('has a place for each error of syntax', () => {
    const { errors, value } = readDocument('a: 1\na: 2\nb: "x', []);
    expect(value).toBeUndefined();
    expect(errors.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['terms.syntax', 2, 1],
      ['terms.syntax', 3, 4],
    ]);
    expect(errors[0]!.en).toMatch(/^The field is there twice in one section/);
  });
  it('is not built from ever more copies of itself', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'
        .split('')
        .map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[i]}`).join(', ')}]`),
    ].join('\n');
    expect(readDocument(bomb, []).errors.map(({ code, line }) => [code, line])).toEqual([['terms.syntax', 1]]);
  });
});
