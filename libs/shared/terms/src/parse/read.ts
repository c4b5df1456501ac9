import type { Sentence } from '@ringvirkning/kernel';
import {
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { TermsError } from '../types.js';
import { migrate } from './migrations/migrate.js';
import type { Migration } from './migrations/migration.js';
import { syntaxFaults } from './syntax.js';

export type Path = readonly (string | number)[];
export interface Read {
  readonly value: unknown;
  readonly errors: readonly TermsError[];
  /** Line and column (from 1) of the nearest existing node of a path; `key` asks for the key instead of its value. */
  locate(path: Path, key?: boolean): Place;
  /** When the field is only what follows a comma inside a value (`26000,50` or `da: one, two` in braces): the field with that value, and what was written. */
  brokenByComma(path: Path): { readonly path: Path; readonly text: string } | undefined;
}
interface Place {
  readonly line: number;
  readonly column: number;
}

const MAX_LENGTH = 2_000_000;

/**
 * Reads YAML 1.2 or JSON (which YAML contains) and brings it to the newest version of the language. Numbers with a fraction or leading zeros keep the text
 * that was written.
 */
export function readDocument(text: string, migrations: readonly Migration[]): Read {
  if (text.length > MAX_LENGTH)
    return failed({
      code: 'terms.too-long',
      da: `Dokumentet er længere end ${MAX_LENGTH} tegn.`,
      en: `The document is longer than ${MAX_LENGTH} characters.`,
    });
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0)
    return failed(
      ...syntaxFaults(document.errors, text).map(({ offset, da, en }) => ({
        code: 'terms.syntax',
        ...at(offset),
        da,
        en,
      })),
    );
  const unknown = unknownAlias(document);
  if (unknown) return failed({ code: 'terms.syntax', ...at(unknown.range?.[0] ?? 0), ...ALIAS });
  const unreadable = unreadableName(document);
  if (unreadable) return failed({ code: 'terms.syntax', ...at(unreadable.range?.[0] ?? 0), ...NAME });
  keepWrittenNumbers(document);
  const locate: Read['locate'] = (path, key) => at(offsetOf(document, path, key ?? false));
  try {
    const refused = migrate(document, migrations);
    if (refused) return failed({ ...refused, ...locate(['language']) });
    return {
      value: document.toJS({ maxAliasCount: 50 }),
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
const failed = (...errors: TermsError[]): Read => ({
  value: undefined,
  errors: errors.map((error) => ({ ...START, ...error })),
  locate: () => START,
  brokenByComma: () => undefined,
});

const ALIAS: Sentence = {
  da: 'En tekst der begynder med * skal have anførselstegn; ellers er den en henvisning, og den findes ikke.',
  en: 'A text that begins with * needs quotes; otherwise it is a reference, and there is no such thing.',
};

function unknownAlias(document: Document.Parsed): Node | undefined {
  let unknown: Node | undefined;
  visit(document, {
    Alias(_key, node) {
      if (node.resolve(document)) return undefined;
      unknown = node;
      return visit.BREAK;
    },
  });
  return unknown;
}

const NAME: Sentence = {
  da: 'Et feltnavn skal være et ord på én linje, ikke en liste eller et afsnit. En tekst der begynder med { eller [ skal have anførselstegn.',
  en: "A field's name must be a word on one line, not a list or a section. A text that begins with { or [ needs quotes.",
};

/** YAML allows a whole section as the name of a field. */
function unreadableName(document: Document.Parsed): Node | undefined {
  let unreadable: Node | undefined;
  visit(document, {
    Pair(_key, { key }) {
      if (!isCollection(key) && !(isScalar(key) && String(key.value).includes('\n'))) return undefined;
      unreadable = key as Node;
      return visit.BREAK;
    },
  });
  return unreadable;
}

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
