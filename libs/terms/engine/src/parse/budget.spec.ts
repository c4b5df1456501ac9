import { describe, expect, it } from '@jest/globals';
import { parseTerms } from './parse-terms.js';
import { readYaml } from './yaml.js';

const fault = (text: string) => {
  const read = readYaml(text);
  return read.ok ? undefined : read.faults[0];
};
const many = (count: number, row: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n');

describe('a document that would take long to read', () => {
  it.each([
    [
      'references, 4,000 and as many names for them',
      many(4_000, (i) => `- &a${i} x`) + '\n' + many(4_000, (i) => `- *a${i}`),
      'references',
    ],
    ['fields, 36,000', many(36_000, (i) => `k${i}: v`), 'words and marks'],
    ['a million brackets', '['.repeat(1_000_000), 'within each other'],
    ['a million braces', '{a: '.repeat(250_000), 'within each other'],
    ['half a million dashes', '- '.repeat(450_000), 'within each other'],
    ['sections, each further in', many(500, (i) => `${' '.repeat(i)}a:`), 'within each other'],
    ['comments', '#\n'.repeat(450_000), 'words and marks'],
    ['empty lines', `a:\n${'\n'.repeat(900_000)}`, 'words and marks'],
    ['tags', '- !x y\n'.repeat(50_000), 'words and marks'],
    ['directives', '%FOO bar\n'.repeat(90_000), 'words and marks'],
    ['a long text', `a: ${'x'.repeat(1_000_001)}`, 'longer than 1000000'],
    [
      'references to references',
      'a0: &a0 [x, x]\n' + many(20, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
      undefined,
    ],
  ])('is refused with its limit: %s', (_what, text, limit) => {
    if (limit === undefined) expect(parseTerms(text)).toMatchObject({ ok: false });
    else expect(fault(text)?.en).toContain(limit);
  });

  it('is told apart from one of the same length that is plain', () =>
    expect(fault(many(1_500, (i) => `k${i}: { a: ${i}, b: "${'x'.repeat(300)}" }`))).toBeUndefined());

  it.each(['>', '|'])('is told apart from a long text in a block (%s), however many lines it has', (mark) =>
    expect(fault(`a: ${mark}\n${'  words [of a] long text\n'.repeat(900)}b: 1\n`)).toBeUndefined(),
  );
});

describe('what a document may not hold', () => {
  it.each([
    ['%YAML 1.1\n---\na: 2026-01-01\n', 1, 'Remove the line «%YAML 1.1»'],
    ['a: 1\nb: "x\\0y"\n', 2, 'the character NUL'],
    ['a: 1\nb: x\0y\n', 2, 'the character NUL'],
    ['{"a": "x\\u0000"}', 1, 'the character NUL'],
    ['{"a": "\\ud800"}', 1, 'half a character'],
    ['a: 1\ntitle: se 010203-4567\n', 2, 'CPR number'],
    ['# se 010203-4567\na: 1\n', 2, 'CPR number'],
    ['a: 1\nb: 2 # se 010203-4567\n', 2, 'CPR number'],
    ['a: 1\n# se 010203-4567\n', 1, 'CPR number'],
    ['a: 1\nb: &se0102034567 2\n', 2, 'CPR number'],
    ['a: 1\nb: !010203-4567 2\n', 2, 'CPR number'],
    ['%TAG ! tag:010203-4567:\n---\na: 1\n', 1, 'CPR number'],
    ['a: 1\nb: *none\n', 2, 'there is no such thing'],
    ['b: *later\na: &later 1\n', 1, 'there is no such thing'],
    ['a: 1\na: 2\n', 2, 'twice'],
  ])('%j is told in its line', (text, line, sentence) => {
    expect(fault(text)).toMatchObject({ line });
    expect(fault(text)?.en).toContain(sentence);
  });
  it('%YAML 1.2 may stand there', () => expect(fault('%YAML 1.2\n---\na: 1\n')).toBeUndefined());
});
