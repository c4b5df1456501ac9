import type { Sentence } from '@ringvirkning/kernel';
import type { Terms } from '../schema/terms.js';
import type { Path } from './read.js';

/** Something wrong at a place of the document. */
export interface Problem extends Sentence {
  readonly code: string;
  readonly path: Path;
}
export type Check = (terms: Terms) => Problem[];

export const problem = (path: Path, code: string, da: string, en: string): Problem => ({ code: `terms.${code}`, path, da, en });

/** The problem, unless the condition holds. */
export const unless = (fine: boolean, path: Path, code: string, da: string, en: string): Problem[] => (fine ? [] : [problem(path, code, da, en)]);
