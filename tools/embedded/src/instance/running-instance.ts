import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { othersCanReach } from '../host/folders.js';
import { removeCluster } from '../postgres/cluster.js';
import { copyBegunData } from './begun-data.js';
import { killed, OneInstance, type InstanceOverview } from './one-instance.js';
import { StartProcess } from './start-process.js';

/** What it tells: of the first instance, and of each. */
interface Overview extends InstanceOverview {
  readonly instances: readonly (InstanceOverview & { readonly instance: string; readonly name: string })[];
  readonly hub?: { readonly pid: number };
}
/**
 * An instance as `npm start` starts it, in a folder of its own, for tests and benchmarks. The tree must be built. In a test run, which names
 * a folder for it in `RV_TEST_INSTANCES`, only the first with demo data, and the first without, begins from nothing.
 */
export class RunningInstance extends OneInstance {
  private constructor(
    private readonly folder: string,
    private readonly process: StartProcess,
  ) {
    super(join(folder, 'data'));
  }

  /** @param options as after `npm start --`. @throws Error with all output when it does not start. */
  static async start(options: readonly string[]): Promise<RunningInstance> {
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-instance-'));
    // The database server, which may be another user, passes: so its data lie here, too.
    chmodSync(folder, 0o711);
    const data = join(folder, 'data');
    try {
      // Several at once are what one spec wants: to begin and to copy them would take longer than to begin them.
      const shelf = options.includes('--instances') ? undefined : process.env['RV_TEST_INSTANCES'];
      // Where the database server does not pass, its data lie elsewhere and are not copied with the rest.
      if (shelf && othersCanReach(join(shelf, 'data'))) await takeFromShelf(shelf, options, data);
      return new RunningInstance(folder, await StartProcess.start(data, options));
    } catch (error) {
      remove(folder);
      throw error;
    }
  }

  override get overview(): Overview {
    return super.overview as Overview;
  }

  /** An instance of the same start (`--instances 2`): the first is this one. */
  at(instance: string): OneInstance {
    const [first, ...others] = this.overview.instances;
    if (first!.instance === instance) return this;
    if (!others.some((each) => each.instance === instance)) throw new Error(`no instance ${instance}`);
    return new OneInstance(join(this.data, 'instances', instance));
  }

  /** The same of the hub between them. */
  killHub(): boolean {
    return killed(this.overview.hub!.pid);
  }

  /** Everything that its processes have written to their logs. */
  logs(): string {
    return globSync('data/**/*.log', { cwd: this.folder })
      .map((file) => readFileSync(join(this.folder, file), 'utf8'))
      .join('\n');
  }

  /** Everything that it keeps in files, but for the databases: what was sent over the broker, evidence, logs. */
  *files(): Generator<{ readonly path: string; readonly bytes: Buffer }> {
    for (const path of globSync('data/**/*', { cwd: this.folder, exclude: ['data/**/postgres/cluster/**'] })) {
      const file = join(this.folder, path);
      if (statSync(file).isFile()) yield { path, bytes: readFileSync(file) };
    }
  }

  async stop(): Promise<void> {
    await this.process.stop();
    remove(this.folder);
  }
}

/** Data of an instance that was started and stopped. The seed counts from today: what was begun yesterday is not used after midnight. */
async function takeFromShelf(shelf: string, options: readonly string[], data: string): Promise<void> {
  const kind = options.filter((option) => option === '--no-seed');
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });
  await copyBegunData(join(shelf, ['begun', ...kind, today].join('-')), data, async (folder) => {
    try {
      await (await StartProcess.start(folder, kind)).stop();
    } catch (error) {
      removeClusters(folder);
      throw error;
    }
  });
}

function remove(folder: string): void {
  removeClusters(join(folder, 'data'));
  rmSync(folder, { recursive: true, force: true });
}

function removeClusters(data: string): void {
  for (const postgres of ['postgres', ...globSync('instances/*/postgres', { cwd: data })])
    removeCluster(join(data, postgres));
}
