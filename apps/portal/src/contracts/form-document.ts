import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
  visit,
} from 'yaml';
import { flowText } from './form-scalar.js';

/** Where something stands in a document: `['outcomes', 0, 'price', 'amount']`. */
export type Path = readonly (string | number)[];

/** A terms document as the form sees it; the text stays the truth. */
export interface FormDocument {
  /** What it says, as plain data. */
  readonly value: Readonly<Record<string, unknown>>;
  /** What a field holds, as it is written; `''` where it says nothing. */
  written(path: Path): string;
}

/** Undefined for a text that cannot be read, or that is no map: it is mended in the text. */
export function readForm(text: string): FormDocument | undefined {
  const document = parsed(text);
  if (!document || !isMap(document.contents)) return undefined;
  return {
    value: document.toJS({ maxAliasCount: 50 }) as Readonly<Record<string, unknown>>,
    written: (path) => {
      const node = document.getIn(path, true);
      if (!isScalar(node) || node.value === null) return '';
      const { type, source, value } = node;
      if (type === 'PLAIN' && source !== undefined) return source;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    },
  };
}

function parsed(text: string): Document.Parsed | undefined {
  const document = parseDocument(text, { logLevel: 'error' });
  let refers = false;
  // What stands in two places at once is edited in the text.
  visit(document, {
    Alias: () => {
      refers = true;
      return visit.BREAK;
    },
  });
  return document.errors.length === 0 && !refers ? document : undefined;
}

type Change = (document: Document.Parsed, text: string) => string | undefined;

/**
 * Carries a change out in the text where the thing stands, so that every other character, comments above all, stays as it was. Where the text is written in a
 * way that does not allow that, the document is written anew; comments stay then, too, and only blanks may change.
 * @returns the text as it was when it cannot be read
 */
function changed(text: string, inPlace: Change, anew: (document: Document.Parsed) => void): string {
  const document = parsed(text);
  if (!document || !isMap(document.contents)) return text;
  const wanted = parsed(text)!;
  anew(wanted);
  const spliced = inPlace(document, text);
  if (spliced !== undefined && says(spliced) === JSON.stringify(wanted.toJS())) return spliced;
  return wanted.toString({ lineWidth: 0 });
}

function says(text: string): string | undefined {
  const document = parsed(text);
  return document && JSON.stringify(document.toJS());
}

/** Writes a value (a text that is already YAML, see `form-scalar`) at a place. What is missing on the way there is made. */
export function putScalar(text: string, path: Path, yaml: string): string {
  return changed(
    text,
    (document, source) => {
      const node = document.getIn(path, true);
      if (isScalar(node) && node.range) return splice(source, node.range[0], node.range[1], yaml);
      if (node !== undefined) return undefined;
      return insertPair(document, source, path, yaml);
    },
    (document) => document.setIn(path, document.createNode(parseDocument(yaml).toJS())),
  );
}

/** Puts plain data in place of what stands there. */
export function putValue(text: string, path: Path, value: unknown): string {
  return changed(
    text,
    (document, source) => {
      const node = document.getIn(path, true) as Node | undefined;
      if (node === undefined) return insertPair(document, source, path, flowText(value));
      if (isCollection(node) && !node.flow) return undefined;
      return node.range ? splice(source, node.range[0], node.range[1], flowText(value)) : undefined;
    },
    (document) => document.setIn(path, document.createNode(value)),
  );
}

/** Adds an entry at the end of a list, which is made if it is not there. */
export function addEntry(text: string, path: Path, value: unknown): string {
  return changed(
    text,
    (document, source) => {
      const list = document.getIn(path, true);
      if (list === undefined) return insertPair(document, source, path, `[${flowText(value)}]`);
      if (!isSeq(list)) return undefined;
      return list.flow ? intoFlow(source, list, flowText(value)) : intoBlock(source, list, flowText(value));
    },
    (document) => {
      if (isSeq(document.getIn(path, true))) document.addIn(path, document.createNode(value));
      else document.setIn(path, document.createNode([value]));
    },
  );
}

/** Takes a field or an entry of a list away, with the comments inside it. */
export function remove(text: string, path: Path): string {
  return changed(
    text,
    (document, source) => {
      const parent = document.getIn(path.slice(0, -1), true);
      if (!isCollection(parent)) return undefined;
      const index = indexIn(parent, path.at(-1)!);
      if (index < 0) return undefined;
      return parent.flow ? fromFlow(source, parent, index) : fromBlock(source, parent, index);
    },
    (document) => document.deleteIn(path),
  );
}

/** Takes a thing away that stands at a path within its entry, and on that path what is left with nothing in it: `coupon` without a word is not a coupon. */
export function removeWhole(text: string, base: Path, at: Path): string {
  const taken = remove(text, [...base, ...at]);
  const around = at.slice(0, -1);
  if (around.length === 0) return taken;
  const left = parsed(taken)?.getIn([...base, ...around]);
  return isCollection(left) && left.items.length === 0 ? removeWhole(taken, base, around) : taken;
}

type List = YAMLMap | YAMLSeq;
const splice = (text: string, from: number, to: number, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

const indexIn = (parent: List, key: string | number): number =>
  isMap(parent)
    ? parent.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key)
    : typeof key === 'number' && key < parent.items.length
      ? key
      : -1;

/** Where the last thing of a node ends that is written, without comments and line breaks behind it. */
function endOf(item: unknown): number | undefined {
  if (isPair(item)) return endOf(item.value) ?? endOf(item.key);
  if (isCollection(item) && !item.flow) return endOf(item.items.at(-1)) ?? item.range?.[1];
  return (item as Node | null)?.range?.[1];
}
const startOf = (item: unknown): number | undefined =>
  isPair(item) ? (item.key as Node | null)?.range?.[0] : (item as Node | null)?.range?.[0];

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** The end of the line, without its break; where a text over several lines ends with its break, that place. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at - 1;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function insertPair(document: Document.Parsed, text: string, path: Path, yaml: string): string | undefined {
  const [key, parentPath] = [path.at(-1)!, path.slice(0, -1)];
  const parent: unknown = parentPath.length === 0 ? document.contents : document.getIn(parentPath, true);
  if (parent === undefined && typeof parentPath.at(-1) === 'string')
    return insertPair(document, text, parentPath, `{ ${key}: ${yaml} }`);
  if (!isMap(parent)) return undefined;
  const pair = `${key}: ${yaml}`;
  if (parent.flow) return intoFlow(text, parent, pair);
  const [first, end] = [startOf(parent.items[0]), endOf(parent.items.at(-1))];
  if (first === undefined || end === undefined) return undefined;
  const at = lineEnd(text, end);
  return splice(text, at, at, `\n${' '.repeat(first - lineStart(text, first))}${pair}`);
}

function intoFlow(text: string, parent: List, added: string): string | undefined {
  const last = endOf(parent.items.at(-1));
  if (last !== undefined) return splice(text, last, last, `, ${added}`);
  const [from, to] = parent.range ?? [0, 0];
  return splice(text, from, to, isMap(parent) ? `{ ${added} }` : `[${added}]`);
}

const DASH = /^(\s*)- /;

function intoBlock(text: string, list: YAMLSeq, added: string): string | undefined {
  const [first, end] = [
    startOf(list.items[0]) ?? startOf((list.items[0] as YAMLMap | undefined)?.items[0]),
    endOf(list),
  ];
  if (first === undefined || end === undefined) return undefined;
  const dash = DASH.exec(text.slice(lineStart(text, first)));
  const at = lineEnd(text, end);
  return dash ? splice(text, at, at, `\n${dash[1]}- ${added}`) : undefined;
}

function fromFlow(text: string, parent: List, index: number): string | undefined {
  const item: unknown = parent.items[index];
  const [from, to] = [startOf(item), endOf(item)];
  if (from === undefined || to === undefined) return undefined;
  const next = startOf(parent.items[index + 1]);
  if (next !== undefined) return splice(text, from, next, '');
  const before = index > 0 ? endOf(parent.items[index - 1]) : undefined;
  return splice(text, before ?? from, to, '');
}

function fromBlock(text: string, parent: List, index: number): string | undefined {
  const item = parent.items[index] as Node | Pair;
  const [from, to] = [startOf(item), endOf(item)];
  if (from === undefined || to === undefined || parent.items.length === 1) return undefined;
  return splice(text, lineStart(text, from), lineEnd(text, to) + 1, '');
}
