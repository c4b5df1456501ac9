import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '@ringvirkning/config';
import { runCommand } from '../src/command-line.js';
import { runEvidence } from '../src/evidence/command.js';
import type { Io } from '../src/io.js';

const ROOT = process.cwd();
export const EXAMPLES = join(ROOT, 'libs/terms/language/examples');
export const GUIDE = join(ROOT, 'docs/examples');
export const GOLDEN = join(ROOT, 'apps/cli/test/golden');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. `files` stand in front of the disk. */
export function run(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  over: Partial<Io> = {},
): Ran {
  const written = { out: '', err: '' };
  const code = runCommand(args, { ...ioOf(written, files), ...over });
  return { code, ...written };
}

/** The same of `evidence verify`. */
export async function prove(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const written = { out: '', err: '' };
  const code = await runEvidence(args, ioOf(written, files));
  return { code, ...written };
}

/** The same of a command for operators; `env` is all that it knows of its environment. */
export async function operated(
  command: (args: readonly string[], io: Io, env: Env) => Promise<number>,
  args: readonly string[],
  env: Env = {},
): Promise<Ran> {
  const written = { out: '', err: '' };
  const code = await command(args, { ...ioOf(written, {}), now: () => Date.now() }, env);
  return { code, ...written };
}

const ioOf = (written: { out: string; err: string }, files: Readonly<Record<string, string>>): Io => ({
  out: (text) => void (written.out += text),
  err: (text) => void (written.err += text),
  watched: false,
  read: (path) => files[path] ?? readFileSync(path, 'utf8'),
  now: () => 0,
});

/** A file of expected output; `UPDATE_GOLDEN=1` writes it anew. */
export function golden(name: string, current: string): string {
  const file = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, current);
  return readFileSync(file, 'utf8');
}

/** Hears nothing and reads nothing. */
export const silent: Io = { out: () => {}, err: () => {}, watched: false, read: () => '', now: () => 0 };
