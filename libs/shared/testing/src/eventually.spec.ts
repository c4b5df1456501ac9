import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('returns what the first success returned', async () => {
    let tries = 0;
    const value = await eventually(
      () => {
        tries += 1;
        expect(tries).toBe(3);
        return 'there';
      },
      { interval: 1 },
    );
    expect([value, tries]).toEqual(['there', 3]);
  });
  it('throws the last failure when time is up', () =>
    expect(eventually(() => Promise.reject(new Error('still away')), { timeout: 20, interval: 1 })).rejects.toThrow(
      'still away',
    ));
});
