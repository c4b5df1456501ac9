import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { readMetrics, type Sample } from '@ringvirkning/observability';
import { AWAY, between, readingOf, together, type Reading, type Stretch } from './readings.js';
import { standingOf, type Standing } from './standing.js';
import type { VerifiedBackup } from './verified-backup.js';

const MINUTE_MS = 60_000;
export const HOURS = [1, 6, 24, 72] as const;
export type Hours = (typeof HOURS)[number];
const KEPT = 72 * 60;
/** Of what was asked for, so many points at most: more is no wider on a screen. */
const POINTS = 72;

/** One program, and how its metrics are read. Rejects when it does not answer. */
export interface Watched {
  readonly program: string;
  readonly read: () => Promise<string>;
}

/** What is known of the last hours. */
export interface Watch {
  /** Since when this gateway has looked. */
  readonly since: string;
  readonly stepSeconds: number;
  /** When each step began, the oldest first. */
  readonly steps: readonly string[];
  /** Of each program, step by step; null where nobody looked. */
  readonly programs: readonly { readonly program: string; readonly steps: readonly (Stretch | null)[] }[];
  readonly now: Standing;
}

interface Minute {
  readonly at: number;
  readonly of: ReadonlyMap<string, Stretch>;
}

/** Looks at all programs every minute and remembers three days, in memory: for who has no Prometheus. */
export class WatchHistory implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly minutes: Minute[] = [];
  private readonly readings = new Map<string, Reading>();
  private samples: readonly Sample[] = [];
  private since: number;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly watched: readonly Watched[],
    private readonly backup: () => Promise<VerifiedBackup | undefined>,
    private readonly now: () => number = Date.now,
  ) {
    this.since = now();
  }

  onApplicationBootstrap(): void {
    this.since = this.now();
    const look = () => void (this.running = this.look());
    this.timer = setInterval(look, MINUTE_MS).unref();
    look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Reads all of them once. A stretch is known from the second reading on; the first after one was away is compared with the last before it. */
  async look(): Promise<void> {
    const at = this.now();
    const looked = await Promise.all(this.watched.map((one) => this.lookAt(one)));
    this.samples = looked.flatMap(({ samples }) => samples);
    this.minutes.push({ at, of: new Map(looked.flatMap(({ of }) => of)) });
    this.minutes.splice(0, this.minutes.length - KEPT);
  }

  async view(hours: Hours): Promise<Watch> {
    const stepMs = Math.max(MINUTE_MS, (hours * 3_600_000) / POINTS);
    const end = Math.floor(this.now() / stepMs) * stepMs + stepMs;
    const starts = Array.from({ length: (hours * 3_600_000) / stepMs }, (_, i) => end - hours * 3_600_000 + i * stepMs);
    const shown = starts.filter((start) => start + stepMs > this.since);
    const inStep = shown.map((start) => this.minutes.filter(({ at }) => at >= start && at < start + stepMs));
    return {
      since: new Date(this.since).toISOString(),
      stepSeconds: stepMs / 1_000,
      steps: shown.map((start) => new Date(start).toISOString()),
      programs: this.watched.map(({ program }) => ({
        program,
        steps: inStep.map((minutes) => together(minutes.flatMap(({ of }) => of.get(program) ?? []))),
      })),
      now: standingOf(this.samples, await this.backup()),
    };
  }

  private async lookAt({ program, read }: Watched) {
    try {
      const samples = readMetrics(await read());
      const [before, after] = [this.readings.get(program), readingOf(samples)];
      this.readings.set(program, after);
      return { samples, of: before ? [[program, between(before, after)] as const] : [] };
    } catch {
      return { samples: [], of: [[program, AWAY] as const] };
    }
  }
}
