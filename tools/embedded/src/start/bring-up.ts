import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { forEachService, HOSTED, serviceManifests, SERVICES, type Hosted } from '@ringvirkning/catalogue';
import type { LocalDate } from '@ringvirkning/kernel';
import { eventStreams, publishersOf, StreamKeeper } from '@ringvirkning/nats';
import { instanceIdOf, type Municipality } from '@ringvirkning/reference';
import { freePort, freePorts } from '../host/ports.js';
import { startIdentity } from '../identity/identity.js';
import { demoPeopleOf } from '../identity/people.js';
import { brokerUsers } from '../broker-users.js';
import { startNats } from '../nats/nats.js';
import type { HubLine } from '../nats/nats-config.js';
import { startPostgres, type RunningServer } from '../postgres/postgres.js';
import { settleRestorePoint } from '../postgres/restore-point.js';
import type { DataFolder } from './data-folder.js';
import {
  instanceEnvironment,
  migrationEnvironment,
  readAgain,
  serviceEnvironments,
  type Layout,
} from './environments.js';
import type { Progress } from './progress.js';
import { runProgram, supervise, type Observer, type Program, type SupervisedProgram } from './programs.js';
import { changingSecrets, type InstanceSecrets } from '../instance-secrets.js';
import { keepRunning } from './servers.js';

/** Root of the workspace, seen from `src` and from `dist`. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
/** Of the first; each further instance has the next ten. */
const PORTAL_PORT = 8080;
const entry = (app: string, script: string) => join(ROOT, 'apps', app, 'dist', script);

/** What was started, latest last, to be stopped in the opposite order. */
export type Stops = (() => Promise<void>)[];

/** One instance to be started. */
export interface Place {
  readonly municipality: Municipality;
  /** How many instances come before it. */
  readonly index: number;
  readonly folder: DataFolder;
  readonly secrets: InstanceSecrets;
  /** Where they are kept. */
  readonly secretsFolder: string;
  /** Port the user asked for. */
  readonly port?: number | undefined;
  readonly separate: boolean;
  /** Days beside the holidays on which its offices are closed. */
  readonly closedDays: readonly LocalDate[];
  /** The way to the hub of its partnership; absent without one. */
  readonly hub?: Pick<HubLine, 'url' | 'caFile'> | undefined;
}

export interface Up {
  readonly municipality: Municipality;
  readonly url: string;
  readonly issuer: string;
  readonly password: string;
  readonly secrets: InstanceSecrets;
  readonly programs: readonly SupervisedProgram[];
  readonly servers: { readonly postgres: () => RunningServer; readonly nats: () => RunningServer };
}

/** Starts everything in order: servers and sign-in, databases, services. Adds to `stops` what must be stopped, also when it throws. */
export async function bringUp(
  place: Place,
  stops: Stops,
  tell: Progress,
  restarted: () => void,
  signal: AbortSignal,
): Promise<Up> {
  const observer: Observer = { say: tell.line, restarted };
  const { municipality, secrets, folder } = place;
  const origin = `http://127.0.0.1:${await gatewayPort(place)}`;
  const { postgres, nats, identity } = await startServers(origin, place, stops, tell, observer);
  signal.throwIfAborted();
  await keepStreams(nats.current().url, secrets, stops, tell);
  const layout = await planLayout({
    instance: instanceIdOf(municipality),
    origin,
    issuer: identity.issuer,
    natsUrl: nats.current().url,
    postgresUrl: postgres.current().url,
    files: folder.files,
    hasHub: place.hub !== undefined,
    closedDays: place.closedDays,
  });
  const environments = serviceEnvironments(layout, secrets);
  const migration = {
    name: 'the migration step',
    script: entry('instance', 'migrate.js'),
    env: migrationEnvironment(environments, layout.postgresUrl, secrets),
    log: join(folder.logs, 'migrate.log'),
  };
  await tell.step('databases', runProgram(migration, signal));
  const given = readAgain(environments, place.secretsFolder);
  const readyUrl = (name: Hosted) => `http://127.0.0.1:${layout.ports[name]}/health/ready`;
  const log = (name: string) => join(folder.logs, `${name}.log`);
  const wanted: readonly Program[] = place.separate
    ? HOSTED.map((name) => ({
        name,
        script: entry(name, 'main.js'),
        env: given[name],
        log: log(name),
        readyUrls: [readyUrl(name)],
      }))
    : [
        {
          name: 'services',
          script: entry('instance', 'main.js'),
          env: instanceEnvironment(given),
          log: log('services'),
          readyUrls: HOSTED.map(readyUrl),
        },
      ];
  const programs: SupervisedProgram[] = [];
  stops.push(async () => void (await Promise.all(programs.map((program) => program.stop()))));
  const starting = wanted.map(async (program) =>
    programs.push(await tell.step(program.name, supervise(program, observer, signal))),
  );
  const failed = (await Promise.allSettled(starting)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return {
    municipality,
    url: origin,
    issuer: identity.issuer,
    password: identity.password,
    secrets,
    programs,
    servers: { postgres: postgres.current, nats: nats.current },
  };
}

async function startServers(origin: string, place: Place, stops: Stops, tell: Progress, observer: Observer) {
  const { municipality, secrets, folder, hub: way } = place;
  const hub = way && { ...way, key: secrets.hub };
  settleRestorePoint(folder.postgres);
  const startPg = (port?: number) => startPostgres({ dataDir: folder.postgres, port });
  const startBroker = (port?: number) =>
    startNats({ dataDir: folder.nats, port, users: brokerUsers(secrets), name: instanceIdOf(municipality), hub });
  const kept = <S extends Parameters<typeof keepRunning>[1]>(name: string, start: (port?: number) => Promise<S>) =>
    tell.step(name, start()).then((first) => keepRunning(name, first, start, observer));
  const [postgres, nats, identity] = await Promise.allSettled([
    kept('PostgreSQL', startPg),
    kept('NATS', startBroker),
    tell.step('sign-in', startSignIn(origin, place)),
  ]);
  for (const result of [postgres, nats, identity]) if (result.status === 'fulfilled') stops.push(result.value.stop);
  if (postgres.status === 'rejected') throw postgres.reason;
  if (nats.status === 'rejected') throw nats.reason;
  if (identity.status === 'rejected') throw identity.reason;
  return { postgres: postgres.value, nats: nats.value, identity: identity.value };
}

/** Also after the broker lost its store. */
function keepStreams(url: string, secrets: InstanceSecrets, stops: Stops, tell: Progress): Promise<void> {
  const keeper = StreamKeeper.start({
    url,
    seed: secrets.setUp.seed,
    streams: eventStreams(publishersOf(serviceManifests)),
    trouble: (error) => tell.line(`The streams of the broker cannot be looked after, trying on: ${error.message}`),
  });
  stops.push(() => keeper.stop());
  return keeper.ready();
}

async function startSignIn(origin: string, { municipality, index, secrets, secretsFolder, folder }: Place) {
  const usual = usualPort(index);
  return startIdentity({
    dataDir: folder.identity,
    instance: instanceIdOf(municipality),
    people: demoPeopleOf(municipality),
    // All data here is made up; an instance with real people signs them in elsewhere.
    oneClick: true,
    port: await freePort(origin.endsWith(`:${usual}`) ? usual + 1 : undefined),
    clients: [
      {
        id: 'gateway',
        kind: 'sign-in',
        secret: () => readFileSync(changingSecrets(secretsFolder).gatewayClient, 'utf8').trim(),
        redirectUris: [`${origin}/auth/callback`],
        postLogoutRedirectUris: [`${origin}/`],
      },
      { id: 'seed', kind: 'acts-for-people', secret: () => secrets.seedClient },
    ],
  });
}

const usualPort = (index: number): number => PORTAL_PORT + 10 * index;

async function gatewayPort({ port: asked, index }: Place): Promise<number> {
  const port = await freePort(asked ?? usualPort(index));
  if (asked !== undefined && port !== asked)
    throw new Error(`Port ${asked} is in use. Choose another with --port, or leave --port out.`);
  return port;
}

async function planLayout(known: Omit<Layout, 'ports'>): Promise<Layout> {
  const ports = await freePorts(SERVICES.length);
  return {
    ...known,
    ports: {
      ...forEachService((service) => ports[SERVICES.indexOf(service)] ?? 0),
      gateway: Number(new URL(known.origin).port),
    },
  };
}
