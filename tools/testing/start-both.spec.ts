import { describe, expect, it, jest } from '@jest/globals';
import { startBoth } from './start-both.js';

const server = () => ({ stop: jest.fn(() => Promise.resolve()) });
const never = () => new Promise<never>(() => undefined);
const PATIENCE_MS = 60_000;

describe('the servers of a test run', () => {
  it('are both there', async () => {
    const [one, other] = [server(), server()];
    expect(
      await startBoth(
        () => Promise.resolve(one),
        () => Promise.resolve(other),
        PATIENCE_MS,
      ),
    ).toEqual([one, other]);
  });

  it('fail with the reason when one fails, and the other is stopped', async () => {
    const other = server();
    await expect(
      startBoth(
        () => Promise.reject(new Error('no PostgreSQL here')),
        () => Promise.resolve(other),
        PATIENCE_MS,
      ),
    ).rejects.toThrow('no PostgreSQL here');
    expect(other.stop).toHaveBeenCalledTimes(1);
  });

  it('fail when one never starts; one that comes too late is stopped when it comes', async () => {
    const [late, other] = [server(), server()];
    let come = (_: typeof late): void => undefined;
    const coming = new Promise<typeof late>((resolve) => (come = resolve));
    await expect(
      startBoth(
        () => coming,
        () => Promise.resolve(other),
        1,
      ),
    ).rejects.toThrow('not within');
    expect(other.stop).toHaveBeenCalledTimes(1);
    come(late);
    await coming;
    await Promise.resolve();
    expect(late.stop).toHaveBeenCalledTimes(1);
    await expect(startBoth(never, never, 1)).rejects.toThrow('not within');
  });
});
