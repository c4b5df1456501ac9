import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A random text without look-alike trouble in URLs and shells. */
export const randomSecret = (bytes = 24): string => randomBytes(bytes).toString('base64url');

/** Gives the secret kept at `path`; where there is none, what `generate` makes. */
export type KeepSecret = (path: string, generate: () => string) => string;

/** Reads the secret kept in `path`, or generates and keeps it. The file is readable by its owner alone (0600), also when it was not before. */
export function secretFile(path: string, generate: () => string = randomSecret): string {
  if (existsSync(path)) {
    chmodSync(path, 0o600);
    return readFileSync(path, 'utf8').trim();
  }
  const secret = generate();
  writeSecret(path, secret);
  return secret;
}

/** Writes atomically: a start that is killed half-way leaves no half secret, and nobody reads one. */
export function writeSecret(path: string, secret: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${secret}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
