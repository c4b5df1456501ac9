import { Worker } from 'node:worker_threads';
import { DomainError, type DomainErrorJson } from '@ringvirkning/kernel';
import { busy, tookTooLong, tookTooMuch } from './errors.js';
import type { Task } from './task.js';

export interface Limits {
  /** Workers at most; each is started when needed. */
  readonly workers: number;
  /** How long a worker without work stays, in milliseconds: what it has read takes memory. */
  readonly staysMs: number;
  /** How long one piece of work may take, in milliseconds. */
  readonly withinMs: number;
  /** Memory of one worker's data, in MB. */
  readonly memoryMb: number;
  /** Pieces of work that may wait for a worker. */
  readonly waiting: number;
}

/** What a worker is asked. */
export interface Order {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
  /** Becomes 1 when nobody waits any more. */
  readonly left: Int32Array;
}
export type Answer = { readonly value: unknown } | { readonly refused: DomainErrorJson } | { readonly failed: string };

interface Job {
  readonly order: Order;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a worker keeps for what it has just made: half of what it would take, at the same speed. */
const YOUNG_MB = 24;

const WORKER = new URL(
  import.meta.url.replace(/\/src\/(?!.*\/src\/)/, '/dist/').replace(/heavy-work\.[jt]s/, 'worker.js'),
);

/**
 * Runs what takes long on workers of its own, so that nobody else waits for it: reading documents that people send, and simulating. A worker that takes too
 * long, or too much memory, is ended and replaced; the caller is told.
 */
export class HeavyWork {
  private readonly idle = new Map<Worker, NodeJS.Timeout>();
  private readonly queue: Job[] = [];
  private running = 0;

  constructor(private readonly limits: Limits) {}

  /**
   * @param left ends the work when it is aborted: at once while it waits, else when the task asks.
   * @throws what the task throws as DomainError; unavailable `work.busy`, `work.took-too-long`; rule `work.took-too-much`
   */
  run<I, O>({ module, name }: Task<I, O>, input: I, left?: AbortSignal): Promise<O> {
    if (this.queue.length >= this.limits.waiting) return Promise.reject(busy());
    const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    left?.addEventListener('abort', () => Atomics.store(flag, 0, 1), { once: true });
    if (left?.aborted) Atomics.store(flag, 0, 1);
    return new Promise<O>((resolve, reject) => {
      const order: Order = { module, name, input, left: flag };
      this.queue.push({ order, resolve: resolve as (value: unknown) => void, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running >= this.limits.workers) return;
    const job = this.queue.shift();
    if (!job) return;
    this.running += 1;
    const worker = this.takeIdle() ?? this.start();
    void this.work(worker, job).then((isFit) => {
      this.running -= 1;
      if (isFit) this.idle.set(worker, setTimeout(() => void worker.terminate(), this.limits.staysMs).unref());
      this.next();
    });
  }

  private takeIdle(): Worker | undefined {
    const [worker, leaves] = this.idle.entries().next().value ?? [];
    clearTimeout(leaves);
    if (worker) this.idle.delete(worker);
    return worker;
  }

  private start(): Worker {
    const worker = new Worker(WORKER, {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
      execArgv: [],
    });
    // Whoever waits for it is told below; one that ends while nobody does is forgotten.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.idle.delete(worker));
    return worker;
  }

  /** One piece of work. @returns whether the worker can be given another. */
  private work(worker: Worker, { order, resolve, reject }: Job): Promise<boolean> {
    return new Promise((done) => {
      const finish = (isFit: boolean, tell: () => void): void => {
        clearTimeout(limit);
        worker.off('message', answered).off('error', broke).off('exit', ended);
        // An idle worker keeps no process alive.
        worker.unref();
        if (!isFit) void worker.terminate();
        tell();
        done(isFit);
      };
      const answered = (answer: Answer): void => finish(true, () => settle(answer, resolve, reject));
      const broke = (error: NodeJS.ErrnoException): void =>
        finish(false, () => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tookTooMuch() : error));
      const ended = (code: number): void => finish(false, () => reject(new Error(`the worker ended with ${code}`)));
      const limit = setTimeout(() => finish(false, () => reject(tookTooLong())), this.limits.withinMs);
      worker.on('message', answered).on('error', broke).on('exit', ended);
      worker.ref();
      worker.postMessage(order);
    });
  }
}

function settle(answer: Answer, resolve: Job['resolve'], reject: Job['reject']): void {
  if ('value' in answer) resolve(answer.value);
  else reject('refused' in answer ? new DomainError(answer.refused) : new Error(answer.failed));
}

/** The process's own workers, shared by all services in it. Two: one long simulation does not keep others from reading a document. */
export const heavyWork = new HeavyWork({ workers: 2, staysMs: 30_000, withinMs: 15_000, memoryMb: 128, waiting: 50 });
