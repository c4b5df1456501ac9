import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chosenServices, environmentOf } from '@ringvirkning/app-instance';
import type { Hosted } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { INSTANCE_FILE } from '@ringvirkning/embedded';
import { containersIn } from './containers.js';
import { embeddedIn } from './embedded.js';

/** A file that is secret, by its name in the folder of secrets. */
export interface SecretFile {
  readonly path: string;
  readonly state: 'kept' | 'open' | 'missing';
}

/** An instance as it is set up, whether it runs or not: what an operator's command needs of it. Looking at it makes and changes nothing. */
export interface Site {
  /** `embedded`: an `npm start`; `containers`: a folder of `instance new`; `processes`: whatever the environment describes. */
  readonly kind: 'embedded' | 'containers' | 'processes';
  /** Where it lies; absent when the environment describes it. */
  readonly folder?: string;
  /** Folder of its data (`embedded`). */
  readonly data?: string;
  /** The environment of each program, as it would read it. */
  readonly programs: ReadonlyMap<Hosted, Env>;
  readonly secrets: readonly SecretFile[];
  /** The environment of the migration step: how the owners of the databases, and a superuser, come in. Empty where nothing runs. */
  readonly migration: Env;
  /** Nothing is there, or nothing runs: addresses are not known then. */
  readonly absent?: 'nothing-here' | 'nothing-runs';
}

export interface SiteOptions {
  /** What `instance new` made. */
  readonly instance?: string | undefined;
  /** Data folder of an `npm start`. */
  readonly data?: string | undefined;
}

/** The instance that is meant: a folder of `instance new`, a data folder (also `RINGVIRKNING_DATA`), or what the environment describes. */
export function siteOf({ instance, data }: SiteOptions, env: Env): Site {
  if (instance !== undefined) {
    const folder = resolve(instance);
    if (existsSync(join(folder, 'compose.yaml'))) return containersIn(folder);
    return embeddedIn(folder, join(folder, 'data'));
  }
  const named = data ?? (env['RINGVIRKNING_DATA'] || undefined);
  if (named === undefined) return fromEnvironment(env);
  const folder = resolve(named);
  // The data of what `instance new` made lie below its folder, its secrets beside them.
  const isMade = !existsSync(join(folder, 'secrets')) && existsSync(join(folder, '..', INSTANCE_FILE));
  return embeddedIn(isMade ? resolve(folder, '..') : folder, folder);
}

/** Described as `apps/instance` reads it: `PAYMENTS__DATABASE_URL`, and without prefix what is everybody's. */
const fromEnvironment = (env: Env): Site => ({
  kind: 'processes',
  programs: new Map(chosenServices(env).map((name) => [name, environmentOf(name, env)])),
  secrets: [],
  migration: env,
});
