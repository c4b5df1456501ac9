import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

describe('what is kept', () => {
  it('is worked out once, also when it is nothing, until so many others have been that it goes first', () => {
    const worked: string[] = [];
    const kept = new Kept<string | undefined>(2);
    const of = (key: string) => kept.of(key, () => (worked.push(key), key === 'none' ? undefined : key.toUpperCase()));
    expect(['a', 'none', 'a', 'none'].map(of)).toEqual(['A', undefined, 'A', undefined]);
    expect(worked).toEqual(['a', 'none']);
    expect(['b', 'none', 'a'].map(of)).toEqual(['B', undefined, 'A']);
    expect(worked).toEqual(['a', 'none', 'b', 'a']);
  });
});
