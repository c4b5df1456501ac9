import type { Sentence } from '@ringvirkning/kernel';
import { compare, parseRational, type Rational, type Terms, toDecimal } from '@ringvirkning/terms-language';
import type { Path } from './read.js';

/** Something wrong at a place of the document. */
export interface Problem extends Sentence {
  readonly code: string;
  readonly path: Path;
  /** Where the same stands first; its line is added to the sentence. */
  readonly first?: Path;
}
export type Check = (terms: Terms) => Problem[];

export const problem = (path: Path, code: string, da: string, en: string): Problem => ({
  code: `terms.${code}`,
  path,
  da,
  en,
});

/** The problem, unless the condition holds. */
export const unless = (fine: boolean, path: Path, code: string, da: string, en: string): Problem[] =>
  fine ? [] : [problem(path, code, da, en)];

/** A sum as one would write it: a decimal number, or a fraction when no decimal number is exactly it. */
export function shown(value: Rational): string {
  const decimal = toDecimal(value, 9);
  return compare(parseRational(decimal), value) === 0 ? decimal : `${value.n}/${value.d}`;
}
