import { join } from 'node:path';
import { instanceIdOf, officialNameOf } from '@ringvirkning/reference';
import { demoPeopleOf } from './identity/people.js';
import { instanceSecrets } from './instance-secrets.js';
import type { RunningHub } from './nats/hub.js';
import type { HubLine } from './nats/nats-config.js';
import { beGuest, bringUpHub } from './start/between.js';
import { bringUp, ROOT, type Place, type Stops, type Up } from './start/bring-up.js';
import { emptyDataFolder, takeDataFolder, type DataFolder } from './start/data-folder.js';
import { invitation } from './start/invitation.js';
import { startOptions, type StartOptions } from './start/options.js';
import { about, progress } from './start/progress.js';
import { runPartnershipSeed, runSeed } from './start/seed.js';

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
  const folders = [folder];
  const stops: Stops = [];
  const ofInstances: Stops[] = [];
  try {
    if (options.reset) folder = folders[0] = await tell.step('old data removed', emptyDataFolder(folder));
    const [firstOf, ...others] = options.municipalities;
    for (const municipality of others) folders.push(folder.further(instanceIdOf(municipality)));
    const places: Place[] = [firstOf, ...others].map((municipality, index) => {
      const secretsFolder = options.made ? join(options.made.folder, 'secrets') : folders[index]!.secrets;
      return {
        ...{ municipality, index, secretsFolder, secrets: instanceSecrets(secretsFolder) },
        folder: folders[index]!,
        closedDays: options.made?.file.closedDays ?? [],
        separate: options.separate,
        ...(index === 0 && { port: options.port }),
      };
    });
    let announce = () => {};
    const hub = await hubFor(places, folder, options, stops, () => announce());
    const way = typeof hub === 'function' ? { url: hub().lineUrl } : hub;
    const starting = places.map((place) => {
      const own: Stops = [];
      ofInstances.push(own);
      const told = others.length > 0 ? about(place.municipality.name, tell) : tell;
      return bringUp({ ...place, hub: way }, own, told, () => announce(), interruption.signal);
    });
    const ups = (await Promise.allSettled(starting)).map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    const first = ups[0]!;
    announce = () => {
      folder.announce(overview(ups, typeof hub === 'function' ? hub() : undefined));
      for (const [index, up] of ups.entries()) if (index > 0) folders[index]!.announce(overviewOf(up));
    };
    announce();
    if (options.seed && !folder.seeded) {
      // What municipalities have with each other is told when all of them are there.
      const demo = instanceIdOf(first.municipality) === 'aarhus' ? [runSeed(first, interruption.signal)] : [];
      const together = ups.length > 1 ? [runPartnershipSeed(ups, interruption.signal)] : [];
      await tell.step('demo data', Promise.all([...demo, ...together]));
      folder.markSeeded();
    }
    tell.line(
      invitation(
        ups.map(({ municipality, url, password }) => ({
          name: officialNameOf(municipality),
          url,
          password,
          people: demoPeopleOf(municipality),
        })),
        options.data,
      ),
    );
    await interrupted;
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    if (stops.length + ofInstances.length > 0) tell.line('\n  Stopping …');
    await Promise.all(ofInstances.map(stopAll));
    await stopAll(stops);
    for (const taken of folders.reverse()) taken.release();
  }
}

/** The hub of this start, the way to another one, or undefined where an instance is alone. */
async function hubFor(
  places: readonly Place[],
  folder: DataFolder,
  { beside, made }: StartOptions,
  stops: Stops,
  restarted: () => void,
): Promise<(() => RunningHub) | Pick<HubLine, 'url' | 'caFile'> | undefined> {
  const members = places.map(({ municipality, secrets }) => ({
    name: instanceIdOf(municipality),
    publicKey: secrets.hub.publicKey,
  }));
  if (beside !== undefined) return members.map((member) => ({ url: beGuest(beside, member) })).at(-1);
  if (made?.file.hub) {
    const { url, ca } = made.file.hub;
    return { url, ...(ca !== undefined && { caFile: join(made.folder, ca) }) };
  }
  if (members.length === 1) return undefined;
  return tell.step('hub', bringUpHub(folder, members, stops, { say: tell.line, restarted }));
}

/** What tools and tests may want to know of what runs: of the first instance, and of each. */
const overview = (ups: readonly Up[], hub: RunningHub | undefined) => ({
  pid: process.pid,
  ...overviewOf(ups[0]!),
  instances: ups.map((up) => ({
    instance: instanceIdOf(up.municipality),
    name: officialNameOf(up.municipality),
    ...overviewOf(up),
  })),
  ...(hub && { hub: { pid: hub.pid, port: hub.port, lineUrl: hub.lineUrl } }),
});

const overviewOf = ({ url, issuer, password, secrets, programs, servers }: Up) => ({
  url,
  issuer,
  password,
  client: { id: 'seed', secret: secrets.seedClient },
  processes: {
    ...Object.fromEntries(programs.map((program) => [program.name, program.pid()])),
    postgres: servers.postgres().pid,
    nats: servers.nats().pid,
  },
  ports: { postgres: servers.postgres().port, nats: servers.nats().port },
});

/** The latest first: services, then sign-in, broker and database. */
async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.reverse()) await stop().catch((error: Error) => tell.line(`  ${error.message}`));
}

try {
  await main(startOptions(process.argv.slice(2), process.env, ROOT));
  tell.line('  Stopped.');
} catch (error) {
  process.stderr.write(`\n  ${(error as Error).message}\n`);
  process.exitCode = 1;
}
