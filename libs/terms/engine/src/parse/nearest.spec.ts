import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest.js';

describe('the word that was meant', () => {
  it.each<[string, string, string[], string | undefined]>([
    ['the same in other letters', 'atleast', ['atMost', 'atLeast'], 'atLeast'],
    ['one letter too few', 'start1', ['start-1', 'start-21'], 'start-1'],
    ['one too many', 'amountt', ['amount'], 'amount'],
    ['another one', 'organization', ['organisation'], 'organisation'],
    ['the nearest, not the first', 'm13', ['m6', 'm12'], 'm12'],
    ['the first of equals', 'ab', ['abc', 'abd'], 'abc'],
    ['two wrong', 'abxy', ['abcd'], 'abcd'],
    ['three wrong of eight', 'abcdexyz', ['abcdefgh'], undefined],
    ['three wrong of nine', 'abcdefxyz', ['abcdefghi'], 'abcdefghi'],
    ['nothing in common', 'xy', ['ab'], undefined],
    ['no words', 'x', [], undefined],
    ['a hundred letters', 'x'.repeat(100), ['x'.repeat(99)], 'x'.repeat(99)],
    ['more', 'x'.repeat(101), ['x'.repeat(100)], undefined],
  ])('is %s', (_what, written, words, meant) => expect(nearest(written, words)).toBe(meant));
});
