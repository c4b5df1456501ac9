import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file to make, or what becomes of one that is there. Paths are from the root of the workspace. */
export type Change =
  | { readonly path: string; readonly create: string }
  | { readonly path: string; readonly edit: (text: string) => string };

/** All of them or none. @returns the paths written. @throws Error when a file to make is there, or an edit does not find its place. */
export function apply(root: string, changes: readonly Change[]): string[] {
  const written = new Map<string, string>();
  const current = (path: string): string | undefined =>
    written.get(path) ?? (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  for (const change of changes) {
    const text = current(change.path);
    if ('create' in change) {
      if (text !== undefined) throw new Error(`${change.path} is there already`);
      written.set(change.path, change.create);
    } else {
      if (text === undefined) throw new Error(`${change.path} is not there`);
      written.set(change.path, change.edit(text));
    }
  }
  for (const [path, text] of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...written.keys()];
}

/** Puts a text before the first place where `mark` stands. */
export const before =
  (mark: string, added: string) =>
  (text: string): string => {
    const at = text.indexOf(mark);
    if (at < 0) throw new Error(`nothing to put ${added.trim()} before: ${mark.trim()} is not there`);
    return text.slice(0, at) + added + text.slice(at);
  };
/** Puts a text after the first place where `mark` stands. */
export const after =
  (mark: string, added: string) =>
  (text: string): string => {
    const at = text.indexOf(mark);
    if (at < 0) throw new Error(`nothing to put ${added.trim()} after: ${mark.trim()} is not there`);
    return text.slice(0, at + mark.length) + added + text.slice(at + mark.length);
  };

/** Adds a line at the end, unless it is there. */
export const line =
  (added: string) =>
  (text: string): string =>
    text.includes(added) ? text : `${text.replace(/^export \{\};\n/m, '').trimEnd()}\n${added}\n`.trimStart();

/** Adds an import at the top. */
export const importing =
  (names: string, from: string) =>
  (text: string): string =>
    text.includes(` ${names} } from '${from}'`) ? text : `import { ${names} } from '${from}';\n${text}`;

export const all =
  (...edits: readonly ((text: string) => string)[]) =>
  (text: string): string =>
    edits.reduce((result, edit) => edit(result), text);

interface TsConfig {
  references?: { path: string }[];
}
/** Adds a project reference, unless it is there. */
export const reference =
  (path: string) =>
  (text: string): string => {
    const config = JSON.parse(text) as TsConfig;
    const references = config.references ?? [];
    if (references.some((known) => known.path === path)) return text;
    return `${JSON.stringify({ ...config, references: [...references, { path }] }, null, 2)}\n`;
  };
