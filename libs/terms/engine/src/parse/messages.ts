import type { Sentence } from '@ringvirkning/kernel';
import type { z } from 'zod';
import { nearest } from './nearest.js';
import type { Path } from './read.js';
import { shapesAt } from './shape.js';

export type Issue = z.core.$ZodIssue;

/** Numbers that may have decimals are read as text, so where a number must stand it is a whole one. */
const DANISH_TYPES: Record<string, string> = {
  string: 'tekst',
  number: 'et helt tal',
  int: 'et helt tal',
  boolean: 'true eller false',
  array: 'en liste',
  object: 'et afsnit med felter',
};
const ENGLISH_TYPES: Record<string, string> = {
  string: 'text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section with fields',
};

const REASONS: Record<string, (params: Record<string, unknown>) => Sentence> = {
  'not-a-number': ({ text }) =>
    numberWithComma(String(text)) ??
    percentage(String(text)) ?? {
      da: `${quote(text)} er ikke et tal. Skriv f.eks. 20000 eller 8.5 (punktum som decimaltegn, ingen tusindtalsskilletegn).`,
      en: `${quote(text)} is not a number. Write e.g. 20000 or 8.5 (a point for decimals, no thousands separator).`,
    },
  'too-many-decimals': ({ text }) => ({
    da: `${quote(text)} har for mange decimaler (højst 9).`,
    en: `${quote(text)} has too many decimals (at most 9).`,
  }),
  negative: () => ({ da: 'Tallet må ikke være negativt.', en: 'The number must not be negative.' }),
  'not-a-share': () => ({
    da: 'En andel skal ligge mellem 0 og 1 (f.eks. 0.5) eller være en brøk som 1/3.',
    en: 'A share must lie between 0 and 1 (e.g. 0.5) or be a fraction such as 1/3.',
  }),
  'plain-text': ({ da, en }) => ({ da: String(da), en: String(en) }),
  'cpr-in-address': () => ({
    da: 'Adressen ser ud til at indeholde et CPR-nummer.',
    en: 'The address seems to hold a CPR number.',
  }),
  'not-a-date': () => ({
    da: 'Skriv datoen som ÅÅÅÅ-MM-DD, og kun en dag der findes.',
    en: 'Write the date as YYYY-MM-DD, and only a day that exists.',
  }),
  'wrong-digits': ({ length }) => ({
    da: `Skal være ${String(length)} cifre. Sæt anførselstegn om tal der begynder med nul.`,
    en: `Must be ${String(length)} digits. Put quotes around numbers that begin with zero.`,
  }),
};

/** What belongs in a field that is easily forgotten. */
const WHAT: Record<string, Sentence> = {
  organisation: {
    da: 'Her skal stå id på den organisation hvis brugere handler for parten, f.eks. randers.',
    en: 'This must be the id of the organisation whose users act for the party, e.g. randers.',
  },
  roles: {
    da: 'Her skal stå en liste med partens roller, f.eks. [payer].',
    en: "This must be a list of the party's roles, e.g. [payer].",
  },
  about: {
    da: 'Her skal stå hvad antagelsen handler om, f.eks. planned.',
    en: 'This must be what the assumption is about, e.g. planned.',
  },
  max: { da: 'Her skal stå det højeste beløb, f.eks. 70000.', en: 'This must be the highest amount, e.g. 70000.' },
  min: { da: 'Her skal stå det mindste beløb, f.eks. 70000.', en: 'This must be the lowest amount, e.g. 70000.' },
  amount: {
    da: 'Her skal stå et beløb, f.eks. 20000 eller 1499.50.',
    en: 'This must be an amount, e.g. 20000 or 1499.50.',
  },
  share: {
    da: 'Her skal stå en andel mellem 0 og 1, f.eks. 0.5 eller 1/3.',
    en: 'This must be a share between 0 and 1, e.g. 0.5 or 1/3.',
  },
  inclusive: {
    da: 'Skriv true hvis trinnet gælder fra og med grænsen, false hvis kun over den.',
    en: 'Write true if the step begins at the bound, false if only above it.',
  },
};

export const quote = (value: unknown): string => `«${String(value)}»`;
/** Of very many words (currencies) the first are said. */
const MOST_LISTED = 20;
const FIRST_LISTED = 6;
const list = (values: readonly unknown[]): string =>
  values.length > MOST_LISTED
    ? `${values.slice(0, FIRST_LISTED).map(String).join(', ')} …`
    : values.map(String).join(', ');

/** What a schema issue means, said to the person who wrote the document. */
export function explainIssue(issue: Issue, document: unknown): Sentence {
  const meaning = meaningOf(issue, document);
  if (issue.input !== undefined) return meaning;
  const field = String(issue.path.at(-1));
  return joined({ da: `Feltet «${field}» mangler.`, en: `The field «${field}» is missing.` }, WHAT[field] ?? meaning);
}

export function explainUnknownField(parent: Path, key: string, document: unknown): Sentence {
  const unknown = { da: `Ukendt felt: ${key}.`, en: `Unknown field: ${key}.` };
  const fields = [...new Set(shapesAt(parent, document).flatMap(({ properties = {} }) => Object.keys(properties)))];
  return joined(
    unknown,
    suggestion(key, fields) ??
      (fields.length > 0
        ? { da: `Mulige felter: ${list(fields)}.`, en: `Possible fields: ${list(fields)}.` }
        : undefined),
  );
}

/** A comma inside braces ends a value: of a number it was meant for the decimals (or thousands), of a text as part of it. */
export function explainComma(text: string): Sentence {
  return (
    numberWithComma(text) ?? {
      da: `Kommaet deler teksten. Sæt anførselstegn om den: '${text}'.`,
      en: `The comma splits the text. Put quotes around it: '${text}'.`,
    }
  );
}

function numberWithComma(text: string): Sentence | undefined {
  if (!/^-?\d+(\s*,\s*\d+)+$/.test(text)) return undefined;
  const [whole, ...rest] = text.split(/\s*,\s*/) as [string, ...string[]];
  const decimal = rest.length === 1 ? `${whole}.${rest[0]}` : undefined;
  const thousands =
    !/^-?0/.test(whole) && rest.every((part) => part.length === 3) ? [whole, ...rest].join('') : undefined;
  const right = [thousands, decimal].filter((each) => each !== undefined);
  return {
    da: `${quote(text)}: skriv tal med punktum og intet mellem tusinder${right.length > 0 ? `: ${right.join(' eller ')}` : ''}.`,
    en: `${quote(text)}: write a number with a full stop and nothing between thousands${right.length > 0 ? `: ${right.join(' or ')}` : ''}.`,
  };
}

const percentage = (text: string): Sentence | undefined =>
  text.endsWith('%')
    ? {
        da: `${quote(text)} er ikke et tal. Skriv en procent som andel: 0.3 for 30 %.`,
        en: `${quote(text)} is not a number. Write a percentage as a share: 0.3 for 30 %.`,
      }
    : undefined;

export function suggestion(written: unknown, words: readonly string[]): Sentence | undefined {
  const word = nearest(String(written), words);
  return word === undefined ? undefined : { da: `Mente du ${quote(word)}?`, en: `Did you mean ${quote(word)}?` };
}

export const joined = (first: Sentence, second: Sentence | undefined): Sentence =>
  second ? { da: `${first.da} ${second.da}`, en: `${first.en} ${second.en}` } : first;

function meaningOf(issue: Issue, document: unknown): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue, document);
    case 'invalid_value':
      return joined(
        { da: `Skal være en af: ${list(issue.values)}.`, en: `Must be one of: ${list(issue.values)}.` },
        issue.input === undefined ? undefined : suggestion(issue.input, issue.values.map(String)),
      );
    case 'too_small':
      return { da: `For lidt: mindst ${issue.minimum}.`, en: `Too little: at least ${issue.minimum}.` };
    case 'too_big':
      return { da: `For meget: højst ${issue.maximum}.`, en: `Too much: at most ${issue.maximum}.` };
    case 'invalid_format':
      if (issue.format === 'url') return { da: 'Er ikke en webadresse.', en: 'Is not a web address.' };
      return {
        da: 'Brug små bogstaver a-z, cifre og bindestreg (begynd med bogstav eller ciffer).',
        en: 'Use lower-case letters a-z, digits and hyphens (begin with a letter or digit).',
      };
    case 'invalid_union':
      return unionSentence(issue, document);
    case 'custom':
      return REASONS[String(issue.params?.reason)]?.(issue.params ?? {}) ?? { da: issue.message, en: issue.message };
    default:
      return { da: `Ugyldig værdi (${issue.code}).`, en: `Invalid value (${issue.code}).` };
  }
}

function typeSentence(issue: Extract<Issue, { code: 'invalid_type' }>, document: unknown): Sentence {
  const [shape] = shapesAt(issue.path as Path, document);
  const field = issue.path.at(-1);
  if (issue.expected === 'string' && shape?.format === 'date')
    return { da: 'Her skal stå en dato, f.eks. 2026-01-31.', en: 'This must be a date, e.g. 2026-01-31.' };
  if (issue.expected === 'string' && shape?.pattern !== undefined)
    return {
      da: 'Her skal stå et kort navn med små bogstaver, f.eks. m12.',
      en: 'This must be a short name in lower-case letters, e.g. m12.',
    };
  if (issue.expected === 'string' && typeof issue.input === 'object' && issue.input !== null && 'da' in issue.input)
    return {
      da: 'Her skal stå én tekst, ikke en på hvert sprog.',
      en: 'This must be one text, not one in each language.',
    };
  const { da, en } = {
    da: `Her skal stå ${DANISH_TYPES[issue.expected] ?? issue.expected}`,
    en: `This must be ${ENGLISH_TYPES[issue.expected] ?? issue.expected}`,
  };
  if (issue.expected === 'array')
    return { da: `${da}${asList(field, issue.input, 'f.eks.')}.`, en: `${en}${asList(field, issue.input, 'e.g.')}.` };
  if (issue.expected !== 'object' || !shape?.properties) return { da: `${da}.`, en: `${en}.` };
  const { properties, required = [] } = shape;
  if ('da' in properties && 'en' in properties)
    return {
      da: 'Skriv både dansk og engelsk: { da: …, en: … }.',
      en: 'Write both Danish and English: { da: …, en: … }.',
    };
  const fields = list(required.length > 0 ? required : Object.keys(properties));
  return { da: `${da}: ${fields}.`, en: `${en}: ${fields}.` };
}

function asList(field: unknown, input: unknown, such: string): string {
  if (typeof input !== 'string' && typeof input !== 'number') return '';
  return `, ${such} [${field === 'planned' ? `{ count: ${input} }` : input}]`;
}

function unionSentence(issue: Extract<Issue, { code: 'invalid_union' }>, document: unknown): Sentence {
  const { discriminator } = issue;
  if (discriminator === undefined) return formsSentence(issue.path as Path, document);
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const written = (issue.input as Record<string, unknown> | undefined)?.[discriminator];
  const possible = { da: `Mulige: ${list(options)}.`, en: `Possible: ${list(options)}.` };
  return written === undefined
    ? joined({ da: `Feltet «${discriminator}» mangler.`, en: `The field «${discriminator}» is missing.` }, possible)
    : joined(
        joined({ da: `Ukendt ${discriminator}.`, en: `Unknown ${discriminator}.` }, suggestion(written, options)),
        possible,
      );
}

/** Of several forms: those of a section are told by the fields that they need; anything else is a number, which may be written in quotes. */
function formsSentence(path: Path, document: unknown): Sentence {
  const forms = shapesAt(path, document).flatMap(({ properties, required }) =>
    properties && required ? [`{ ${required.join(', ')} }`] : [],
  );
  return forms.length > 0
    ? { da: `Angiv enten ${forms.join(' eller ')}.`, en: `Give either ${forms.join(' or ')}.` }
    : { da: 'Her skal stå et tal, f.eks. 20000 eller 8.5.', en: 'This must be a number, e.g. 20000 or 8.5.' };
}
