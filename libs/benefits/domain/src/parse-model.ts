import { digestOf, type ErrorDetail } from '@ringvirkning/kernel';
import { readYaml, TOO_MANY_MEANINGS, valueOf, type ReadYaml } from '@ringvirkning/terms';
import { isNode } from 'yaml';
import { z } from 'zod';
import { ValuationModelSchema, type ValuationModel } from './model-schema.js';
import { follows } from './provisions/anchor-schema.js';
import { provisionOf } from './provisions/catalogue/index.js';
import { unclearNumbers, type UnclearNumber } from './unclear-numbers.js';

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

export function sentencesOf(issue: z.core.$ZodIssue): { da: string; en: string } {
  if (issue.code === 'custom' && typeof issue.params?.['da'] === 'string')
    return { da: issue.params['da'], en: issue.message };
  const [da, en] = issue.message.split('\n');
  if (da !== undefined && en !== undefined) return { da, en };
  return { da: textOf(danish(issue as z.core.$ZodRawIssue)), en: textOf(english(issue as z.core.$ZodRawIssue)) };
}

const UNREADABLE = 'benefits.unreadable-document';

/** Line and column of the innermost part of the path that the document has. */
export function positionIn(
  { document, at }: Extract<ReadYaml, { ok: true }>,
  path: readonly PropertyKey[],
): { line: number; column: number } | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return at(node.range[0]);
  }
  return undefined;
}

const COUNTED: ReadonlySet<string> = new Set(['quantity', 'limit', 'upTo', 'value', 'days', 'weeks']);

/** Whether a number of a model is asked about. Of an `amount` the currency tells, once the schema sees all that was written. */
function isUnclear({ key, written, scalar }: UnclearNumber): boolean {
  if (key === 'amount') scalar.value = written;
  return key !== undefined && COUNTED.has(key);
}

/** Rules written out under the name of a provision are the catalogue's: a model says nothing in the law's name that the law does not say. */
function strayedRules(yaml: Extract<ReadYaml, { ok: true }>, { anchors }: ValuationModel): ErrorDetail[] {
  return Object.entries(anchors).flatMap(([name, { provision: code, rules }]) => {
    const provision = code === undefined ? undefined : provisionOf(code);
    if (code === undefined || (provision && follows(rules, provision))) return [];
    return {
      code: 'benefits.invalid-model',
      path: `anchors.${name}.rules`,
      ...positionIn(yaml, ['anchors', name, 'rules']),
      da: `reglerne er ikke dem, som kataloget har for "${code}"; udelad enten reglerne eller bestemmelsen (provision)`,
      en: `the rules are not those of "${code}" in the catalogue; leave out either the rules or the provision`,
    };
  });
}

/**
 * Reads a valuation model document, YAML or JSON (JSON is YAML), and checks it against the schema and its own names.
 * Reports every error found, each with its path, line and column, in Danish and English. Never throws on any text.
 */
export function parseModel(text: string): ParsedModel {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, errors: yaml.faults.map((fault) => ({ code: UNREADABLE, ...fault })) };
  const unclear = unclearNumbers(yaml, 'benefits.invalid-model', (written) => `${written}0`, isUnclear);
  const read = valueOf(yaml.document);
  if (!read) return { ok: false, errors: [{ code: UNREADABLE, line: 1, column: 1, ...TOO_MANY_MEANINGS }] };
  const result = ValuationModelSchema.safeParse(read.value);
  const strayed = result.success ? strayedRules(yaml, result.data) : [];
  if (result.success && unclear.length === 0 && strayed.length === 0)
    return { ok: true, model: result.data, digest: digestOf(result.data) };
  const issues = result.success ? [] : result.error.issues;
  const errors = issues.map((issue) => ({
    code: 'benefits.invalid-model',
    path: issue.path.join('.'),
    ...positionIn(yaml, issue.path),
    ...sentencesOf(issue),
  }));
  return { ok: false, errors: [...unclear, ...strayed, ...errors] };
}
