import { digestOf } from '@ringvirkning/kernel';
import { termsSchema, type Terms } from '../schema/terms.js';
import type { ParsedTerms, TermsError } from '../types.js';
import { explainIssue } from './messages.js';
import { readDocument, type Path } from './read.js';
import { checkReferences } from './references.js';
import { checkSense } from './sense.js';

/** SHA-256 of the canonical terms: independent of layout, comments and key order of the document. */
export const termsDigest = (terms: Terms): string => digestOf(terms);

const MAX_ERRORS = 200;

/**
 * Reads a contract's document (YAML or JSON) into terms, or lists everything that is wrong with it: syntax, shape, unknown names, contradictions,
 * each with line, column and a sentence in Danish and English. Never throws on any text. One reader serves both formats, since JSON is YAML.
 */
export function parseTerms(text: string, _format?: 'yaml' | 'json'): ParsedTerms {
  const read = readDocument(text);
  if (read.errors.length > 0) return { ok: false, errors: read.errors };
  const result = termsSchema.safeParse(read.value, { reportInput: true });
  const errors: TermsError[] = [];
  if (!result.success) {
    for (const issue of result.error.issues) {
      const path = issue.path as Path;
      const unknownKey = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0]!] : undefined;
      errors.push({ code: issueCode(issue.code, issue.input), path: pathText(unknownKey ?? path), ...read.locate(unknownKey ?? path, unknownKey !== undefined), ...explainIssue(issue) });
    }
  }
  const references = checkReferences(read.value);
  const problems = [...references, ...(result.success && references.length === 0 ? checkSense(result.data) : [])];
  errors.push(...problems.map(({ path, ...problem }) => ({ ...problem, path: pathText(path), ...read.locate(path) })));
  if (errors.length > 0 || !result.success) return { ok: false, errors: inOrder(errors).slice(0, MAX_ERRORS) };
  return { ok: true, terms: result.data, digest: termsDigest(result.data) };
}

const issueCode = (code: string, input: unknown): string =>
  code === 'invalid_type' && input === undefined ? 'terms.missing-field' : code === 'unrecognized_keys' ? 'terms.unknown-field' : 'terms.invalid-value';

const pathText = (path: Path): string => path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step), '');

const inOrder = (errors: TermsError[]): TermsError[] =>
  errors.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || a.code.localeCompare(b.code));

