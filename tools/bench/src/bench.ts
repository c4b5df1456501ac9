import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster, RunningInstance, startPostgres } from '@ringvirkning/embedded';
import { bulkImport } from './bulk-import.js';
import { dueList } from './due-list.js';
import { evidenceFiles } from './evidence-files.js';
import { exchange } from './exchange.js';
import { importRows } from './import-rows.js';
import { ledgerPosting } from './ledger-posting.js';
import { outcomeLatency } from './outcome-latency.js';
import { line, passes, type Figure } from './statistics.js';
import { termsEvaluation } from './terms-evaluation.js';

/** Rows of the larger import. */
const MANY = process.argv.includes('--million') ? 1_000_000 : 300_000;

const figures: Figure[] = [];
const report = (found: readonly Figure[]): void => {
  for (const figure of found) process.stdout.write(`${line(figure)}\n`);
  figures.push(...found);
};

async function onBareServer(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-bench-'));
  try {
    const postgres = await startPostgres({ dataDir: folder });
    try {
      report(await ledgerPosting(postgres.url));
      report(await exchange(postgres.url));
    } finally {
      await postgres.stop();
    }
  } finally {
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Highest resident memory (Linux) of the process with all services, since it began or was last asked to forget. */
function memory(instance: RunningInstance, during: string): Figure {
  const status = readFileSync(`/proc/${instance.overview.processes['services']!}/status`, 'utf8');
  return {
    name: `memory: peak of all services and the gateway in one process, ${during}`,
    value: Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024,
    unit: 'MB',
    bar: 400,
    better: 'lower',
  };
}

async function onWholeInstance(): Promise<void> {
  const instance = await RunningInstance.start(['--no-seed']);
  try {
    report(await outcomeLatency(instance));
    report(await bulkImport(instance));
    report([memory(instance, 'latency and bulk')]);
    report(await evidenceFiles(instance));
    report(await dueList(instance));
    report([memory(instance, 'files of evidence')]);
    report(await importRows(instance, MANY));
  } finally {
    await instance.stop();
  }
}

report(termsEvaluation());
await onBareServer();
await onWholeInstance();
process.exitCode = figures.every(passes) ? 0 : 1;
