import type { Sentence } from '@ringvirkning/kernel';
import { textFault, unstorable } from '@ringvirkning/reading';
import { isCollection, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import { overBudget } from './budget.js';
import { syntaxFaults, type ReadingError, type SyntaxFault } from './syntax.js';

/** Line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document that can be read, or why it cannot, in both languages and with its place. */
export type ReadYaml =
  | { readonly ok: true; readonly document: Document.Parsed; readonly at: (offset: number) => Place }
  | { readonly ok: false; readonly faults: readonly (Place & Sentence)[] };

/**
 * Reads YAML 1.2 or JSON (which YAML contains) in time that grows with its length: what would take long (very many fields, references, brackets within
 * brackets) is refused before it is read. Texts that cannot be kept (NUL, half characters, personal numbers) are faults, too.
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refused = unstorableCharacter(text) ?? overBudget(text);
  if (refused) {
    lines.lineStarts = lineStarts(text);
    return { ok: false, faults: [{ ...at(refused.offset), da: refused.da, en: refused.en }] };
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Asked below, in one pass: the reader's own check compares every field with every other.
    uniqueKeys: false,
    logLevel: 'error',
  });
  const faults = faultsOf(document, text);
  return faults.length > 0
    ? { ok: false, faults: faults.map(({ offset, da, en }) => ({ ...at(offset), da, en })) }
    : { ok: true, document, at };
}

/** A few references within each other stand for very much. */
const MOST_MEANINGS = 50;

/** What the document says, as plain data; undefined when its references refer to each other too many times ({@link TOO_MANY_MEANINGS}). */
export function valueOf(document: Document.Parsed): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_MEANINGS }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

export const TOO_MANY_MEANINGS: Sentence = {
  da: 'Dokumentet henviser (med & og *) til sig selv for mange gange. Skriv tingene ud.',
  en: 'The document refers (with & and *) to itself too many times. Write things out.',
};

function unstorableCharacter(text: string): SyntaxFault | undefined {
  const fault = unstorable(text);
  return fault && { offset: Math.max(0, text.search(/\0|\p{Surrogate}/u)), da: fault.da, en: fault.en };
}

const lineStarts = (text: string): number[] => [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];

function faultsOf(document: Document.Parsed, text: string): readonly SyntaxFault[] {
  const errors = [...document.errors, ...repeatedFields(document)];
  if (errors.length > 0) return syntaxFaults(errors, text);
  const fault = unknownAlias(document) ?? unreadableName(document) ?? unstorableText(document);
  return fault ? [fault] : [];
}

function repeatedFields(document: Document.Parsed): ReadingError[] {
  const repeated: ReadingError[] = [];
  visit(document, {
    Map(_key, { items }) {
      const names = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        const [start = 0] = (isScalar(key) && key.range) || [];
        if (name !== undefined && names.has(name))
          repeated.push({ code: 'DUPLICATE_KEY', message: 'Map keys must be unique', pos: [start, start + 1] });
        if (name !== undefined) names.add(name);
      }
    },
  });
  return repeated;
}

const offsetOf = (node: Node): number => node.range?.[0] ?? 0;

const ALIAS: Sentence = {
  da: 'En tekst der begynder med * skal have anførselstegn; ellers er den en henvisning, og den findes ikke.',
  en: 'A text that begins with * needs quotes; otherwise it is a reference, and there is no such thing.',
};

/** What a reference may mean stands before it. */
function unknownAlias(document: Document.Parsed): SyntaxFault | undefined {
  const anchors = new Set<string>();
  let unknown: SyntaxFault | undefined;
  visit(document, {
    Node(_key, node) {
      if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
    },
    Alias(_key, node) {
      if (anchors.has(node.source)) return undefined;
      unknown = { offset: offsetOf(node), ...ALIAS };
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
function unreadableName(document: Document.Parsed): SyntaxFault | undefined {
  let unreadable: SyntaxFault | undefined;
  visit(document, {
    Pair(_key, { key }) {
      if (!isCollection(key) && !(isScalar(key) && String(key.value).includes('\n'))) return undefined;
      unreadable = { offset: offsetOf(key as Node), ...NAME };
      return visit.BREAK;
    },
  });
  return unreadable;
}

/** Digits alone may be an amount (frozen terms write it as a text), so of them the schema judges, which knows the field. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** In texts and in comments: the document is kept as it was written. */
function unstorableText(document: Document.Parsed): SyntaxFault | undefined {
  let found: SyntaxFault | undefined;
  visit(document, {
    Node(_key, node) {
      const value = isScalar(node) && typeof node.value === 'string' && !NUMBER.test(node.value) ? node.value : '';
      const fault = textFault([value, node.commentBefore, node.comment].filter(Boolean).join('\n#\n'));
      if (!fault) return undefined;
      found = { offset: offsetOf(node), da: fault.da, en: fault.en };
      return visit.BREAK;
    },
  });
  const around = textFault([document.commentBefore, document.comment].filter(Boolean).join('\n#\n'));
  return found ?? (around && { offset: 0, da: around.da, en: around.en });
}
