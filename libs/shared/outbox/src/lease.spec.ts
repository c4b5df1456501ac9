import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Lease, LEASE_MS } from './lease.js';

/** What the database says in turn; its last word stands. */
function database({ acquired = [1], renewed = [true] }: { acquired?: (number | undefined)[]; renewed?: boolean[] }) {
  const asked: string[] = [];
  const say = <T>(word: string, answers: T[]): Promise<T> => {
    asked.push(word);
    return Promise.resolve(answers.length > 1 ? answers.shift()! : answers[0]!);
  };
  return {
    asked,
    acquire: (holder: string, ms: number) => say(`acquire ${holder} ${ms}`, acquired),
    renew: (token: number, ms: number) => say(`renew ${token} ${ms}`, renewed),
    release: (token: number) => say(`release ${token}`, [undefined]),
  };
}
function leaseOf(store: ReturnType<typeof database>) {
  const lease = new Lease(store, 'me');
  const heard: boolean[] = [];
  lease.onChange((held) => heard.push(held));
  return { lease, heard };
}
/** Time passes, and what waits for it is done. */
const pass = (ms: number): Promise<unknown> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
});
afterEach(() => void jest.useRealTimers());

describe('a lease', () => {
  it('is taken at once, renewed in time, and told of once', async () => {
    const store = database({});
    const { lease, heard } = leaseOf(store);
    expect(lease.token).toBeUndefined();
    lease.start();
    await pass(0);
    expect([lease.token, heard]).toEqual([1, [true]]);
    await pass(LEASE_MS);
    expect(store.asked).toEqual([`acquire me ${LEASE_MS}`, ...Array<string>(3).fill(`renew 1 ${LEASE_MS}`)]);
    expect(heard).toEqual([true]);
    await lease.stop();
    expect([lease.token, heard, store.asked.at(-1)]).toEqual([undefined, [true, false], 'release 1']);
    await pass(2 * LEASE_MS);
    expect(store.asked.at(-1)).toBe('release 1');
  });

  it('that another process holds is asked for every second, until it is free', async () => {
    const store = database({ acquired: [undefined, undefined, 7] });
    const { lease, heard } = leaseOf(store);
    lease.start();
    await pass(1_000);
    expect([lease.token, heard]).toEqual([undefined, []]);
    await pass(1_000);
    expect([lease.token, heard]).toEqual([7, [true]]);
    await lease.stop();
  });

  it('that another process took is lost, and asked for again', async () => {
    const { lease, heard } = leaseOf(database({ acquired: [1, undefined], renewed: [false] }));
    lease.start();
    await pass(3_000);
    expect([lease.token, heard]).toEqual([undefined, [true, false]]);
    await lease.stop();
    expect(heard).toEqual([true, false]);
  });

  it('that is known to be lost is not held from then on', async () => {
    const { lease, heard } = leaseOf(database({ acquired: [1, 2] }));
    await lease.hold();
    lease.lost();
    lease.lost();
    expect([lease.token, heard]).toEqual([undefined, [true, false]]);
    await lease.hold();
    expect([lease.token, heard]).toEqual([2, [true, false, true]]);
  });

  it('is held on to while the database does not answer, and let go without it', async () => {
    const store = database({});
    const { lease, heard } = leaseOf(store);
    lease.start();
    await pass(0);
    Object.assign(store, {
      renew: () => Promise.reject(new Error('away')),
      release: () => Promise.reject(new Error('away')),
    });
    await pass(LEASE_MS);
    expect([lease.token, heard]).toEqual([1, [true]]);
    await lease.stop();
    expect(lease.token).toBeUndefined();
  });
});
