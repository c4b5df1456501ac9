import type { ClockJob } from '@ringvirkning/jobs';
import type { Clock, Instant } from '@ringvirkning/kernel';
import type { ServiceName } from '@ringvirkning/message';
import { z } from 'zod';
import { compareHeld, judged, STATES, type Comparison, type Judged } from './compare.js';
import type { Holdings } from './holdings.js';
import { kindOf } from './kind.js';
import type { Reconciliation } from './reconciliation.js';
import type { Producers } from './telling.js';

const LEVELS = ['amber', 'red'] as const;
export const CrossCheckReportSchema = z.object({
  checkedAt: z
    .string()
    .nullable()
    .describe('When all contracts had been looked at last; null when not since the start'),
  contracts: z.int().describe('Contracts that there are'),
  findings: z.array(
    z.object({
      level: z
        .enum(LEVELS)
        .describe('`amber` when it was seen once, or lies in dead letters; `red` when it was seen again'),
      kind: z.string(),
      told: z.string(),
      held: z.string(),
      state: z.enum(STATES),
      contractId: z.string(),
      since: z.string(),
    }),
  ),
  silent: z
    .array(z.object({ service: z.string(), since: z.string() }))
    .describe('Services that do not answer, so that nothing is compared with them'),
});
export type CrossCheckReport = z.infer<typeof CrossCheckReportSchema>;
type Finding = CrossCheckReport['findings'][number];

/** Contracts looked at in one round. */
const BATCH = 20;
/** It rests this many times as long as it works: one of a hundred parts of a processor, and as much of the producer it asks, is all it takes. */
const RESTS = 100;
/** But no longer than so many times the pause between two looks, since what took long may have had to wait for others. */
const LONGEST = 10;
/** A service that starts, or starts again, is not silent yet. */
const SILENT_MS = 30_000;

export interface CrossCheckOptions {
  readonly service: ServiceName;
  readonly reconciliation: Pick<Reconciliation, 'holdings' | 'contracts' | 'consumed'>;
  readonly producers: Producers;
  readonly clock: Clock;
  /** All contracts are looked at this often, or as often as the rests allow. */
  readonly everyMs: number;
}

/**
 * Compares, contract by contract and over and over, what this service holds with what its producers told, and its own books in themselves. It asks as
 * the service itself, over the broker: no person and no token is needed. A contract that differs is looked at again with every round.
 */
export class CrossCheck implements ClockJob {
  readonly name: string;
  readonly everyMs: number;
  private remaining = new Set<string>();
  private contracts = 0;
  private workedMs = 0;
  private restsUntil = 0;
  private beginsAgain = 0;
  private checkedAt: Instant | null = null;
  private readonly found = new Map<string, readonly Finding[]>();
  private readonly silent = new Map<string, { readonly since: Instant; readonly from: number }>();
  private readonly unanswered = new Set<string>();

  constructor(private readonly options: CrossCheckOptions) {
    this.name = `${options.service}.compare`;
    this.everyMs = Math.min(5_000, options.everyMs);
  }

  get report(): CrossCheckReport {
    const silent = [...this.silent].filter(([, { from }]) => performance.now() - from > SILENT_MS);
    return {
      checkedAt: this.checkedAt,
      contracts: this.contracts,
      findings: [...this.found.values()].flat(),
      silent: silent.map(([service, { since }]) => ({ service, since })),
    };
  }

  async due(): Promise<readonly string[]> {
    if (performance.now() < this.restsUntil) return [];
    this.workedMs = 0;
    this.unanswered.clear();
    if (this.remaining.size === 0 && performance.now() >= this.beginsAgain)
      await this.working(async () => {
        this.remaining = await this.list();
        this.contracts = this.remaining.size;
        this.finish();
      });
    return [...new Set([...[...this.found.keys()].slice(0, BATCH), ...[...this.remaining].slice(0, BATCH)])];
  }

  run(contractId: string): Promise<void> {
    return this.working(async () => {
      const holdings = await this.options.reconciliation.holdings(contractId);
      const compared = [...this.own(holdings), ...(await this.consumed(holdings, contractId))];
      this.keep(contractId, compared);
      if (this.unanswered.size === 0) this.remaining.delete(contractId);
      this.finish();
    });
  }

  private finish(): void {
    if (this.remaining.size > 0 || this.unanswered.size > 0) return;
    this.checkedAt = this.options.clock.now();
    this.beginsAgain = performance.now() + this.options.everyMs;
  }

  private async working(work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    try {
      await work();
    } finally {
      const now = performance.now();
      this.workedMs += now - began;
      this.restsUntil = now + Math.min(RESTS * this.workedMs, LONGEST * this.options.everyMs);
    }
  }

  private async list(): Promise<Set<string>> {
    const { reconciliation, producers } = this.options;
    const all = new Set(await reconciliation.contracts());
    for (const { producer, subject } of reconciliation.consumed)
      for (const id of (await this.asked(producer, () => producers.contracts(producer, subject))) ?? []) all.add(id);
    return all;
  }

  private own({ own }: Holdings): Comparison[] {
    const { service } = this.options;
    return own.map(({ kind, ...compared }) => ({ kind, told: service, held: service, ...judged(compared, 0) }));
  }

  private async consumed({ held }: Holdings, contractId: string): Promise<Comparison[]> {
    const comparisons: Comparison[] = [];
    for (const one of held) {
      const producer = one.subject.split('.')[1]!;
      const compared = await this.asked(producer, () => this.compared(producer, one, contractId));
      if (compared)
        comparisons.push({ kind: kindOf(one.subject), told: producer, held: this.options.service, ...compared });
    }
    return comparisons;
  }

  private async compared(producer: ServiceName, held: Holdings['held'][number], contractId: string): Promise<Judged> {
    const { subject, members } = held;
    const ask = (upto: number) => this.options.producers.told(producer, subject, { contractId, upto, members });
    const first = await ask(held.upto);
    return compareHeld(held, first.last, async (upto) => (upto === held.upto ? first : await ask(upto)).sums);
  }

  /** One that did not answer is not asked again in the same round. */
  private async asked<T>(producer: ServiceName, question: () => Promise<T>): Promise<T | undefined> {
    if (this.unanswered.has(producer)) return undefined;
    const began = performance.now();
    try {
      const answer = await question();
      this.silent.delete(producer);
      return answer;
    } catch {
      // Waiting for nobody is no work.
      this.workedMs -= performance.now() - began;
      this.unanswered.add(producer);
      if (!this.silent.has(producer))
        this.silent.set(producer, { since: this.options.clock.now(), from: performance.now() });
      return undefined;
    }
  }

  private keep(contractId: string, compared: readonly Comparison[]): void {
    const before = this.found.get(contractId) ?? [];
    const findings = compared.flatMap(({ kind, told, held, state }): Finding[] => {
      if (state === 'agrees' || state === 'on-its-way') return [];
      const earlier = before.find((one) => one.kind === kind && one.told === told && one.held === held);
      const level = earlier && state !== 'put-aside' ? 'red' : 'amber';
      return [{ level, kind, told, held, state, contractId, since: earlier?.since ?? this.options.clock.now() }];
    });
    // What could not be compared this time is as it was.
    const kept = before.filter(({ told }) => this.unanswered.has(told));
    const all = [...findings, ...kept];
    if (all.length > 0) this.found.set(contractId, all);
    else this.found.delete(contractId);
  }
}
