import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { chosen, differing, written, type Correction } from './correction.js';

const mine: Correction = { on: '2026-01-02', quantity: '1', externalRef: 'a' };
const theirs: Correction = { on: '2026-01-03', quantity: '1', externalRef: 'b' };

describe('two people who corrected the same', () => {
  it('are asked about what differs, and about nothing else', () => {
    expect(differing(mine, theirs)).toEqual(['on', 'externalRef']);
    expect(differing(mine, mine)).toEqual([]);
  });
  it('get nothing sent before each field is chosen', () => {
    expect(chosen(mine, theirs, {})).toBeUndefined();
    expect(chosen(mine, theirs, { on: 'mine' })).toBeUndefined();
  });
  it('get exactly what they chose', () => {
    expect(chosen(mine, theirs, { on: 'mine', externalRef: 'theirs' })).toEqual({ ...mine, externalRef: 'b' });
    expect(chosen(mine, theirs, { on: 'theirs', externalRef: 'theirs' })).toEqual(theirs);
  });
  it('write numbers as their language does', () => {
    const claim = { on: localDate('2026-01-02'), quantity: '1.5', externalRef: null };
    expect([written(claim, 'da').quantity, written(claim, 'en').quantity]).toEqual(['1,5', '1.5']);
    expect(written({ ...claim, quantity: '1.125' }, 'da').quantity).toBe('1,1250');
  });
});
