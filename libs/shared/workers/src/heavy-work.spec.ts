import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import { HeavyWork, type Limits } from './heavy-work.js';
import { defineTask } from './task.js';
import type * as Trial from './trial.fixture.js';

const trial = <N extends keyof typeof Trial>(name: N) =>
  defineTask<(typeof Trial)[N]>(import.meta.url, './trial.fixture.js', name);
const [DOUBLE, REFUSE, BREAK, NEVER, GOBBLE, COUNT, THREAD] = [
  trial('double'),
  trial('refuse'),
  trial('broken'),
  trial('never'),
  trial('gobble'),
  trial('count'),
  trial('thread'),
];
// Generous: on a busy machine a worker may need seconds to begin.
const workers = (limits: Partial<Limits> = {}): HeavyWork =>
  new HeavyWork({ workers: 1, staysMs: 60_000, withinMs: 60_000, memoryMb: 64, waiting: 50, ...limits });

describe('heavy work', () => {
  it('is answered, also many pieces at a time, each with its own answer', async () => {
    const work = workers({ workers: 2 });
    const numbers = Array.from({ length: 20 }, (_, i) => BigInt(i));
    const answers = await Promise.all(numbers.map((number) => work.run(DOUBLE, { number })));
    expect(answers.map(({ number }) => number)).toEqual(numbers.map((number) => number * 2n));
  });

  it('that refuses says why, as it would have here', async () => {
    await expect(workers().run(REFUSE, undefined)).rejects.toMatchObject({
      name: 'DomainError',
      json: { code: 'trial.refused', kind: 'invalid', detail: { da: 'Nej.', en: 'No.' }, params: { limit: 3 } },
    });
  });

  it('that breaks is an error with its cause, and the worker goes on', async () => {
    const work = workers();
    await expect(work.run(BREAK, undefined)).rejects.toThrow('TypeError: trial broke');
    expect(await work.run(DOUBLE, { number: 4n })).toEqual({ number: 8n });
  });

  it('without end is ended, and the next piece has a new worker', async () => {
    const work = workers({ withinMs: 3_000 });
    await expect(work.run(NEVER, undefined)).rejects.toMatchObject({ code: 'work.took-too-long', kind: 'unavailable' });
    for (let tries = 0; ; tries += 1) {
      const answer = await work.run(DOUBLE, { number: 4n }).catch((error: { code: string }) => error.code);
      // Also a new worker may be too slow to begin where much else runs.
      if (answer === 'work.took-too-long' && tries < 10) continue;
      expect(answer).toEqual({ number: 8n });
      break;
    }
  });

  it('that takes too much memory is ended, nobody else is', async () => {
    const work = workers();
    await expect(work.run(GOBBLE, undefined)).rejects.toMatchObject({ code: 'work.took-too-much', kind: 'rule' });
    expect(await work.run(DOUBLE, { number: 4n })).toEqual({ number: 8n });
  });

  it('goes to the same worker as before, and to a new one when that has had nothing to do for a while', async () => {
    const staying = workers();
    expect(await staying.run(THREAD, undefined)).toBe(await staying.run(THREAD, undefined));
    const leaving = workers({ staysMs: 1 });
    const first = await leaving.run(THREAD, undefined);
    await eventually(async () => expect(await leaving.run(THREAD, undefined)).not.toBe(first));
  });

  it('hears that nobody waits any more, before it begins or in the middle', async () => {
    const work = workers();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [
      work.run(COUNT, {}, first.signal),
      work.run(COUNT, {}, second.signal),
      work.run(COUNT, {}, AbortSignal.abort()),
    ];
    second.abort();
    await turn();
    first.abort();
    expect(await Promise.all(answers)).toEqual(['left', 'left', 'left']);
  });

  it('beyond what may wait is turned away at once', async () => {
    const work = workers({ waiting: 2 });
    const leave = new AbortController();
    const accepted = [1, 2, 3].map(() => work.run(COUNT, {}, leave.signal));
    await expect(work.run(COUNT, {}, leave.signal)).rejects.toMatchObject({ code: 'work.busy', kind: 'unavailable' });
    leave.abort();
    expect(await Promise.all(accepted)).toEqual(['left', 'left', 'left']);
  });
});
