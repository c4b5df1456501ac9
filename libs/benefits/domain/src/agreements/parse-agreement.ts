import { digestOf, type ErrorDetail } from '@ringvirkning/kernel';
import { readYaml, TOO_MANY_MEANINGS, valueOf } from '@ringvirkning/terms';
import { positionIn, sentencesOf } from '../parse-model.js';
import { unclearNumbers } from '../unclear-numbers.js';
import { AgreementSchema, type Agreement } from './agreement-schema.js';
import { senseOfAgreement, type Finding, type KnownPurses } from './sense.js';

export type ParsedAgreement =
  | {
      readonly ok: true;
      readonly agreement: Agreement;
      /** SHA-256 of the agreement's canonical JSON: what both sides sign. */
      readonly digest: string;
      readonly warnings: readonly Finding[];
    }
  | { readonly ok: false; readonly errors: readonly ErrorDetail[] };

const UNREADABLE = 'benefits.unreadable-document';
const INVALID = 'benefits.invalid-agreement';

/**
 * Reads a benefit-sharing agreement, YAML or JSON (JSON is YAML), and checks it against the schema, its own names and sense, and the purses it is for.
 * Reports every error found, each with its path, line and column, in Danish and English. Never throws on any text.
 */
export function parseAgreement(text: string, known?: KnownPurses): ParsedAgreement {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, errors: yaml.faults.map((fault) => ({ code: UNREADABLE, ...fault })) };
  const read = valueOf(yaml.document);
  if (!read) return { ok: false, errors: [{ code: UNREADABLE, line: 1, column: 1, ...TOO_MANY_MEANINGS }] };
  const unclear = unclearNumbers(
    yaml,
    INVALID,
    (written) => written.slice(0, -1),
    () => true,
  );
  const result = AgreementSchema.safeParse(read.value);
  const at = (path: readonly PropertyKey[]) => ({ code: INVALID, path: path.join('.'), ...positionIn(yaml, path) });
  const findings = result.success ? senseOfAgreement(result.data, known) : [];
  const errors = result.success
    ? findings.filter(({ severity }) => severity === 'refused').map(({ path, da, en }) => ({ ...at(path), da, en }))
    : result.error.issues.map((issue) => ({ ...at(issue.path), ...sentencesOf(issue) }));
  if (!result.success || errors.length > 0 || unclear.length > 0) return { ok: false, errors: [...unclear, ...errors] };
  return { ok: true, agreement: result.data, digest: digestOf(result.data), warnings: findings };
}
