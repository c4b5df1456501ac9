import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type Provider,
  type Type,
} from '@nestjs/common';
import { CLOCK, type Clock, type Instant } from '@ringvirkning/kernel';
import { asSystem } from '@ringvirkning/persistence';

/** Work that falls due by the clock. */
export interface ClockJob {
  /** `<service>.<verb>` */
  readonly name: string;
  readonly everyMs: number;
  /** Keys of what is due, e.g. contracts. */
  due(now: Instant): Promise<readonly string[]>;
  /** Does what is due for one key, in one transaction. Safe to repeat, and to run in several processes. */
  run(key: string, now: Instant): Promise<void>;
}

/** Something that a job could not do; it is tried again. `key` is null when the job could not even find out what is due. */
export interface JobFailure {
  readonly key: string | null;
  readonly reason: string;
  readonly attempts: number;
  readonly since: Instant;
}

export interface JobReport {
  readonly name: string;
  /** When the last round ended; null before the first one did. */
  readonly ranAt: Instant | null;
  readonly failures: readonly JobFailure[];
}

const LONGEST_MS = 15 * 60_000;

/** One job: its rounds, and what of it fails. */
class Rounds {
  private readonly failures = new Map<string | null, JobFailure & { readonly retryAt: number }>();
  private ranAt: Instant | null = null;
  private running: Promise<void> | undefined;

  constructor(
    private readonly job: ClockJob,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** A round that is under way is the one that is asked for. */
  round(): Promise<void> {
    return (this.running ??= this.work().finally(() => (this.running = undefined)));
  }

  async stop(): Promise<void> {
    await this.running;
  }

  get report(): JobReport {
    const failures = [...this.failures.values()].map(({ retryAt: _, ...failure }) => failure);
    return { name: this.job.name, ranAt: this.ranAt, failures };
  }

  private async work(): Promise<void> {
    const now = this.clock.now();
    let due: readonly string[] = [];
    await this.attempt(null, async () => void (due = await asSystem(this.job.name, () => this.job.due(now))));
    // What is not due any more does not fail any more either.
    for (const key of this.failures.keys()) if (key !== null && !due.includes(key)) this.failures.delete(key);
    for (const key of due) {
      if (performance.now() < (this.failures.get(key)?.retryAt ?? 0)) continue;
      await this.attempt(key, () => asSystem(this.job.name, () => this.job.run(key, now)));
    }
    this.ranAt = this.clock.now();
  }

  private async attempt(key: string | null, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failures.delete(key);
    } catch (error) {
      const before = this.failures.get(key);
      const attempts = (before?.attempts ?? 0) + 1;
      const reason = error instanceof Error ? error.message : String(error);
      const retryAt = performance.now() + Math.min(this.job.everyMs * (2 ** (attempts - 1) - 1), LONGEST_MS);
      this.failures.set(key, { key, reason, attempts, since: before?.since ?? this.clock.now(), retryAt });
      if (attempts % 20 === 1) this.logger.error(`${this.job.name}: ${key ?? 'what is due'}: ${reason}; tried again`);
    }
  }
}

/** Runs the clock jobs of a service. One key that fails stops no other, is told and tried again. */
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: ReadonlyMap<ClockJob, Rounds>;
  private timers: readonly NodeJS.Timeout[] = [];

  constructor(clock: Clock, jobs: readonly ClockJob[]) {
    const logger = new Logger('Jobs');
    this.rounds = new Map(jobs.map((job) => [job, new Rounds(job, clock, logger)]));
  }

  onApplicationBootstrap(): void {
    this.timers = [...this.rounds].map(([{ everyMs }, rounds]) =>
      setInterval(() => void rounds.round(), everyMs).unref(),
    );
    void this.runOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach(clearInterval);
    for (const rounds of this.rounds.values()) await rounds.stop();
  }

  /** Runs every job now; one that runs already is waited for. */
  async runOnce(): Promise<void> {
    await Promise.all([...this.rounds.values()].map((rounds) => rounds.round()));
  }

  get reports(): readonly JobReport[] {
    return [...this.rounds.values()].map(({ report }) => report);
  }
}

/** Provides the {@link JobRunner} of these jobs, which are providers themselves. */
export const jobRunner = (...jobs: readonly Type<ClockJob>[]): Provider => ({
  provide: JobRunner,
  useFactory: (clock: Clock, ...made: readonly ClockJob[]) => new JobRunner(clock, made),
  inject: [CLOCK, ...jobs],
});
