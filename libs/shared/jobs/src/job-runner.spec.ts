import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Clock, Instant } from '@ringvirkning/kernel';
import { requestContext } from '@ringvirkning/persistence';
import { JobRunner, type ClockJob } from './job-runner.js';

const now = '2026-03-01T12:00:00.000Z' as Instant;
const clock: Clock = { now: () => now };

/** Due are the keys it is given; those among the bad fail. */
class Job implements ClockJob {
  readonly name = 'test.do';
  readonly everyMs = 1;
  readonly done: string[] = [];
  bad: readonly string[] = [];
  keys: readonly string[] | Error = ['a', 'b', 'c'];
  async due(): Promise<readonly string[]> {
    if (this.keys instanceof Error) throw this.keys;
    return this.keys;
  }
  async run(key: string): Promise<void> {
    if (this.bad.includes(key)) throw new Error(`${key} is bad`);
    this.done.push(`${key} ${requestContext.get().actor.subject}`);
  }
}

let job: Job;
let runner: JobRunner;
beforeEach(() => {
  Logger.overrideLogger(false);
  job = new Job();
  runner = new JobRunner(clock, [job]);
});

describe('what falls due by the clock', () => {
  it('is done for every key, as the system', async () => {
    await runner.runOnce();
    expect(job.done).toEqual(['a', 'b', 'c'].map((key) => `${key} system:test.do`));
    expect(runner.reports).toEqual([{ name: 'test.do', ranAt: now, failures: [] }]);
  });

  it('is done for the others when one key fails, and that is told', async () => {
    job.bad = ['a'];
    await runner.runOnce();
    expect(job.done.map((line) => line[0])).toEqual(['b', 'c']);
    expect(runner.reports).toEqual([
      { name: 'test.do', ranAt: now, failures: [{ key: 'a', reason: 'a is bad', attempts: 1, since: now }] },
    ]);
  });

  it('is tried again for a key that failed, and told no more when it succeeds', async () => {
    job.bad = ['a'];
    await runner.runOnce();
    job.bad = [];
    await runner.runOnce();
    expect(job.done.map((line) => line[0])).toEqual(['b', 'c', 'a', 'b', 'c']);
    expect(runner.reports[0]!.failures).toEqual([]);
  });

  it('is told no more when it is not due any more', async () => {
    job.bad = ['a'];
    await runner.runOnce();
    job.keys = [];
    await runner.runOnce();
    expect(runner.reports[0]!.failures).toEqual([]);
  });

  it('tells that it could not be found out, and is looked for again', async () => {
    job.keys = new Error('no database');
    await runner.runOnce();
    expect(runner.reports[0]!.failures).toMatchObject([{ key: null, reason: 'no database' }]);
    job.keys = ['a'];
    await runner.runOnce();
    expect([job.done.length, runner.reports[0]!.failures]).toEqual([1, []]);
  });

  it('runs at the start of the service, and is waited for at its stop', async () => {
    runner.onApplicationBootstrap();
    await runner.beforeApplicationShutdown();
    expect(job.done).toHaveLength(3);
  });
});
