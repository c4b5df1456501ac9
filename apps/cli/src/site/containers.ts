import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTED } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SecretFile, Site } from './site.js';

const ComposeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      env_file: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    }),
  ),
});

/** A folder that `instance new` made for containers: each program's environment as its container gets it. @throws Error in words when the compose file is none. */
export function containersIn(folder: string): Site {
  const path = join(folder, 'compose.yaml');
  const compose = ComposeSchema.safeParse(parse(readFileSync(path, 'utf8'), { merge: true })).data;
  if (!compose) throw new Error(`${path} is no compose file of an instance: ringvirkning instance new writes it`);
  const settings = variablesIn(join(folder, '.env'));
  const programs = HOSTED.map((name) => {
    const { env_file: files = [], environment = {} } = compose.services[name] ?? {};
    const own = Object.entries(environment).map(([key, value]) => [key, filledIn(String(value), settings)] as const);
    const given = files.flatMap((file) => Object.entries(variablesIn(join(folder, file))));
    const env: Env = Object.fromEntries([...given, ...own]);
    return [name, env] as const;
  });
  return {
    ...{ kind: 'containers', folder, programs: new Map(programs) },
    secrets: secretsIn(join(folder, 'secrets')),
    migration: variablesIn(join(folder, 'generated', 'migrate.env')),
  };
}

/** Lines `NAME=value`; none where there is no file: what is missing is told variable by variable. */
function variablesIn(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const pairs = [...readFileSync(file, 'utf8').matchAll(/^(\w+)=(.*)$/gm)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name!, value!]));
}

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?complaint}`, as compose fills them in. */
const filledIn = (text: string, settings: Readonly<Record<string, string>>): string =>
  text.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, sign?: string, rest = '') => settings[name] || (sign === '-' ? String(rest) : ''),
  );

function secretsIn(folder: string): SecretFile[] {
  if (!existsSync(folder)) return [{ path: folder, state: 'missing' }];
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, state: (statSync(path).mode & 0o077) === 0 ? 'kept' : 'open' };
  });
}
