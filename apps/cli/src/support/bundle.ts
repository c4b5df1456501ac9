import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { migrationsOf, variablesOf } from '@ringvirkning/app-instance';
import { SERVICES } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { examine } from '../doctor/doctor.js';
import { diagnosisOf } from '../doctor/text.js';
import { Instance } from '../operate/instance.js';
import { runningFrom } from '../operate/running.js';
import { lettersOf } from '../operate/watching/dead-letters.js';
import { statusOf } from '../operate/watching/status.js';
import type { Site } from '../site/site.js';
import { cleaner } from './clean.js';
import { lastLines } from './log-lines.js';

export interface BundleOptions {
  readonly site: Site;
  readonly env: Env;
  /** Lines of each log file, the last ones. */
  readonly lines: number;
  readonly now: number;
}

/**
 * What somebody who helps needs to know of an instance: versions, which settings are made, what the doctor found, how services are, what was put aside and the last log
 * lines. Of settings the names alone; nothing of what the instance knows of people. All of it is cleaned once more of secrets and personal numbers.
 */
export async function supportBundle(
  { site, env, lines, now }: BundleOptions,
  step: (done: number, of: number) => void,
) {
  const own = site.data === undefined ? env : { ...env, RINGVIRKNING_DATA: site.data };
  const findings = await examine({ site, env: own, now }, step);
  const instance = await Instance.signIn(own).catch((error: Error) => error.message);
  const asked = async <T>(ask: (of: Instance) => Promise<T>): Promise<T | { unanswered: string }> =>
    typeof instance === 'string'
      ? { unanswered: instance }
      : ask(instance).catch((error: Error) => ({ unanswered: error.message }));
  const bundle = {
    format: 'ringvirkning-support/1',
    madeAt: new Date(now).toISOString(),
    machine: { platform: platform(), release: release(), arch: arch(), cpus: cpus().length, memory: totalmem() },
    versions: { node: process.versions.node, openssl: process.versions.openssl },
    kind: site.kind,
    settings: settingsOf(site),
    migrations: Object.fromEntries(SERVICES.map((service) => [service, migrationsOf(service).at(-1)])),
    doctor: diagnosisOf(findings, site).findings.filter(({ level }) => level !== 'well'),
    status: await asked(statusOf),
    deadLetters: await asked((of) => lettersOf(of, undefined, 'open')),
    logs: site.data === undefined ? {} : await lastLines(join(site.data, 'logs'), lines),
  };
  return cleaner(secretsOf(site, env))(bundle) as typeof bundle;
}

/** Of each program which of its variables are set, and whether by a file. */
const settingsOf = ({ programs }: Site) =>
  Object.fromEntries(
    [...programs].map(([program, env]) => [
      program,
      variablesOf(program).filter((name) => env[name] || env[`${name}_FILE`]),
    ]),
  );

/** Everything that must not be told: secret files, values of all settings that may be secret, and how the command itself signs in. */
function secretsOf({ secrets, programs, migration, data }: Site, env: Env): string[] {
  const files = secrets.flatMap(({ path, state }) => (state === 'missing' ? [] : [readFileSync(path, 'utf8').trim()]));
  const running = data === undefined ? {} : (runningFrom(data) ?? {});
  const superuser = data === undefined ? '' : join(data, 'postgres', 'superuser.password');
  const environments: Env[] = [...programs.values(), migration, running, env];
  const values = environments.flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) => (value && isSecret(name) ? [value, ...passwordsIn(value)] : [])),
  );
  return [...files, ...values, ...(existsSync(superuser) ? [readFileSync(superuser, 'utf8').trim()] : [])];
}

const isSecret = (name: string): boolean => /(SECRET|PASSWORD|TOKEN|SEED|KEY|_URL)$/.test(name);

/** Of an address what is secret in it; the address itself is cleaned by its credentials. */
const passwordsIn = (value: string): string[] => {
  const password = URL.parse(value)?.password;
  return password ? [password, decodeURIComponent(password)] : [];
};
