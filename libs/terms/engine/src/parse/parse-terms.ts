import { digestOf, fail } from '@ringvirkning/kernel';
import { type ParsedTerms, type Terms, type TermsError, termsSchema } from '@ringvirkning/terms-language';
import { checkAmounts, checkThousands } from './amounts.js';
import { explainComma, explainIssue, explainUnknownField, type Issue } from './messages.js';
import { isNewest } from './migrations/migrate.js';
import { MIGRATIONS, type Migration } from './migrations/migration.js';
import type { Check, Problem } from './problem.js';
import { asRead, readDocument, type Path, type Read } from './read.js';
import { checkReferences } from './references.js';
import { checkSense } from './sense.js';
import { partyNumbersMakeSense } from './sense-parties.js';
import { amendmentFaults, historyByHand } from '../versions/amendment-faults.js';

/** A schema, and the steps that lead to it from older versions of the language. */
export interface Language {
  readonly schema: Pick<typeof termsSchema, 'safeParse'>;
  readonly migrations: readonly Migration[];
  /** What a draft must answer to besides. A check that is added later stands here: what was signed stays readable. */
  readonly ofDrafts?: { readonly asWritten: (document: unknown) => Problem[]; readonly asRead: Check };
}
const NEWEST: Language = { schema: termsSchema, migrations: MIGRATIONS };
const DRAFT: Language = {
  ...NEWEST,
  ofDrafts: {
    asWritten: checkThousands,
    asRead: (terms) => [...partyNumbersMakeSense(terms), ...historyByHand(terms)],
  },
};

interface Signed {
  readonly frozen: object;
  readonly digest: string;
}
const signed = new WeakMap<Terms, Signed>();

/** SHA-256 of the canonical terms: independent of layout, comments and key order of the document. Terms frozen in an older version keep the digest of that day. */
export const termsDigest = (terms: Terms): string => signed.get(terms)?.digest ?? digestOf(terms);

/** The JSON of which the digest was signed: what travels and is handed out. Terms that were just written are their own. */
export const signedForm = (terms: Terms): Record<string, unknown> => ({ ...(signed.get(terms)?.frozen ?? terms) });

const MAX_ERRORS = 200;

/**
 * Reads a contract's document (YAML or JSON) into terms, or lists everything that is wrong with it: syntax, shape, unknown names, contradictions,
 * each with line, column and a sentence in Danish and English. Never throws on any text. One reader serves both formats, since JSON is YAML.
 * A document in an older version of the language becomes terms in the newest, and has the digest of those.
 */
export const parseTerms = (text: string): ParsedTerms => parseIn(DRAFT, text);

/**
 * Reads a document that amends signed terms, which it then holds as its `before`: its digest covers what was signed. What speaks against it is found with everything else.
 * @throws DomainError terms.frozen-invalid when the terms before cannot be read
 */
export function parseAmendment(text: string, before: Terms): ParsedTerms {
  const ofDrafts = {
    ...DRAFT.ofDrafts!,
    asRead: (terms: Terms) => [...DRAFT.ofDrafts!.asRead(terms), ...amendmentFaults(before, terms)],
  };
  const parsed = parseIn({ ...DRAFT, ofDrafts }, text);
  if (!parsed.ok) return parsed;
  const terms = { ...parsed.terms, amends: { ...parsed.terms.amends!, before: signedForm(before) } };
  return { ok: true, terms, digest: termsDigest(terms) };
}

/**
 * Terms that were frozen at signature, as the plain JSON that was stored then. They are computed in the newest version of the language, but keep the digest
 * that was signed.
 * @throws DomainError terms.frozen-invalid with everything that is wrong
 */
export const frozenTerms = (frozen: unknown): Terms => thaw(NEWEST, frozen);

export function thaw(language: Language, frozen: unknown): Terms {
  const parsed = accepted(
    language,
    isNewest(frozen, language.migrations)
      ? asRead(frozen)
      : readDocument(JSON.stringify(frozen) ?? '', language.migrations),
  );
  if (!parsed.ok)
    throw fail.invalid(
      'terms.frozen-invalid',
      'De underskrevne vilkår kan ikke læses.',
      'The signed terms cannot be read.',
      { errors: parsed.errors },
    );
  signed.set(parsed.terms, { frozen: frozen as object, digest: digestOf(frozen) });
  return parsed.terms;
}

export const parseIn = (language: Language, text: string): ParsedTerms =>
  accepted(language, readDocument(text, language.migrations));

function accepted({ schema, ofDrafts }: Language, read: Read): ParsedTerms {
  if (read.errors.length > 0) return { ok: false, errors: read.errors };
  const result = schema.safeParse(read.value, { reportInput: true });
  const errors: TermsError[] = [];
  if (!result.success) {
    for (const issue of result.error.issues) errors.push(...explained(issue, read));
  }
  const references = checkReferences(read.value);
  const problems = [
    ...checkAmounts(read.value),
    ...(ofDrafts?.asWritten(read.value) ?? []),
    ...references,
    ...(result.success && references.length === 0
      ? [...checkSense(result.data), ...(ofDrafts?.asRead(result.data) ?? [])]
      : []),
  ];
  errors.push(...problems.map((problem) => placed(problem, read)));
  if (errors.length > 0 || !result.success)
    return { ok: false, errors: inOrder(onePerComma(errors)).slice(0, MAX_ERRORS) };
  return { ok: true, terms: result.data, digest: termsDigest(result.data) };
}

function explained(issue: Issue, read: Read): TermsError[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_ERRORS).map((key) => unknownField(path, key, read));
  return [
    {
      code: issue.input === undefined ? 'terms.missing-field' : 'terms.invalid-value',
      path: pathText(path),
      ...read.locate(path),
      ...explainIssue(issue, read.value),
    },
  ];
}

function unknownField(parent: Path, key: string, read: Read): TermsError {
  const path = [...parent, key];
  const comma = read.brokenByComma(path);
  if (comma)
    return { code: COMMA, path: pathText(comma.path), ...read.locate(comma.path), ...explainComma(comma.text) };
  return {
    code: 'terms.unknown-field',
    path: pathText(path),
    ...read.locate(path, true),
    ...explainUnknownField(parent, key, read.value),
  };
}

function placed({ path, first, ...problem }: Problem, read: Read): TermsError {
  const line = first && read.locate(first).line;
  const said =
    line === undefined
      ? problem
      : {
          ...problem,
          da: `${problem.da} Første gang i linje ${line}.`,
          en: `${problem.en} The first time in line ${line}.`,
        };
  return { ...said, path: pathText(path), ...read.locate(path) };
}

const COMMA = 'terms.comma';

/** A value with commas is one fault: what its pieces would be wrong about is not said. */
function onePerComma(errors: readonly TermsError[]): TermsError[] {
  const broken = new Map(errors.filter(({ code }) => code === COMMA).map((error) => [error.path, error]));
  return errors.filter((error) => (broken.get(error.path) ?? error) === error);
}

const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  );

const inOrder = (errors: TermsError[]): TermsError[] =>
  errors.sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || a.code.localeCompare(b.code),
  );
