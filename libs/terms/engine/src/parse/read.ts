import { isMap, isScalar, visit, type Document, type Node, type Pair } from 'yaml';
import type { TermsError } from '@ringvirkning/terms-language';
import { migrate } from './migrations/migrate.js';
import type { Migration } from './migrations/migration.js';
import { MAX_LENGTH } from './budget.js';
import { readYaml, TOO_MANY_MEANINGS, valueOf, type Place } from './yaml.js';

export type Path = readonly (string | number)[];
export interface Read {
  readonly value: unknown;
  readonly errors: readonly TermsError[];
  /** Line and column (from 1) of the nearest existing node of a path; `key` asks for the key instead of its value. */
  locate(path: Path, key?: boolean): Place;
  /** When the field is only what follows a comma inside a value (`26000,50` or `da: one, two` in braces): the field with that value, and what was written. */
  brokenByComma(path: Path): { readonly path: Path; readonly text: string } | undefined;
}
/**
 * Reads YAML 1.2 or JSON (which YAML contains) and brings it to the newest version of the language. Numbers with a fraction or leading zeros keep the text
 * that was written.
 */
export function readDocument(text: string, migrations: readonly Migration[]): Read {
  const yaml = readYaml(text);
  if (!yaml.ok)
    return failed(
      ...yaml.faults.map((fault) => ({ code: text.length > MAX_LENGTH ? 'terms.too-long' : 'terms.syntax', ...fault })),
    );
  const { document, at } = yaml;
  keepWrittenNumbers(document);
  const locate: Read['locate'] = (path, key) => at(offsetOf(document, path, key ?? false));
  try {
    const refused = migrate(document, migrations);
    if (refused) return failed({ ...refused, ...locate(['language']) });
    const read = valueOf(document);
    if (!read) return failed({ code: 'terms.syntax', ...TOO_MANY_MEANINGS });
    return {
      value: read.value,
      errors: [],
      locate,
      brokenByComma: (path) => commaBefore(document, text, path),
    };
  } catch {
    return failed({
      code: 'terms.syntax',
      da: 'Dokumentet henviser (med & og *) til sig selv for mange gange. Skriv tingene ud.',
      en: 'The document refers (with & and *) to itself too many times. Write things out.',
    });
  }
}

const START: Place = { line: 1, column: 1 };
/** A value that no text was written for. */
export const asRead = (value: unknown): Read => ({
  value,
  errors: [],
  locate: () => START,
  brokenByComma: () => undefined,
});
const failed = (...errors: TermsError[]): Read => ({
  ...asRead(undefined),
  errors: errors.map((error) => ({ ...START, ...error })),
});

function commaBefore(document: Document.Parsed, text: string, path: Path): ReturnType<Read['brokenByComma']> {
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (!isMap(parent) || !parent.flow) return undefined;
  const items = parent.items as Pair<Node, Node | null>[];
  const field = items.findIndex(keyIs(path.at(-1)!));
  const owner = items.findLastIndex((item, i) => i < field && item.value !== null);
  const end = items.findIndex((item, i) => i > field && item.value !== null);
  const last = items[(end < 0 ? items.length : end) - 1];
  const { key, value } = items[owner] ?? {};
  if (items[field]?.value !== null || !isScalar(key) || !isScalar(value) || !value.range || !last?.key.range)
    return undefined;
  return { path: [...path.slice(0, -1), String(key.value)], text: text.slice(value.range[0], last.key.range[1]) };
}

const keyIs =
  (name: string | number) =>
  (item: Pair): boolean =>
    isScalar(item.key) && String(item.key.value) === String(name);

/** `20.000` would become 20 and `0751` 751; as text the schema can judge what was meant. */
function keepWrittenNumbers(document: Document.Parsed): void {
  visit(document, {
    Scalar(_key, node) {
      if (
        typeof node.value === 'number' &&
        node.source !== undefined &&
        /^-?(\d+\.\d+|0\d+|\d{16,})$/.test(node.source)
      )
        node.value = node.source;
    },
  });
}

function offsetOf(document: Document.Parsed, path: Path, key: boolean): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const last = path[length - 1]!;
    const pair = isMap(parent) ? parent.items.find(keyIs(last)) : undefined;
    const node = key || !pair ? pair?.key : (pair.value ?? pair.key);
    const found = (node ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (found?.range) return found.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
