import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnreadableFile } from './fault.js';
import { NdjsonReader } from './ndjson-reader.js';
import { readTable, TableReader, type Row } from './table-reader.js';

const columns = () => ({ known: ['a', 'b', 'c'], required: ['a'] });
const read = (text: string): Row[] => readTable(text, columns);
const cells = (text: string) => read(text).map((row) => [row.row, ...Object.values(row.cells)]);
const faults = (text: string) => read(text).map((row) => row.faults.map(({ code }) => code));
const thrown = (run: () => unknown): object | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { params, errors } = error.as('').json;
    return {
      code: error.fault.code,
      ...params,
      ...(errors && { errors: errors.map(({ code, path }) => `${path} ${code}`) }),
    };
  }
};

describe('a template', () => {
  it('gives only the rows that somebody filled in', () => {
    const prefilled = () => ({ ...columns(), prefilled: ['b'] });
    expect(readTable('a;b;c\n;x;\n1;x;\n;;2\n;x', prefilled).map(({ row }) => row)).toEqual([3, 4]);
  });
});

describe('a table', () => {
  it.each<[string, string, (string | number)[][]]>([
    ['semicolons', 'a;b\n1;2', [[2, '1', '2']]],
    ['commas', 'a,b\n1,2', [[2, '1', '2']]],
    ['tabs', 'a\tb\n1\t2', [[2, '1', '2']]],
    ['what a line says', 'sep=|\na|b\n1|2', [[3, '1', '2']]],
    ['what a quoted line says', '"sep=,"\r\na,b\r\n1,2', [[3, '1', '2']]],
    ['the sign that stands most often', 'a;"b,x";c'.replace('"b,x"', 'b') + '\n1,5;2;3', [[2, '1,5', '2', '3']]],
    [
      'line ends of all kinds',
      'a;b\r\n1;2\n3;4\r5;6',
      [
        [2, '1', '2'],
        [3, '3', '4'],
        [4, '5', '6'],
      ],
    ],
    ['empty rows', '\n;;\r\n\na;b\n;\n1;2\n ; \n', [[6, '1', '2']]],
    [
      'quotes',
      'a;b\n"x;y";"say ""hi"""\n "z" ;5" pipe',
      [
        [2, 'x;y', 'say "hi"'],
        [3, 'z', '5" pipe'],
      ],
    ],
    [
      'line ends in quotes',
      'a;b\n"x\r\ny";2\n3;4',
      [
        [2, 'x\r\ny', '2'],
        [4, '3', '4'],
      ],
    ],
    [
      'columns without a name',
      ';A ; b;;\n;1;2;;\n;3;4;;;;;',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    ['nothing below the header', 'a;b', []],
  ])('may have %s', (_, text, rows) => expect(cells(text)).toEqual(rows));
  it('is the same however its text is cut', () => {
    const text = 'sep=;\r\n\r\na;b;c\r\n"x;""\r\n""";2;\r3;"4"\n;;\r\n5;6;7';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const reader = new TableReader(columns);
        const places = [0, ...cuts.sort((x, y) => x - y), text.length];
        const rows = places.slice(1).flatMap((end, i) => reader.push(text.slice(places[i], end)));
        expect([...rows, ...reader.end()]).toEqual(read(text));
      }),
    );
  });
  it.each<[string, string, string[][]]>([
    ['cut off', 'a;b\n1;2\n3', [[], ['short']]],
    ['too long', 'a;b\n1;2;x\n3;4', [['overfull'], []]],
    ['the header again', 'a;b\n1;2\nA;b\n3;4', [[], ['header-again'], []]],
    ['beside a column with a name', 'a;;b\n1;x;2', [['overfull']]],
  ])('tells rows that are %s, and reads the others', (_, text, expected) => expect(faults(text)).toEqual(expected));
  it.each<[string, string, object]>([
    ['is empty', ' \n;;', { code: 'empty' }],
    ['lacks a column', 'b;c\n1;2', { code: 'header', row: 1, errors: ['a column-missing'] }],
    ['has a number', 'a;b;010190-4321', { code: 'header', row: 1, errors: ['[cpr] column-unknown'] }],
    ['has others, or one twice', 'a;x;b;b', { code: 'header', row: 1, errors: ['x column-unknown', 'b column-twice'] }],
    ['does not close a quote', 'a;b\n1;2\n"3;4\n', { code: 'malformed', row: 3 }],
    ['has something behind a quote', 'a;b\n"1"x;2', { code: 'malformed', row: 2 }],
    ['has an endless row', `a;b\n1;2\n${'x'.repeat(20_000)}`, { code: 'row-too-long', row: 3 }],
    ['has an endless header', 'x'.repeat(20_000), { code: 'row-too-long', row: 1 }],
  ])('that %s is refused with its place', (_, text, error) => expect(thrown(() => read(text))).toEqual(error));
  it('may name its columns in Danish, and be told of them so', () => {
    const danish = () => ({ known: ['a', 'b'], required: ['a'], names: { a: 'borger' } });
    expect(readTable('Borger;B\n1;2', danish)[0]!.cells).toEqual({ a: '1', b: '2' });
    expect(readTable('Borger;B\nBorger;b', danish)[0]!.faults[0]!.code).toBe('header-again');
    expect(thrown(() => readTable('borger;a\n1;2', danish))).toMatchObject({ errors: ['a column-twice'] });
    expect(() => readTable('b\n1', danish)).toThrow(UnreadableFile);
  });
});

describe('lines of JSON', () => {
  const lines = (text: string): Row[] => {
    const reader = new NdjsonReader(['a', 'b']);
    return [...reader.push(text), ...reader.end()];
  };
  it('become rows, with numbers as they are written', () =>
    expect(
      lines('{"a": "x, }", "b": 1.125}\r\n\n{"b":null,"a":"\\u0041"}').map(({ row, cells: of }) => [row, of]),
    ).toEqual([
      [1, { a: 'x, }', b: '1.1250' }],
      [3, { a: 'A', b: '' }],
    ]));
  it.each<[string, string[]]>([
    ['{"a":1,"x":2}', ['x column-unknown']],
    ['{"a":1,"a":2}', ['a column-twice']],
    ['{"a":{"b":1}}', ['a not-text']],
    ['{"a":[1],"b":true}', ['a not-text', 'b not-text']],
    ['{"a":1234567890123456}', ['a number-too-long']],
    ['{"a":"1234567890123456"}', []],
  ])('of which %s is one say %j', (line, expected) =>
    expect(lines(line)[0]!.faults.map(({ column, code }) => `${column} ${code}`)).toEqual(expected),
  );
  it.each<[string, object]>([
    ['', { code: 'empty' }],
    ['{"a":1}\n{"a":', { code: 'malformed', row: 2 }],
    ['[1]', { code: 'malformed', row: 1 }],
    ['null', { code: 'malformed', row: 1 }],
    ['x'.repeat(20_000), { code: 'row-too-long', row: 1 }],
  ])('of which %.20j is one are refused', (text, error) => expect(thrown(() => lines(text))).toEqual(error));
  it('are the same however they are cut', () => {
    const text = '{"a":"1"}\r\n{"a":"2"}\r{"a":"3"}\n';
    fc.assert(
      fc.property(fc.nat(text.length), (cut) => {
        const reader = new NdjsonReader(['a', 'b']);
        expect([...reader.push(text.slice(0, cut)), ...reader.push(text.slice(cut)), ...reader.end()]).toEqual(
          lines(text),
        );
      }),
    );
  });
});
