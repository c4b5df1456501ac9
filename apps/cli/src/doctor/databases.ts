import { migrationsOf } from '@ringvirkning/app-instance';
import type { Service } from '@ringvirkning/catalogue';
import { ConfigError, loadConfig, type Env } from '@ringvirkning/config';
import { withPassword } from '@ringvirkning/persistence';
import { z } from 'zod';
import { clockFinding } from './clock.js';
import { fault, skipped, well, type FaultCode, type Finding } from './finding.js';
import { lookAtDatabase, type DatabaseSeen, type DatabaseUnseen } from './persistence/database-look.js';

/** The oldest PostgreSQL that is said to do (docs/running.md). */
const LEAST_VERSION = 160_000;

/** A service's database: reached, as a weak role, under row-level security, with the migrations of this version. */
export async function databaseFindings(service: Service, env: Env, isInside: boolean): Promise<Finding[]> {
  const url = urlOf(env);
  if (!url) return [skipped({ check: 'database', of: service }, 'not-set-up', 'DATABASE_URL')];
  const look = await lookAtDatabase(url);
  return 'failed' in look ? [notSeen(service, url, look, isInside)] : seenFindings(service, look);
}

const AccessSchema = z.object({ DATABASE_URL: z.url(), DATABASE_PASSWORD: z.string().min(1).optional() });

/** The way by which the service comes in, whose password may stand by itself; undefined where it is not, or wrongly, set up. */
function urlOf(env: Env): string | undefined {
  try {
    const { DATABASE_URL: url, DATABASE_PASSWORD: password } = loadConfig(AccessSchema, env);
    return password === undefined ? url : withPassword(url, password);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

function notSeen(service: Service, url: string, { failed, code }: DatabaseUnseen, isInside: boolean): Finding {
  const at = { check: 'database', of: service } as const;
  const { host, pathname, username } = new URL(url);
  if (failed === 'unknown-host' && isInside) return skipped(at, 'inside', host);
  if (failed === 'refuses') return fault(at, 'postgres-refuses', `${username}@${host} (${code})`);
  if (failed === 'no-database') return fault(at, 'no-database', `${host}${pathname}`);
  return fault(at, 'postgres-away', `${host} (${code})`);
}

/** What is told of a database that answers. */
export function seenFindings(service: Service, seen: DatabaseSeen): Finding[] {
  const at = { of: service } as const;
  const found = (check: 'roles' | 'row-security', code: FaultCode, names: readonly string[]): Finding[] =>
    names.length > 0 ? [fault({ ...at, check }, code, names.join(', '))] : [];
  const version = String(Math.floor(seen.version / 10_000));
  const roles = [...found('roles', 'role-strong', seen.strong), ...found('roles', 'role-owns', seen.owned)];
  const security = [
    ...found('row-security', 'rls-off', seen.unforced),
    ...found('row-security', 'rls-open', seen.open),
  ];
  return [
    seen.version < LEAST_VERSION
      ? fault({ ...at, check: 'versions' }, 'postgres-old', version)
      : well({ ...at, check: 'database' }, `PostgreSQL ${version}`),
    ...clockFinding(`PostgreSQL (${service})`, seen.ahead, seen.uncertainty),
    ...(roles.length > 0 ? roles : [well({ ...at, check: 'roles' }, seen.role)]),
    ...(security.length > 0 ? security : [well({ ...at, check: 'row-security' }, '')]),
    migrationFinding(service, seen.migrations ?? []),
  ];
}

function migrationFinding(service: Service, run: readonly string[]): Finding {
  const at = { check: 'migrations', of: service } as const;
  const needed = migrationsOf(service);
  const unknown = run.filter((name) => !needed.includes(name));
  if (unknown.length > 0) return fault(at, 'newer-database', unknown.join(', '));
  const missing = needed.filter((name) => !run.includes(name));
  return missing.length > 0 ? fault(at, 'not-migrated', missing.join(', ')) : well(at, String(needed.length));
}
