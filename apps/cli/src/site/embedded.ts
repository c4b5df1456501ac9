import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HOSTED, forEachService, type Hosted } from '@ringvirkning/catalogue';
import {
  instanceSecrets,
  migrationEnvironment,
  readInstanceFile,
  serviceEnvironments,
  type KeepSecret,
} from '@ringvirkning/embedded';
import { z } from 'zod';
import type { SecretFile, Site } from './site.js';

/** What `npm start` tells of itself, as far as it is needed to look at it. */
const RunningSchema = z.object({
  url: z.url(),
  issuer: z.url(),
  ports: z.object({ postgres: z.int(), nats: z.int() }),
  instances: z.array(z.object({ instance: z.string() })).optional(),
});
type Running = z.output<typeof RunningSchema>;

const NOTHING: Pick<Site, 'programs' | 'migration'> = { programs: new Map(), migration: {} };

/** An `npm start` by its folder: its secrets as they are kept, none is made. */
export function embeddedIn(folder: string, data: string): Site {
  const secrets: SecretFile[] = [];
  const keep: KeepSecret = (path, generate) => {
    const state = stateOf(path);
    secrets.push({ path, state });
    return state === 'missing' ? generate() : readFileSync(path, 'utf8').trim();
  };
  const site = { kind: 'embedded', folder, data } as const;
  const at = join(folder, 'secrets');
  if (!existsSync(at)) return { ...site, ...NOTHING, secrets, absent: 'nothing-here' };
  const kept = instanceSecrets(at, keep);
  // Those of containers that are not run here lie beside them.
  const others = readdirSync(at).map((name) => join(at, name));
  for (const path of others.filter((one) => !secrets.some((secret) => secret.path === one)))
    secrets.push({ path, state: stateOf(path) });
  const running = runningIn(data);
  if (!running) return { ...site, ...NOTHING, secrets, absent: 'nothing-runs' };
  const file = readInstanceFile(folder);
  const postgresUrl = superUrlIn(data, running.ports.postgres);
  const environments = serviceEnvironments(
    {
      instance: file?.municipality.instance ?? running.instances?.[0]?.instance ?? basename(data),
      origin: running.url,
      issuer: running.issuer,
      natsUrl: `nats://127.0.0.1:${running.ports.nats}`,
      postgresUrl,
      // Which ports the services took is known to their gateway alone.
      ports: { ...forEachService(() => 0), gateway: Number(new URL(running.url).port) },
      files: join(data, 'files'),
      hasHub: false,
      closedDays: file?.closedDays ?? [],
    },
    kept,
  );
  const programs = new Map<Hosted, (typeof environments)[Hosted]>(HOSTED.map((name) => [name, environments[name]]));
  return { ...site, programs, secrets, migration: migrationEnvironment(environments, postgresUrl, kept) };
}

function stateOf(path: string): SecretFile['state'] {
  if (!existsSync(path)) return 'missing';
  return (statSync(path).mode & 0o077) === 0 ? 'kept' : 'open';
}

export function runningIn(data: string): Running | undefined {
  try {
    return RunningSchema.parse(JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** The superuser's way into the databases of a data folder. @throws Error without its password. */
export function superUrlIn(data: string, port: number): string {
  const password = readFileSync(join(data, 'postgres', 'superuser.password'), 'utf8').trim();
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}
