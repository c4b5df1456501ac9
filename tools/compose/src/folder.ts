import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeepSecret } from '@ringvirkning/embedded';
import { differingLines, differingNames } from './difference.js';

export interface PlannedFile {
  readonly content: string;
  /** Readable by its owner alone, and its values are never shown. */
  readonly isSecret: boolean;
}
/** Path below the folder → file. */
export type PlannedFiles = Readonly<Record<string, PlannedFile>>;

export interface FileChange {
  readonly path: string;
  readonly kind: 'new' | 'changed' | 'gone';
  /** Lines with `+` or `-` before them; of secret files names alone. */
  readonly lines: readonly string[];
}

/** What would become of a folder. */
export interface Plan {
  readonly folder: string;
  readonly changes: readonly FileChange[];
  /** Makes it so. Killed at any moment, it is finished by doing it again. @throws Error when somebody else does it meanwhile. */
  readonly write: () => void;
}

export const SECRETS = 'secrets';
/** All that is in it is ours: what is not planned any more goes. */
export const GENERATED = 'generated';

/** Secrets of a folder as they are; those that are missing are made, and kept when the plan is carried out. @throws Error when the folder is not ours. */
export function secretsOf(
  folder: string,
  marker: string,
): { readonly keep: KeepSecret; readonly made: ReadonlyMap<string, string> } {
  const made = new Map<string, string>();
  const keep: KeepSecret = (path, generate) => {
    if (existsSync(path)) return readFileSync(path, 'utf8').trim();
    const known = made.get(path) ?? generate();
    made.set(path, known);
    return known;
  };
  mustBeOurs(folder, marker);
  return { keep, made };
}

/**
 * @param files the first of them says from then on that the folder is ours.
 * @param made secrets that are missing, by their path.
 */
export function planFor(folder: string, files: PlannedFiles, made: ReadonlyMap<string, string>): Plan {
  const [[marker, first] = []] = Object.entries(files);
  const newSecrets = [...made.keys()].map((path): FileChange => ({
    path: path.slice(folder.length + 1),
    kind: 'new',
    lines: [],
  }));
  const wanted = Object.entries(files).flatMap(([path, file]) => changeOf(folder, path, file) ?? []);
  const gone = filesBelow(folder, GENERATED)
    .filter((path) => !(path in files))
    .map((path): FileChange => ({ path, kind: 'gone', lines: [] }));
  const changes = [...newSecrets, ...wanted, ...gone];
  return {
    folder,
    changes,
    write: () => {
      // Others pass, the embedded database server among them, and read nothing but what may be read.
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      if (marker && first) writeWhole(join(folder, marker), first);
      for (const name of [SECRETS, GENERATED]) privateFolder(join(folder, name));
      for (const [path, secret] of made) writeNew(path, `${secret}\n`);
      for (const { path, kind } of changes)
        if (kind === 'gone') rmSync(join(folder, path));
        else if (files[path]) writeWhole(join(folder, path), files[path]);
    },
  };
}

function changeOf(folder: string, path: string, { content, isSecret }: PlannedFile): FileChange | undefined {
  const place = join(folder, path);
  if (!existsSync(place)) return { path, kind: 'new', lines: [] };
  const before = readFileSync(place, 'utf8');
  if (before === content) return undefined;
  const shown = isSecret && path.endsWith('.env') ? differingNames : differingLines;
  return { path, kind: 'changed', lines: shown(before, content) };
}

function filesBelow(folder: string, name: string): string[] {
  const place = join(folder, name);
  if (!existsSync(place)) return [];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(place, path)).isFile())
    .map((path) => `${name}/${path}`)
    .sort();
}

/** A folder is ours when it is empty, or when we have been there. */
function mustBeOurs(folder: string, marker: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (!names.includes(marker) && names.some((name) => name !== `${marker}.new`))
    throw new Error(`${folder} is not empty, and nothing of Ringvirkning. Choose another folder with --to.`);
}

function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
}

/** Appears whole, and replaces nothing. */
function writeNew(path: string, content: string): void {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, content, { mode: 0o600 });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${path} was written by somebody else meanwhile. Run it again.`);
  } finally {
    rmSync(aside);
  }
}

function writeWhole(path: string, { content, isSecret }: PlannedFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content, { mode: isSecret ? 0o600 : 0o644 });
  renameSync(`${path}.new`, path);
}
