import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeCluster, RunningInstance, startPostgres } from '@ringvirkning/embedded';
import { budgetYears } from './budget-years.js';
import { bulkImport } from './bulk-import.js';
import { drafts } from './drafts.js';
import { dueList } from './due-list.js';
import { evidenceFiles } from './evidence-files.js';
import { exchange } from './exchange.js';
import { importRows } from './import-rows.js';
import { ledgerPosting } from './ledger-posting.js';
import { outcomeLatency } from './outcome-latency.js';
import { pages } from './pages.js';
import { recognition, valuation } from './recognition.js';
import { line, passes, type Figure } from './statistics.js';
import { termsEvaluation } from './terms-evaluation.js';

const { values: options, positionals: asked } = parseArgs({
  options: { million: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});
/** For a quick try: the share of rows, contracts and due things that is made. */
const SCALE = Number(options.scale);
if (!(SCALE > 0 && SCALE <= 1)) throw new Error('--scale takes a number above 0 and at most 1');
/** Rows of the two imports. */
const ROWS = [100_000 * SCALE, (options.million ? 1_000_000 : 300_000) * SCALE] as const;

/** Entries of the books that pages are read from; they take minutes to fill in. */
const ENTRIES = 5_000_000 * SCALE;

type On<Place> = Readonly<Record<string, (place: Place) => readonly Figure[] | Promise<readonly Figure[]>>>;

/** What is measured by its name, where: in a process of its own, on a bare server, or on a whole instance. */
const ALONE: On<void> = { 'terms-evaluation': termsEvaluation, drafts, valuation };
const ON_SERVER: On<string> = { 'ledger-posting': ledgerPosting, exchange: (url) => exchange(url) };
const ON_INSTANCE: On<RunningInstance> = {
  'outcome-latency': outcomeLatency,
  recognition,
  'bulk-import': async (instance) => [...(await bulkImport(instance)), memory(instance, 'until the end of bulk')],
  'evidence-files': evidenceFiles,
  pages: (instance) => pages(instance, ENTRIES),
  'budget-years': async (instance) => [
    ...(await budgetYears(instance, SCALE)),
    memory(instance, 'until the end of budget years'),
  ],
  'due-list': async (instance) => [...(await dueList(instance, SCALE)), memory(instance, 'until the end of due lists')],
  'import-rows': (instance) => importRows(instance, ROWS),
};

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

const figures: Figure[] = [];

/** Those that were asked for, or all, one after the other. */
async function measure<Place>(sections: On<Place>, within: (run: (place: Place) => Promise<void>) => Promise<void>) {
  const wanted = Object.entries(sections).filter(([name]) => asked.length === 0 || asked.includes(name));
  if (wanted.length === 0) return;
  await within(async (place) => {
    for (const [, section] of wanted)
      for (const figure of await section(place)) {
        process.stdout.write(`${line(figure)}\n`);
        figures.push(figure);
      }
  });
}

async function onBareServer(run: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-bench-'));
  try {
    const postgres = await startPostgres({ dataDir: folder });
    await run(postgres.url).finally(() => postgres.stop());
  } finally {
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onWholeInstance(run: (instance: RunningInstance) => Promise<void>): Promise<void> {
  const instance = await RunningInstance.start(['--no-seed']);
  await run(instance).finally(() => instance.stop());
}

const known = [ALONE, ON_SERVER, ON_INSTANCE].flatMap(Object.keys);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no such section: ${unknown.join(', ')}; there are ${known.join(', ')}`);
await measure(ALONE, (run) => run());
await measure(ON_SERVER, onBareServer);
await measure(ON_INSTANCE, onWholeInstance);
process.exitCode = figures.every(passes) ? 0 : 1;
