import { digestOf, type ErrorDetail } from '@ringvirkning/kernel';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { ValuationModelSchema, type ValuationModel } from './model-schema.js';

export type ParsedModel =
  | {
      readonly ok: true;
      readonly model: ValuationModel;
      /** SHA-256 of the model's canonical JSON. */ readonly digest: string;
    }
  | { readonly ok: false; readonly errors: readonly ErrorDetail[] };

const danish = z.locales.da().localeError;
const english = z.locales.en().localeError;
const textOf = (said: ReturnType<typeof english>): string =>
  typeof said === 'string' ? said : (said?.message ?? 'invalid');

function sentences(issue: z.core.$ZodIssue): { da: string; en: string } {
  const [da, en] = issue.message.split('\n');
  if (da !== undefined && en !== undefined) return { da, en };
  return { da: textOf(danish(issue as z.core.$ZodRawIssue)), en: textOf(english(issue as z.core.$ZodRawIssue)) };
}

/** Line and column of the innermost part of the path that the document has. */
function position(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): { line: number; column: number } | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return undefined;
}

/**
 * Reads a valuation model document, YAML or JSON (JSON is YAML), and checks it against the schema and its own names.
 * Reports every error found, each with its path, line and column, in Danish and English.
 */
export function parseModel(text: string): ParsedModel {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const errors = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        code: 'benefits.unreadable-document',
        line,
        column: col,
        da: `Dokumentet kan ikke læses: ${error.message}`,
        en: `The document cannot be read: ${error.message}`,
      };
    });
    return { ok: false, errors };
  }
  const result = ValuationModelSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (result.success) return { ok: true, model: result.data, digest: digestOf(result.data) };
  const errors = result.error.issues.map((issue) => ({
    code: 'benefits.invalid-model',
    path: issue.path.join('.'),
    ...position(document, lines, issue.path),
    ...sentences(issue),
  }));
  return { ok: false, errors };
}
