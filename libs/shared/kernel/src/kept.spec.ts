import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

describe('what is kept', () => {
  it('is worked out once, also when it is nothing, until others have been asked for since', () => {
    const worked: string[] = [];
    const kept = new Kept<string | undefined>(4);
    const of = (key: string) => kept.of(key, () => (worked.push(key), key === 'none' ? undefined : key.toUpperCase()));
    expect(['a', 'none', 'a', 'none'].map(of)).toEqual(['A', undefined, 'A', undefined]);
    expect(worked).toEqual(['a', 'none']);
    expect(['b', 'none', 'c', 'none'].map(of)).toEqual(['B', undefined, 'C', undefined]);
    expect(worked).toEqual(['a', 'none', 'b', 'c']);
    expect(of('a')).toBe('A');
    expect(worked).toEqual(['a', 'none', 'b', 'c', 'a']);
  });

  it('is no more than was said', () => {
    const kept = new Kept<number>(10);
    const worked: number[] = [];
    const of = (key: number) => kept.of(String(key), () => worked.push(key));
    for (let key = 0; key < 1_000; key += 1) of(key);
    worked.length = 0;
    for (let key = 999; key >= 0; key -= 1) of(key);
    expect(worked.length).toBeGreaterThanOrEqual(990);
  });
});
