import { Logger } from '@nestjs/common';
import { least, type Clock } from '@ringvirkning/kernel';
import { asSystem, type Tx } from '@ringvirkning/persistence';
import { signed, type Checkpoint, type Keeper } from './checkpoint.js';
import type { Finding } from './finding.js';
import { LEDGER } from './ledger-sources.js';
import { Peaks } from './merkle.js';
import { faultOf, finding, pass, type Log } from './pass.js';
import type { StoredCheckpoint } from './persistence/seal.store.js';
import type { SealedSource } from './source.js';

export interface SealOptions extends Log {
  readonly keeper: Keeper;
  readonly clock: Clock;
}

/** What the passes say of the ledger alone. */
export interface LedgerReport {
  readonly ok: boolean;
  /** As of `SealReport`. */
  readonly checkedAt: string | null;
}

export interface SealReport {
  readonly ok: boolean;
  /** What was signed last; null before anything was. */
  readonly checkpoint: Checkpoint | null;
  /** When all of it had been looked at last; null when that has not happened since the start. */
  readonly checkedAt: string | null;
  readonly findings: readonly Finding[];
}

/** Often and little: what comes in bursts makes others wait. */
const EVERY_MS = 2_000;
/** Services that share a process seal in turn, and not all in the same moment. */
const TURNS = 4;
// eslint-disable-next-line house/no-module-state -- spreads the services of a process over the time between two turns
let begun = 0;
/** Rows of one source that are sealed in one transaction. */
const LIMIT = 20_000;

/**
 * Seals what is new, beside the work and never within it, and looks at everything in turn, over and over. What is sealed is looked at first;
 * a log that does not agree with its last checkpoint is not sealed any further.
 */
export class Sealing {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private busy = false;
  private rotation: AsyncGenerator<readonly Finding[], void> | undefined;
  /** Of the pass that runs, and of the last whole one. */
  private fresh: Finding[] = [];
  private settled: readonly Finding[] = [];
  private distrust: Finding | undefined;
  private checkpoint: Checkpoint | null = null;
  private checkedAt: string | null = null;

  constructor(private readonly options: SealOptions) {
    this.logger = new Logger(`${options.service}: Sealing`);
  }

  onApplicationBootstrap(): void {
    this.tick();
    this.timer = setTimeout(
      () => (this.timer = setInterval(() => this.tick(), EVERY_MS).unref()),
      (EVERY_MS / TURNS) * (begun++ % TURNS),
    ).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.running.catch(() => undefined);
  }

  get report(): SealReport {
    const known = new Set(this.settled.map(kindOf));
    const news = merged(this.fresh).filter((found) => !known.has(kindOf(found)));
    const findings = [...(this.distrust ? [this.distrust] : []), ...this.settled, ...news];
    return { ok: findings.length === 0, checkpoint: this.checkpoint, checkedAt: this.checkedAt, findings };
  }

  /** Null where the service has no ledger. */
  get ledger(): LedgerReport | null {
    if (!this.options.sources.some(({ name }) => name === LEDGER)) return null;
    const { findings, checkedAt } = this.report;
    return { ok: !findings.some(({ code }) => code === 'books'), checkedAt };
  }

  /** Seals what is there and looks at all of it now. Long in large books. */
  async checkNow(): Promise<SealReport> {
    await this.sealAll();
    this.rotation = undefined;
    this.fresh = [];
    for await (const found of pass(this.options)) this.fresh.push(...found);
    this.finishPass();
    return this.report;
  }

  /** Seals until nothing new is left. */
  async sealAll(): Promise<void> {
    while (await this.sealNew());
  }

  private tick(): void {
    if (this.busy) return;
    this.busy = true;
    this.running = this.round()
      .catch((error: unknown) => this.logger.warn(`sealing: ${String(error)}`))
      .finally(() => (this.busy = false));
  }

  private async round(): Promise<void> {
    await this.sealNew();
    this.rotation ??= pass(this.options);
    const page = await this.rotation.next();
    if (page.done) this.finishPass();
    else this.fresh.push(...page.value);
  }

  private finishPass(): void {
    const known = new Set(this.settled.map(kindOf));
    const news = merged(this.fresh).filter((found) => !known.has(kindOf(found)));
    for (const { code, source, count, first } of news)
      this.logger.error(`books.${code}: ${source}, ${count} from ${first ?? '?'}; see docs/books.md`);
    [this.settled, this.fresh, this.rotation] = [merged(this.fresh), [], undefined];
    this.checkedAt = this.options.clock.now();
  }

  /** @returns whether there may be more. */
  private async sealNew(): Promise<boolean> {
    const { db, store, keeper } = this.options;
    const sealed = await asSystem('seal', () =>
      db.transaction(async (tx) => {
        if (!(await store.begin(tx))) return undefined;
        const head = await store.head(tx);
        this.distrust = await this.doubt(tx, head);
        return this.distrust ? undefined : this.extend(tx, head);
      }),
    );
    if (!sealed) return false;
    if (sealed.checkpoint && sealed.checkpoint.size !== this.checkpoint?.size) await keeper.keep(sealed.checkpoint);
    this.checkpoint = sealed.checkpoint ?? this.checkpoint;
    return sealed.more;
  }

  /** What speaks against going on from this checkpoint: it is not what was signed, or more was signed before. */
  private async doubt(tx: Tx, head: StoredCheckpoint | undefined): Promise<Finding | undefined> {
    const { store, keeper } = this.options;
    const kept = await keeper.read();
    if (kept && (await store.checkpointAt(tx, kept.size))?.root !== kept.root)
      return finding('log-cut', `checkpoint ${kept.size}`);
    if ((await store.lastPosition(tx)) !== (head?.size ?? 0))
      return finding('log-cut', `checkpoint ${head?.size ?? 0}`);
    return head && faultOf(this.options, head);
  }

  private async extend(
    tx: Tx,
    head: StoredCheckpoint | undefined,
  ): Promise<{ checkpoint?: Checkpoint; more: boolean }> {
    const { store, sources, seal, service, clock } = this.options;
    const peaks = head ? Peaks.read(head.peaks, head.size) : Peaks.empty();
    const before = peaks.size;
    let more = false;
    for (const source of sources) more = (await this.extendBy(tx, source, peaks)) || more;
    if (peaks.size === before) return { more, ...(head && { checkpoint: plain(head) }) };
    const state = { size: peaks.size, root: peaks.root().toString('hex'), at: clock.now() };
    const checkpoint = signed(seal, service, state);
    await store.addCheckpoint(tx, checkpoint, peaks.bytes());
    return { checkpoint, more };
  }

  private async extendBy(tx: Tx, source: SealedSource, peaks: Peaks): Promise<boolean> {
    const { store } = this.options;
    const limit = source.page ?? LIMIT;
    const { passed, next, settled } = await store.reach(tx, source.name);
    const added = await store.seal(tx, source, { after: source.place ? passed : BEFORE_ALL, size: peaks.size, limit });
    added.forEach(({ digest }) => peaks.add(digest));
    const isFull = added.length === limit;
    if (source.place && settled) {
      const reached = isFull ? least(next, added.at(-1)!.place - 1n) : next;
      await store.advance(tx, source, reached);
      this.fresh.push(...((await source.inspect?.(tx, passed + 1n, reached + 1n)) ?? []));
    }
    return isFull;
  }
}

const BEFORE_ALL = -1n;
const plain = ({ size, root, at, signature }: Checkpoint): Checkpoint => ({ size, root, at, signature });
const kindOf = ({ code, source }: Finding): string => `${code} ${source}`;

/** One finding of each code and source, with the first row of all. */
function merged(findings: readonly Finding[]): Finding[] {
  const byKind = new Map<string, Finding>();
  for (const found of findings) {
    const before = byKind.get(kindOf(found));
    byKind.set(kindOf(found), before ? { ...before, count: before.count + found.count } : found);
  }
  return [...byKind.values()];
}
