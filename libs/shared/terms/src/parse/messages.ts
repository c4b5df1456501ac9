import type { Sentence } from '@ringvirkning/kernel';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Numbers that may have decimals are read as text, so where a number must stand it is a whole one. */
const DANISH_TYPES: Record<string, string> = {
  string: 'tekst', number: 'et helt tal', int: 'et helt tal', boolean: 'true eller false', array: 'en liste', object: 'et afsnit med felter',
};
const ENGLISH_TYPES: Record<string, string> = {
  string: 'text', number: 'a whole number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a section with fields',
};

const REASONS: Record<string, (params: Record<string, unknown>) => Sentence> = {
  'not-a-number': ({ text }) => ({ da: `${quote(text)} er ikke et tal. Skriv f.eks. 20000 eller 8.5 (punktum som decimaltegn, ingen tusindtalsskilletegn).`, en: `${quote(text)} is not a number. Write e.g. 20000 or 8.5 (a point for decimals, no thousands separator).` }),
  'money-decimals': ({ text }) => ({ da: `Beløbet ${quote(text)} har flere end to decimaler. Skriv 20000 for tyve tusind; punktum er decimaltegn.`, en: `The amount ${quote(text)} has more than two decimals. Write 20000 for twenty thousand; the point is for decimals.` }),
  'too-many-decimals': ({ text }) => ({ da: `${quote(text)} har for mange decimaler (højst 9).`, en: `${quote(text)} has too many decimals (at most 9).` }),
  negative: () => ({ da: 'Tallet må ikke være negativt.', en: 'The number must not be negative.' }),
  'not-a-share': () => ({ da: 'En andel skal ligge mellem 0 og 1 (f.eks. 0.5) eller være en brøk som 1/3.', en: 'A share must lie between 0 and 1 (e.g. 0.5) or be a fraction such as 1/3.' }),
  'not-a-date': () => ({ da: 'Skriv datoen som ÅÅÅÅ-MM-DD, og kun en dag der findes.', en: 'Write the date as YYYY-MM-DD, and only a day that exists.' }),
  'wrong-digits': ({ length }) => ({ da: `Skal være ${length} cifre. Sæt anførselstegn om tal der begynder med nul.`, en: `Must be ${length} digits. Put quotes around numbers that begin with zero.` }),
};

/** What somebody may look for that the language does not have, and what to do instead. */
const HINTS: Record<string, Sentence> = {
  'verification.sample': { da: 'Hvert resultat verificeres; fejlandelen i en stikprøve kan ikke regnes videre til resten. Fjern feltet.', en: 'Every outcome is verified; the error rate of a sample cannot be extrapolated to the rest. Remove the field.' },
};

const quote = (value: unknown): string => `«${String(value)}»`;
const list = (values: readonly unknown[]): string => values.map(String).join(', ');

/** What a schema issue means, said to the person who wrote the document. */
export function explainIssue(issue: Issue): Sentence {
  const meaning = meaningOf(issue);
  if (issue.input !== undefined || issue.code === 'unrecognized_keys') return meaning;
  return issue.code === 'invalid_type' ? { da: 'Feltet mangler.', en: 'The field is missing.' } : { da: `Feltet mangler. ${meaning.da}`, en: `The field is missing. ${meaning.en}` };
}

function meaningOf(issue: Issue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return { da: `Her skal stå ${DANISH_TYPES[issue.expected] ?? issue.expected}.`, en: `This must be ${ENGLISH_TYPES[issue.expected] ?? issue.expected}.` };
    case 'unrecognized_keys': {
      const hint = issue.keys.map((key) => HINTS[[...issue.path, key].join('.')]).find((found) => found !== undefined);
      return { da: `Ukendt felt: ${list(issue.keys)}.${hint ? ` ${hint.da}` : ''}`, en: `Unknown field: ${list(issue.keys)}.${hint ? ` ${hint.en}` : ''}` };
    }
    case 'invalid_value':
      return { da: `Skal være en af: ${list(issue.values)}.`, en: `Must be one of: ${list(issue.values)}.` };
    case 'too_small':
      return { da: `For lidt: mindst ${issue.minimum}.`, en: `Too little: at least ${issue.minimum}.` };
    case 'too_big':
      return { da: `For meget: højst ${issue.maximum}.`, en: `Too much: at most ${issue.maximum}.` };
    case 'invalid_format':
      if (issue.format === 'url') return { da: 'Er ikke en webadresse.', en: 'Is not a web address.' };
      return { da: 'Brug små bogstaver a-z, cifre og bindestreg (begynd med bogstav eller ciffer).', en: 'Use lower-case letters a-z, digits and hyphens (begin with a letter or digit).' };
    case 'invalid_union':
      return unionSentence(issue);
    case 'custom':
      return REASONS[String(issue.params?.reason)]?.(issue.params ?? {}) ?? { da: issue.message, en: issue.message };
    default:
      return { da: `Ugyldig værdi (${issue.code}).`, en: `Invalid value (${issue.code}).` };
  }
}

function unionSentence(issue: Extract<Issue, { code: 'invalid_union' }>): Sentence {
  const { discriminator } = issue;
  if (discriminator === undefined) return { da: 'Værdien passer ikke til nogen af de mulige former.', en: 'The value fits none of the possible forms.' };
  const possible = 'options' in issue && Array.isArray(issue.options) ? list(issue.options) : '';
  const missing = (issue.input as Record<string, unknown> | undefined)?.[discriminator] === undefined;
  return missing
    ? { da: `Feltet «${discriminator}» mangler. Mulige: ${possible}.`, en: `The field «${discriminator}» is missing. Possible: ${possible}.` }
    : { da: `Ukendt ${discriminator}. Mulige: ${possible}.`, en: `Unknown ${discriminator}. Possible: ${possible}.` };
}
