import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster, startPostgres } from '@ringvirkning/embedded';
import { random } from '@ringvirkning/seed';
import { found } from './founding.js';
import { Stage, type Scenario } from './stage.js';
import type { Tally } from './tally.js';

/** The scenarios of each seed, in an order of its own, in one region. */
export async function onServers(seeds: Iterable<number>, scenarios: readonly Scenario[], tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-soak-'));
  const postgres = await startPostgres({ dataDir: folder, durable: false });
  try {
    for (const seed of seeds) await inOneRegion(seed, postgres.url, scenarios, tally);
  } finally {
    await postgres.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inOneRegion(seed: number, superUrl: string, scenarios: readonly Scenario[], tally: Tally) {
  const founded = await found(superUrl);
  try {
    const stage = new Stage(founded, seed);
    const shuffled = random(seed).shuffled(scenarios);
    for (const scenario of [...shuffled].sort((a, b) => Number(a.isLast ?? false) - Number(b.isLast ?? false)))
      // What one has left wrong says nothing about the next.
      if (!(await tally.time(scenario.name, seed, () => stage.play(scenario)))) return;
  } finally {
    await founded.region.stop();
  }
}
