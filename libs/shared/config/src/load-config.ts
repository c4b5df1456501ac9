import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** The environment as a process or the one-process instance gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Tells every wrong variable on one line; never a value, since values may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`);
  }
}

/**
 * Reads the variables named by the schema's keys. For each variable `X` the file named by `X_FILE` may hold the value instead
 * (mounted secrets); one trailing line break is dropped. An empty value counts as absent.
 * @throws ConfigError listing all wrong variables.
 */
export function loadConfig<S extends z.ZodObject>(schema: S, env: Env): z.output<S> {
  const problems: string[] = [];
  const input: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readVariable(name, env, problems);
    if (value !== undefined) input[name] = value;
  }
  const result = schema.safeParse(input);
  const told = new Set(problems.map((problem) => problem.split(' ', 1)[0]));
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0] ?? 'environment');
    if (!told.has(name))
      problems.push(`${name} ${input[name] === undefined ? 'is missing' : withoutValue(issue.message, input[name])}`);
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(problems);
  return result.data;
}

function readVariable(name: string, env: Env, problems: string[]): string | undefined {
  const [value, file] = [env[name] || undefined, env[`${name}_FILE`] || undefined];
  if (value !== undefined && file !== undefined) problems.push(`${name} is given twice, also as ${name}_FILE`);
  if (file === undefined || value !== undefined) return value;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    problems.push(`${name} cannot be read from its file (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
    return undefined;
  }
}

/** A schema's own message might quote the value. */
const withoutValue = (message: string, value: string): string =>
  message.includes(value) ? 'is not valid' : `is not valid: ${message}`;
