import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTED } from '@ringvirkning/catalogue';
import { RunningInstance } from '@ringvirkning/embedded';
import { Api, clientCredentials, random } from '@ringvirkning/seed';
import { setTimeout as delay } from 'node:timers/promises';
import { booksOf, difference } from './support/books.js';
import { liveThrough } from './support/live-through.js';
import { settled } from './support/settled.js';

/** Same seed, same order of kills; another one by KILL_SEED. */
const SEED = Number(process.env['KILL_SEED'] ?? 20261123);
const PROCESSES = [...HOSTED, 'nats', 'postgres'] as const;

describe('killing processes', () => {
  let instance: RunningInstance;
  const api = (): Api => new Api(instance.overview.url, clientCredentials(instance.seedClient));
  beforeAll(async () => {
    instance = await RunningInstance.start(['--separate', '--no-seed']);
  });
  afterAll(() => instance?.stop());

  it(`at random moments, and wiping the broker, ends in the same books as leaving them alone (seed ${SEED})`, async () => {
    const undisturbed = await liveThrough(api(), 'KILL-UNDISTURBED');

    const { between, shuffled } = random(SEED);
    const killed: string[] = [];
    // Every process once, the broker's store twice, in random order at random moments of the work that goes on meanwhile.
    const attacks = shuffled([...PROCESSES, 'wipe', 'wipe'] as const);
    const attack = (): void => {
      const target = attacks[killed.length];
      if (target === undefined) return;
      killed.push(target);
      if (target === 'wipe') instance.wipeBroker();
      else instance.kill(target);
    };
    const disturb = (): Promise<void> => {
      setTimeout(attack, between(0, 400));
      return delay(between(0, 300));
    };
    const disturbed = await liveThrough(api(), 'KILL-DISTURBED', disturb);
    await settled(instance);

    expect([...killed].sort()).toEqual([...PROCESSES, 'wipe', 'wipe'].sort());
    const [expected, found] = [await booksOf(instance, undisturbed), await booksOf(instance, disturbed)];
    for (const [book, rows] of Object.entries(expected)) {
      expect({ book, rows: rows.length > 0 }).toEqual({ book, rows: true });
      expect({ book, ...difference(rows, found[book] ?? []) }).toEqual({ book, missing: [], extra: [] });
    }
    for (const service of ['payments', 'benefits'] as const) {
      expect(
        await instance.rows(
          service,
          'SELECT entry_id, currency FROM ledger_line GROUP BY 1, 2 HAVING sum(amount) <> 0',
        ),
      ).toEqual([]);
      expect(await instance.rows(service, 'SELECT id, reason FROM dead_letter')).toEqual([]);
    }
  }, 420_000);
});
