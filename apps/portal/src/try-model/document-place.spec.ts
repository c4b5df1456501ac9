import { describe, expect, it } from '@jest/globals';
import { firstByLine, placeOf } from './document-place.js';

const text = 'ref: A\nparties:\n  - { id: x, name: Y }\n';
const marked = (line: number, column?: number) => {
  const { start, end } = placeOf(text, line, column);
  return text.slice(start, end);
};

describe('where an error lies in the text', () => {
  it.each([
    [1, 6, 'A'],
    [3, 11, 'x'],
    [3, 14, 'name:'],
    [3, undefined, '- { id: x, name: Y }'],
    [2, 40, 'parties:'],
    [99, 1, ''],
  ])('line %p, column %p is %p', (line, column, expected) => expect(marked(line, column)).toBe(expected));

  it('marks each line once, with its first error', () => {
    const error = (line: number, code: string) => ({ line, code, da: '', en: '' });
    expect(
      [...firstByLine([error(2, 'a'), error(2, 'b'), error(3, 'c'), { code: 'd', da: '', en: '' }]).values()]
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['a', 'c']);
  });
});
