import { demoPeople } from './identity/people.js';
import { bringUp, ROOT, type Stops, type Up } from './start/bring-up.js';
import { emptyDataFolder, takeDataFolder, type DataFolder } from './start/data-folder.js';
import { invitation } from './start/invitation.js';
import { startOptions, type StartOptions } from './start/options.js';
import { progress } from './start/progress.js';
import { runSeed } from './start/seed.js';

// A closed terminal must not keep us from stopping in order.
process.stdout.on('error', () => undefined);
const tell = progress();
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());
const interrupted = new Promise<void>((done) =>
  interruption.signal.addEventListener('abort', () => done(), { once: true }),
);

async function main(options: StartOptions): Promise<void> {
  tell.line(`\n  Starting Ringvirkning in ${options.data}`);
  let folder = takeDataFolder(options.data);
  const stops: Stops = [];
  try {
    if (options.reset) folder = await tell.step('old data removed', emptyDataFolder(folder));
    let announce = () => {};
    const up = await bringUp(options, folder, stops, tell, () => announce(), interruption.signal);
    announce = () => folder.announce(overview(up));
    announce();
    if (options.seed && !folder.seeded) {
      await tell.step('demo data', runSeed(up, interruption.signal));
      folder.markSeeded();
    }
    tell.line(invitation(up.url, demoPeople, up.password, options.data));
    await interrupted;
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    await stopAll(stops, folder);
  }
}

/** What tools and tests may want to know of a running instance. */
const overview = ({ url, issuer, password, programs, servers }: Up) => ({
  pid: process.pid,
  url,
  issuer,
  password,
  processes: {
    ...Object.fromEntries(programs.map((program) => [program.name, program.pid()])),
    postgres: servers.postgres().pid,
    nats: servers.nats().pid,
  },
  ports: { postgres: servers.postgres().port, nats: servers.nats().port },
});

/** Services first, then sign-in, broker and database. */
async function stopAll(stops: Stops, folder: DataFolder): Promise<void> {
  if (stops.length > 0) tell.line('\n  Stopping …');
  for (const stop of stops.reverse()) await stop().catch((error: Error) => tell.line(`  ${error.message}`));
  folder.release();
}

try {
  await main(startOptions(process.argv.slice(2), process.env, ROOT));
  tell.line('  Stopped.');
} catch (error) {
  process.stderr.write(`\n  ${(error as Error).message}\n`);
  process.exitCode = 1;
}
