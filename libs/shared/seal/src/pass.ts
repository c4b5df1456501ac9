import { asSystem, type Database, type Tx } from '@ringvirkning/persistence';
import type { Seal } from '@ringvirkning/nats';
import { isSigned } from './checkpoint.js';
import type { Finding, FindingCode } from './finding.js';
import { Peaks } from './merkle.js';
import type { SealStore, StoredCheckpoint } from './persistence/seal.store.js';
import type { SealedSource } from './source.js';

/** What a log is of: whose, signed how, over which rows. */
export interface Log {
  readonly db: Database;
  readonly store: SealStore;
  readonly service: Parameters<Seal['isOf']>[0];
  readonly seal: Seal;
  readonly sources: readonly SealedSource[];
}

/** Leaves looked at together: tens of milliseconds. */
const PAGE = 2_000;

export const finding = (code: FindingCode, first: string | null = null): Finding => ({
  code,
  source: 'log',
  count: 1,
  first,
});

/** What is wrong with a checkpoint by itself. */
export function faultOf(
  { service, seal }: Pick<Log, 'service' | 'seal'>,
  point: StoredCheckpoint,
): Finding | undefined {
  if (!isSigned(seal, service, point)) return finding('log-forged', `checkpoint ${point.size}`);
  return rootOf(point) === point.root ? undefined : finding('log-changed', `checkpoint ${point.size}`);
}

function rootOf({ peaks, size }: StoredCheckpoint): string | undefined {
  try {
    return Peaks.read(peaks, size).root().toString('hex');
  } catch {
    return undefined;
  }
}

/** Looks at everything once, page by page: the log against its checkpoints, the rows against the log. Each page yields what it found. */
export async function* pass(log: Log): AsyncGenerator<readonly Finding[], void> {
  yield* tree(log);
  for (const source of log.sources) yield* rows(log, source);
}

const reading = <T>({ db, store }: Log, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asSystem('seal', () =>
    db.snapshot(async (tx) => {
      await store.steady(tx);
      return work(tx);
    }),
  );

async function* tree(log: Log): AsyncGenerator<readonly Finding[], void> {
  const head = await reading(log, (tx) => log.store.head(tx));
  const peaks = Peaks.empty();
  while (head && peaks.size < head.size) {
    const before = peaks.size;
    const [leaves, points] = await reading(log, async (tx) => {
      const page = await log.store.leaves(tx, before, PAGE);
      return [page, await log.store.checkpointsBetween(tx, before, before + Math.max(page.length, 1))] as const;
    });
    const fault = grow(log, peaks, leaves, points);
    yield fault ? [fault] : [];
    if (fault) return;
  }
}

/** Adds leaves and holds the checkpoints among them against the tree. */
function grow(
  log: Log,
  peaks: Peaks,
  leaves: readonly { readonly position: number; readonly digest: Buffer }[],
  points: readonly StoredCheckpoint[],
): Finding | undefined {
  const before = peaks.size;
  let reached = 0;
  for (const point of points) {
    for (; peaks.size < point.size; reached += 1) {
      const leaf = leaves[reached];
      if (leaf?.position !== before + reached + 1) return finding('log-cut', `leaf ${before + reached + 1}`);
      peaks.add(leaf.digest);
    }
    if (peaks.root().toString('hex') !== point.root) return finding('log-changed', `checkpoint ${point.size}`);
    const fault = faultOf(log, point);
    if (fault) return fault;
  }
  for (const { position, digest } of leaves.slice(reached)) {
    if (position !== peaks.size + 1) return finding('log-cut', `leaf ${peaks.size + 1}`);
    peaks.add(digest);
  }
  return leaves.length === 0 ? finding('log-cut', `leaf ${before + 1}`) : undefined;
}

const BEFORE_ALL = -1n;
const AFTER_ALL = 2n ** 63n - 1n;

async function* rows(log: Log, source: SealedSource): AsyncGenerator<readonly Finding[], void> {
  const { store } = log;
  const passed = source.place ? (await reading(log, (tx) => store.reach(tx, source.name))).passed : BEFORE_ALL;
  for (let after = BEFORE_ALL; after < passed;) {
    const from = after;
    yield await reading(log, async (tx) => {
      const end = await store.pageEnd(tx, source.name, from, source.page ?? PAGE);
      after = end === undefined || end > passed ? passed : end;
      const compared = await store.compare(tx, source, { after: from, upto: after, complete: true });
      return [...compared, ...((await source.inspect?.(tx, from + 1n, after + 1n)) ?? [])];
    });
  }
  yield await reading(log, async (tx) => {
    const compared = await store.compare(tx, source, { after: passed, upto: AFTER_ALL, complete: false });
    return [...compared, ...((await source.inspect?.(tx, passed + 1n)) ?? [])];
  });
}
