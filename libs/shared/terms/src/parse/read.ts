import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { TermsError } from '../types.js';
import { migrate } from './migrations/migrate.js';
import type { Migration } from './migrations/migration.js';

export type Path = readonly (string | number)[];
export interface Read {
  readonly value: unknown;
  readonly errors: readonly TermsError[];
  /** Line and column (from 1) of the nearest existing node of a path; `key` asks for the key instead of its value. */
  locate(path: Path, key?: boolean): { line: number; column: number };
}

const MAX_LENGTH = 2_000_000;

/**
 * Reads YAML 1.2 or JSON (which YAML contains) and brings it to the newest version of the language. Numbers with a fraction or leading zeros keep the text
 * that was written.
 */
export function readDocument(text: string, migrations: readonly Migration[]): Read {
  if (text.length > MAX_LENGTH) return failed({ code: 'terms.too-long', da: `Dokumentet er længere end ${MAX_LENGTH} tegn.`, en: `The document is longer than ${MAX_LENGTH} characters.` });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = document.errors.map((error) => ({
    code: 'terms.syntax',
    ...at(error.pos[0]),
    da: `Dokumentet kan ikke læses som YAML eller JSON: ${error.message}`,
    en: `The document cannot be read as YAML or JSON: ${error.message}`,
  }));
  if (errors.length > 0) return { value: undefined, errors, locate: () => ({ line: 1, column: 1 }) };
  keepWrittenNumbers(document);
  const locate: Read['locate'] = (path, key) => at(offsetOf(document, path, key ?? false));
  try {
    const refused = migrate(document, migrations);
    if (refused) return failed({ ...refused, ...locate(['language']) });
    return { value: document.toJS({ maxAliasCount: 50 }), errors: [], locate };
  } catch (error) {
    return failed({ code: 'terms.syntax', da: `Dokumentet kan ikke læses: ${(error as Error).message}`, en: `The document cannot be read: ${(error as Error).message}` });
  }
}

const failed = (error: TermsError): Read => ({ value: undefined, errors: [{ line: 1, column: 1, ...error }], locate: () => ({ line: 1, column: 1 }) });

/** `20.000` would become 20 and `0751` 751; as text the schema can judge what was meant. */
function keepWrittenNumbers(document: Document.Parsed): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && node.source !== undefined && /^-?(\d+\.\d+|0\d+|\d{16,})$/.test(node.source)) node.value = node.source;
    },
  });
}

function offsetOf(document: Document.Parsed, path: Path, key: boolean): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const last = path[length - 1]!;
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === last) : undefined;
    const node = key || !pair ? pair?.key : (pair.value ?? pair.key);
    const found = (node ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (found?.range) return found.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
