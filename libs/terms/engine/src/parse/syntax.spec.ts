import { describe, expect, it } from '@jest/globals';
import { YAMLParseError } from 'yaml';
import { parseTerms } from '../index.js';
import { syntaxFaults } from './syntax.js';

const errorsOf = (text: string) => {
  const parsed = parseTerms(text);
  return parsed.ok ? [] : parsed.errors;
};

describe('what is not YAML', () => {
  it.each<[string, string, string, RegExp, RegExp]>([
    [
      'a field too far out',
      'list:\n  - a: 1\n    b: 2\n   c: 3\n',
      '4:4',
      /rykket anderledes ind/,
      /indented differently/,
    ],
    ['a field too far in', 'a:\n  b: 1\n    c: 2\n', '2:6', /To koloner/, /Two colons/],
    [
      'a section too far in',
      'list:\n  - a: { x: 1 }\n      b: 2\n',
      '3:7',
      /rykket anderledes ind/,
      /indented differently/,
    ],
    [
      'a dash too far out',
      'list:\n  - a: 1\n- b: 2\nlast: 3\n',
      '3:1',
      /rykket anderledes ind/,
      /indented differently/,
    ],
    ['a tab', 'a:\n\tb: 1\n', '2:1', /tabulator\. Brug mellemrum/, /tab\. Use spaces/],
    [
      'no space after the dash',
      'list:\n  - a: 1\n  -b: 2\n',
      '3:3',
      /bindestreg og mellemrum: «- værdi»/,
      /dash and a space: «- value»/,
    ],
    ['no space after the colon', 'a:1\nb: 2\n', '1:1', /mangler kolon og mellemrum/, /colon and a space are missing/],
    ['no dash', 'list:\n  - a: 1\n    b: 2\n    a: 3\n    b: 4\n', '4:5', /bindestregen «- »/, /dash «- » is missing/],
    ['a field twice', 'a: 1\na: 2\n', '2:1', /to gange i samme afsnit/, /twice in one section/],
    [
      'a decimal comma twice',
      'a: { b: 1,5, c: 2,5 }\n',
      '1:19',
      /komma mellem cifre.*punktum/,
      /comma between digits.*full stop/,
    ],
    [
      'a bracket that is not closed',
      'a:\n  b: [x, y\n  c: 3\n',
      '2:6',
      /Parentesen her bliver ikke lukket/,
      /bracket here is not closed/,
    ],
    [
      'a brace that is not closed, after one that is',
      'a:\n  - { b: [x], c: 1\n  - { b: 2 }\n',
      '2:5',
      /Parentesen her bliver ikke lukket/,
      /bracket here is not closed/,
    ],
    ['a bracket too many', 'a: [x, y]]\nb: 2\n', '1:10', /en parentes for meget/, /bracket too many/],
    ['two commas', 'a: [x,, y]\n', '1:7', /ét komma/, /one comma/],
    [
      'a quote that is not closed',
      "a: 'x y\nb: 2\n",
      '1:4',
      /Anførselstegnet her bliver ikke lukket/,
      /quotation mark here is not closed/,
    ],
    [
      'a double quote that is not closed',
      'a: "x y\nb: 2\n',
      '1:4',
      /Anførselstegnet her bliver ikke lukket/,
      /quotation mark here is not closed/,
    ],
    ['an apostrophe in quotes', "a: 'x'y z'\n", '1:7', /skrives to gange \(''\)/, /written twice \(''\)/],
    ['two colons', 'a: b: c\n', '1:4', /To koloner/, /Two colons/],
    [
      'a text that begins with %',
      'a: %x\n',
      '1:4',
      /Sæt anførselstegn om hele teksten/,
      /Put quotes around the whole text/,
    ],
    [
      'a text that begins with a star',
      'a: *x\n',
      '1:4',
      /begynder med \* skal have anførselstegn/,
      /begins with \* needs quotes/,
    ],
    ['a backslash in double quotes', 'a: "x\\y"\n', '1:6', /Brug enkelte anførselstegn/, /Use single quotes/],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1', /én kontrakt/, /one contract/],
    ['two references', 'a: &x &y z\n', '1:7', /Henvisninger/, /References/],
  ])('%s is one fault with advice', (_what, text, place, da, en) => {
    const errors = errorsOf(text);
    expect(errors.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([`terms.syntax ${place}`]);
    expect([errors[0]!.da, errors[0]!.en]).toEqual([expect.stringMatching(da), expect.stringMatching(en)]);
  });
  it('is said in no words of the reader, whatever it complains of', () => {
    const [fault] = syntaxFaults([new YAMLParseError([3, 4], 'IMPOSSIBLE', 'Some jargon')], 'a: 1');
    expect(fault).toEqual({
      offset: 3,
      da: expect.stringMatching(/^Her kan dokumentet ikke læses/),
      en: expect.stringMatching(/^Here the document cannot be read/),
    });
  });
});
